package dev.rusthint.cli;

import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.ManifestDriver;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Registry;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.hint.Settings;
import dev.rusthint.report.FileHints;
import dev.rusthint.report.Report;
import dev.rusthint.report.Summary;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.FileTypes;
import dev.rusthint.workspace.ManifestUnit;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.ProjectTypes;
import dev.rusthint.workspace.SourceUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
/// @param types what is known of types
/// @param fixable where files may be written; null if no fix is asked for
record FileCheck(
    CheckOptions options,
    Registry registry,
    Report report,
    Names names,
    @Nullable ChangedLines changed,
    @Nullable Baseline baseline,
    ProjectTypes types,
    @Nullable Writable fixable) {
  /// A file that takes longer is left, so that one file cannot stop a run.
  private static final long LIMIT_NANOS = 60_000_000_000L;

  /// Says which files will be checked, in that order.
  void expect(List<SourceUnit> units) {
    types.expect(
        units.stream().filter(unit -> registry.asksForTypes(asked(unit.settings()))).toList());
  }

  FileOutcome check(SourceUnit unit) {
    Work work = new Work(unit.file());
    try {
      Settings settings = asked(unit.settings());
      return work.run(settings, registry.asksForTypes(settings) ? types.of(unit) : null);
    } catch (NoSuchFileException e) {
      return work.left("is gone since the run began");
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
  /// @param project what it belongs to
  FileOutcome checkManifest(Path manifest, Project project) {
    Work work = new Work(manifest);
    try {
      return work.run(project.manifest(manifest), project);
    } catch (NoSuchFileException e) {
      return work.left("is gone since the run began");
    } catch (IOException e) {
      return work.failed("cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      return work.failed("internal error: " + describe(e));
    }
  }

  /// The settings in which the hints that were asked for are on.
  private Settings asked(Settings given) {
    boolean isAsked = !options.hints().isEmpty() && options.project().profile() == null;
    return isAsked
        ? new Settings(
            Profile.EVERYTHING, Map.of(), given.options(), given.crate(), given.path())
        : given;
  }

  /// An exception with the place it comes from, in one line.
  private static String describe(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? e.toString() : e + " at " + trace[0];
  }

  private final class Work {
    private final Path path;
    private final String name;
    private final PhaseTimes times = new PhaseTimes();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Cancellation cancellation;
    private boolean isComplete = true;
    private int lines;
    private long bytes;
    private int suppressed;

    Work(Path file) {
      path = file;
      name = names.of(path);
      long deadline = System.nanoTime() + LIMIT_NANOS;
      cancellation = () -> System.nanoTime() - deadline > 0;
    }

    private void failed(RuleSpec rule, RuntimeException failure) {
      isComplete = false;
      remarks.add(
          "internal error: %s (%s): %s".formatted(rule.hint(), rule.rule(), describe(failure)));
    }

    /// What there is to say of a source file.
    FileOutcome run(Settings settings, ProjectTypes.@Nullable OfFile known) throws IOException {
      byte[] content = Files.readAllBytes(path);
      SourceText text = SourceText.ofBytes(content);
      lines = text.lineCount();
      bytes = content.length;
      times.spent(Phase.READ);
      SourceFile file =
          known != null && Arrays.equals(known.file().text().bytes(), content)
              ? known.file()
              : SourceFile.of(text);
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
      return run(content, file, new Rust(settings, known));
    }

    /// What there is to say of a manifest.
    FileOutcome run(ManifestUnit unit, Project project) throws IOException {
      byte[] content = Files.readAllBytes(path);
      lines = unit.text().lineCount();
      bytes = content.length;
      times.spent(Phase.READ);
      return run(content, unit, new Manifests(project));
    }

    private <T> FileOutcome run(byte[] content, T file, Fixer.Language<T> language) {
      SourceText text = language.text(file);
      Region region = changed == null ? Region.all(text) : changed.of(path, text);
      int fixed = 0;
      FileHints shown;
      if (fixable != null && text.firstInvalidByte() < 0) {
        Fixer.Result<T> result = Fixer.fix(file, region, language);
        fixed = write(content, language.text(result.file()), result);
        boolean isWritten = fixed == result.fixed();
        shown =
            isWritten
                ? language.find(result.file(), result.region())
                : language.find(file, region);
      } else {
        if (fixable != null) {
          remarks.add("is not fixed: it is not UTF-8");
        }
        shown = language.find(file, region);
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

    /// The hints that are to be shown.
    private FileHints shown(SourceText text, Driver.Findings findings, Region region) {
      suppressed = findings.suppressed();
      FileHints all = new FileHints(name, text, findings.hints());
      FileHints some = changed == null ? all : ChangedLines.within(region, all);
      return baseline == null ? some : baseline.newOf(some, path);
    }

    private final class Rust implements Fixer.Language<SourceFile> {
      private final Settings settings;
      private final ProjectTypes.@Nullable OfFile known;
      private final Driver driver = new Driver(registry, (rule, _, e) -> failed(rule, e));

      Rust(Settings settings, ProjectTypes.@Nullable OfFile known) {
        this.settings = settings;
        this.known = known;
      }

      private @Nullable FileTypes types(SourceFile file) {
        return known == null ? null : known.types(file);
      }

      @Override
      public SourceText text(SourceFile file) {
        return file.text();
      }

      @Override
      public SourceFile edited(SourceFile file, SourceText text) {
        return file.with(text);
      }

      @Override
      public int errors(SourceFile file) {
        int count = 0;
        for (Placed placed : file.allItems()) {
          SyntaxTree tree = placed.item().tree();
          if (tree.hasError(0)) {
            for (int i = 0; i < tree.size(); i++) {
              if (tree.kind(i) == Kind.ERROR || tree.isMissing(i)) {
                count++;
              }
            }
          }
        }
        return count;
      }

      @Override
      public FileHints find(SourceFile file, Region region) {
        return shown(
            file.text(),
            driver.findings(file, settings, types(file), Driver.Haste.NONE, cancellation),
            region);
      }
    }

    private final class Manifests implements Fixer.Language<ManifestUnit> {
      private final Project project;
      private final ManifestDriver driver;

      Manifests(Project project) {
        this.project = project;
        List<ManifestAnalyzer<?>> rules = new ArrayList<>(ManifestRules.ALL);
        if (!options.hints().isEmpty()) {
          rules.removeIf(rule -> !options.hints().contains(rule.spec().hint()));
        }
        driver = new ManifestDriver(rules, (rule, _, e) -> failed(rule, e));
      }

      @Override
      public SourceText text(ManifestUnit file) {
        return file.text();
      }

      @Override
      public ManifestUnit edited(ManifestUnit file, SourceText text) {
        return project.manifest(path, text);
      }

      @Override
      public int errors(ManifestUnit file) {
        return (int) file.problems().stream().filter(Problem::isError).count();
      }

      @Override
      public FileHints find(ManifestUnit file, Region region) {
        ManifestContext given = file.context();
        Driver.Findings findings =
            file.isReadable()
                ? driver.findings(given.with(asked(given.settings())))
                : new Driver.Findings(List.of(), 0, true);
        return shown(file.text(), findings, region);
      }
    }

    /// How many fixes were written: all or none.
    private int write(byte[] before, SourceText after, Fixer.Result<?> result) {
      result.remarks().forEach(remarks::add);
      if (result.fixed() == 0 || fixable == null) {
        return 0;
      }
      try {
        Path target = fixable.target(path);
        if (!Arrays.equals(before, Files.readAllBytes(target))) {
          remarks.add("is not fixed: it changed meanwhile");
        } else {
          AtomicFile.write(target, after.bytes());
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
