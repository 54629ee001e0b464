package dev.rusthint.cargo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Where the sources of packages from registries are on this machine: in `vendor` of the workspace,
/// in a directory that stands in for a registry (the Cargo Book, *Source Replacement*), and among
/// what cargo has unpacked.
public final class DependencyFolders {
  private final List<Path> folders;
  private final @Nullable Lockfile lockfile;
  private final LoadedWorkspaces loaded;

  private DependencyFolders(
      List<Path> folders, @Nullable Lockfile lockfile, LoadedWorkspaces loaded) {
    this.folders = folders;
    this.lockfile = lockfile;
    this.loaded = loaded;
  }

  /// @param root the workspace's root folder
  /// @param cargoHome cargo's own folder, null if it must not be looked into
  /// @param loaded knows what is in the folders
  public static DependencyFolders of(
      Path root, @Nullable Path cargoHome, TextSource source, LoadedWorkspaces loaded) {
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
        List.copyOf(folders), Lockfile.of(root, source).orElse(null), loaded);
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

  /// The folder of a dependency of a package: of the version that is locked for it, or else of the
  /// newest one there is that the dependency allows; null if it is not to be had.
  public @Nullable Path find(CargoPackage from, Dependency dependency) {
    String name = dependency.packageName();
    VersionRequirement required =
        dependency.version() == null
            ? null
            : VersionRequirement.parse(dependency.version().value()).orElse(null);
    List<String> locked = lockedVersions(from, name);
    if (locked.size() > 1 && required != null) {
      locked = locked.stream().filter(required::matches).toList();
    }
    if (lockfile != null && !lockfile.versionsOf(name).isEmpty()) {
      return locked.size() == 1 ? folderOf(name, locked.getFirst()) : null;
    }
    return newest(name, required);
  }

  /// The versions of a package that the lock file has among the dependencies of another.
  private List<String> lockedVersions(CargoPackage from, String name) {
    if (lockfile == null) {
      return List.of();
    }
    List<Lockfile.LockedPackage> all = lockfile.versionsOf(name);
    if (all.size() < 2) {
      return all.stream().map(Lockfile.LockedPackage::version).toList();
    }
    List<String> versions = new ArrayList<>();
    for (Lockfile.LockedPackage one : lockfile.versionsOf(from.name())) {
      if (one.version().equals(from.version())) {
        for (String text : one.dependencies()) {
          Lockfile.LockedPackage found = lockfile.resolve(text);
          if (found != null && found.name().equals(name)) {
            versions.add(found.version());
          }
        }
      }
    }
    return versions;
  }

  private @Nullable Path folderOf(String name, String version) {
    for (Path folder : folders) {
      Path versioned = folder.resolve(name + "-" + version);
      if (isPackage(versioned)) {
        return versioned;
      }
      // `cargo vendor` leaves the version out where there is only one.
      if (isPackage(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return null;
  }

  private static boolean isPackage(Path folder) {
    return Files.isRegularFile(folder.resolve("Cargo.toml"));
  }

  private @Nullable Path newest(String name, @Nullable VersionRequirement required) {
    Path newest = null;
    String version = "";
    for (Path folder : folders) {
      NavigableSet<String> names = loaded.namesIn(folder);
      if (names.contains(name) && isPackage(folder.resolve(name))) {
        return folder.resolve(name);
      }
      // What begins with a digit lies between these two.
      for (String found : names.subSet(name + "-0", name + "-:")) {
        String its = found.substring(name.length() + 1);
        boolean better =
            (required == null || required.matches(its))
                && VersionRequirement.compare(its, version) > 0;
        if (better && isPackage(folder.resolve(found))) {
          newest = folder.resolve(found);
          version = its;
        }
      }
    }
    return newest;
  }
}
