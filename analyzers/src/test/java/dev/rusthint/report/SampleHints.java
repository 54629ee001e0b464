package dev.rusthint.report;

import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hints made for a text, whose places are found by what stands there.
final class SampleHints {
  static final RuleSpec RULE =
      RuleSpec.of("perf/sample", "sample-rule", "a sample of | what", "Because of *this*.")
          .withFixes(Fixes.MACHINE)
          .withEquivalents(Equivalent.clippy("sample_lint"), Equivalent.rustc("E0001"));

  private final SourceText text;
  private final List<Hint> hints = new ArrayList<>();

  SampleHints(String text) {
    this.text = SourceText.of(text);
  }

  SourceText text() {
    return text;
  }

  /// The first place where `part` stands.
  Span at(String part) {
    int index = text.toString().indexOf(part);
    if (index < 0) {
      throw new IllegalArgumentException(part);
    }
    int start = SourceText.of(text.toString().substring(0, index)).length();
    return new Span(start, start + SourceText.of(part).length());
  }

  SampleHints add(Level level, Message message, List<Hint.Related> related, Fix... fix) {
    hints.add(
        new Hint(
            RULE,
            level,
            message.at(),
            message,
            related,
            () -> fix.length == 0 ? Optional.empty() : Optional.of(fix[0])));
    return this;
  }

  FileHints file() {
    return new FileHints("src/lib.rs", text, hints);
  }
}
