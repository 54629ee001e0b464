package dev.rusthint.model.macros;

import dev.rusthint.model.macros.Matcher.Budget;

/// Expands one macro call. Reference, *Macros By Example*, *Transcribing*.
///
/// The work and the result are bounded: what passes the bound fails with
/// [Failure.Reason#TOO_LARGE]. How often expansions may nest is for the caller to say; rustc's limit
/// is 128.
public final class Expander {
  /// The number of bytes that a result may have.
  static final int MAX_BYTES = 16 << 20;

  /// The number of tokens looked at, counted again for each rule and each way to match.
  private static final long MAX_STEPS = 20_000_000;

  private Expander() {}

  /// Expands a call of `definition` with these arguments.
  ///
  /// @param arguments what stands between the brackets of the call
  /// @param kind what the call stands for
  /// @param mark a number that the caller gives to this expansion and to no other whose names it
  ///     compares with those of this one
  public static Expanded expand(
      MacroDefinition definition, TokenStream arguments, ExpansionKind kind, int mark) {
    if (!arguments.isBalanced()) {
      return new Failure(Failure.Reason.UNBALANCED, arguments.offset(0));
    }
    Budget budget = new Budget(MAX_STEPS);
    FragmentParser parser = new FragmentParser(arguments, definition.edition());
    int furthest = 0;
    for (Rule rule : definition.rules()) {
      Matcher matcher = new Matcher(rule, arguments, parser, budget);
      Binding[] bindings = matcher.match();
      if (bindings != null) {
        return new Transcriber(rule, arguments, bindings, budget, kind, mark).transcribe();
      }
      furthest = Math.max(furthest, matcher.furthest());
      if (budget.isSpent()) {
        return new Failure(Failure.Reason.TOO_LARGE, arguments.offset(furthest));
      }
      if (matcher.isAmbiguous()) {
        return new Failure(Failure.Reason.AMBIGUOUS, arguments.offset(matcher.furthest()));
      }
    }
    return new Failure(Failure.Reason.NO_RULE, arguments.offset(furthest));
  }
}
