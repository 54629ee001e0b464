package dev.rusthint.cargo;

import dev.rusthint.cargo.Problem.Severity;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A TOML 1.1 document with the place of every key and value.
///
/// A document with errors still has what could be read around them.
///
/// @param problems what is wrong with it as TOML, in the order of the text
public record TomlDocument(
    Path file, SourceText text, TomlNode.Table root, List<Problem> problems) {
  /// Files above this size are not read: no manifest comes near it, and a lock file of 10,000
  /// packages has about 3 MB.
  static final int MAX_BYTES = 16 << 20;

  public TomlDocument {
    problems = List.copyOf(problems);
  }

  /// Reads a document. Never fails: what is wrong is among the problems.
  public static TomlDocument parse(Path file, SourceText text) {
    if (text.length() > MAX_BYTES) {
      Problem problem =
          Problem.withFile(
              file,
              "the file has "
                  + text.length()
                  + " bytes; configuration files above "
                  + MAX_BYTES
                  + " bytes are not read");
      return empty(file, text, problem);
    }
    return new TomlConversion(file, text).convert();
  }

  /// A document that holds nothing but a problem.
  static TomlDocument empty(Path file, SourceText text, Problem problem) {
    return new TomlDocument(file, text, emptyRoot(), List.of(problem));
  }

  static TomlNode.Table emptyRoot() {
    return new TomlNode.Table(Span.at(0), TomlNode.Form.ROOT, Map.of());
  }

  Problem error(Span span, String message) {
    return Problem.in(file, text, span, Severity.ERROR, message);
  }

  Problem warning(Span span, String message) {
    return Problem.in(file, text, span, Severity.WARNING, message);
  }
}
