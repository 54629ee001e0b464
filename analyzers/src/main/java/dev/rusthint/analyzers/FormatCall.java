package dev.rusthint.analyzers;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call of a macro that formats, with a plain string literal as its template.
///
/// @param name the macro's, without `!`
/// @param placeholders what is between the braces of each placeholder, in order
/// @param arguments what follows the template
public record FormatCall(
    String name, Node template, List<String> placeholders, List<Node> arguments) {

  /// How many arguments come before the template.
  private static final Map<String, Integer> MACROS =
      Map.ofEntries(
          Map.entry("format", 0),
          Map.entry("print", 0),
          Map.entry("println", 0),
          Map.entry("eprint", 0),
          Map.entry("eprintln", 0),
          Map.entry("format_args", 0),
          Map.entry("panic", 0),
          Map.entry("todo", 0),
          Map.entry("unimplemented", 0),
          Map.entry("unreachable", 0),
          Map.entry("write", 1),
          Map.entry("writeln", 1),
          Map.entry("assert", 1),
          Map.entry("debug_assert", 1));

  /// Null if the node is none, or its template is not one that can be read here.
  public static @Nullable FormatCall of(Node invocation) {
    Node macro = invocation.child(Field.MACRO);
    Node tokens = invocation.child(Kind.TOKEN_TREE);
    Integer before = macro == null ? null : MACROS.get(macro.text());
    if (macro == null || tokens == null || before == null) {
      return null;
    }
    List<Node> values = tokens.namedChildren();
    if (values.size() <= before || !values.get(before).is(Kind.STRING_LITERAL)) {
      return null;
    }
    Node template = values.get(before);
    List<String> placeholders = placeholders(template.text());
    return placeholders == null
        ? null
        : new FormatCall(
            macro.text(), template, placeholders, values.subList(before + 1, values.size()));
  }

  private static @Nullable List<String> placeholders(String template) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '{' && c != '}') {
        continue;
      }
      boolean isDoubled = i + 1 < template.length() && template.charAt(i + 1) == c;
      boolean isUnicode = c == '{' && i >= 2 && template.startsWith("\\u", i - 2);
      if (isDoubled) {
        i++;
        continue;
      }
      int end = c == '{' ? template.indexOf('}', i) : -1;
      if (end < 0) {
        return null;
      }
      if (!isUnicode) {
        found.add(template.substring(i + 1, end));
      }
      i = end;
    }
    return found;
  }

  /// Whether each argument belongs to the plain `{}` at its place, and names in braces beside those
  /// name variables.
  public boolean isPositional() {
    long plain = placeholders.stream().filter(String::isEmpty).count();
    boolean isNamed =
        placeholders.stream()
            .allMatch(p -> p.isEmpty() || Character.isLetter(p.charAt(0)) || p.charAt(0) == '_');
    return isNamed
        && plain == arguments.size()
        && placeholders.stream().noneMatch(p -> p.contains("$") || p.contains("*"))
        && arguments.stream().noneMatch(a -> a.is(Kind.ASSIGNMENT_EXPRESSION));
  }
}
