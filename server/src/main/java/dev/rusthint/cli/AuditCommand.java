package dev.rusthint.cli;

import dev.rusthint.cargo.Problem;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.report.AuditPage;
import dev.rusthint.report.AuditReport;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import dev.rusthint.workspace.UnsafeInventory;
import dev.rusthint.workspace.UnsafeSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `rusthint audit`: all that is unsafe in the chosen crates, with what it owes.
final class AuditCommand {
  private static final String FORMAT = "--format";

  static final Command COMMAND =
      new Command(
          "audit",
          "[PATH...]",
          "Lists all that is unsafe, what it must keep, and what of that is argued",
          options(),
          "Each unsafe block, function, trait, impl, extern block and attribute, with its operations\n"
              + "and their obligations: proven by the code around, argued in the comment, or open.\n"
              + "Items that macros make are left out.\n");

  private AuditCommand() {}

  private static List<Option> options() {
    List<Option> options = new ArrayList<>();
    options.add(Option.of(FORMAT, "FORMAT", "human, json or html (default: human)"));
    options.addAll(CodeSelection.OPTIONS);
    options.add(StdOption.OPTION);
    return List.copyOf(options);
  }

  static int run(Arguments arguments, Console console) throws UsageException {
    String format = arguments.choice(FORMAT, List.of("human", "json", "html"));
    List<String> paths = arguments.positional().isEmpty() ? List.of(".") : arguments.positional();
    List<Path> roots = new ArrayList<>();
    for (String path : paths) {
      Path root = console.resolve(path);
      if (!Files.exists(root)) {
        throw new UsageException("there is no file or folder `" + path + "`");
      }
      roots.add(root);
    }
    Path library = StdOption.library(arguments, console);
    Project project = Project.load(roots, CodeSelection.of(arguments));
    for (Problem problem : project.problems()) {
      console.say(problem.file() + ":" + problem.line() + ": " + problem.message());
    }
    List<SourceCrate> crates = project.crates(Surroundings.here(library));
    if (crates.isEmpty()) {
      console.say("no crate in " + String.join(", ", paths));
      return Main.FAILED;
    }
    List<UnsafeSite> sites = UnsafeInventory.of(crates);
    Names names = new Names(console, paths);
    AuditReport report = new AuditReport(names::of);
    console
        .out()
        .print(
            switch (format == null ? "human" : format) {
              case "json" -> report.json(sites);
              case "html" -> new AuditPage(names::of).of(sites);
              default -> report.human(sites);
            });
    return Main.OK;
  }
}
