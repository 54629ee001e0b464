package dev.rusthint.server;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.SourceText;
import java.util.List;

/// Finds what there is to say about documents of one language.
interface HintSource {
  /// What there is to say about one version of a document.
  ///
  /// @param hints in the order of the text
  /// @param problems what is wrong with it as a file of its language
  /// @param isReadable whether hints could be looked for; if not, those of the version before stand
  /// @param isComplete whether there was time to look for all hints
  record Found(
      List<Hint> hints, List<Problem> problems, boolean isReadable, boolean isComplete) {
    public Found {
      hints = List.copyOf(hints);
      problems = List.copyOf(problems);
    }

    Found(List<Hint> hints, List<Problem> problems, boolean isReadable) {
      this(hints, problems, isReadable, true);
    }
  }

  boolean accepts(DocumentId id);

  /// What there is to say about a version. Called by one thread at a time for one document.
  ///
  /// @param isPatient whether there is time for all of it, because nobody types or someone waits
  /// @throws java.util.concurrent.CancellationException if `cancellation` asks for it
  Found find(Snapshot snapshot, boolean isPatient, Cancellation cancellation);

  /// The hints that a version would have with another text.
  ///
  /// @throws java.util.concurrent.CancellationException if `cancellation` asks for it
  List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation);
}
