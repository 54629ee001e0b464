package dev.rusthint.model;

import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the items of one file declare: all that one item of the file can know of another. Bodies of
/// functions are no part of it, so that typing in one leaves it equal.
public final class FileModel {
  private final List<Placed> items;
  private final List<String> signatures;

  private FileModel(List<Placed> items, List<String> signatures) {
    this.items = items;
    this.signatures = signatures;
  }

  /// @param crate decides the edition's prelude and `cfg`
  public static FileModel of(SourceFile file, CrateInfo crate) {
    List<String> signatures = new ArrayList<>(file.allItems().size());
    for (Placed item : file.allItems()) {
      signatures.add(item.item().signature());
    }
    return new FileModel(file.allItems(), signatures);
  }

  /// All items of the file in preorder; an item's [Placed#ordinal] is its index.
  public List<Placed> items() {
    return items;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileModel model && signatures.equals(model.signatures);
  }

  @Override
  public int hashCode() {
    return signatures.hashCode();
  }
}
