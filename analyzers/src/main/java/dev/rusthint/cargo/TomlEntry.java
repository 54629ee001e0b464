package dev.rusthint.cargo;

import dev.rusthint.text.Span;

/// A key of a table and its value.
///
/// @param name the key, unquoted
/// @param key the bytes of the key as written, quotes included; of a dotted key or a header, those
///     of the one part that is this key
public record TomlEntry(String name, Span key, TomlNode value) {
  /// From the key to the end of the value; the key alone where the value lies elsewhere, as it does
  /// under a header.
  public Span span() {
    return value.span().start() >= key.end() ? key.union(value.span()) : key;
  }
}
