package dev.rusthint.server;

import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.TomlDocument;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.FileSettings;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.ProjectOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What is known of the crates that documents belong to, and so how their hints are to be found.
///
/// What takes reading other files is done in the background: until then a document has the settings
/// that its place and its manifest give, so that its first hints do not wait.
final class Workspaces {
  private final Executor background;
  private final ServerLog log;
  private final Progress progress;

  /// The open documents by their files, as they were last analysed.
  private final Map<Path, SourceFile> open = new HashMap<>();

  /// The open manifests and configuration files, as they were when nobody typed in them.
  private final Map<Path, SourceText> texts = new HashMap<>();

  /// The open files whose whole settings are known, or cheap to find out.
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  private final Set<Path> folders = new LinkedHashSet<>();
  private volatile Project project = Project.load(List.of(), ProjectOptions.editor());
  private volatile Runnable onChange = () -> {};
  private volatile boolean hoversTypes;
  private volatile Runnable onRead = () -> {};
  private volatile Consumer<Boolean> onFiles = _ -> {};

  Workspaces(Executor background, ServerLog log, Progress progress) {
    this.background = background;
    this.log = log;
    this.progress = progress;
  }

  /// Calls `action` whenever settings of documents may have changed.
  void onChange(Runnable action) {
    onChange = action;
  }

  /// Calls `action` whenever something else than an open Rust document changed, before settings
  /// change by it; with `false` if that was nothing but source files.
  void onFiles(Consumer<Boolean> action) {
    onFiles = action;
  }

  /// Calls `action` whenever manifests or configuration files may have been read, in the background.
  void onRead(Runnable action) {
    onRead = action;
  }

  /// The workspace folders.
  synchronized List<Path> folders() {
    return List.copyOf(folders);
  }

  Project project() {
    return project;
  }

  /// How hints are to be found in a version of a document.
  FileSettings settings(DocumentId id, SourceFile file) {
    Path path = id.path();
    if (path == null) {
      return new FileSettings(withoutFile(), null, FileSettings.Status.ACTIVE);
    }
    Project current = withDocument(path, file);
    if (known.contains(path)) {
      return current.settingsFor(path);
    }
    later(() -> learn(path));
    return current.provisionalSettingsFor(path);
  }

  private Settings withoutFile() {
    ProjectOptions options = project.options();
    Profile profile = options.profile() == null ? Profile.DEFAULT : options.profile();
    CrateInfo crate = CrateInfo.standalone(options.defaultEdition());
    return new Settings(profile, options.levels(), Map.of(), crate, "");
  }

  private synchronized Project withDocument(Path path, SourceFile file) {
    if (open.put(path, file) != file) {
      project = project.withDocument(path, file);
    }
    return project;
  }

  private void learn(Path path) {
    Project current = project;
    boolean isOpen;
    synchronized (this) {
      isOpen = open.containsKey(path);
    }
    if (isOpen && !known.contains(path)) {
      FileSettings provisional = current.provisionalSettingsFor(path);
      FileSettings whole = current.settingsFor(path);
      known.add(path);
      onRead.run();
      if (!provisional.equals(whole)) {
        onChange.run();
      }
    }
  }

  /// Nobody types in an open manifest or configuration file: its text counts from now on, instead
  /// of the file's. What is half typed never counts, so that it costs no other file its hints.
  void rests(DocumentId id, SourceText text) {
    Path path = id.path();
    if (path == null || !TomlDocument.parse(path, text).problems().isEmpty()) {
      return;
    }
    synchronized (this) {
      SourceText last = texts.put(path, text);
      if (last == null ? isOnDisk(path, text) : text.equals(last)) {
        return;
      }
    }
    change("Reading " + path.getFileName(), true, old -> old.withDocument(path, text));
  }

  private static boolean isOnDisk(Path path, SourceText text) {
    try {
      return TextSource.disk().read(path).equals(text);
    } catch (IOException absent) {
      return false;
    }
  }

  void closed(DocumentId id) {
    Path path = id.path();
    if (path != null) {
      known.remove(path);
      SourceText text;
      synchronized (this) {
        if (open.remove(path) != null) {
          project = project.withoutDocument(path);
        }
        text = texts.remove(path);
      }
      if (text != null && !isOnDisk(path, text)) {
        change("Reading " + path.getFileName(), true, old -> old.withoutDocument(path));
      } else if (id.isManifest() || id.isConfiguration()) {
        later(onRead);
      }
    }
  }

  /// Folders came or went, by their addresses.
  void folders(List<String> added, List<String> removed) {
    List<Path> roots;
    synchronized (this) {
      added.stream().map(DocumentId::pathOf).forEach(path -> {
        if (path != null) {
          folders.add(path);
        }
      });
      removed.stream().map(DocumentId::pathOf).forEach(folders::remove);
      roots = List.copyOf(folders);
    }
    change("Reading the workspace", true, old -> old.with(roots, old.options()));
  }

  /// Whether hovers tell types.
  boolean hoversTypes() {
    return hoversTypes;
  }

  void configure(Configuration configuration) {
    hoversTypes = configuration.typeHover();
    ProjectOptions options =
        ProjectOptions.editor()
            .withProfile(configuration.profile())
            .withLevels(configuration.levels())
            .withFeatures(
                configuration.features(),
                configuration.allFeatures(),
                configuration.noDefaultFeatures())
            .withTarget(configuration.target(), configuration.cfg());
    if (!options.equals(project.options())) {
      change("Applying the settings", true, old -> old.with(old.roots(), options));
    }
  }

  /// Files on disk came, changed or went.
  void filesChanged(Collection<Path> files) {
    boolean inManifests = !files.stream().allMatch(file -> file.toString().endsWith(".rs"));
    change("Reading changed files", inManifests, old -> old.reload(files));
  }

  private void later(Runnable work) {
    try {
      background.execute(work);
    } catch (RejectedExecutionException e) {
      // The session has ended: nobody waits for it.
    }
  }

  /// Makes the next project in the background, with what it needs to know of the open documents,
  /// and puts it in the place of the old one.
  private void change(String what, boolean inManifests, UnaryOperator<Project> change) {
    later(
        () -> {
          try (Progress.Task _ = progress.begin(what)) {
            Project old = project;
            Project next = change.apply(old);
            known.forEach(next::settingsFor);
            replace(old, next);
            onRead.run();
            onFiles.accept(inManifests);
            onChange.run();
          } catch (RuntimeException e) {
            log.failure(what + " failed", e);
          }
        });
  }

  private synchronized void replace(Project old, Project next) {
    Project current = next;
    if (project != old) {
      for (Path gone : known) {
        if (!open.containsKey(gone)) {
          current = current.withoutDocument(gone);
        }
      }
      for (Map.Entry<Path, SourceFile> document : open.entrySet()) {
        current = current.withDocument(document.getKey(), document.getValue());
      }
    }
    project = current;
  }
}
