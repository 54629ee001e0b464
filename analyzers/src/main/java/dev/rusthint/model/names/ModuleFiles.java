package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.syntax.SourceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds the files of modules (Reference, *Modules*, *Module source filenames*).
final class ModuleFiles {
  private final SourceReader reader;
  private final Map<Path, SourceFile> texts = new ConcurrentHashMap<>();
  private final Set<Path> missing = ConcurrentHashMap.newKeySet();

  ModuleFiles(SourceReader reader) {
    this.reader = reader;
  }

  /// Where items stand.
  ///
  /// @param file the file that they are in, or that the macro call is in which they come from
  /// @param directory where the files of `mod x;` are
  /// @param inline whether an inline module of the file is around them
  /// @param depth how many modules and included files are around them
  record Place(Path file, Path directory, boolean inline, int depth) {
    /// Where the root file of a crate, or a file that another includes, has its items.
    static Place ofFile(Path file, int depth) {
      return new Place(file, directoryOf(file), false, depth);
    }
  }

  /// A module's file.
  ///
  /// @param place where its items stand
  record Found(SourceUnit.OfFile unit, Place place) {}

  Set<Path> paths() {
    return Set.copyOf(texts.keySet());
  }

  Set<Path> missing() {
    return Set.copyOf(missing);
  }

  static Path directoryOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// Where the members of an inline module stand.
  static Place inline(String name, List<Attribute> attributes, Place around) {
    String path = pathOf(attributes);
    Path directory =
        path == null
            ? around.directory().resolve(name)
            : resolve(base(around), path);
    return new Place(around.file(), directory, true, around.depth() + 1);
  }

  private static Path base(Place place) {
    return place.inline() ? place.directory() : directoryOf(place.file());
  }

  /// The file of `mod name;`, null if there is none.
  @Nullable Found module(String name, List<Attribute> attributes, Place around) {
    int depth = around.depth() + 1;
    String path = pathOf(attributes);
    if (path != null) {
      Path file = resolve(base(around), path);
      SourceUnit.OfFile unit = read(file);
      return unit == null ? null : new Found(unit, Place.ofFile(file, depth));
    }
    Path below = resolve(around.directory(), name);
    Path flat = resolve(around.directory(), name + ".rs");
    SourceUnit.OfFile unit = read(flat);
    if (unit != null) {
      return new Found(unit, new Place(flat, below, false, depth));
    }
    Path nested = resolve(below, "mod.rs");
    unit = read(nested);
    return unit == null ? null : new Found(unit, Place.ofFile(nested, depth));
  }

  /// A file that is named relative to another.
  @Nullable Found included(String name, Place around) {
    Path file = resolve(directoryOf(around.file()), name);
    if (file.equals(around.file())) {
      return null;
    }
    SourceUnit.OfFile unit = read(file);
    return unit == null ? null : new Found(unit, Place.ofFile(file, around.depth() + 1));
  }

  SourceUnit.@Nullable OfFile read(Path file) {
    SourceFile source = reader.read(file);
    if (source == null) {
      missing.add(file);
      return null;
    }
    texts.putIfAbsent(file, source);
    return new SourceUnit.OfFile(file, source);
  }

  /// The bytes of all files that were read.
  long bytes() {
    long bytes = 0;
    for (SourceFile file : texts.values()) {
      bytes += file.text().length();
    }
    return bytes;
  }

  /// A file as it was first read, null if it was not.
  @Nullable SourceFile text(Path file) {
    return texts.get(file);
  }

  private static @Nullable String pathOf(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (attribute.is("path") && attribute.value() != null) {
        return attribute.value();
      }
    }
    return null;
  }

  private static Path resolve(Path directory, String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      return directory.resolve("invalid");
    }
  }
}
