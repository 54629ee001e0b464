package dev.rusthint.cargo;

import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.nio.file.Path;

/// Something wrong in a configuration file, or a file that could not be read.
///
/// @param file the file it is in
/// @param span the bytes it is about; empty at 0 if it is about the file as a whole
/// @param line the line of its start, from 1
/// @param column the column of its start, from 1, in Unicode scalar values
public record Problem(
    Path file, Span span, int line, int column, Severity severity, String message) {
  /// How bad a problem is.
  public enum Severity {
    /// Cargo, or RustHint, cannot use this part of the file.
    ERROR,
    /// The file is usable, but not all of it means what it seems to.
    WARNING
  }

  /// A problem with the bytes of `span` in `text`.
  public static Problem in(
      Path file, SourceText text, Span span, Severity severity, String message) {
    Position position =
        text.position(Math.min(span.start(), text.length()), PositionEncoding.UTF_32);
    return new Problem(file, span, position.line() + 1, position.column() + 1, severity, message);
  }

  /// An error about `file` as a whole, such as one that cannot be read.
  public static Problem withFile(Path file, String message) {
    return new Problem(file, Span.at(0), 1, 1, Severity.ERROR, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// `file:line:column: message`.
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
