package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Item;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types in a version of a file of a crate that was read with an earlier version.
///
/// As long as only bodies of functions are different, an item is the one with the same number in the
/// other version. Else an item is known by its text alone.
final class VersionTypes implements FileTypes {
  private final TypedCrate crate;
  private final SourceFile read;
  private final SourceFile version;
  private final boolean isCurrent;

  /// The items that the crate was read with, null for those of which there are several.
  private @Nullable Map<Item, @Nullable Placed> byItem;

  VersionTypes(TypedCrate crate, SourceFile read, SourceFile version) {
    this.crate = crate;
    this.read = read;
    this.version = version;
    this.isCurrent = read == version || declaresTheSame(read.allItems(), version.allItems());
  }

  private static boolean declaresTheSame(List<Placed> before, List<Placed> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Item one = before.get(i).item();
      Item other = after.get(i).item();
      boolean same =
          one == other
              || before.get(i).kind() == after.get(i).kind()
                  && one.signature().equals(other.signature());
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object basis() {
    return crate;
  }

  @Override
  public boolean isCurrent() {
    return isCurrent;
  }

  @Override
  public @Nullable ItemTypes of(Placed item, Runnable checkpoint) {
    Placed before = before(item);
    List<SourceDef> defs = before == null ? List.of() : crate.bodiesIn(before);
    if (before == null || defs.isEmpty()) {
      return null;
    }
    if (before.item() == item.item()) {
      return new ItemTypes(crate, defs, checkpoint);
    }
    List<SourceDef> edited = new ArrayList<>(1);
    for (SourceDef def : defs) {
      if (item.kind() == ItemKind.FUNCTION && def.isWholeItem()) {
        edited.add(def.withBody(version, item));
      }
    }
    return edited.isEmpty() ? null : new ItemTypes(crate, edited, checkpoint);
  }

  @Override
  public @Nullable Def declared(Placed item) {
    Placed before = before(item);
    return before == null ? null : crate.declared(before);
  }

  @Override
  public World world() {
    return crate.world();
  }

  /// The item that it was when the crate was read.
  private @Nullable Placed before(Placed item) {
    return isCurrent ? read.allItems().get(item.ordinal()) : sameText(item);
  }

  private @Nullable Placed sameText(Placed item) {
    Map<Item, @Nullable Placed> known = byItem;
    if (known == null) {
      known = new IdentityHashMap<>();
      for (Placed each : read.allItems()) {
        known.put(each.item(), known.containsKey(each.item()) ? null : each);
      }
      byItem = known;
    }
    return known.get(item.item());
  }
}
