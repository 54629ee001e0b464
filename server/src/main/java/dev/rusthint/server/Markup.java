package dev.rusthint.server;

import java.util.regex.Pattern;

/// Markdown for clients that show plain text only.
final class Markup {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)]*)\\)");
  private static final Pattern FENCE = Pattern.compile("(?m)^```.*\\R?");
  private static final Pattern MARKS = Pattern.compile("\\*\\*|(?<![\\w*])\\*(?=\\w)|(?<=\\w)\\*(?![\\w*])");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]*)`");

  private Markup() {}

  /// The same without marks; what stands in backticks is left as it is.
  static String plain(String markdown) {
    String text = FENCE.matcher(LINK.matcher(markdown).replaceAll("$1 ($2)")).replaceAll("");
    StringBuilder plain = new StringBuilder();
    var code = CODE.matcher(text);
    int at = 0;
    while (code.find()) {
      plain.append(MARKS.matcher(text.substring(at, code.start())).replaceAll(""));
      plain.append(code.group());
      at = code.end();
    }
    return plain.append(MARKS.matcher(text.substring(at)).replaceAll("")).toString();
  }

  /// Code as Markdown shows it within a line.
  static String code(String code) {
    String line = code.replaceAll("\\s+", " ").strip();
    String shown = line.length() > 80 ? line.substring(0, 79) + "…" : line;
    return shown.contains("`") ? "`` " + shown + " ``" : "`" + shown + "`";
  }
}
