package dev.rusthint.report;

import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.RuleSpec;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What there is to say about a hint, in Markdown: its page of the manual, and what `rusthint
/// explain` prints.
public final class HintPage {
  private HintPage() {}

  /// Code that a rule speaks about.
  ///
  /// @param language its name in Markdown: `rust` or `toml`
  /// @param before with its marks as comments below the lines
  /// @param after the same after the edit that the rule offers; null if it offers none here
  public record Sample(String language, String before, @Nullable String after) {}

  /// The whole page.
  ///
  /// @param samples what to show for a rule; null for nothing
  public static String of(HintEntry hint, Function<RuleSpec, @Nullable Sample> samples) {
    StringBuilder page = new StringBuilder("# ").append(hint.id()).append("\n\n");
    page.append(facts(hint)).append('\n');
    for (RuleSpec rule : hint.rules()) {
      boolean alone = hint.rules().size() == 1;
      page.append(alone ? "" : "## " + sentence(rule.summary()) + "\n\n");
      page.append(alone ? sentence(rule.summary()) + ".\n\n" : "");
      page.append(rule.why()).append("\n\n");
      Sample sample = samples.apply(rule);
      if (sample != null) {
        page.append(block(sample.language, sample.before));
        if (sample.after != null) {
          page.append("After the fix:\n\n").append(block(sample.language, sample.after));
        }
      }
      page.append(ruleFacts(rule)).append('\n');
    }
    page.append(suppression(hint));
    return page.toString();
  }

  private static String block(String language, String code) {
    return "```" + language + "\n" + code + "```\n\n";
  }

  /// Why the hint matters, without its facts: for a tool that shows those itself.
  static String help(HintEntry hint) {
    return hint.rules().stream()
        .map(rule -> "**" + sentence(rule.summary()) + ".**\n\n" + rule.why())
        .collect(Collectors.joining("\n\n"));
  }

  private static String sentence(String summary) {
    int first = summary.codePointAt(0);
    return Character.toString(Character.toUpperCase(first))
        + summary.substring(Character.charCount(first));
  }

  private static String facts(HintEntry hint) {
    StringBuilder facts = new StringBuilder();
    Level level = hint.level(Profile.DEFAULT);
    String profiles =
        hint.profiles().stream().map(p -> "`" + p.id() + "`").collect(Collectors.joining(", "));
    facts.append("- By default: ").append(level.isOn() ? Levels.word(level) : "off").append('\n');
    facts.append("- On in the profiles: ").append(profiles).append('\n');
    return facts.toString();
  }

  private static String ruleFacts(RuleSpec rule) {
    StringBuilder facts = new StringBuilder();
    HintEntry alone = new HintEntry(rule.hint(), List.of(rule));
    SequencedSet<String> clippy = alone.equivalents(Equivalent.Tool.CLIPPY);
    SequencedSet<String> rustc = alone.equivalents(Equivalent.Tool.RUSTC);
    if (!clippy.isEmpty()) {
      facts.append("- In clippy: ").append(codes(clippy, "clippy::")).append('\n');
    }
    if (!rustc.isEmpty()) {
      facts.append("- In rustc: ").append(codes(rustc, "")).append('\n');
    }
    String fix =
        switch (rule.fixes()) {
          case NONE -> "none";
          case REVIEW -> "a draft to look over";
          case MACHINE -> "by machine, with `rusthint check --fix` or in the editor";
        };
    return facts.append("- Fix: ").append(fix).append('\n').toString();
  }

  private static String codes(SequencedSet<String> names, String prefix) {
    return names.stream().map(name -> "`" + prefix + name + "`").collect(Collectors.joining(", "));
  }

  private static String suppression(HintEntry hint) {
    StringBuilder text =
        new StringBuilder("To silence it at one place, on the line or above it:\n\n");
    text.append("```rust\n// rusthint: allow(").append(hint.id()).append(") — the reason\n```\n\n");
    text.append("For the project, in `rusthint.toml`:\n\n```toml\n[levels]\n\"");
    text.append(hint.id()).append("\" = \"off\"\n```\n");
    return text.toString();
  }

  /// One line of the list of all pages.
  public static String link(HintEntry hint) {
    Level level = hint.level(Profile.DEFAULT);
    return String.format(
        Locale.ROOT,
        "| [%s](%s.md) | %s | %s | %s |",
        hint.id(),
        hint.id(),
        Levels.id(level),
        hint.fix() == Fixes.NONE ? "" : hint.fix().name().toLowerCase(Locale.ROOT),
        hint.summary().replace("|", "\\|"));
  }
}
