package dev.rusthint.hint;

import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A finding at its place in one snapshot of a file: what people see. Spans count from the start of
/// the file.
public final class Hint {
  /// Another place in the file and what it has to do with the hint.
  public record Related(Span span, String text) {}

  private final RuleSpec rule;
  private final Level level;
  private final Span span;
  private final Message message;
  private final List<Related> related;
  private final Supplier<Optional<Fix>> fix;

  public Hint(
      RuleSpec rule,
      Level level,
      Span span,
      Message message,
      List<Related> related,
      Supplier<Optional<Fix>> fix) {
    this.rule = rule;
    this.level = level;
    this.span = span;
    this.message = message;
    this.related = List.copyOf(related);
    this.fix = fix;
  }

  public RuleSpec rule() {
    return rule;
  }

  /// The hint's id, `category/name`.
  public String id() {
    return rule.hint();
  }

  public Level level() {
    return level;
  }

  public Span span() {
    return span;
  }

  /// What the rule says. The same object as long as the finding is kept, wherever it moves.
  public Message message() {
    return message;
  }

  /// The hint at another place, without its fix: for a text that changed since it was found.
  public Hint moved(UnaryOperator<Span> to) {
    List<Related> moved =
        related.stream().map(other -> new Related(to.apply(other.span()), other.text())).toList();
    return new Hint(rule, level, to.apply(span), message, moved, Optional::empty);
  }

  /// One sentence: what is wrong here.
  public String text() {
    return message.text();
  }

  public List<String> notes() {
    return message.notes();
  }

  public List<String> helps() {
    return message.helps();
  }

  public List<Related> related() {
    return related;
  }

  /// The lints and error codes that report this very finding.
  public List<Equivalent> equivalents() {
    return message.equivalents();
  }

  /// The first of them, null if there is none.
  public @Nullable Equivalent equivalent() {
    return message.equivalent();
  }

  public boolean isUnnecessary() {
    return message.unnecessary();
  }

  /// The edit that settles it, worked out now; its spans count from the start of the file.
  public Optional<Fix> fix() {
    return fix.get();
  }

  @Override
  public String toString() {
    return span.start() + ".." + span.end() + " " + id() + ": " + text();
  }
}
