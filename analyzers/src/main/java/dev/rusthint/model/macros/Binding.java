package dev.rusthint.model.macros;

import java.util.ArrayList;
import java.util.List;

/// What a metavariable stands for in one call.
sealed interface Binding {
  /// One fragment, from a place to a place ([FragmentParser]) of the arguments.
  record Matched(int from, int to) implements Binding {}

  /// The fragments of a repetition.
  record Repeated(List<Binding> all) implements Binding {
    Repeated() {
      this(new ArrayList<>());
    }
  }
}
