package dev.rusthint.analyzers.ffi;

import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Node;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes that put a symbol where the linker sees it, and so can break memory safety when two
/// symbols meet (Reference, *ABI*).
final class ExportAttributes {
  private static final Set<String> UNSAFE = Set.of("no_mangle", "export_name", "link_section");

  private ExportAttributes() {}

  /// Whether an attribute is one of those that edition 2024 wants inside `unsafe(…)`.
  static boolean wantsUnsafe(Node attribute) {
    return UNSAFE.contains(Attributes.path(attribute));
  }

  /// The `no_mangle` or `unsafe(no_mangle)` among an item's attributes.
  static @Nullable Node noMangle(Node item) {
    for (Node attribute : Attributes.outer(item)) {
      String arguments = Attributes.arguments(attribute);
      boolean wrapped =
          Attributes.path(attribute).equals("unsafe")
              && arguments != null
              && arguments.strip().equals("no_mangle");
      if (wrapped || Attributes.path(attribute).equals("no_mangle")) {
        return attribute;
      }
    }
    return null;
  }
}
