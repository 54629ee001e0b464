package dev.rusthint.server;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Analyses the newest version of each document: a run of an older one is cancelled, never finished
/// in vain. There is no delay before a run; what has to wait until the user rests is told by
/// [#REST].
final class Analyses {
  /// How long no edit comes before the user is taken to rest, in milliseconds.
  static final long REST = 300;

  /// Longer items keep their old hints while someone types in them, in bytes.
  static final int LONG_ITEM = 64 << 10;

  /// Takes the results, in the order of the versions, for one document on one thread at a time.
  interface Sink {
    /// @param before the findings that the last call brought; null at first
    /// @param since how the text changed since then; null if it did not
    /// @param resting whether no edit came for [#REST]; the same findings come again for that
    void found(
        Findings findings, @Nullable Findings before, @Nullable Drift since, boolean resting);

    void closed(DocumentId id);
  }

  private final List<HintSource> sources;
  private final Executor lane;
  private final Timer timer;
  private final ServerLog log;
  private final Sink sink;
  private final Map<String, Track> tracks = new ConcurrentHashMap<>();

  Analyses(
      List<HintSource> sources, Executor lane, Timer timer, ServerLog log, Sink sink) {
    this.sources = List.copyOf(sources);
    this.lane = lane;
    this.timer = timer;
    this.log = log;
    this.sink = sink;
  }

  void open(Snapshot snapshot) {
    Track fresh = new Track();
    Track old = tracks.put(snapshot.id().uri(), fresh);
    if (old != null) {
      old.stop();
    }
    fresh.update(snapshot, false);
  }

  void edit(Snapshot snapshot) {
    Track track = tracks.get(snapshot.id().uri());
    if (track != null) {
      track.update(snapshot, true);
    }
  }

  void close(DocumentId id) {
    Track track = tracks.remove(id.uri());
    if (track != null) {
      track.stop();
      track.inTurn(() -> sink.closed(id));
    }
  }

  /// Analyses all documents again, because something else changed that their hints depend on.
  void again() {
    tracks.values().forEach(Track::again);
  }

  /// The document was saved: nothing needs to wait any longer.
  void rest(String uri) {
    Track track = tracks.get(uri);
    if (track != null) {
      track.rest();
    }
  }

  /// The complete findings of one version; fails with `ContentModified` if there is a newer one
  /// before they are known.
  CompletableFuture<Findings> of(Snapshot snapshot) {
    Track track = tracks.get(snapshot.id().uri());
    return track == null
        ? CompletableFuture.failedFuture(ProtocolException.contentModified())
        : track.of(snapshot);
  }

  /// The newest findings of a document once its newest version has been looked at and the sink has
  /// them; null if it is not open.
  @Nullable CompletableFuture<Findings> newest(String uri) {
    Track track = tracks.get(uri);
    return track == null ? null : track.newest();
  }

