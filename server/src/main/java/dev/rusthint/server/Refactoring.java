package dev.rusthint.server;

import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;

/// Offers changes of code that no hint asks for.
interface Refactoring {
  /// A change that can be made.
  ///
  /// @param place what it is found by when it is to be made
  record Offer(ActionKey.Kind kind, String title, Span place) {}

  /// The kinds of those that it offers.
  Set<ActionKey.Kind> kinds();

  /// What can be done at a place.
  List<Offer> at(Snapshot snapshot, int offset);

  /// The edits of one of them; empty if it is not to be made any more.
  ///
  /// @param kind one of [#kinds]
  List<Edit> edits(Snapshot snapshot, ActionKey.Kind kind, Span place);
}
