package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import org.jspecify.annotations.Nullable;

/// The answer to a look-up.
record Outcome(State state, @Nullable Def def) {
  enum State {
    FOUND,
    /// There is no such name, for sure.
    ABSENT,
    /// Not found in a place of which not all names are known.
    INCOMPLETE,
    /// The name is there, what it means is not known.
    UNKNOWN,
    /// Not found, but a glob import or macro that is not resolved yet may bring it in. What is
    /// found outside of the scope is taken instead.
    OPEN,
    /// Imports and macros that are not resolved yet decide.
    UNDETERMINED
  }

  static final Outcome ABSENT = new Outcome(State.ABSENT, null);
  static final Outcome INCOMPLETE = new Outcome(State.INCOMPLETE, null);
  static final Outcome UNKNOWN = new Outcome(State.UNKNOWN, null);
  static final Outcome OPEN = new Outcome(State.OPEN, null);
  static final Outcome UNDETERMINED = new Outcome(State.UNDETERMINED, null);

  static Outcome found(Def def) {
    return new Outcome(State.FOUND, def);
  }

  boolean isFound() {
    return state == State.FOUND;
  }

  boolean isUndetermined() {
    return state == State.UNDETERMINED || state == State.OPEN;
  }

  boolean isAbsent() {
    return state == State.ABSENT || state == State.INCOMPLETE;
  }
}
