package dev.rusthint.server;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Hint;
import java.util.List;

/// The hints of one version of a document, in the order of the text.
///
/// @param problems what is wrong with a manifest or a configuration file
/// @param isComplete false while someone types in an item too long to be analysed at every
///     keystroke, when these are the hints of an older version, moved along, without fixes; and while
///     there is no time to look for all hints that ask for types
record Findings(
    Snapshot snapshot, List<Hint> hints, List<Problem> problems, boolean isComplete) {
  Findings {
    hints = List.copyOf(hints);
    problems = List.copyOf(problems);
  }
}
