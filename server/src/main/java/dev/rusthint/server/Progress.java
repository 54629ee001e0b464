package dev.rusthint.server;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// Shows the user what takes a while (`$/progress`), where the client can show it. Work that is
/// done soon is not shown at all.
final class Progress {
  /// Shorter work would only flicker, in milliseconds.
  private static final long WORTH_SHOWING = 200;

  private final ToClient toClient;
  private final Timer timer;
  private final boolean isSupported;
  private final AtomicInteger tokens = new AtomicInteger();

  Progress(ToClient toClient, Timer timer, ClientFeatures client) {
    this.toClient = toClient;
    this.timer = timer;
    this.isSupported = client.progress();
  }

  /// Work that goes on until it is closed.
  interface Task extends AutoCloseable {
    @Override
    void close();
  }

  Task begin(String title) {
    if (!isSupported) {
      return () -> {};
    }
    Shown shown = new Shown("rusthint/" + tokens.incrementAndGet(), title);
    Timer.Task later = timer.after(WORTH_SHOWING, shown::begin);
    return () -> {
      later.cancel();
      shown.end();
    };
  }

  private final class Shown {
    private final Either<String, Integer> token;
    private final String title;
    private boolean begun;
    private boolean ended;

    Shown(String token, String title) {
      this.token = Either.forLeft(token);
      this.title = title;
    }

    synchronized void begin() {
      if (ended) {
        return;
      }
      begun = true;
      toClient.request("window/workDoneProgress/create", new WorkDoneProgressCreateParams(token));
      WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
      begin.setTitle("RustHint: " + title);
      report(begin);
    }

    synchronized void end() {
      ended = true;
      if (begun) {
        report(new WorkDoneProgressEnd());
      }
    }

    private void report(WorkDoneProgressNotification notification) {
      toClient.notify("$/progress", new ProgressParams(token, Either.forLeft(notification)));
    }
  }
}
