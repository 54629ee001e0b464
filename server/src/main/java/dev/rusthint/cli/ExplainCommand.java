package dev.rusthint.cli;

import dev.rusthint.report.HintEntry;
import dev.rusthint.report.HintPage;
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
      console.out().print(HintPage.of(hint, _ -> null));
      first = false;
    }
    return Main.OK;
  }
}
