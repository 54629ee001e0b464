package dev.rusthint.cli;

import dev.rusthint.cargo.Problem;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.report.TypesReport;
import dev.rusthint.types.TypedCrate;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `rusthint types`: what the engine infers, to be checked against rustc.
final class TypesCommand {
  static final Command COMMAND =
      new Command(
          "types",
          "[PATH...]",
          "Prints the inferred types of a crate's expressions as JSON",
          options(),
          "One object a line; `_` in a type is what is not known. Sources of dependencies are looked\n"
              + "for where cargo keeps them, in `vendor`, and where the configuration of cargo says.\n");

  private TypesCommand() {}

  private static List<Option> options() {
    List<Option> options = new ArrayList<>(CodeSelection.OPTIONS);
    options.add(StdOption.OPTION);
    return List.copyOf(options);
  }

  static int run(Arguments arguments, Console console) throws UsageException {
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
    Names names = new Names(console, paths);
    List<SourceCrate> crates = project.crates(Surroundings.here(library));
    if (crates.isEmpty()) {
      console.say("no crate in " + String.join(", ", paths));
      return Main.FAILED;
    }
    for (SourceCrate crate : crates) {
      new TypedCrate(crate)
          .forEachBody(
              (def, types) -> {
                String file = names.of(def.source().unit().origin().path());
                console.out().print(TypesReport.body(def, types, file));
              });
    }
    return Main.OK;
  }
}
