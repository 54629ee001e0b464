package dev.rusthint.server;

import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.Contracts;
import dev.rusthint.syntax.Item;
import dev.rusthint.syntax.Placed;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.workspace.FileSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types in the items that somebody asks about, kept for the next questions about them. For the
/// lane of what a person waits for alone.
final class AskedTypes {
  private static final int MOST = 64;

  /// @param contracts of what is called in the item
  record Known(ItemTypes types, Contracts contracts) {}

  private record Kept(Object basis, Known known) {}

  private final Workspaces workspaces;
  private final DocumentTypes documents;

  /// Those that were asked about last.
  private final Map<Item, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Item, Kept> eldest) {
          return size() > MOST;
        }
      };

  AskedTypes(Workspaces workspaces, DocumentTypes documents) {
    this.workspaces = workspaces;
    this.documents = documents;
  }

  /// Null as long as its crate was not read, or if nothing is known of it.
  @Nullable Known of(Snapshot snapshot, Placed item) {
    FileSettings settings = workspaces.settings(snapshot.id(), snapshot.file());
    FileTypes file = documents.of(snapshot.id().path(), snapshot.file(), settings.crateRoot());
    if (file == null) {
      return null;
    }
    Object basis = file.basis();
    Kept before = kept.get(item.item());
    if (before != null && before.basis == basis) {
      return before.known;
    }
    ItemTypes types = file.of(item, () -> {});
    if (types == null) {
      return null;
    }
    Known known = new Known(types, new CodeContracts(types));
    kept.put(item.item(), new Kept(basis, known));
    return known;
  }
}
