package dev.rusthint.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a run took.
final class Statistics {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private final long start = System.nanoTime();
  private final PhaseTimes times = new PhaseTimes();
  private int files;
  private long lines;
  private long bytes;
  private int suppressed;
  private String slowest = "";
  private long slowestNanos;

  void add(FileOutcome file) {
    files++;
    lines += file.lines();
    bytes += file.bytes();
    suppressed += file.suppressed();
    times.add(file.times());
    if (file.times().total() > slowestNanos) {
      slowestNanos = file.times().total();
      slowest = file.name();
    }
  }

  /// `{"stats":{…}}`: times in seconds, those of phases added up over all threads; memory in bytes.
  String json(int hints, int threads) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.setHtmlSafe(false);
      json.beginObject().name("stats").beginObject();
      json.name("files").value(files).name("lines").value(lines).name("bytes").value(bytes);
      json.name("hints").value(hints).name("suppressed").value(suppressed);
      json.name("threads").value(threads);
      json.name("times").beginObject();
      json.name("wall").value(seconds(System.nanoTime() - start));
      for (Phase phase : Phase.values()) {
        json.name(phase.id()).value(seconds(times.of(phase)));
      }
      json.endObject();
      json.name("slowest").beginObject().name("file").value(slowest);
      json.name("seconds").value(seconds(slowestNanos)).endObject();
      json.name("peakMemory").value(peakMemory());
      json.endObject().endObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos / 1_000_000, 3);
  }

  /// The most memory that the process held at a time: resident where the system says so, else what
  /// the Java heap used.
  private static long peakMemory() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not this system.
    }
    long heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      heap += pool.getPeakUsage().getUsed();
    }
    return heap;
  }
}
