package dev.rusthint.cli;

import dev.rusthint.cargo.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command line, read strictly: what is not known is an error.
///
/// `--name value` and `--name=value` are the same; after `--` everything is an argument. A library
/// for this would cost more of each start than all the rest of it.
final class Arguments {
  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> positional = new ArrayList<>();

  private Arguments() {}

  static Arguments parse(Command command, List<String> given) throws UsageException {
    Arguments result = new Arguments();
    boolean onlyArguments = false;
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      if (onlyArguments || !word.startsWith("-") || word.equals("-")) {
        result.positional.add(word);
        continue;
      }
      if (word.equals("--")) {
        onlyArguments = true;
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String attached = equals < 0 ? null : word.substring(equals + 1);
      if (name.equals("--help") || name.equals("-h")) {
        result.options.put("--help", List.of(""));
        continue;
      }
      Option option = command.option(name).orElse(null);
      if (option == null) {
        throw new UsageException(
            "`rusthint %s` has no option `%s`%s"
                .formatted(command.name(), name, Spelling.hint(name, command.optionNames())));
      }
      boolean detached = option.value() != null && attached == null;
      if (detached) {
        i++;
      }
      result.add(option, detached ? (i < given.size() ? given.get(i) : null) : attached);
    }
    if (command.arguments() == null && !result.positional.isEmpty()) {
      throw new UsageException(
          "`rusthint %s` takes no argument, but was given `%s`"
              .formatted(command.name(), result.positional.getFirst()));
    }
    return result;
  }

  private void add(Option option, @Nullable String value) throws UsageException {
    if (option.value() == null) {
      if (value != null) {
        throw new UsageException("`%s` takes no value".formatted(option.name()));
      }
    } else if (value == null) {
      throw new UsageException("`%s` needs a value".formatted(option.usage()));
    }
    List<String> values = options.computeIfAbsent(option.name(), _ -> new ArrayList<>());
    if (!values.isEmpty() && !option.isRepeatable()) {
      throw new UsageException("`%s` is given twice".formatted(option.name()));
    }
    values.add(value == null ? "" : value);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  @Nullable String value(String option) {
    List<String> values = options.get(option);
    return values == null ? null : values.getLast();
  }

  /// All values of an option that may be given several times.
  List<String> values(String option) {
    return List.copyOf(options.getOrDefault(option, List.of()));
  }

  /// The parts of all values of an option, which commas or blanks separate.
  List<String> parts(String option) {
    List<String> parts = new ArrayList<>();
    for (String value : values(option)) {
      for (String part : value.split("[,\\s]+", -1)) {
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  List<String> positional() {
    return List.copyOf(positional);
  }

  /// The value of an option that is a number of at least `least`; null if it is not given.
  @Nullable Integer number(String option, int least, int most) throws UsageException {
    String value = value(option);
    if (value == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(
        "`%s` needs a number from %d to %d, not `%s`".formatted(option, least, most, value));
  }

  /// The value of an option that is one of some words; null if it is not given.
  @Nullable String choice(String option, List<String> choices) throws UsageException {
    String value = value(option);
    if (value != null && !choices.contains(value)) {
      throw new UsageException(
          "`%s` is one of %s, not `%s`%s"
              .formatted(option, String.join(", ", choices), value, Spelling.hint(value, choices)));
    }
    return value;
  }
}
