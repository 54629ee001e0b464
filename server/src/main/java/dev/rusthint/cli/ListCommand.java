package dev.rusthint.cli;

import dev.rusthint.report.HintEntry;
import dev.rusthint.report.HintList;
import java.util.List;

/// `rusthint list`.
final class ListCommand {
  static final Command COMMAND =
      new Command(
          "list",
          null,
          "Lists the hints there are",
          List.of(Option.of("--format", "FORMAT", "human (default) or json")),
          "");

  private ListCommand() {}

  static int run(Arguments arguments, Console console) throws UsageException {
    String format = arguments.choice("--format", List.of("human", "json"));
    List<HintEntry> hints = Hints.all();
    console.out().print("json".equals(format) ? HintList.json(hints) : HintList.human(hints));
    return Main.OK;
  }
}
