package dev.rusthint.report;

import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import java.util.Locale;

/// Workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
public final class GithubReport implements Report {
  @Override
  public String file(FileHints file) {
    StringBuilder out = new StringBuilder();
    for (Hint hint : file.hints()) {
      Position start = file.text().position(hint.span().start(), PositionEncoding.UTF_32);
      Position end = file.text().position(hint.span().end(), PositionEncoding.UTF_32);
      out.append("::").append(command(hint.level()));
      out.append(" file=").append(property(file.path().replace('\\', '/')));
      out.append(",line=").append(start.line() + 1).append(",endLine=").append(end.line() + 1);
      // Columns are for one line only: GitHub takes them in no other case.
      if (start.line() == end.line()) {
        out.append(",col=").append(start.column() + 1);
        out.append(",endColumn=").append(Math.max(start.column() + 1, end.column()));
      }
      out.append(",title=").append(property(hint.id()));
      out.append("::").append(data(body(hint))).append('\n');
    }
    return out.toString();
  }

  private static String command(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARN -> "warning";
      case INFO, HINT, OFF -> "notice";
    };
  }

  private static String body(Hint hint) {
    StringBuilder body = new StringBuilder(hint.text());
    hint.notes().forEach(note -> body.append("\nnote: ").append(note));
    hint.helps().forEach(help -> body.append("\nhelp: ").append(help));
    return body.toString();
  }

  private static String data(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '\r' || c == '\n') {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
