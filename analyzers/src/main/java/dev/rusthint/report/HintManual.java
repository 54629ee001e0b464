package dev.rusthint.report;

import dev.rusthint.hint.RuleSpec;
import dev.rusthint.report.HintPage.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the manual with a page a hint, `perf/inline.md`, and a list of all, `README.md`.
/// The build writes it, from the rules and their fixtures.
public final class HintManual {
  private HintManual() {}

  /// Writes all pages into a directory, which it makes.
  ///
  /// @param fixtures the directory of all fixtures, where the samples come from
  public static void write(List<HintEntry> hints, Path fixtures, Path directory)
      throws IOException {
    FixtureSamples samples = new FixtureSamples(fixtures);
    StringBuilder list =
        new StringBuilder(
            """
            # Hints

            | hint | by default | fix | what it finds |
            |---|---|---|---|
            """);
    for (HintEntry hint : hints) {
      Path page = directory.resolve(hint.id() + ".md");
      Files.createDirectories(page.getParent());
      Files.writeString(page, HintPage.of(hint, rule -> sample(samples, rule)));
      list.append(HintPage.link(hint)).append('\n');
    }
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("README.md"), list);
  }

  private static @Nullable Sample sample(FixtureSamples samples, RuleSpec rule) {
    try {
      return samples.of(rule);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
