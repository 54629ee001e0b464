package dev.rusthint.cli;

import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.cargo.Problem;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.ManifestDriver;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Registry;
import dev.rusthint.hint.Settings;
import dev.rusthint.report.FileHints;
import dev.rusthint.report.Report;
import dev.rusthint.report.Summary;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.ManifestContexts;
import dev.rusthint.workspace.SourceUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What is done with each file. Safe for use by several threads.
///
/// @param registry the rules that are looked for
/// @param report how hints are written
/// @param names how files are shown
/// @param changed the lines whose hints are shown; null for all
/// @param baseline the hints that are known; null for none
/// @param fixable where files may be written; null if no fix is asked for
record FileCheck(
    CheckOptions options,
    Registry registry,
    Report report,
    Names names,
    @Nullable ChangedLines changed,
    @Nullable Baseline baseline,
    @Nullable Writable fixable) {
  /// A file that takes longer is left, so that one file cannot stop a run.
  private static final long LIMIT_NANOS = 60_000_000_000L;

  FileOutcome check(SourceUnit unit) {
    Work work = new Work(unit);
    try {
      return work.run();
    } catch (NoSuchFileException e) {
      return work.left("is gone");
    } catch (IOException e) {
      return work.failed("cannot be read: " + e.getMessage());
    } catch (CancellationException e) {
      return work.failed("took longer than a minute: left");
    } catch (StackOverflowError e) {
      return work.failed("internal error: nested too deeply");
    } catch (OutOfMemoryError e) {
      return work.failed("internal error: out of memory");
    } catch (RuntimeException e) {
      return work.failed("internal error: " + describe(e));
    }
  }

  /// What rules about manifests say of a `Cargo.toml`.
  ///
  /// @param unit a file of its package, whose settings hold for the manifest too
  FileOutcome checkManifest(Path manifest, SourceUnit unit) {
    Work work = new Work(unit, manifest);
    try {
      return work.runManifest();
    } catch (NoSuchFileException e) {
      return work.left("is gone");
    } catch (IOException e) {
      return work.failed("cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      return work.failed("internal error: " + describe(e));
    }
  }

  /// An exception with the place it comes from, in one line.
  private static String describe(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? e.toString() : e + " at " + trace[0];
  }

  private final class Work {
    private final Path path;
    private final String name;
    private final Settings settings;
    private final PhaseTimes times = new PhaseTimes();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Driver driver;
    private final Cancellation cancellation;
    private boolean isComplete = true;
    private int lines;
    private long bytes;
    private int suppressed;

    Work(SourceUnit unit) {
      this(unit, unit.file());
    }

    Work(SourceUnit unit, Path file) {
      path = file;
      name = names.of(path);
      Settings given = unit.settings();
      boolean asked = !options.hints().isEmpty() && options.project().profile() == null;
      settings =
          asked
              ? new Settings(
                  Profile.EVERYTHING,
                  java.util.Map.of(),
                  given.options(),
                  given.crate(),
                  given.path())
              : given;
      long deadline = System.nanoTime() + LIMIT_NANOS;
      cancellation = () -> System.nanoTime() - deadline > 0;
      driver =
          new Driver(
              registry,
              (rule, _, failure) -> {
                isComplete = false;
                remarks.add(
                    "internal error: %s (%s): %s"
                        .formatted(rule.hint(), rule.rule(), describe(failure)));
              });
    }

    FileOutcome run() throws IOException {
      byte[] content = Files.readAllBytes(path);
      SourceText text = SourceText.ofBytes(content);
      lines = text.lineCount();
      bytes = content.length;
      times.spent(Phase.READ);
      SourceFile file = SourceFile.of(text);
      times.spent(Phase.SPLIT);
      if (options.stats() && !Driver.isLeftAlone(file)) {
        // Trees are kept with the items: the time is only asked for apart here.
        for (Placed placed : file.allItems()) {
          placed.item().treeWithMacros();
        }
        times.spent(Phase.PARSE);
      }
      if (text.firstInvalidByte() >= 0) {
        int line = text.lineOf(text.firstInvalidByte()) + 1;
        remarks.add("is not UTF-8 from line %d on: what is not is taken as `?`".formatted(line));
      }
      Region region = changed == null ? Region.all(text) : changed.of(path, text);
      int fixed = 0;
      FileHints shown;
      if (fixable != null && text.firstInvalidByte() < 0) {
        Fixer.Result result = Fixer.fix(file, region, this::find);
        fixed = write(content, result);
        boolean isWritten = fixed == result.fixed();
        shown = isWritten ? find(result.file(), result.region()) : find(file, region);
      } else {
        if (fixable != null) {
          remarks.add("is not fixed: it is not UTF-8");
        }
        shown = find(file, region);
      }
      times.spent(Phase.HINTS);
      List<String> known = List.of();
      if (baseline != null && baseline.isNew()) {
        known = baseline.lines(shown, path);
        shown = shown.with(List.of());
      }
      String rendered = shown.hints().isEmpty() ? "" : report.file(shown);
      Summary summary = new Summary();
      summary.add(shown);
      times.spent(Phase.REPORT);
      return outcome(rendered, summary, known, fixed);
    }

    FileOutcome runManifest() throws IOException {
      ManifestContext context = ManifestContexts.of(path, TextSource.disk(), settings);
      SourceText text = context.manifest().text();
      lines = text.lineCount();
      bytes = text.length();
      times.spent(Phase.READ);
      List<ManifestAnalyzer<?>> rules = new ArrayList<>(ManifestRules.ALL);
      if (!options.hints().isEmpty()) {
        rules.removeIf(rule -> !options.hints().contains(rule.spec().hint()));
      }
      ManifestDriver manifests =
          new ManifestDriver(
              rules,
              (rule, _, failure) -> {
                isComplete = false;
                remarks.add(
                    "internal error: %s (%s): %s"
                        .formatted(rule.hint(), rule.rule(), describe(failure)));
              });
      // Of a manifest that does not parse, what seems missing may be there.
      boolean isBroken = context.manifest().problems().stream().anyMatch(Problem::isError);
      List<Hint> hints = isBroken ? List.of() : manifests.hints(context);
      FileHints all = new FileHints(name, text, hints);
      FileHints some = changed == null ? all : ChangedLines.within(changed.of(path, text), all);
      FileHints shown = baseline == null ? some : baseline.newOf(some, path);
      List<String> known = List.of();
      if (baseline != null && baseline.isNew()) {
        known = baseline.lines(shown, path);
        shown = shown.with(List.of());
      }
      times.spent(Phase.HINTS);
      Summary summary = new Summary();
      summary.add(shown);
      String rendered = shown.hints().isEmpty() ? "" : report.file(shown);
      times.spent(Phase.REPORT);
      return outcome(rendered, summary, known, 0);
    }

    /// The hints that are to be shown.
    private FileHints find(SourceFile file, Region region) {
      Driver.Findings findings = driver.findings(file, settings, cancellation);
      suppressed = findings.suppressed();
      FileHints all = new FileHints(name, file.text(), findings.hints());
      FileHints some = changed == null ? all : ChangedLines.within(region, all);
      return baseline == null ? some : baseline.newOf(some, path);
    }

    /// How many fixes were written: all or none.
    private int write(byte[] before, Fixer.Result result) {
      result.remarks().forEach(remarks::add);
      if (result.fixed() == 0 || fixable == null) {
        return 0;
      }
      try {
        Path target = fixable.target(path);
        if (!Arrays.equals(before, Files.readAllBytes(target))) {
          remarks.add("is not fixed: it changed meanwhile");
        } else {
          AtomicFile.write(target, result.file().text().bytes());
          return result.fixed();
        }
      } catch (IOException e) {
        remarks.add("is not fixed: " + e.getMessage());
      }
      isComplete = false;
      return 0;
    }

    FileOutcome left(String why) {
      remarks.add(why);
      return outcome("", new Summary(), List.of(), 0);
    }

    FileOutcome failed(String why) {
      isComplete = false;
      return left(why);
    }

    private FileOutcome outcome(String rendered, Summary summary, List<String> known, int fixed) {
      return new FileOutcome(
          name,
          rendered,
          summary,
          known,
          new ArrayList<>(remarks),
          isComplete,
          fixed,
          suppressed,
          lines,
          bytes,
          times);
    }
  }
}
