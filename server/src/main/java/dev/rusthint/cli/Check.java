package dev.rusthint.cli;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Registry;
import dev.rusthint.report.GithubReport;
import dev.rusthint.report.HumanReport;
import dev.rusthint.report.JsonReport;
import dev.rusthint.report.Report;
import dev.rusthint.report.SarifReport;
import dev.rusthint.report.Summary;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.ProjectTypes;
import dev.rusthint.workspace.SourceUnit;
import dev.rusthint.workspace.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of `rusthint check`.
///
/// Files are worked on by several threads, and written in their order. Nothing is kept of a file
/// but what is to be written of it.
final class Check {
  private final CheckOptions options;
  private final Console console;
  private final Statistics statistics = new Statistics();
  private final Summary summary = new Summary();
  private final List<String> baselineLines = new ArrayList<>();
  private boolean isComplete = true;
  private int fixed;
  private int fixedFiles;

  Check(CheckOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  int run() throws UsageException {
    List<Path> roots = roots();
    Baseline baseline = baseline();
    ChangedLines changed =
        options.since() == null ? null : ChangedLines.since(options.since(), roots);
    Report report = report();
    Names names = new Names(console, options.paths());
    Project project = Project.load(roots, options.project());
    List<SourceUnit> units = project.files();
    report(project.problems(), names);
    FileCheck check =
        new FileCheck(
            options,
            registry(),
            report,
            names,
            changed,
            baseline,
            types(project),
            options.fix() ? writable(roots) : null);
    check.expect(units);
    List<Supplier<FileOutcome>> jobs = jobs(project, units, check);
    if (jobs.isEmpty()) {
      console.say("no Rust files in " + String.join(", ", options.paths()));
    }
    if (!write(report, jobs)) {
      return Main.FAILED;
    }
    finish(baseline);
    if (!isComplete) {
      return Main.FAILED;
    }
    List<String> broken =
        PolicyCheck.of(project, Surroundings.here(options.library()), names);
    broken.forEach(console::say);
    return summary.reaches(options.deny()) || !broken.isEmpty() ? Main.FOUND : Main.OK;
  }

  /// Says what is wrong with manifests and configuration files. What they should have said is
  /// guessed then, so a run with an error is not complete.
  private void report(List<Problem> problems, Names names) {
    for (Problem problem : problems) {
      String place = names.of(problem.file()) + ":" + problem.line() + ":" + problem.column();
      String kind = problem.isError() ? "error: " : "warning: ";
      console.say(place + ": " + kind + problem.message());
      isComplete &= !problem.isError();
    }
  }

  /// What there is to do: each manifest, in the place of the first file below it, and each source
  /// file.
  private static List<Supplier<FileOutcome>> jobs(
      Project project, List<SourceUnit> units, FileCheck check) {
    List<Supplier<FileOutcome>> jobs = new ArrayList<>();
    List<Path> manifests = new ArrayList<>(project.manifests(units));
    for (SourceUnit unit : units) {
      for (Path manifest : manifests) {
        if (unit.file().startsWith(manifest.resolveSibling(""))) {
          jobs.add(() -> check.checkManifest(manifest, project));
        }
      }
      manifests.removeIf(manifest -> unit.file().startsWith(manifest.resolveSibling("")));
      jobs.add(() -> check.check(unit));
    }
    manifests.forEach(manifest -> jobs.add(() -> check.checkManifest(manifest, project)));
    return jobs;
  }

  private List<Path> roots() throws UsageException {
    List<Path> roots = new ArrayList<>();
    for (String path : options.paths()) {
      Path root = console.resolve(path);
      if (!Files.exists(root)) {
        throw new UsageException("there is no file or folder `" + path + "`");
      }
      roots.add(root);
    }
    return roots;
  }

  private @Nullable Baseline baseline() throws UsageException {
    Path file = options.baseline();
    if (file == null) {
      return null;
    }
    if (Files.exists(file)) {
      return Baseline.read(file);
    }
    if (options.since() != null) {
      throw new UsageException(
          "there is no baseline " + file + ", and with `--since` only a part of one could be made");
    }
    return Baseline.empty(file);
  }

  private ProjectTypes types(Project project) {
    return new ProjectTypes(project, Surroundings.here(options.library()));
  }

  private static Writable writable(List<Path> roots) throws UsageException {
    try {
      return new Writable(roots);
    } catch (IOException e) {
      throw new UsageException("cannot be fixed: " + e.getMessage());
    }
  }

  private Registry registry() {
    Registry all = Analyzers.registry();
    return options.hints().isEmpty()
        ? all
        : new Registry(
            all.analyzers().stream()
                .filter(analyzer -> options.hints().contains(analyzer.spec().hint()))
                .toList());
  }

  private Report report() {
    return switch (options.format()) {
      case "json" -> new JsonReport();
      case "sarif" -> new SarifReport(Hints.all(), Version.number());
      case "github" -> new GithubReport();
      default -> new HumanReport(console.outColours());
    };
  }

  /// Checks the files and writes what was found.
  ///
  /// @return false if nobody reads it any more
  private boolean write(Report report, List<Supplier<FileOutcome>> jobs) {
    console.out().print(report.begin());
    Progress progress = new Progress(console, jobs.size());
    InOrder<FileOutcome> outcomes =
        new InOrder<>(jobs.size(), options.threads(), index -> jobs.get(index).get());
    boolean first = true;
    try {
      for (int i = 0; i < jobs.size(); i++) {
        progress.done(i);
        FileOutcome outcome = outcomes.take(i);
        if (!outcome.remarks().isEmpty() || !outcome.rendered().isEmpty()) {
          progress.clear();
        }
        outcome.remarks().forEach(remark -> console.say(outcome.name() + " " + remark));
        if (!outcome.rendered().isEmpty()) {
          console.out().print(first ? "" : report.between());
          console.out().print(outcome.rendered());
          first = false;
          if (console.out().checkError()) {
            outcomes.stop();
            return false;
          }
        }
        add(outcome);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    progress.clear();
    console.out().print(report.end(summary));
    if (options.stats()) {
      // A SARIF log is one document: what follows it goes elsewhere.
      var out = options.format().equals("sarif") ? console.err() : console.out();
      out.print(statistics.json(summary.count(), options.threads()));
    }
    return !console.out().checkError();
  }

  private void add(FileOutcome outcome) {
    statistics.add(outcome);
    summary.add(outcome.summary());
    baselineLines.addAll(outcome.baseline());
    isComplete &= outcome.isComplete();
    fixed += outcome.fixed();
    fixedFiles += outcome.fixed() > 0 ? 1 : 0;
  }

  private void finish(@Nullable Baseline baseline) throws UsageException {
    if (options.fix()) {
      console.say(
          "applied %d fix%s in %d file%s"
              .formatted(fixed, fixed == 1 ? "" : "es", fixedFiles, fixedFiles == 1 ? "" : "s"));
    }
    Path file = options.baseline();
    if (baseline == null || file == null) {
      return;
    }
    if (baseline.isNew()) {
      try {
        Baseline.write(file, baselineLines);
      } catch (IOException e) {
        throw new UsageException("the baseline %s cannot be written: %s".formatted(file, e));
      }
      console.say("wrote %d hints to the baseline %s".formatted(baselineLines.size(), file));
    }
  }
}
