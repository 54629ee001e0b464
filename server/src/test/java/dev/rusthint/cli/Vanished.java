package dev.rusthint.cli;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.hint.Level;
import dev.rusthint.report.JsonReport;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.ProjectOptions;
import dev.rusthint.workspace.ProjectTypes;
import dev.rusthint.workspace.Surroundings;
import dev.rusthint.workspace.SourceUnit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Files that go after a run has listed them.
final class Vanished {
  private Vanished() {}

  /// What comes of a file that is deleted just before its turn.
  static FileOutcome check(Cli cli, Path file) throws IOException {
    Project project = Project.load(List.of(cli.folder()), ProjectOptions.commandLine());
    List<SourceUnit> units = project.files();
    List<Path> manifests = project.manifests(units);
    Files.delete(file);
    FileCheck check = check(cli, project);
    if (manifests.contains(file)) {
      return check.checkManifest(file, project);
    }
    SourceUnit unit =
        units.stream().filter(one -> one.file().equals(file)).findFirst().orElseThrow();
    return check.check(unit);
  }

  private static FileCheck check(Cli cli, Project project) {
    CheckOptions options =
        new CheckOptions(
            List.of("."),
            "json",
            Set.of(),
            null,
            null,
            false,
            Level.WARN,
            1,
            false,
            null,
            ProjectOptions.commandLine());
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Console console = new Console(cli.folder(), nowhere, nowhere, false, false);
    return new FileCheck(
        options,
        Analyzers.registry(),
        new JsonReport(),
        new Names(console, List.of(".")),
        null,
        null,
        new ProjectTypes(project, Surroundings.none()),
        null);
  }
}
