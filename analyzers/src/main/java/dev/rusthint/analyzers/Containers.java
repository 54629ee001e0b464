package dev.rusthint.analyzers;

import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import org.jspecify.annotations.Nullable;

/// What items are in.
public final class Containers {
  private Containers() {}

  /// Whether the item is a member of `impl Trait for Type`.
  public static boolean isInTraitImpl(Placed item) {
    Placed parent = item.parent();
    return parent != null && isTraitImpl(Attributes.itemOf(parent.item().tree()));
  }

  /// Whether the head of a container is that of `impl Trait for Type`.
  public static boolean isTraitImpl(@Nullable Node head) {
    return head != null && head.is(Kind.IMPL_ITEM) && head.child(Field.TRAIT) != null;
  }
}
