package dev.rusthint.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.model.index.CrateIndex;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A folder of indexes, a file each: the length and the checksum of the stamps of the files that it
/// was made from (32 bits each), the stamps, and the index.
///
/// A file comes to be whole or not at all, so several programs may use a folder. What nobody has used
/// for a month is deleted. Where it cannot be written, nothing is kept.
final class IndexFolder {
  private static final String ENDING = ".index";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final int HEADER = 8;

  private final Path folder;
  private boolean isSwept;

  IndexFolder(Path folder) {
    this.folder = folder;
  }

  /// `rusthint/index` in the folder where the user's programs keep what they can make again, null if
  /// the environment names none, or `RUSTHINT_INDEX` is `off`.
  static @Nullable Path ofUser() {
    if ("off".equals(System.getenv("RUSTHINT_INDEX"))) {
      return null;
    }
    Path caches = folder("XDG_CACHE_HOME", "");
    caches = caches == null ? folder("LOCALAPPDATA", "") : caches;
    caches = caches == null ? folder("HOME", ".cache") : caches;
    return caches == null ? null : caches.resolve("rusthint").resolve("index");
  }

  private static @Nullable Path folder(String variable, String inside) {
    String value = System.getenv(variable);
    try {
      Path path = value == null || value.isEmpty() ? null : Path.of(value);
      return path == null || !path.isAbsolute() ? null : path.resolve(inside);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /// What tells this build of the program from others, null if it does not come from a jar.
  static @Nullable String program() {
    try {
      CodeSource source = CrateIndex.class.getProtectionDomain().getCodeSource();
      Path jar = source == null ? null : Path.of(source.getLocation().toURI());
      return jar == null || !Files.isRegularFile(jar)
          ? null
          : jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toInstant();
    } catch (URISyntaxException | IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ENDING);
  }

  /// An index, null if there is none, or if a file that it was made from is not as it was.
  @Nullable ByteBuffer read(String key) {
    Path file = file(key);
    try {
      if (!Files.isRegularFile(file)) {
        return null;
      }
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      int length = all.remaining() < HEADER ? -1 : all.getInt(0);
      if (length < 0 || length > all.remaining() - HEADER) {
        return null;
      }
      byte[] stamps = new byte[length];
      all.get(HEADER, stamps);
      if (checksum(stamps) != all.getInt(4)
          || !new FileStamps(new String(stamps, UTF_8)).hold()) {
        return null;
      }
      touch(file);
      return all.slice(HEADER + length, all.limit() - HEADER - length);
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /// Notes that a file is used, once a day.
  private static void touch(Path file) throws IOException {
    Instant now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(Duration.ofDays(1)))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  void write(String key, FileStamps stamps, byte[] index) {
    byte[] text = stamps.text().getBytes(UTF_8);
    ByteBuffer all = ByteBuffer.allocate(HEADER + text.length + index.length);
    all.putInt(text.length).putInt(checksum(text)).put(text).put(index);
    Path made = null;
    try {
      Files.createDirectories(folder);
      sweep();
      made = Files.createTempFile(folder, key, ".new");
      Files.write(made, all.array());
      move(made, file(key));
    } catch (IOException unwritable) {
      delete(made);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // It is swept later.
    }
  }

  /// Deletes what was not used for long.
  private void sweep() throws IOException {
    if (isSwept) {
      return;
    }
    isSwept = true;
    Instant oldest = Instant.now().minus(UNUSED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{index,new}")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          delete(file);
        }
      }
    }
  }
}
