package dev.rusthint.model.macros;

/// Why a macro call has no expansion.
///
/// @param reason the kind of failure
/// @param offset where in the call's text the rule that went furthest stopped, or where the failure
///     showed
public record Failure(Reason reason, int offset) implements Expanded {
  /// The kinds of failure.
  public enum Reason {
    /// No rule of the definition matches the arguments.
    NO_RULE,
    /// A rule could go on in more than one way; rustc calls it local ambiguity.
    AMBIGUOUS,
    /// Brackets of the arguments do not match.
    UNBALANCED,
    /// Metavariables that are repeated together were given different numbers of fragments, or one
    /// is used at a depth at which it is not repeated.
    REPETITION,
    /// The result, or the work it takes, passes a limit.
    TOO_LARGE
  }
}
