package dev.rusthint.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.index.CrateIndex;
import dev.rusthint.model.index.IndexedCrate;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Indexes of crates from outside a project, each made once and kept in a folder of the user's.
///
/// An index is found by what its crate is built from: this very program, the root file, the edition,
/// the `cfg`, and the indexes of the crates that it sees. It counts only as long as all files that it
/// was made from are as they were, and none that was missing has come. Where anything about it is
/// wrong, it is made again.
public final class IndexStore {
  private final @Nullable IndexFolder folder;
  private final String program;

  /// @param program tells this build of the program from others, which may read sources otherwise
  IndexStore(@Nullable IndexFolder folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /// One that keeps nothing.
  public static IndexStore none() {
    return new IndexStore(null, "");
  }

  /// The user's own; one that keeps nothing where there is no folder for it, or where this program
  /// does not come from a file that tells its builds apart.
  public static IndexStore ofUser() {
    Path place = IndexFolder.ofUser();
    String program = IndexFolder.program();
    return place == null || program == null
        ? none()
        : new IndexStore(new IndexFolder(place), program);
  }

  /// The definitions of a crate.
  ///
  /// @param read reads them from its sources
  CrateDefs get(CrateConfig config, Supplier<SourceCrate> read) {
    Map<String, IndexedCrate> seen = new HashMap<>();
    if (!addSeen(config.externs(), seen)) {
      return read.get();
    }
    String key = key(config);
    IndexedCrate known = key == null ? null : open(key, seen);
    if (known != null) {
      return known;
    }
    SourceCrate crate = read.get();
    FileStamps stamps = FileStamps.of(crate.paths(), crate.missing());
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CrateIndex.write(crate, id(key, stamps), outside(config), out);
      byte[] index = out.toByteArray();
      IndexedCrate indexed = CrateIndex.read(ByteBuffer.wrap(index), seen);
      if (folder != null && key != null) {
        folder.write(key, stamps, index);
      }
      return indexed;
    } catch (IOException | IllegalStateException unwritable) {
      return crate;
    }
  }

  private @Nullable IndexedCrate open(String key, Map<String, IndexedCrate> seen) {
    ByteBuffer index = folder == null ? null : folder.read(key);
    try {
      return index == null ? null : CrateIndex.read(index, seen);
    } catch (IOException | BufferUnderflowException | IndexOutOfBoundsException damaged) {
      return null;
    }
  }

  /// @return whether all are read from indexes
  private static boolean addSeen(Map<String, CrateDefs> externs, Map<String, IndexedCrate> seen) {
    for (CrateDefs extern : externs.values()) {
      if (!(extern instanceof IndexedCrate indexed)) {
        return false;
      }
      if (seen.putIfAbsent(indexed.id(), indexed) == null && !addSeen(indexed.externs(), seen)) {
        return false;
      }
    }
    return true;
  }

  /// Anything that is not in the crate.
  private static Def outside(CrateConfig config) {
    return config.externs().values().iterator().next().root();
  }

  private @Nullable String key(CrateConfig config) {
    String cfg = config.cfg().description();
    if (cfg == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    List.of(
            Integer.toString(CrateIndex.VERSION),
            program,
            config.name(),
            config.root().toString(),
            Integer.toString(config.edition()),
            cfg)
        .forEach(part -> text.append(part).append('\n'));
    new TreeMap<>(config.externs())
        .forEach(
            (name, crate) ->
                text.append(name).append('=').append(((IndexedCrate) crate).id()).append('\n'));
    return digest(text.toString());
  }

  private static String id(@Nullable String key, FileStamps stamps) {
    return key == null ? "unnamed-" + System.identityHashCode(stamps) : digest(key + stamps.text());
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
