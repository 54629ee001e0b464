package dev.rusthint.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lists what is below a folder. Links to folders are not followed; hidden folders and those that a
/// build filled (with a `CACHEDIR.TAG`, as cargo's `target` has) are left out.
final class FileFinder {
  /// What was found.
  ///
  /// @param sources `.rs` files that lie in no package
  /// @param packages the outermost folders with a `Cargo.toml`
  record Found(Set<Path> sources, Set<Path> packages) {}

  private FileFinder() {}

  /// @param intoPackages whether folders with a `Cargo.toml` are like others
  static Found find(Path folder, boolean intoPackages) {
    Set<Path> sources = new TreeSet<>();
    Set<Path> packages = new TreeSet<>();
    Path start = target(folder);
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
            if (!found.equals(start) && isLeftOut(found)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!intoPackages && Files.isRegularFile(found.resolve("Cargo.toml"))) {
              packages.add(folder.resolve(start.relativize(found)).normalize());
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isSource(found)) {
              sources.add(folder.resolve(start.relativize(found)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path found, @Nullable IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(start, visitor);
    } catch (IOException vanished) {
      return new Found(Set.of(), Set.of());
    }
    return new Found(sources, packages);
  }

  static boolean isSource(Path file) {
    return file.toString().endsWith(".rs");
  }

  private static boolean isLeftOut(Path folder) {
    Path name = folder.getFileName();
    return name != null && name.toString().startsWith(".")
        || Files.exists(folder.resolve("CACHEDIR.TAG"));
  }

  /// A folder that is named by a link is gone into all the same.
  private static Path target(Path folder) {
    try {
      return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
    } catch (IOException broken) {
      return folder;
    }
  }
}
