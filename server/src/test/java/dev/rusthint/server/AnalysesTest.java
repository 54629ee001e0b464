package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnalysesTest {
  private static final DocumentId ID = DocumentId.of("file:///analyses/lib.rs", "rust");

  private final Queue<Runnable> lane = new ArrayDeque<>();
  private Consumer<Findings> onFound = _ -> {};
  private final Analyses analyses =
      new Analyses(
          List.of(),
          lane::add,
          new FakeTimer(),
          new ServerLog(new PrintStream(OutputStream.nullOutputStream())),
          new Analyses.Sink() {
            @Override
            public void found(
                Findings findings,
                @Nullable Findings before,
                @Nullable Drift since,
                boolean resting) {
              onFound.accept(findings);
            }

            @Override
            public void closed(DocumentId id) {}
          });

  private CompletableFuture<Findings> newest() {
    CompletableFuture<Findings> newest = analyses.newest(ID.uri());
    assertNotNull(newest);
    return newest;
  }

  @Test
  void whoeverAsksWhileTheSinkTakesTheFindingsWaitsForIt() {
    List<CompletableFuture<Findings>> asked = new ArrayList<>();
    onFound =
        _ -> {
          asked.add(newest());
          assertFalse(asked.getFirst().isDone(), "the sink has them not yet");
        };
    Snapshot snapshot = Snapshot.opened(ID, 1, SourceText.of("fn f() {}"));
    analyses.open(snapshot);
    lane.remove().run();
    assertTrue(asked.getFirst().isDone());
    assertSame(snapshot, asked.getFirst().join().snapshot());
    assertSame(snapshot, newest().join().snapshot());
  }
}
