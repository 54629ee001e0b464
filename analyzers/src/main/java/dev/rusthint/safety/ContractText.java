package dev.rusthint.safety;

import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.safety.Contract.Kind;
import dev.rusthint.safety.Obligation.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Contracts as they are kept in files: the names of operations with commas between, on a line or,
/// where one ends with a comma, several, and after that a line for each obligation, indented.
///
/// ```text
/// # What a comment is.
/// core::ptr::read, *const T::read(src: self)
///   ValidPtr(src, T, 1) for reads
///   Init(src, T, 1)
///   hazard Owning(src): one of `{src}` and the result is not used again
///   | Trait(T, Copy)
/// core::hint::unreachable_unchecked
///   Unreachable
/// ```
///
/// A line that begins with `| ` is an alternative to the one before it. After `: ` come words for
/// where those of the property do not say it well; `{src}` stands for the argument of that parameter.
/// An operation with no line owes nothing that can be said. In `*const T::read(src: self)`, what is
/// said of `src` is meant of `self`. Beside parameters, `ret` is what the operation gives, and `Self`
/// and the type parameters are what they are where it is declared.
final class ContractText {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<alternative>\\| )?(?:(?<kind>hazard|option) )?(?<tag>\\w+)(?:\\((?<args>.*?)\\))?"
              + "(?: for (?<access>reads and writes|reads|writes))?(?:: (?<words>.+))?");

  private static final Pattern HEADER =
      Pattern.compile("(?<name>.+)\\((?<renamed>\\w+: [^,()]+(?:, \\w+: [^,()]+)*)\\)");

  private final Map<String, Contract> contracts = new LinkedHashMap<>();
  private final String file;

  /// An operation, and what its parameters are called instead of what its contract calls them.
  private record Header(String name, Map<String, String> renamed) {}

  // Of the operation being read.
  private final List<Header> headers = new ArrayList<>();
  private boolean headersGoOn;
  private final List<Clause> clauses = new ArrayList<>();

  private ContractText(String file) {
    this.file = file;
  }

  /// @param file what messages call it
  /// @throws IllegalArgumentException if a line is not as described, or an operation is there twice
  static Map<String, Contract> read(String file, String text) {
    ContractText reading = new ContractText(file);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        reading.line(line, number);
      }
    }
    reading.end();
    return reading.contracts;
  }

  private void line(String line, int number) {
    if (!Character.isWhitespace(line.charAt(0))) {
      if (!headersGoOn) {
        end();
      }
      headersGoOn = line.stripTrailing().endsWith(",");
      for (String name : arguments(line)) {
        add(header(name), number);
      }
      return;
    }
    if (headersGoOn) {
      throw wrong(number, "a name is missing before this");
    }
    Matcher parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw wrong(number, "this is no obligation: " + line.strip());
    }
    Property property = Property.named(parts.group("tag"));
    if (property == null) {
      throw wrong(number, "there is no property " + parts.group("tag"));
    }
    List<String> args = arguments(parts.group("args"));
    if (args.size() > property.parameters().size()) {
      throw wrong(number, property.tag() + " has fewer arguments");
    }
    String words = parts.group("words");
    Obligation obligation = new Obligation(property, args, access(parts.group("access")), words);
    if (parts.group("alternative") == null) {
      clauses.add(new Clause(kind(parts.group("kind")), List.of(obligation)));
    } else if (clauses.isEmpty()) {
      throw wrong(number, "there is nothing that this is an alternative to");
    } else {
      Clause before = clauses.removeLast();
      List<Obligation> anyOf = new ArrayList<>(before.anyOf());
      anyOf.add(obligation);
      clauses.add(new Clause(before.kind(), anyOf));
    }
  }

  private void add(Header header, int number) {
    if (contracts.containsKey(header.name)
        || headers.stream().anyMatch(other -> other.name.equals(header.name))) {
      throw wrong(number, header.name + " has a contract already");
    }
    headers.add(header);
  }

  private void end() {
    for (Header header : headers) {
      contracts.put(header.name, renamed(header.renamed));
    }
    headers.clear();
    clauses.clear();
  }

  private static Header header(String text) {
    Matcher parts = HEADER.matcher(text);
    if (!parts.matches()) {
      return new Header(text, Map.of());
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    for (String pair : parts.group("renamed").split(", ", -1)) {
      int colon = pair.indexOf(": ");
      renamed.put(pair.substring(0, colon), pair.substring(colon + 2));
    }
    return new Header(parts.group("name"), renamed);
  }

  private Contract renamed(Map<String, String> names) {
    if (names.isEmpty()) {
      return new Contract(clauses);
    }
    return new Contract(
        clauses.stream()
            .map(
                clause ->
                    new Clause(
                        clause.kind(),
                        clause.anyOf().stream()
                            .map(o -> o.replace(name -> names.getOrDefault(name, name)))
                            .toList()))
            .toList());
  }

  private static Kind kind(@Nullable String name) {
    return name == null ? Kind.PRECONDITION : name.equals("hazard") ? Kind.HAZARD : Kind.OPTION;
  }

  private static Access access(@Nullable String text) {
    for (Access access : Access.values()) {
      if (access.toString().equals(text)) {
        return access;
      }
    }
    return Access.NONE;
  }

  /// Split at the commas outside of brackets; one at the end is left out.
  static List<String> arguments(@Nullable String text) {
    List<String> arguments = new ArrayList<>();
    if (text == null) {
      return arguments;
    }
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '<' -> depth += isOfType(text, i - 1) ? 1 : 0;
        case '>' -> depth -= isOfType(text, i - 1) ? 1 : 0;
        case ',' -> {
          if (depth == 0) {
            arguments.add(text.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    String last = text.substring(start).strip();
    if (!last.isEmpty()) {
      arguments.add(last);
    }
    return arguments;
  }

  /// Whether what follows a character is a bracket of a type, and not an operator, which has a space
  /// before it, or another one.
  private static boolean isOfType(String text, int before) {
    return before >= 0 && " <>=-".indexOf(text.charAt(before)) < 0
        || before > 0 && text.charAt(before) == '>' && text.charAt(before - 1) != ' ';
  }

  private IllegalArgumentException wrong(int line, String what) {
    return new IllegalArgumentException(file + ":" + line + ": " + what);
  }
}
