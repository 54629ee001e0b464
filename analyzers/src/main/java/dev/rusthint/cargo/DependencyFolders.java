package dev.rusthint.cargo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the sources of packages from registries are on this machine: in `vendor` of the workspace,
/// in a directory that stands in for a registry (the Cargo Book, *Source Replacement*), and among
/// what cargo has unpacked.
public final class DependencyFolders {
  private final List<Path> folders;
  private final @Nullable Lockfile lockfile;

  private DependencyFolders(List<Path> folders, @Nullable Lockfile lockfile) {
    this.folders = folders;
    this.lockfile = lockfile;
  }

  /// @param root the workspace's root folder
  /// @param cargoHome cargo's own folder, null if it must not be looked into
  public static DependencyFolders of(Path root, @Nullable Path cargoHome, TextSource source) {
    List<Path> folders = new ArrayList<>();
    for (Path at = root.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      addReplacements(at, at.resolve(".cargo"), source, folders);
    }
    folders.add(root.resolve("vendor"));
    if (cargoHome != null) {
      addReplacements(cargoHome, cargoHome, source, folders);
      Path unpacked = cargoHome.resolve("registry").resolve("src");
      try (DirectoryStream<Path> registries = Files.newDirectoryStream(unpacked)) {
        registries.forEach(folders::add);
      } catch (IOException absent) {
        // Nothing was ever unpacked.
      }
    }
    return new DependencyFolders(
        List.copyOf(folders), Lockfile.of(root, source).orElse(null));
  }

  /// A relative directory counts from the folder that `.cargo` is in.
  private static void addReplacements(
      Path base, Path folder, TextSource source, List<Path> folders) {
    for (String name : List.of("config", "config.toml")) {
      Path file = folder.resolve(name);
      try {
        TomlDocument document = TomlDocument.parse(file, source.read(file));
        if (document.root().value("source") instanceof TomlNode.Table sources) {
          for (TomlEntry entry : sources.entries().values()) {
            String directory =
                entry.value() instanceof TomlNode.Table table ? table.text("directory") : null;
            if (directory != null) {
              folders.add(base.resolve(directory).normalize());
            }
          }
        }
        return;
      } catch (IOException absent) {
        // The other name, then.
      }
    }
  }

  /// The folder of a package: of the version that is locked, or else of the only one there is; null
  /// if it is not to be had.
  public @Nullable Path find(String name) {
    List<Lockfile.LockedPackage> locked = lockfile == null ? List.of() : lockfile.versionsOf(name);
    for (Path folder : folders) {
      for (Lockfile.LockedPackage one : locked) {
        Path found = folder.resolve(name + "-" + one.version());
        if (locked.size() == 1 && isPackage(found)) {
          return found;
        }
      }
      if (locked.size() < 2 && isPackage(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return locked.isEmpty() ? only(name) : null;
  }

  private static boolean isPackage(Path folder) {
    return Files.isRegularFile(folder.resolve("Cargo.toml"));
  }

  private @Nullable Path only(String name) {
    Path only = null;
    for (Path folder : folders) {
      try (DirectoryStream<Path> packages = Files.newDirectoryStream(folder, name + "-[0-9]*")) {
        for (Path found : packages) {
          if (isPackage(found)) {
            if (only != null) {
              return null;
            }
            only = found;
          }
        }
      } catch (IOException absent) {
        // No such folder.
      }
    }
    return only;
  }
}
