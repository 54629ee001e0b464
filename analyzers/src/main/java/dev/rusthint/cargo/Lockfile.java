package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `Cargo.lock`: the exact packages that a workspace is built from.
///
/// @param format the file's format version; 1 where it does not say
public record Lockfile(TomlDocument document, long format, List<LockedPackage> packages) {
  /// A package at one version.
  ///
  /// @param span the bytes of its header
  /// @param source where it comes from, `registry+…` or `git+…`; null for one of the workspace
  /// @param dependencies as written: a name, with a version and a source where those are needed to
  ///     tell packages apart
  public record LockedPackage(
      String name,
      String version,
      Span span,
      @Nullable String source,
      @Nullable String checksum,
      List<String> dependencies) {}

  public Lockfile {
    packages = List.copyOf(packages);
  }

  /// Reads the lock file of a workspace's root folder, if there is one that can be read.
  public static Optional<Lockfile> of(Path root, TextSource source) {
    Path file = root.resolve("Cargo.lock");
    try {
      return Optional.of(parse(file, source.read(file)));
    } catch (IOException absent) {
      // Whether a missing lock file is a fault is for a hint to say.
      return Optional.empty();
    }
  }

  /// Reads a lock file. Never fails: what is wrong is among the document's problems.
  public static Lockfile parse(Path file, SourceText text) {
    TomlDocument document = TomlDocument.parse(file, text);
    List<LockedPackage> packages = new ArrayList<>();
    if (document.root().value("package") instanceof TomlNode.Array array) {
      for (TomlNode item : array.items()) {
        if (item instanceof TomlNode.Table table) {
          addPackage(table, packages);
        }
      }
    }
    long format =
        document.root().value("version") instanceof TomlNode.Whole(var _, long value) ? value : 1;
    return new Lockfile(document, format, packages);
  }

  private static void addPackage(TomlNode.Table table, List<LockedPackage> packages) {
    String name = table.text("name");
    String version = table.text("version");
    if (name == null || version == null) {
      return;
    }
    List<String> dependencies = new ArrayList<>();
    if (table.value("dependencies") instanceof TomlNode.Array array) {
      for (TomlNode item : array.items()) {
        if (item instanceof TomlNode.Text(var _, String dependency)) {
          dependencies.add(dependency);
        }
      }
    }
    packages.add(
        new LockedPackage(
            name,
            version,
            table.span(),
            table.text("source"),
            table.text("checksum"),
            List.copyOf(dependencies)));
  }

  /// The versions of a package, in the order of the file.
  public List<LockedPackage> versionsOf(String name) {
    return packages.stream().filter(one -> one.name().equals(name)).toList();
  }

  /// The packages that are there in more than one version, by name.
  public Map<String, List<LockedPackage>> duplicates() {
    Map<String, List<LockedPackage>> byName = new LinkedHashMap<>();
    for (LockedPackage one : packages) {
      byName.computeIfAbsent(one.name(), key -> new ArrayList<>()).add(one);
    }
    byName.values().removeIf(versions -> versions.size() < 2);
    return byName;
  }

  /// The package that an entry of `dependencies` means; null if the file does not have it.
  public @Nullable LockedPackage resolve(String dependency) {
    String[] parts = dependency.split(" ", 3);
    for (LockedPackage one : packages) {
      boolean same =
          one.name().equals(parts[0])
              && (parts.length < 2 || one.version().equals(parts[1]))
              && (parts.length < 3 || ("(" + one.source() + ")").equals(parts[2]));
      if (same) {
        return one;
      }
    }
    return null;
  }
}
