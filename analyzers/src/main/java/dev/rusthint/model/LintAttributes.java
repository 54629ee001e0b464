package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads lint check attributes: `allow(clippy::exit, reason = "…")`, and those inside `cfg_attr`.
public final class LintAttributes {
  private LintAttributes() {}

  /// Adds what the attribute `path(arguments)` sets.
  public static void collect(
      String path, String arguments, CfgOracle cfg, List<LintSetting> settings) {
    Optional<LintLevel> level = LintLevel.of(path);
    if (level.isPresent()) {
      for (String part : splitAtCommas(arguments)) {
        if (!part.isEmpty() && part.indexOf('=') < 0) {
          settings.add(new LintSetting(part.replaceAll("\\s", ""), level.get()));
        }
      }
      return;
    }
    if (path.equals("cfg_attr")) {
      List<String> parts = splitAtCommas(arguments);
      if (parts.size() > 1 && cfg.mayHold(parts.get(0))) {
        for (String part : parts.subList(1, parts.size())) {
          int open = part.indexOf('(');
          if (open > 0 && part.endsWith(")")) {
            String inner = part.substring(open + 1, part.length() - 1);
            collect(part.substring(0, open).strip(), inner, cfg, settings);
          }
        }
      }
    }
  }

  /// What the inner attributes at the start of a file or module set.
  public static List<LintSetting> inner(List<ItemTree> items, CfgOracle cfg) {
    List<LintSetting> settings = new ArrayList<>(0);
    for (ItemTree item : items) {
      if (item.kind() != ItemKind.INNER_ATTRIBUTE) {
        break;
      }
      collect(item.declaration().attributes(), cfg, settings);
    }
    return settings;
  }

  /// Adds what some attributes set.
  static void collect(List<Attribute> attributes, CfgOracle cfg, List<LintSetting> settings) {
    for (Attribute attribute : attributes) {
      if (attribute.arguments() != null) {
        collect(attribute.path(), attribute.arguments(), cfg, settings);
      }
    }
  }

  /// Splits a token list at its outermost commas; strings and brackets are kept whole, comments are
  /// left out.
  public static List<String> splitAtCommas(String tokens) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < tokens.length(); i++) {
      char c = tokens.charAt(i);
      if (c == '"') {
        int end = i + 1;
        while (end < tokens.length() && tokens.charAt(end) != '"') {
          end += tokens.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, tokens.length() - 1);
        part.append(tokens, i, end + 1);
        i = end;
      } else if (c == '/' && tokens.startsWith("//", i)) {
        int end = tokens.indexOf('\n', i);
        i = end < 0 ? tokens.length() : end;
      } else if (c == '/' && tokens.startsWith("/*", i)) {
        int end = tokens.indexOf("*/", i);
        i = end < 0 ? tokens.length() : end + 1;
      } else if (c == ',' && depth == 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        part.append(c);
      }
    }
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    return parts;
  }
}
