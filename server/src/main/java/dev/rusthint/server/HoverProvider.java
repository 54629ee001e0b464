package dev.rusthint.server;

import dev.rusthint.text.Span;
import java.util.List;

/// Says something about a place in a document. The server joins what all providers say.
interface HoverProvider {
  /// One thing to say.
  ///
  /// @param span what it is about
  /// @param markdown what is said
  record Part(Span span, String markdown) {}

  /// What there is to say at `offset`; may be nothing.
  List<Part> at(Findings findings, int offset);
}
