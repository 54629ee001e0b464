package dev.rusthint.model.names;

import org.jspecify.annotations.Nullable;

/// The textual scope of `macro_rules!` at a place (Reference, *Macros By Example*, *Textual scope*):
/// a chain of definitions, the closest first, and of calls that may have made some.
final class TextualScope {
  static final TextualScope EMPTY = new TextualScope(null, null);

  private final @Nullable TextualScope before;
  private final @Nullable SourceDef macro;

  /// For a call: what is in scope after it; null as long as that is not known.
  private @Nullable TextualScope after;

  private TextualScope(@Nullable TextualScope before, @Nullable SourceDef macro) {
    this.before = before;
    this.macro = macro;
  }

  TextualScope with(SourceDef definition) {
    return new TextualScope(this, definition);
  }

  /// The scope after a call that is not expanded yet.
  TextualScope withCall() {
    return new TextualScope(this, null);
  }

  /// Says what is in scope after the call; may be said once.
  void expandedTo(TextualScope scope) {
    after = scope;
  }

  /// @return [Outcome#INCOMPLETE] is not among the answers: a call that cannot be expanded is
  ///     passed over
  Outcome find(String name) {
    TextualScope at = this;
    while (at != null) {
      if (at.macro != null) {
        if (at.macro.name().equals(name)) {
          return Outcome.found(at.macro);
        }
        at = at.before;
      } else if (at.before == null) {
        return Outcome.ABSENT;
      } else if (at.after != null) {
        at = at.after;
      } else {
        return Outcome.UNDETERMINED;
      }
    }
    return Outcome.ABSENT;
  }
}
