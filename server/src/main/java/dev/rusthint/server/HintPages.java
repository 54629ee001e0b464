package dev.rusthint.server;

import dev.rusthint.hint.RuleSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The pages of the manual about single hints, as they lie beside the program: `DIR/perf/inline.md`.
final class HintPages {
  private final @Nullable Path directory;
  private final Map<String, Optional<URI>> known = new ConcurrentHashMap<>();

  HintPages(@Nullable Path directory) {
    this.directory = directory;
  }

  /// Those in the directory that the system property `rusthint.hints.dir` names, as the launcher
  /// sets it.
  static HintPages ofDistribution() {
    String directory = System.getProperty("rusthint.hints.dir");
    return new HintPages(directory == null ? null : Path.of(directory).toAbsolutePath());
  }

  /// The page about a rule's hint, null if there is none.
  @Nullable URI of(RuleSpec rule) {
    return known.computeIfAbsent(rule.hint(), this::find).orElse(null);
  }

  private Optional<URI> find(String hint) {
    if (directory == null) {
      return Optional.empty();
    }
    Path page = directory.resolve(hint + ".md");
    return Files.isRegularFile(page) ? Optional.of(page.toUri()) : Optional.empty();
  }
}