  /// The hints that a version would have with another text.
  List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation) {
    List<Hint> hints = new ArrayList<>();
    for (HintSource source : sources) {
      if (source.accepts(snapshot.id())) {
        hints.addAll(source.hints(snapshot, text, cancellation));
      }
    }
    return hints;
  }

  /// @param before the findings of an earlier version
  /// @param since how the text changed since then
  private Findings find(
      Snapshot snapshot,
      @Nullable Findings before,
      @Nullable Drift since,
      boolean isPatient,
      Run run) {
    boolean isComplete = true;
    List<Hint> hints = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (HintSource source : sources) {
      if (source.accepts(snapshot.id())) {
        HintSource.Found found = source.find(snapshot, isPatient, run::isCancelled);
        isComplete &= found.isComplete();
        hints.addAll(found.hints());
        problems.addAll(found.problems());
        if (!found.isReadable() && before != null) {
          hints.addAll(standing(before.hints(), since));
        }
      }
    }
    return new Findings(snapshot, hints, problems, isComplete);
  }

  /// The hints that stand as long as the text cannot be read: those where nothing changed.
  private static List<Hint> standing(List<Hint> hints, @Nullable Drift since) {
    if (since == null) {
      return hints;
    }
    Span changed = since.before();
    return hints.stream()
        .filter(h -> h.span().end() < changed.start() || changed.end() < h.span().start())
        .map(h -> h.moved(since::map))
        .toList();
  }

  private record Step(Snapshot to, Drift drift) {}

  /// One open document.
  private final class Track {
    // Guarded by this.
    private @Nullable Snapshot newest;
    private @Nullable Run run;
    private @Nullable Findings last;

    /// The newest findings that the sink has.
    private @Nullable Findings told;

    private boolean resting = true;

    /// Whether someone waits for the complete findings of the newest version.
    private boolean isAwaited;

    private Timer.Task restTask = Timer.Task.NONE;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<CompletableFuture<Findings>> waiting = new ArrayList<>();

    /// The complete findings of the newest version, by whichever run brings them.
    private CompletableFuture<Findings> complete = new CompletableFuture<>();

    /// Held while a run is at work: what an item keeps has one writer at a time.
    private final Object turn = new Object();

    synchronized void update(Snapshot snapshot, boolean isEdit) {
      newest = snapshot;
      isAwaited = false;
      complete.completeExceptionally(ProtocolException.contentModified());
      complete = new CompletableFuture<>();
      restTask.cancel();
      Drift edit = snapshot.lastEdit();
      if (isEdit && edit != null) {
        steps.add(new Step(snapshot, edit));
        resting = false;
        restTask = timer.after(REST, () -> rest(snapshot));
      }
      start(snapshot);
    }

    synchronized void again() {
      if (newest != null) {
        start(newest);
      }
    }

    private void start(Snapshot snapshot) {
      if (run != null) {
        run.cancel();
      }
      if (complete.isDone()) {
        complete = new CompletableFuture<>();
      }
      Run next = new Run(this, snapshot);
      run = next;
      lane.execute(next::go);
    }

    synchronized void stop() {
      restTask.cancel();
      if (run != null) {
        run.cancel();
      }
      newest = null;
      fail(ProtocolException.contentModified());
    }

    /// Does something while no run is at work; one that was cancelled stops at its next node.
    void inTurn(Runnable action) {
      synchronized (turn) {
        action.run();
      }
    }

    synchronized void rest() {
      restTask.cancel();
      if (newest != null && !resting) {
        rest(newest);
      }
    }

    private synchronized void rest(Snapshot snapshot) {
      if (newest != snapshot) {
        return;
      }
      resting = true;
      Findings known = last;
      if (known == null || known.snapshot() != snapshot) {
        return; // The run at work will see that the user rests.
      }
      if (known.isComplete()) {
        lane.execute(() -> tell(known));
      } else {
        start(snapshot);
      }
    }

    /// Brings findings once more, now that the user rests.
    private void tell(Findings known) {
      synchronized (turn) {
        if (isNewest(known)) {
          sink.found(known, known, null, true);
        }
      }
    }

    private synchronized boolean isNewest(Findings known) {
      return known == last && known.snapshot() == newest;
    }

    synchronized CompletableFuture<Findings> of(Snapshot snapshot) {
      if (snapshot != newest) {
        return CompletableFuture.failedFuture(ProtocolException.contentModified());
      }
      boolean isPutOff =
          last != null && last.snapshot() == snapshot && !last.isComplete() && !isPatient();
      isAwaited = true;
      if (isPutOff) {
        start(snapshot);
      }
      return complete.copy();
    }

    synchronized CompletableFuture<Findings> newest() {
      if (told != null && told.snapshot() == newest) {
        return CompletableFuture.completedFuture(told);
      }
      CompletableFuture<Findings> pull = new CompletableFuture<>();
      waiting.add(pull);
      return pull;
    }

    /// Whether this run brings what an item that is typed in had before instead of looking again.
    private synchronized @Nullable Findings toMove(Snapshot snapshot) {
      boolean isWorthIt = !isPatient() && last != null && snapshot.isEditOfItemLongerThan(LONG_ITEM);
      return isWorthIt ? last : null;
    }

    /// Whether there is time for what typing puts off.
    private synchronized boolean isPatient() {
      return resting || isAwaited;
    }

    private synchronized @Nullable Drift since() {
      Drift all = null;
      for (Step step : steps) {
        all = Drift.join(all, step.drift);
      }
      return all;
    }

    void analyse(Run self) {
      synchronized (turn) {
        Findings before;
        Drift since;
        boolean isPatient;
        synchronized (this) {
          if (self.isCancelled()) {
            return;
          }
          before = last;
          since = since();
          isPatient = isPatient();
        }
        Findings old = toMove(self.snapshot);
        Findings found =
            old != null && since != null
                ? new Findings(
                    self.snapshot,
                    old.hints().stream().map(h -> h.moved(since::map)).toList(),
                    List.of(),
                    false)
                : find(self.snapshot, before, since, isPatient, self);
        boolean atRest;
        synchronized (this) {
          if (self.isCancelled()) {
            return;
          }
          last = found;
          steps.clear();
          atRest = resting;
        }
        sink.found(found, before, since, atRest);
        finish(self, found);
      }
    }

    private synchronized void finish(Run self, Findings found) {
      told = found;
      if (newest == self.snapshot) {
        if (found.isComplete()) {
          complete.complete(found);
        }
        waiting.forEach(pull -> pull.complete(found));
        waiting.clear();
        if (isPatient() && !found.isComplete()) {
          start(self.snapshot);
        }
      }
    }

    synchronized void failed(Run self, ProtocolException failure) {
      if (run == self) {
        fail(failure);
      }
    }

    private void fail(ProtocolException failure) {
      complete.completeExceptionally(failure);
      waiting.forEach(pull -> pull.completeExceptionally(failure));
      waiting.clear();
    }
  }

  /// One run over one version.
  private final class Run {
    private final Track track;
    private final Snapshot snapshot;
    private volatile boolean cancelled;

    Run(Track track, Snapshot snapshot) {
      this.track = track;
      this.snapshot = snapshot;
    }

    boolean isCancelled() {
      return cancelled;
    }

    void cancel() {
      cancelled = true;
    }

    void go() {
      try {
        track.analyse(this);
      } catch (CancellationException e) {
        // A newer run is on its way.
      } catch (RuntimeException | StackOverflowError e) {
        log.failureOnce(snapshot.id().uri(), "the analysis of " + snapshot + " failed", e);
        track.failed(this, ProtocolException.internal("the analysis failed: " + e));
      }
    }
  }
}
