package dev.rusthint.model.macros;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.cargo.Edition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Expands the calls in a text by the macros that it defines itself, again and again, for tests: by
/// name alone, later definitions over earlier ones. Arguments of other macros stay as they are.
final class TextualExpansion {
  private final Map<String, MacroDefinition> macros;
  private final Edition edition;
  private int marks;

  /// Names that are defined more than once, so that a `cfg` may decide which is meant.
  final Set<String> left = new HashSet<>();

  final Set<String> redefined = new HashSet<>();

  int tried;
  int expanded;
  final Map<String, Integer> failures = new TreeMap<>();

  TextualExpansion(Edition edition, Map<String, MacroDefinition> known) {
    this.edition = edition;
    this.macros = new HashMap<>(known);
  }

  Map<String, MacroDefinition> macros() {
    return macros;
  }

  /// The text with its calls expanded and `$crate` as `crate`; definitions stay.
  String expand(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder out = new StringBuilder();
    walk(bytes, TokenStream.of(bytes, 0, bytes.length), null, out, 0, 0, bytes.length);
    return out.toString();
  }

  private void walk(
      byte[] bytes,
      TokenStream tokens,
      @org.jspecify.annotations.Nullable Expansion inside,
      StringBuilder out,
      int depth,
      int from,
      int to) {
    int written = from;
    if (!tokens.isBalanced()) {
      out.append(new String(bytes, from, to - from, UTF_8));
      return;
    }
    for (int at = 0; at < tokens.size(); at++) {
      if (inside != null
          && tokens.kinds[at] == TokenStream.IDENT
          && tokens.codes[at] == TokenStream.DOLLAR_CRATE) {
        out.append(text(bytes, written, tokens.offset(at))).append("crate");
        written = tokens.offset(at) + "$crate".length();
        continue;
      }
      if (!tokens.isPunct(at + 1, '!') || tokens.kinds[at] != TokenStream.IDENT) {
        continue;
      }
      if (tokens.isKeyword(at, Keyword.MACRO_RULES)
          && tokens.kind(at + 2) == TokenStream.IDENT
          && tokens.kind(at + 3) == TokenStream.OPEN) {
        int close = tokens.partners[at + 3];
        int start = tokens.offset(at + 3) + 1;
        int end = tokens.offset(close);
        TokenStream rules =
            inside == null ? TokenStream.of(bytes, start, end) : inside.tokens(start, end);
        MacroDefinition definition = MacroDefinition.parse(rules, edition);
        if (!definition.isComplete()) {
          failures.merge("definition " + tokens.text(at + 2), 1, Integer::sum);
        }
        if (macros.put(tokens.text(at + 2), definition) != null) {
          redefined.add(tokens.text(at + 2));
        }
        at = close;
        continue;
      }
      if (tokens.kind(at + 2) != TokenStream.OPEN) {
        continue;
      }
      int close = tokens.partners[at + 2];
      MacroDefinition definition = macros.get(tokens.text(at));
      int callStart = at;
      while (callStart >= 2
          && tokens.isPunct(callStart - 1, TokenStream.code("::"))
          && tokens.kinds[callStart - 2] == TokenStream.IDENT) {
        callStart -= 2;
      }
      int before = callStart - 1;
      while (before >= 0 && tokens.kinds[before] >= TokenStream.GROUP_OPEN) {
        before--;
      }
      boolean closed = before >= 0 && tokens.kinds[before] == TokenStream.CLOSE;
      boolean attributes =
          closed
              && tokens.codes[before] == ']'
              && tokens.isPunct(tokens.partners[before] - 1, '#');
      if (definition == null || depth > 100 || attributes || left.contains(tokens.text(at))) {
        // Attributes of a call are for all that it stands for: rustc puts them there.
        at = close;
        continue;
      }
      boolean statement =
          before < 0
              || tokens.isPunct(before, ';')
              || tokens.isOpen(before, '{')
              || closed && tokens.codes[before] != ')';
      boolean braces = tokens.codes[at + 2] == '{';
      boolean semicolon = tokens.isPunct(close + 1, ';');
      boolean item = statement && (braces || semicolon);
      int start = tokens.offset(at + 2) + 1;
      int end = tokens.offset(close);
      TokenStream arguments =
          inside == null ? TokenStream.of(bytes, start, end) : inside.tokens(start, end);
      tried++;
      Expanded result =
          Expander.expand(
              definition,
              arguments,
              item ? ExpansionKind.STATEMENTS : ExpansionKind.EXPRESSION,
              ++marks);
      if (result instanceof Expansion expansion) {
        expanded++;
        int pathStart = tokens.offset(callStart);
        if (pathStart < written) {
          // The path began with `$crate`, which is written already.
          out.setLength(out.length() - "crate".length());
        } else {
          out.append(text(bytes, written, pathStart));
        }
        if (!item) {
          out.append('(');
        }
        byte[] text = expansion.text().bytes();
        walk(text, expansion.tokens(0, text.length), expansion, out, depth + 1, 0, text.length);
        if (!item) {
          out.append(')');
        }
        written = end + 1;
        if (item && semicolon) {
          written = tokens.offset(close + 1) + 1;
          {
            out.append(endsStatement(expansion.text().toString()) ? "" : ";");
          }
        }
      } else {
        failures.merge(
            tokens.text(at) + " " + ((Failure) result).reason(), 1, Integer::sum);
      }
      at = close;
    }
    out.append(text(bytes, written, to));
  }

  private static boolean endsStatement(String text) {
    String end = text.strip();
    return end.isEmpty() || end.endsWith(";") || end.endsWith("}");
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), UTF_8);
  }
}
