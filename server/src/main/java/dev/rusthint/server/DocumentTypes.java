package dev.rusthint.server;

import dev.rusthint.syntax.SourceFile;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.TypedCrate;
import dev.rusthint.workspace.CrateSources;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The types in open documents.
///
/// A crate is read in the background when a document of it is first looked at, and again when what
/// its documents declare has changed and the user rests. Until then an edited document has the types
/// of what did not change.
final class DocumentTypes {
  /// How long nobody declares anything before a crate is read again, in milliseconds.
  static final long REST = 700;

  /// A crate as it was read.
  ///
  /// @param sources what was read for it; null once manifests say something else
  private record Known(TypedCrate crate, @Nullable CrateSources sources) {}

  private final Workspaces workspaces;
  private final Surroundings surroundings;
  private final Executor background;
  private final Timer timer;
  private final ServerLog log;
  private volatile Runnable onRead = () -> {};

  /// By root file; empty for those that could not be read.
  private final Map<Path, Optional<Known>> crates = new ConcurrentHashMap<>();

  /// The root files of the crates of open documents.
  private final Map<Path, Path> rootOf = new ConcurrentHashMap<>();

  // Guarded by this.
  private final Set<Path> pending = new HashSet<>();
  private final Map<Path, Timer.Task> resting = new HashMap<>();

  DocumentTypes(
      Workspaces workspaces,
      Surroundings surroundings,
      Executor background,
      Timer timer,
      ServerLog log) {
    this.workspaces = workspaces;
    this.surroundings = surroundings;
    this.background = background;
    this.timer = timer;
    this.log = log;
  }

  /// Calls `action` whenever a crate was read.
  void onRead(Runnable action) {
    onRead = action;
  }

  /// The types in a version of a document; null as long as its crate was not read, or if nothing is
  /// known of it.
  ///
  /// @param crateRoot the root file of its crate, null if it is on its own
  @Nullable FileTypes of(@Nullable Path path, SourceFile version, @Nullable Path crateRoot) {
    if (path == null || crateRoot == null) {
      return null;
    }
    Optional<Known> known = crates.get(crateRoot);
    rootOf.put(path, crateRoot);
    if (known == null) {
      read(crateRoot);
      return null;
    }
    FileTypes types = known.map(k -> k.crate.types(path, version)).orElse(null);
    if (types != null && !types.isCurrent()) {
      readAtRest(crateRoot);
    }
    return types;
  }

  /// Settings, manifests or files on disk changed: all crates are read again.
  void changed(boolean inManifests) {
    if (inManifests) {
      crates.replaceAll((_, known) -> known.map(k -> new Known(k.crate, null)));
    }
    crates.keySet().forEach(this::read);
  }

  /// A document was closed; a crate of which none is open any more is forgotten.
  void closed(Path path) {
    Path root = rootOf.remove(path);
    if (root != null && !rootOf.containsValue(root)) {
      crates.remove(root);
    }
  }

  private synchronized void readAtRest(Path root) {
    resting.getOrDefault(root, Timer.Task.NONE).cancel();
    resting.put(root, timer.after(REST, () -> read(root)));
  }

  private void read(Path root) {
    synchronized (this) {
      if (!pending.add(root)) {
        return;
      }
    }
    try {
      background.execute(() -> readNow(root));
    } catch (RejectedExecutionException e) {
      // The session has ended: nobody waits for it.
    }
  }

  private void readNow(Path root) {
    synchronized (this) {
      pending.remove(root);
    }
    Optional<Known> before = crates.getOrDefault(root, Optional.empty());
    CrateSources sources = before.isPresent() ? before.get().sources : null;
    try {
      Project project = workspaces.project();
      CrateSources next =
          sources == null ? project.sources(surroundings) : project.sources(sources);
      crates.put(
          root,
          Optional.ofNullable(next.crate(root))
              .map(read -> new Known(new TypedCrate(read), next)));
    } catch (RuntimeException | StackOverflowError e) {
      crates.put(root, before);
      log.failureOnce("types of " + root, "reading the crate of " + root + " failed", e);
    }
    onRead.run();
  }
}
