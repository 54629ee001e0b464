package dev.rusthint.cli;

import dev.rusthint.report.HintEntry;
import dev.rusthint.report.HintManual;
import dev.rusthint.report.HintPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `rusthint explain`.
final class ExplainCommand {
  static final Command COMMAND =
      new Command(
          "explain",
          "ID",
          "Says what a hint is about, why it matters, and what to do",
          List.of(),
          "ID is a hint (`perf/inline`) or a category (`perf`).");

  private ExplainCommand() {}

  static int run(Arguments arguments, Console console) throws UsageException {
    List<String> ids = arguments.positional();
    if (ids.size() != 1) {
      throw new UsageException("`rusthint explain` takes one hint's id, such as `perf/inline`");
    }
    boolean first = true;
    for (HintEntry hint : Hints.named(ids.getFirst())) {
      console.out().print(first ? "" : "\n");
      console.out().print(page(hint));
      first = false;
    }
    return Main.OK;
  }

  /// The page that lies beside the program, which has samples, or else what is known without.
  private static String page(HintEntry hint) {
    String directory = System.getProperty("rusthint.hints.dir");
    if (directory != null) {
      try {
        return Files.readString(Path.of(directory, hint.id() + ".md"));
      } catch (IOException e) {
        // A program without its manual still knows the hint.
      }
    }
    return HintPage.of(hint, _ -> null);
  }

  /// `rusthint pages FIXTURES DIR`, for the build: writes the pages of all hints.
  static int writePages(List<String> arguments, Console console) {
    try {
      Path fixtures = console.resolve(arguments.get(0));
      HintManual.write(Hints.all(), fixtures, console.resolve(arguments.get(1)));
      return Main.OK;
    } catch (IOException e) {
      console.say("cannot write the pages: " + e);
      return Main.FAILED;
    }
  }
}
