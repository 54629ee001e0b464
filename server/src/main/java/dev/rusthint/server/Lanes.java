package dev.rusthint.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// The threads that compute: a few for analysis, one for what a person waits for (hover, code
/// actions), so that it never queues behind analysis, one that reads workspaces, and one that goes
/// over all their files.
///
/// They are platform threads, no more than there are cores, because they compute; none keeps the
/// process alive.
record Lanes(
    ExecutorService analysis,
    ExecutorService interactive,
    ExecutorService background,
    ExecutorService workspace) {
  static Lanes start() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);
    return new Lanes(
        Executors.newFixedThreadPool(threads, daemon("rusthint-analysis")),
        Executors.newSingleThreadExecutor(daemon("rusthint-interactive")),
        Executors.newSingleThreadExecutor(daemon("rusthint-background")),
        Executors.newSingleThreadExecutor(daemon("rusthint-workspace")));
  }

  static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().name(name).daemon().factory();
  }

  void stop() {
    analysis.shutdownNow();
    interactive.shutdownNow();
    background.shutdownNow();
    workspace.shutdownNow();
  }
}
