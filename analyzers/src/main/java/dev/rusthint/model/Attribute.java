package dev.rusthint.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attribute as its text tells: `cfg(test)`, `path = "x.rs"`, `macro_export`.
///
/// @param path its path, without spaces
/// @param arguments the text between its brackets, null if it has none
/// @param value the content of the string that it is set to, null if it is set to none
public record Attribute(String path, @Nullable String arguments, @Nullable String value) {
  /// Reads what stands between `#[` and `]`.
  public static Attribute parse(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && isPathChar(stripped.charAt(end))) {
      end++;
    }
    String path = stripped.substring(0, end).replaceAll("\\s", "");
    String rest = stripped.substring(end).strip();
    if (rest.startsWith("=")) {
      return new Attribute(path, null, content(rest.substring(1).strip()));
    }
    boolean bracketed =
        rest.length() >= 2
            && "([{".indexOf(rest.charAt(0)) >= 0
            && ")]}".indexOf(rest.charAt(rest.length() - 1)) >= 0;
    return new Attribute(path, bracketed ? rest.substring(1, rest.length() - 1) : null, null);
  }

  private static boolean isPathChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':' || Character.isWhitespace(c);
  }

  /// The content of a plain or raw string literal, escapes left as they are.
  private static @Nullable String content(String literal) {
    int open = literal.indexOf('"');
    int close = literal.lastIndexOf('"');
    return open >= 0 && close > open ? literal.substring(open + 1, close) : null;
  }

  /// The attribute as code has it, spaces aside.
  String text() {
    return path
        + (arguments != null ? "(" + arguments + ")" : value != null ? " = \"" + value + "\"" : "");
  }

  public boolean is(String name) {
    return path.equals(name);
  }

  /// The parts of the arguments between their outermost commas.
  public List<String> parts() {
    return arguments == null ? List.of() : LintAttributes.splitAtCommas(arguments);
  }

  /// The attributes with each `cfg_attr` replaced by what it stands for, or by nothing where its
  /// predicate is false.
  public static List<Attribute> expand(List<Attribute> attributes, CfgOracle cfg) {
    boolean plain = true;
    for (Attribute attribute : attributes) {
      plain &= !attribute.is("cfg_attr");
    }
    if (plain) {
      return attributes;
    }
    List<Attribute> expanded = new ArrayList<>();
    for (Attribute attribute : attributes) {
      List<String> parts = attribute.is("cfg_attr") ? attribute.parts() : List.of();
      if (parts.isEmpty()) {
        expanded.add(attribute);
      } else if (cfg.mayHold(parts.getFirst())) {
        List<Attribute> inner = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
          inner.add(parse(part));
        }
        expanded.addAll(expand(inner, cfg));
      }
    }
    return expanded;
  }

  /// Whether no `cfg` among the attributes is false.
  public static boolean mayHold(List<Attribute> attributes, CfgOracle cfg) {
    for (Attribute attribute : expand(attributes, cfg)) {
      if (attribute.is("cfg")
          && attribute.arguments() != null
          && !cfg.mayHold(attribute.arguments())) {
        return false;
      }
    }
    return true;
  }
}
