package dev.rusthint.cli;

import java.io.PrintStream;

/// A bar on a terminal, for work that takes longer than a moment.
final class Progress {
  private static final long QUIET_NANOS = 700_000_000L;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final int WIDTH = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;
  private final int total;
  private long nextAt = System.nanoTime() + QUIET_NANOS;
  private boolean isShown;

  Progress(Console console, int total) {
    this.out = console.err();
    this.isTerminal = console.errTerminal();
    this.total = total;
  }

  void done(int count) {
    long now = System.nanoTime();
    if (!isTerminal || now < nextAt) {
      return;
    }
    nextAt = now + REDRAW_NANOS;
    isShown = true;
    int filled = (int) ((long) WIDTH * count / Math.max(1, total));
    out.print(
        "%s  [%s%s] %d of %d files"
            .formatted(CLEAR, "=".repeat(filled), " ".repeat(WIDTH - filled), count, total));
    out.flush();
  }

  /// Takes the bar away, before something else is written.
  void clear() {
    if (isShown) {
      out.print(CLEAR);
      out.flush();
      isShown = false;
    }
  }
}
