package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import java.util.List;

/// Finds the hints of documents of one language.
interface HintSource {
  boolean accepts(DocumentId id);

  /// The hints of one version. Called by one thread at a time for one document.
  ///
  /// @throws java.util.concurrent.CancellationException if `cancellation` asks for it
  List<Hint> hints(Snapshot snapshot, Cancellation cancellation);
}
