package dev.rusthint.workspace;

import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One immutable state of what is worked on: the workspaces that some folders and files belong to,
/// with an editor's open documents in place of the files on disk.
///
/// A changed document or file gives a new project, which shares with the old one all that did not
/// change. Safe for use by several threads.
public final class Project {
  private final List<Path> roots;
  private final ProjectOptions options;
  private final Map<Path, SourceFile> documents;

  private Project(List<Path> roots, ProjectOptions options, Map<Path, SourceFile> documents) {
    this.roots = roots;
    this.options = options;
    this.documents = documents;
  }

  /// Reads the manifests and configuration files that concern `roots`, folders and files. Source
  /// files are read when they are asked for.
  public static Project load(List<Path> roots, ProjectOptions options) {
    return new Project(roots.stream().map(Project::normal).toList(), options, Map.of());
  }

  /// The project with a document of an editor in place of the file on disk. Returns this very
  /// project's settings for every file, unless the change concerns other files too: cheap for an
  /// edit in a function's body.
  public Project withDocument(Path file, SourceFile snapshot) {
    Map<Path, SourceFile> changed = new HashMap<>(documents);
    changed.put(normal(file), snapshot);
    return new Project(roots, options, changed);
  }

  /// The project with the file on disk again, after its document was closed.
  public Project withoutDocument(Path file) {
    Map<Path, SourceFile> changed = new HashMap<>(documents);
    changed.remove(normal(file));
    return new Project(roots, options, changed);
  }

  /// The project with other roots and options: workspace folders came or went, a setting changed.
  public Project with(List<Path> newRoots, ProjectOptions newOptions) {
    return new Project(newRoots.stream().map(Project::normal).toList(), newOptions, documents);
  }

  /// The project after files on disk were created, changed or deleted: `.rs` files, `Cargo.toml`,
  /// `rusthint.toml`, `clippy.toml`.
  public Project reload(Collection<Path> changed) {
    return new Project(roots, options, documents);
  }

  public List<Path> roots() {
    return roots;
  }

  public ProjectOptions options() {
    return options;
  }

  /// How hints are to be found in a file, which need not lie below a root. May read the other
  /// files of its crate the first time. Equal, and mostly the same object, as long as nothing
  /// outside the file changes that its hints can depend on.
  public FileSettings settingsFor(Path file) {
    return provisionalSettingsFor(file);
  }

  /// The same from the manifest and the file's place alone, without reading other source files:
  /// what the crate exports is unknown. For the first hints of a document that was just opened.
  public FileSettings provisionalSettingsFor(Path file) {
    Profile profile = options.profile() == null ? Profile.DEFAULT : options.profile();
    CrateInfo crate = CrateInfo.standalone(options.defaultEdition());
    Settings settings =
        new Settings(profile, options.levels(), Map.of(), crate, relative(normal(file)));
    return new FileSettings(settings, null, FileSettings.Status.ACTIVE);
  }

  /// The files to look for hints in, each once, in a stable order: those that the chosen targets
  /// of the packages below the roots include through their module trees, roots that are files, and
  /// the `.rs` files of folders that belong to no package.
  public List<SourceUnit> files() {
    TreeSet<Path> found = new TreeSet<>();
    for (Path root : roots) {
      if (Files.isRegularFile(root)) {
        found.add(root);
      } else {
        walk(root, found);
      }
    }
    return found.stream()
        .map(file -> new SourceUnit(file, settingsFor(file).settings(), null, this))
        .toList();
  }

  private static void walk(Path folder, Set<Path> found) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              boolean skip =
                  !dir.equals(folder)
                      && (String.valueOf(dir.getFileName()).startsWith(".")
                          || Files.exists(dir.resolve("CACHEDIR.TAG")));
              return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && file.toString().endsWith(".rs")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      // A folder that vanishes while it is listed has no files.
      return;
    }
  }

  SourceFile read(Path file) throws IOException {
    SourceFile document = documents.get(file);
    return document != null
        ? document
        : SourceFile.of(SourceText.ofBytes(Files.readAllBytes(file)));
  }

  private String relative(Path file) {
    for (Path root : roots) {
      if (file.startsWith(root) && !file.equals(root)) {
        return root.relativize(file).toString().replace('\\', '/');
      }
    }
    return String.valueOf(file.getFileName());
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
