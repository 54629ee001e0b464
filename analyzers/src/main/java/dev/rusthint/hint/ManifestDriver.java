package dev.rusthint.hint;

import dev.rusthint.model.LintLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the rules about manifests. A rule that fails costs its own findings.
public final class ManifestDriver {
  private final List<ManifestAnalyzer<?>> analyzers;
  private final Failures failures;

  public ManifestDriver(List<ManifestAnalyzer<?>> analyzers, Failures failures) {
    this.analyzers = List.copyOf(analyzers);
    this.failures = failures;
  }

  public List<ManifestAnalyzer<?>> analyzers() {
    return analyzers;
  }

  /// The hints of a manifest in the order of the text, and how many are silenced in it.
  public Driver.Findings findings(ManifestContext context) {
    List<Hint> hints = new ArrayList<>();
    for (ManifestAnalyzer<?> analyzer : analyzers) {
      run(analyzer, context, hints);
    }
    int all = hints.size();
    hints.removeIf(
        hint ->
            !hint.level().isOn()
                || SuppressionComments.suppress(context.manifest().text(), hint));
    hints.sort(Comparator.comparingInt((Hint h) -> h.span().start()).thenComparing(Hint::id));
    return new Driver.Findings(hints, all - hints.size(), true);
  }

  private <F> void run(ManifestAnalyzer<F> analyzer, ManifestContext context, List<Hint> hints) {
    RuleSpec rule = analyzer.spec();
    try {
      for (F found : analyzer.find(context)) {
        Message message = analyzer.describe(found, context);
        Level level = level(rule, message, context);
        if (level != null) {
          List<Hint.Related> related = new ArrayList<>();
          message
              .related()
              .forEach(r -> related.add(new Hint.Related(r.place().span(), r.text())));
          hints.add(
              new Hint(
                  rule, level, message.at(), message, related, () -> fix(analyzer, found, context)));
        }
      }
    } catch (RuntimeException e) {
      failures.report(rule, -1, e);
    }
  }

  /// The level of a finding: `OFF` if the project silences it, null if it was not asked for. Lints
  /// of cargo's own group are set by `[lints]` and the attributes of the crate root.
  private static @Nullable Level level(RuleSpec rule, Message message, ManifestContext context) {
    Level level = context.settings().levelOf(rule);
    Equivalent lint = message.equivalent();
    LintLevel set =
        lint == null
            ? null
            : LintLevels.innermost(context.settings().crate().inherited(), lint);
    if (set == null || set.silences()) {
      return !level.isOn() ? null : set == null ? level : Level.OFF;
    }
    return level.compareTo(Level.WARN) < 0 ? Level.WARN : level;
  }

  private <F> Optional<Fix> fix(ManifestAnalyzer<F> analyzer, F found, ManifestContext context) {
    String lineBreak = context.manifest().text().lineBreak();
    try {
      return analyzer.fix(found, context).map(fix -> fix.withLineBreaks(lineBreak));
    } catch (RuntimeException e) {
      failures.report(analyzer.spec(), -1, e);
      return Optional.empty();
    }
  }
}
