package dev.rusthint.model.names;

import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.syntax.Node;
import org.jspecify.annotations.Nullable;

/// The visibility of a field.
public final class FieldVisibility {
  private FieldVisibility() {}

  /// @param modifier its `pub`, null if it has none
  public static DefVisibility of(SourceDef adt, @Nullable Node modifier) {
    return modifier == null
        ? new DefVisibility(adt.module())
        : Visibilities.read(modifier, modifier, (SourceDef) adt.module(), adt.crate());
  }
}
