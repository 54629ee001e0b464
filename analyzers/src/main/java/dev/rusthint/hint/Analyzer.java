package dev.rusthint.hint;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One rule. The driver walks an item once and hands out the nodes that each rule wants; what a
/// rule says and how it mends it is asked for later, if at all.
///
/// Implementations have no state: one instance serves all threads.
///
/// @param <F> what the rule found, as data: nodes and spans of the item's tree
public interface Analyzer<F> {
  RuleSpec spec();

  /// The kinds of node that [#find] is called for.
  Set<Kind> kinds();

  /// What is wrong at a node. Never called for a node inside an ERROR, nor in code that the active
  /// `cfg` leaves out.
  List<F> find(Node node, Context context);

  Message describe(F found, Context context);

  /// The edit that settles the finding, if there is one here.
  default Optional<Fix> fix(F found, Context context) {
    return Optional.empty();
  }
}
