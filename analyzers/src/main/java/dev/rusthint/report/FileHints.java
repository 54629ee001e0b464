package dev.rusthint.report;

import dev.rusthint.hint.Hint;
import dev.rusthint.text.SourceText;
import java.util.List;

/// The hints of one file.
///
/// @param path the file as it is to be shown
/// @param text the text that the hints' spans belong to
/// @param hints in the order of the text
public record FileHints(String path, SourceText text, List<Hint> hints) {
  public FileHints {
    hints = List.copyOf(hints);
  }

  /// The same file with some of its hints.
  public FileHints with(List<Hint> some) {
    return new FileHints(path, text, some);
  }
}
