package dev.rusthint.hint;

import java.util.List;

/// What is known of a rule without running it: its place in the catalogue, its levels, its texts.
///
/// @param hint the hint it belongs to, `category/name`
/// @param rule its own name, the same as its fixture's; for a hint with one rule the hint's name
/// @param byDefault its level in the default profile
/// @param whenAsked its level in a profile that asks for it
/// @param fromEdition the edition from which on it is on by default, 0 if that is the same in all
/// @param fixes what edits it offers
/// @param reach what it looks at
/// @param isPedantic whether clippy has its equivalent in the group `pedantic`
/// @param equivalents the lints that say the same
/// @param summary what it finds, one line, no full stop
/// @param why why it matters and what to do, in Markdown
public record RuleSpec(
    String hint,
    String rule,
    Level byDefault,
    Level whenAsked,
    int fromEdition,
    Fixes fixes,
    Reach reach,
    boolean isPedantic,
    List<Equivalent> equivalents,
    String summary,
    String why) {
  public RuleSpec {
    if (!hint.matches("[a-z]+/[a-z0-9-]+") || !rule.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("not a hint's id: " + hint + ", " + rule);
    }
    if (summary.isBlank() || summary.endsWith(".") || why.isBlank() || !whenAsked.isOn()) {
      throw new IllegalArgumentException(hint + ": a rule has a summary, a reason and a level");
    }
    equivalents = List.copyOf(equivalents);
    why = why.strip();
  }

  /// A rule that is on at `WARN`, looks at its item alone and offers no edit; the `with` methods
  /// say otherwise.
  public static RuleSpec of(String hint, String rule, String summary, String why) {
    return new RuleSpec(
        hint, rule, Level.WARN, Level.WARN, 0, Fixes.NONE, Reach.ITEM, false, List.of(), summary, why);
  }

  /// Off unless a profile, a configuration or an equivalent lint that is switched on asks for it.
  public RuleSpec optIn() {
    return withLevels(Level.OFF, Level.WARN);
  }

  /// Opt-in, and part of the profile `pedantic`.
  public RuleSpec pedantic() {
    return new RuleSpec(
        hint, rule, Level.OFF, Level.WARN, 0, fixes, reach, true, equivalents, summary, why);
  }

  public RuleSpec withLevels(Level byDefault, Level whenAsked) {
    return new RuleSpec(
        hint, rule, byDefault, whenAsked, fromEdition, fixes, reach, isPedantic, equivalents, summary, why);
  }

  /// Opt-in before an edition.
  public RuleSpec fromEdition(int edition) {
    return new RuleSpec(
        hint, rule, Level.OFF, whenAsked, edition, fixes, reach, isPedantic, equivalents, summary, why);
  }

  public RuleSpec withFixes(Fixes fixes) {
    return new RuleSpec(
        hint, rule, byDefault, whenAsked, fromEdition, fixes, reach, isPedantic, equivalents, summary, why);
  }

  public RuleSpec withReach(Reach reach) {
    return new RuleSpec(
        hint, rule, byDefault, whenAsked, fromEdition, fixes, reach, isPedantic, equivalents, summary, why);
  }

  public RuleSpec withEquivalents(Equivalent... equivalents) {
    return new RuleSpec(
        hint,
        rule,
        byDefault,
        whenAsked,
        fromEdition,
        fixes,
        reach,
        isPedantic,
        List.of(equivalents),
        summary,
        why);
  }

  /// The part of the hint's id before the slash.
  public String category() {
    return hint.substring(0, hint.indexOf('/'));
  }
}
