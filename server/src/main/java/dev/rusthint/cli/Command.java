package dev.rusthint.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command takes.
///
/// @param arguments what stands for its arguments in the help; null if it takes none
/// @param summary one line
/// @param details further paragraphs of its help, or empty
record Command(
    String name, @Nullable String arguments, String summary, List<Option> options, String details) {
  Command {
    options = List.copyOf(options);
  }

  Optional<Option> option(String given) {
    return options.stream().filter(option -> option.name().equals(given)).findFirst();
  }

  List<String> optionNames() {
    List<String> names = new ArrayList<>(options.stream().map(Option::name).toList());
    names.add("--help");
    return names;
  }

  String help() {
    StringBuilder out = new StringBuilder(summary).append("\n\nUsage: rusthint ").append(name);
    out.append(options.isEmpty() ? "" : " [OPTIONS]");
    out.append(arguments == null ? "" : " " + arguments).append('\n');
    if (!details.isEmpty()) {
      out.append('\n').append(details).append('\n');
    }
    out.append("\nOptions:\n");
    List<Option> all = new ArrayList<>(options);
    all.add(Option.flag("--help", "Print this help"));
    int width = all.stream().mapToInt(option -> option.usage().length()).max().orElse(0);
    for (Option option : all) {
      String usage = option.usage();
      out.append("  ").append(usage).repeat(' ', width - usage.length() + 2);
      out.append(option.help().replace("\n", "\n" + " ".repeat(width + 4))).append('\n');
    }
    return out.toString();
  }
}
