package dev.rusthint.cli;

import dev.rusthint.hint.Level;
import dev.rusthint.report.HintEntry;
import dev.rusthint.syntax.ParserDescription;
import dev.rusthint.workspace.ProjectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// `rusthint check`.
final class CheckCommand {
  static final Command COMMAND = new Command("check", "[PATH...]", summary(), options(), details());

  private static final List<String> FORMATS = List.of("human", "json", "sarif", "github");
  private static final int MOST_THREADS = 1024;

  private CheckCommand() {}

  private static String summary() {
    return "Looks for hints in crates, workspaces, folders and files";
  }

  private static String details() {
    return """
    PATH is the folder of a package or workspace, any other folder, or a file; this folder if
    none is given. Nothing of it is run. Within packages, the library and the programs are
    looked at unless options say otherwise.

    Exit code: 0 if there is no hint at or above the --deny level, 1 if there is one, 2 if it
    could not run or not completely; standard error says why.\
    """;
  }

  private static List<Option> options() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                Option.of("--format", "FORMAT", "human (default), json, sarif or github"),
                Option.list(
                    "--hints",
                    "ID,...",
                    "Look for these hints or categories alone, also where they are off"),
                Option.of(
                    "--baseline",
                    "FILE",
                    "Show what is not in FILE; write it if it is not there yet"),
                Option.of("--since", "REF", "Show what is on lines changed since a git commit"),
                Option.of(
                    "--profile",
                    "NAME",
                    "default, pedantic, audit, embedded, service\nor everything"),
                Option.flag("--fix", "Apply the fixes that always compile and mean the same"),
                Option.of("--deny", "LEVEL", "hint, info, warn (default) or error"),
                Option.of("--threads", "N", "How many threads to use (default: one a core)"),
                Option.flag("--stats", "End with an object that says what it took"),
                StdOption.OPTION));
    options.addAll(CodeSelection.OPTIONS);
    return options;
  }

  static int run(Arguments arguments, Console console) throws UsageException {
    CheckOptions options = read(arguments, console);
    String warning = ParserDescription.warning();
    if (warning != null) {
      console.say(warning);
    }
    return ParserDescription.isPresent() ? new Check(options, console).run() : Main.FAILED;
  }

  private static CheckOptions read(Arguments arguments, Console console) throws UsageException {
    String format = arguments.choice("--format", FORMATS);
    String deny = arguments.choice("--deny", Hints.levels());
    Integer threads = arguments.number("--threads", 1, MOST_THREADS);
    String baseline = arguments.value("--baseline");
    String profile = arguments.value("--profile");
    ProjectOptions project = CodeSelection.of(arguments);
    if (profile != null) {
      project = project.withProfile(Hints.profile(profile));
    }
    Set<String> hints = new TreeSet<>();
    for (String name : arguments.parts("--hints")) {
      Hints.named(name).stream().map(HintEntry::id).forEach(hints::add);
    }
    if (arguments.has("--hints") && hints.isEmpty()) {
      throw new UsageException("`--hints` needs at least one hint's id");
    }
    List<String> paths = arguments.positional();
    Path baselineFile = baseline == null ? null : console.resolve(baseline);
    return new CheckOptions(
        paths.isEmpty() ? List.of(".") : paths,
        format == null ? "human" : format,
        hints,
        baselineFile,
        arguments.value("--since"),
        arguments.has("--fix"),
        deny == null ? Level.WARN : Level.valueOf(deny.toUpperCase(Locale.ROOT)),
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        arguments.has("--stats"),
        StdOption.library(arguments, console),
        project);
  }
}
