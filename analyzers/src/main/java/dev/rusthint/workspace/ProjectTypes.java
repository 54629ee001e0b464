package dev.rusthint.workspace;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.TypedCrate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The types in the files of a project's crates. A crate is read when a file of it is first asked
/// for, or ahead of that where it is known which is the next; since files are asked for crate by
/// crate, few are kept. Several threads may ask.
public final class ProjectTypes {
  /// The one that files are asked for of, the one before, and the next.
  private static final int KEPT = 3;

  /// How many bytes of sources are kept of crates that others may depend on.
  private static final long MOST = 16 << 20;

  /// How many more are kept of the crates read last.
  private static final long MOST_SHARED = 24 << 20;

  // Guarded by this.
  private final Map<Path, FutureTask<Optional<TypedCrate>>> crates = new LinkedHashMap<>();
  private List<Path> order = List.of();

  private final Object reading = new Object();

  // Guarded by reading.
  private CrateSources sources;

  /// What is known of one file.
  ///
  /// @param file the text that the crate was read with
  public record OfFile(Path path, SourceFile file, TypedCrate crate) {
    /// The types in a version of the file that came from that text by edits; null if nothing is
    /// known.
    public @Nullable FileTypes types(SourceFile version) {
      return crate.types(path, version);
    }
  }

  /// Parameters are those of [Project#crates].
  public ProjectTypes(Project project, Surroundings surroundings) {
    this.sources = project.sources(surroundings).keeping(MOST_SHARED, parsers());
  }

  private static Executor parsers() {
    int count = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().daemon().name("parser-", 0).factory());
  }

  /// The types in a file as the crate sees it that its hints are found in; null if nothing is known.
  public @Nullable OfFile of(SourceUnit unit) {
    TypedCrate crate = unit.crateRoot() == null ? null : crate(unit.crateRoot());
    SourceFile file = crate == null ? null : crate.crate().file(unit.file());
    return crate == null || file == null ? null : new OfFile(unit.file(), file, crate);
  }

  /// Says of which files types will be asked for, so that crates are read ahead.
  ///
  /// @param units in the order in which they will be asked for
  public synchronized void expect(List<SourceUnit> units) {
    order =
        units.stream().map(SourceUnit::crateRoot).filter(Objects::nonNull).distinct().toList();
    if (!order.isEmpty()) {
      readAhead(order.getFirst());
    }
  }

  private @Nullable TypedCrate crate(Path root) {
    FutureTask<Optional<TypedCrate>> task = begun(root);
    task.run();
    try {
      return task.get().orElse(null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("crate of " + root + " cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /// The reading of a crate that is asked for, to be run unless another thread has begun to. The
  /// crate after it is read ahead.
  private synchronized FutureTask<Optional<TypedCrate>> begun(Path root) {
    FutureTask<Optional<TypedCrate>> task = task(root);
    int next = order.indexOf(root) + 1;
    if (next > 0 && next < order.size()) {
      readAhead(order.get(next));
    }
    return task;
  }

  private synchronized FutureTask<Optional<TypedCrate>> task(Path root) {
    FutureTask<Optional<TypedCrate>> known = crates.get(root);
    if (known != null) {
      return known;
    }
    if (crates.size() >= KEPT) {
      crates.remove(crates.keySet().iterator().next());
    }
    FutureTask<Optional<TypedCrate>> task = new FutureTask<>(() -> read(root));
    crates.put(root, task);
    return task;
  }

  private synchronized void readAhead(Path root) {
    if (!crates.containsKey(root)) {
      Thread.ofPlatform().daemon().name("types ahead").start(task(root));
    }
  }

  private Optional<TypedCrate> read(Path root) {
    synchronized (reading) {
      if (sources.bytes() > MOST) {
        sources = sources.slim();
      }
      SourceCrate read = sources.crate(root);
      return Optional.ofNullable(read).map(TypedCrate::new);
    }
  }
}
