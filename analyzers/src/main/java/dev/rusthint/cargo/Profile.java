package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import org.jspecify.annotations.Nullable;

/// A `[profile.…]` of a manifest.
///
/// @param key the bytes of its name
public record Profile(String name, Span key, TomlNode.Table table) {
  public @Nullable TomlEntry setting(String name) {
    return table.entry(name);
  }

  /// The profile that this one starts from, where it says so.
  public @Nullable String inherits() {
    return table.text("inherits");
  }
}
