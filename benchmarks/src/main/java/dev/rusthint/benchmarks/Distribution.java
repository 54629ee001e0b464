package dev.rusthint.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Measured times, in nanoseconds.
final class Distribution {
  private final long[] sorted;

  Distribution(long[] times) {
    sorted = times.clone();
    Arrays.sort(sorted);
  }

  /// The time that `percent` of all times do not exceed.
  double milliseconds(double percent) {
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms  p90 %.2f ms  p99 %.2f ms  max %.2f ms  (%d)",
        milliseconds(50),
        milliseconds(90),
        milliseconds(99),
        milliseconds(100),
        sorted.length);
  }
}
