package dev.rusthint.cli;

import dev.rusthint.cargo.Problem;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.report.LayoutReport;
import dev.rusthint.types.TypeReading;
import dev.rusthint.types.TypedCrate;
import dev.rusthint.types.World;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.FoundTypes;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `rusthint layout`: how values of types lie in memory, to be checked against rustc.
final class LayoutCommand {
  private static final String TYPES = "--types";

  static final Command COMMAND =
      new Command(
          "layout",
          "[PATH...]",
          "Prints sizes, alignments and offsets of a crate's types as JSON",
          options(),
          "One struct, enum or union a line: those that the crate declares and those in the types of\n"
              + "its expressions. What has parts that are not known is left out.\n");

  private LayoutCommand() {}

  private static List<Option> options() {
    List<Option> options = new ArrayList<>(CodeSelection.OPTIONS);
    options.add(StdOption.OPTION);
    options.add(
        Option.of(
            TYPES,
            "FILE",
            "Print the types that FILE names instead, one a line, as `rusthint types` writes them"));
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
    List<String> asked = asked(arguments, console);
    String triple = arguments.value("--target");
    TargetTriple target = triple == null ? TargetTriple.host() : TargetTriple.of(triple);
    DataModel model = DataModel.of(target);
    if (model == null) {
      console.say("the layout of types on " + target.triple() + " is not known");
      return Main.FAILED;
    }
    Project project = Project.load(roots, CodeSelection.of(arguments));
    for (Problem problem : project.problems()) {
      console.say(problem.file() + ":" + problem.line() + ": " + problem.message());
    }
    List<SourceCrate> crates = project.crates(Surroundings.here(library));
    if (crates.isEmpty()) {
      console.say("no crate in " + String.join(", ", paths));
      return Main.FAILED;
    }
    Set<String> printed = new HashSet<>();
    for (SourceCrate crate : crates) {
      World world = World.of(crate);
      Layouts layouts = new Layouts(world, model);
      Map<String, Layout> found =
          asked == null ? found(crate, layouts) : named(asked, new TypeReading(world), layouts);
      found.forEach(
          (type, layout) -> {
            if (printed.add(type)) {
              console.out().print(LayoutReport.line(type, layout));
            }
          });
    }
    return Main.OK;
  }

  /// The names of types to print; null if all are to be.
  private static @Nullable List<String> asked(Arguments arguments, Console console)
      throws UsageException {
    String file = arguments.value(TYPES);
    if (file == null) {
      return null;
    }
    try {
      return Files.readAllLines(console.resolve(file));
    } catch (IOException e) {
      throw new UsageException("`" + file + "` cannot be read");
    }
  }

  private static Map<String, Layout> found(SourceCrate crate, Layouts layouts) {
    FoundTypes types = new FoundTypes(layouts);
    types.addDeclared(crate.root());
    new TypedCrate(crate)
        .forEachBody(
            (_, body) -> {
              body.expressions().values().forEach(types::add);
              body.bindings().values().forEach(types::add);
            });
    return types.all();
  }

  private static SortedMap<String, Layout> named(
      List<String> asked, TypeReading names, Layouts layouts) {
    SortedMap<String, Layout> found = new TreeMap<>();
    for (String name : asked) {
      Ty type = names.read(name);
      Layout layout = type == null ? null : layouts.of(type);
      if (layout != null) {
        found.put(name, layout);
      }
    }
    return found;
  }
}
