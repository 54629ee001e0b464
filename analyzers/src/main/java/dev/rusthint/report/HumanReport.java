package dev.rusthint.report;

import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// For a person at a terminal, laid out as rustc does: what is wrong, the lines it speaks of with
/// marks, notes, helps, and the edit that settles it.
public final class HumanReport implements Report {
  /// Longer lines of a suggested edit, in characters, are cut.
  private static final int LINE_LIMIT = 300;

  private final boolean colours;

  public HumanReport(boolean colours) {
    this.colours = colours;
  }

  @Override
  public String file(FileHints file) {
    StringBuilder out = new StringBuilder();
    for (Hint hint : file.hints()) {
      hint(out, file, hint);
      out.append('\n');
    }
    return out.toString();
  }

  private void hint(StringBuilder out, FileHints file, Hint hint) {
    Style style = Style.of(hint.level());
    out.append(style.apply(Levels.word(hint.level()) + "[" + hint.id() + "]", colours));
    out.append(Style.EMPHASIS.apply(": " + Terminal.safe(hint.text()), colours)).append('\n');

    List<Snippet.Mark> marks = new ArrayList<>();
    marks.add(new Snippet.Mark(hint.span(), true, ""));
    for (Hint.Related related : hint.related()) {
      marks.add(new Snippet.Mark(related.span(), false, Terminal.safe(related.text())));
    }
    Optional<Fix> fix = hint.fix();
    List<Suggestion.Change> changes =
        fix.map(f -> Suggestion.changes(file.text(), f)).orElse(List.of());
    int width = Math.max(Snippet.widthFor(file.text(), marks), widthFor(changes));

    Position at = file.text().position(hint.span().start(), PositionEncoding.UTF_32);
    out.append(" ".repeat(width)).append(Style.GUTTER.apply("--> ", colours));
    out.append(Terminal.safe(file.path())).append(':').append(at.line() + 1).append(':');
    out.append(at.column() + 1).append('\n');
    new Snippet(file.text(), marks, width, style, colours).appendTo(out);

    if (!hint.notes().isEmpty() || !hint.helps().isEmpty()) {
      out.append(" ".repeat(width)).append(Style.GUTTER.apply(" |", colours)).append('\n');
    }
    hint.notes().forEach(note -> remark(out, width, "note", note));
    hint.helps().forEach(help -> remark(out, width, "help", help));
    fix.ifPresent(f -> suggest(out, width, f, changes));
  }

  private static int widthFor(List<Suggestion.Change> changes) {
    int last = 0;
    for (Suggestion.Change change : changes) {
      last =
          Math.max(last, change.first() + Math.max(change.removed().size(), change.added().size()));
    }
    return String.valueOf(last).length();
  }

  private void remark(StringBuilder out, int width, String kind, String text) {
    String lead = " ".repeat(width) + " = ";
    String indent = "\n" + " ".repeat(lead.length() + kind.length() + 2);
    out.append(" ".repeat(width)).append(Style.GUTTER.apply(" = ", colours));
    out.append(Style.EMPHASIS.apply(kind, colours)).append(": ");
    out.append(Terminal.safe(text).replace("\n", indent)).append('\n');
  }

  private void suggest(StringBuilder out, int width, Fix fix, List<Suggestion.Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.append(Style.HELP.apply("help", colours)).append(": ").append(Terminal.safe(fix.title()));
    out.append('\n').append(gutter(width, "", " |")).append('\n');
    boolean first = true;
    for (Suggestion.Change change : changes) {
      if (!first) {
        out.append(Style.GUTTER.apply("...", colours)).append('\n');
      }
      first = false;
      int line = change.first() + 1;
      for (String removed : change.removed()) {
        changed(out, width, line++, " - ", removed, Style.REMOVED);
      }
      line = change.first() + 1;
      for (String added : change.added()) {
        changed(out, width, line++, " + ", added, Style.ADDED);
      }
    }
  }

  private String gutter(int width, String number, String sign) {
    String padded = " ".repeat(width - number.length()) + number + sign;
    return Style.GUTTER.apply(padded, colours);
  }

  private void changed(
      StringBuilder out, int width, int line, String sign, String text, Style style) {
    String number = String.valueOf(line);
    out.append(Style.GUTTER.apply(" ".repeat(width - number.length()) + number, colours));
    String cut = text.length() > LINE_LIMIT ? text.substring(0, LINE_LIMIT) + "..." : text;
    String shown = Terminal.safe(cut.replace("\t", " ".repeat(Terminal.TAB)));
    out.append(style.apply((sign + shown).stripTrailing(), colours)).append('\n');
  }

  /// `2 warnings, 1 hint in 2 files (12 files looked at)`, and what can be fixed.
  @Override
  public String end(Summary summary) {
    String looked = " (" + plural(summary.files(), "file") + " looked at)\n";
    if (summary.count() == 0) {
      return "no hints" + looked;
    }
    List<String> parts = new ArrayList<>();
    for (Level level : new Level[] {Level.ERROR, Level.WARN, Level.INFO, Level.HINT}) {
      int count = summary.count(level);
      if (count > 0) {
        String word = level == Level.INFO ? "info" : Levels.word(level);
        String text = level == Level.INFO ? count + " " + word : plural(count, word);
        parts.add(Style.of(level).apply(text, colours));
      }
    }
    StringBuilder out = new StringBuilder(String.join(", ", parts));
    out.append(" in ").append(plural(summary.filesWithHints(), "file")).append(looked);
    if (summary.fixable() > 0) {
      out.append("`rusthint check --fix` settles up to ").append(summary.fixable());
      out.append(" of them\n");
    }
    return out.toString();
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
