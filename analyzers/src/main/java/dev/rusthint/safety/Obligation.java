package dev.rusthint.safety;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that must hold for an unsafe operation to be sound.
///
/// @param args expressions over the operation's parameters: `src`, `count * size_of::<T>()`
/// @param words in which `{src}` stands for what is given for the parameter `src`; null for those of
///   the property
public record Obligation(
    Property property, List<String> args, Access access, @Nullable String words) {
  /// What memory is used for.
  public enum Access {
    NONE(""),
    READS("reads"),
    WRITES("writes"),
    READS_AND_WRITES("reads and writes");

    private final String text;

    Access(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// A name that is not one of a field, a method or something in a type.
  private static final Pattern NAME =
      Pattern.compile("(?<!\\w|(?<!\\.)\\.|::)[A-Za-z_]\\w*");

  private static final String MULTIPLE = "a multiple of ";
  private static final Pattern FROM_ZERO = Pattern.compile("\\[0, (?<most>.+)(?<end>[\\])])");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");

  private static final Pattern FIELD_PATH = Pattern.compile("^(\\w+)((?:\\.\\w+)*)$");

  /// An argument that is words, and not an expression.
  private static final Pattern PROSE = Pattern.compile("[A-Za-z']+(?: [A-Za-z']+)+");

  public Obligation {
    args = List.copyOf(args);
  }

  /// The argument with a number; null if it was left out.
  public @Nullable String arg(int number) {
    return number >= 0 && number < args.size() ? args.get(number) : null;
  }

  /// The names in its arguments and words.
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (String arg : args) {
      NAME.matcher(arg).results().forEach(match -> names.add(match.group()));
    }
    if (words != null) {
      PLACEHOLDER.matcher(words).results().forEach(match -> names.add(match.group(1)));
    }
    return names;
  }

  /// As a safety tag: `ValidPtr(src, T, 1)`.
  public String tag() {
    return args.isEmpty() ? property.tag() : property.tag() + "(" + String.join(", ", args) + ")";
  }

  /// With other names in the place of those of parameters.
  Obligation replace(UnaryOperator<String> names) {
    return new Obligation(
        property,
        args.stream().map(arg -> inExpression(arg, names)).toList(),
        access,
        words == null
            ? null
            : PLACEHOLDER
                .matcher(words)
                .replaceAll(m -> quoted(placeholder(names.apply(m.group(1))))));
  }

  private static String placeholder(String name) {
    return FIELD_PATH.matcher(name).replaceFirst("{$1}$2");
  }

  /// What must hold, in words, with what an operation is given.
  ///
  /// @param given what stands for a parameter or a type parameter; the name itself for other names
  public String text(UnaryOperator<String> given) {
    String template = words == null ? property.words() : words;
    return PLACEHOLDER.matcher(template).replaceAll(match -> quoted(value(match, given)));
  }

  private String value(MatchResult placeholder, UnaryOperator<String> given) {
    String name = placeholder.group(1);
    if (Character.isDigit(name.charAt(0))) {
      int number = Integer.parseInt(name);
      String arg = arg(number);
      return arg == null ? property.parameters().get(number) : shown(arg, given);
    }
    return switch (name) {
      case "access" -> access == Access.NONE ? "use" : access.toString();
      case "values" -> values("", given);
      case "initialised" -> values("initialised ", given);
      case "range" -> range(given);
      default -> given.apply(name);
    };
  }

  private static String shown(String arg, UnaryOperator<String> given) {
    return arg.equals("ret")
        ? "the result"
        : PROSE.matcher(arg).matches() ? arg : "`" + inExpression(arg, given) + "`";
  }

  /// `3` × `u32`, as in "valid for reads of …".
  private String values(String which, UnaryOperator<String> given) {
    String type = argOf("T");
    String length = argOf("len");
    String shown = "`" + inExpression(type == null ? "T" : type, given) + "`";
    if (length == null || length.equals("1")) {
      return "one " + which + shown;
    }
    String amount = "`" + inExpression(length, given) + "`";
    return shown.equals("`u8`") ? amount + " " + which + "bytes" : amount + " × " + which + shown;
  }

  private String range(UnaryOperator<String> given) {
    String range = argOf("range");
    if (range == null) {
      return "in range";
    }
    Matcher fromZero = FROM_ZERO.matcher(range);
    if (fromZero.matches()) {
      String most = shown(fromZero.group("most"), given);
      return (fromZero.group("end").equals("]") ? "at most " : "less than ") + most;
    }
    if (range.startsWith(MULTIPLE)) {
      return MULTIPLE + shown(range.substring(MULTIPLE.length()), given);
    }
    String shown = shown(range, given);
    return range.startsWith("[") || range.startsWith("(") ? "in " + shown : shown;
  }

  private @Nullable String argOf(String parameter) {
    return arg(property.parameters().indexOf(parameter));
  }

  /// An expression with what is given for the names in it: what is more than a name or a type, in
  /// parentheses.
  static String inExpression(String expression, UnaryOperator<String> given) {
    if (NAME.matcher(expression).matches()) {
      return given.apply(expression);
    }
    return NAME.matcher(expression)
        .replaceAll(
            match -> {
              String value = given.apply(match.group());
              boolean isType = Character.isUpperCase(match.group().charAt(0));
              boolean isOne = isType || value.matches("[\\w.:]+(\\(\\))?") || value.equals(match.group());
              return quoted(isOne ? value : "(" + value + ")");
            });
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }
}
