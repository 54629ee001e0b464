package dev.rusthint.report;

/// A way to write hints. The parts are joined in this order: [#begin], [#file] for each file that
/// has hints with [#between] between them, [#end].
///
/// Safe for use by several threads: files are rendered in any order.
public interface Report {
  /// What stands before the first file.
  default String begin() {
    return "";
  }

  /// The hints of one file, which has at least one.
  String file(FileHints file);

  /// What stands between two files.
  default String between() {
    return "";
  }

  /// What stands after the last file.
  default String end(Summary summary) {
    return "";
  }
}
