package dev.rusthint.workspace;

import dev.rusthint.model.ItemTree;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the files on disk declare, each read once.
final class SourceCache {
  /// Files longer than this are not read: nobody wrote them.
  private static final long MAX_BYTES = 64L << 20;

  private final Map<Path, Optional<List<ItemTree>>> trees = new ConcurrentHashMap<>();

  /// What a file declares; null if it cannot be read.
  @Nullable List<ItemTree> read(Path file) {
    Optional<List<ItemTree>> known = trees.get(file);
    if (known == null) {
      known = parse(file);
      trees.put(file, known);
    }
    return known.orElse(null);
  }

  private static Optional<List<ItemTree>> parse(Path file) {
    try {
      return Optional.of(ItemTree.of(SourceFile.of(text(file))));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /// The text of a file on disk.
  ///
  /// @throws IOException if there is no such file, it is too long, or cannot be read
  static SourceText text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      // A pipe or a device would never end.
      throw new NoSuchFileException(file.toString(), null, "it is no regular file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
    }
    return SourceText.ofBytes(Files.readAllBytes(file));
  }

  /// The same files but for some that changed.
  SourceCache without(Collection<Path> changed) {
    SourceCache copy = new SourceCache();
    copy.trees.putAll(trees);
    copy.trees.keySet().removeAll(changed);
    return copy;
  }

  void clear() {
    trees.clear();
  }
}
