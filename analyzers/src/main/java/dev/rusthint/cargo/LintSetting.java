package dev.rusthint.cargo;

import dev.rusthint.text.Span;

/// One lint or lint group of a `[lints]` table.
///
/// @param tool the table it stands in: `rust`, `clippy`, `rustdoc`, …
/// @param name as written
/// @param priority a setting with a higher one holds over one with a lower one; 0 if not given
/// @param key the bytes of the name
/// @param span the bytes of the value
public record LintSetting(
    String tool, String name, LintLevel level, long priority, Span key, Span span) {

  /// The name as attributes write it: `unused_must_use`, `clippy::unwrap_used`.
  public String path() {
    String lint = name.replace('-', '_');
    return tool.equals("rust") ? lint : tool + "::" + lint;
  }
}
