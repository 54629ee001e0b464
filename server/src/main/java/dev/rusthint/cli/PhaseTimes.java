package dev.rusthint.cli;

import java.util.EnumMap;
import java.util.Map;

/// How long each phase took, in nanoseconds. For one thread at a time.
final class PhaseTimes {
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private long since = System.nanoTime();

  /// Counts the time since the last call, or since this was made, as spent in a phase.
  void spent(Phase phase) {
    long now = System.nanoTime();
    nanos.merge(phase, now - since, Long::sum);
    since = now;
  }

  void add(PhaseTimes other) {
    other.nanos.forEach((phase, time) -> nanos.merge(phase, time, Long::sum));
  }

  long of(Phase phase) {
    return nanos.getOrDefault(phase, 0L);
  }

  long total() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }
}
