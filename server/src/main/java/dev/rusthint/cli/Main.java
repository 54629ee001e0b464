package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.cargo.Spelling;
import dev.rusthint.server.RustHintServer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The program: `rusthint COMMAND …`.
///
/// Its exit code is 0 if there is nothing to complain of, 1 if there are hints at or above the
/// level asked for, 2 if it could not run or not completely; standard error says why.
public final class Main {
  static final int OK = 0;
  static final int FOUND = 1;
  static final int FAILED = 2;

  private static final Command LSP =
      new Command(
          "lsp",
          null,
          "Serves an editor by the Language Server Protocol",
          List.of(
              Option.flag("--stdio", "On standard input and output (default)"),
              Option.of("--socket", "PORT", "For one client on this port of the local machine")),
          "");

  private static final List<Command> COMMANDS =
      List.of(
          LSP,
          CheckCommand.COMMAND,
          ListCommand.COMMAND,
          ExplainCommand.COMMAND,
          TypesCommand.COMMAND,
          LayoutCommand.COMMAND,
          AuditCommand.COMMAND);

  private Main() {}

  /// Runs the program and ends the process with its exit code.
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(LSP.name())) {
      System.exit(lsp(Arrays.asList(args).subList(1, args.length)));
    }
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    Path directory = Path.of("").toAbsolutePath();
    boolean plain = System.getenv("NO_COLOR") instanceof String set && !set.isEmpty();
    boolean colours = !plain && isTerminal('1') && !"dumb".equals(System.getenv("TERM"));
    int code = run(List.of(args), new Console(directory, out, err, colours, isTerminal('2')));
    out.flush();
    System.exit(code);
  }

  /// Whether a standard stream is a terminal, by the launcher's word: Java does not know of each.
  private static boolean isTerminal(char descriptor) {
    String terminals = System.getProperty("rusthint.terminals");
    if (terminals != null) {
      return terminals.indexOf(descriptor) >= 0;
    }
    return System.console() instanceof java.io.Console console && console.isTerminal();
  }

  /// Runs a command other than `lsp` in this process.
  ///
  /// @return the exit code
  static int run(List<String> args, Console console) {
    try {
      return dispatch(args, console);
    } catch (UsageException e) {
      console.say(e.reason());
      return FAILED;
    }
  }

  private static int dispatch(List<String> args, Console console) throws UsageException {
    if (args.isEmpty()) {
      console.err().print(help());
      return FAILED;
    }
    List<String> rest = args.subList(1, args.size());
    switch (args.getFirst()) {
      case "--version", "-V" -> {
        console.out().print(Version.describe());
        return OK;
      }
      case "--help", "-h", "help" -> {
        Command command = rest.isEmpty() ? null : find(rest.getFirst());
        console.out().print(command == null ? help() : command.help());
        return OK;
      }
      case "train" -> {
        return Training.run(console);
      }
      case "pages" -> {
        return ExplainCommand.writePages(rest, console);
      }
      default -> {}
    }
    Command command = find(args.getFirst());
    Arguments arguments = Arguments.parse(command, rest);
    if (arguments.has("--help")) {
      console.out().print(command.help());
      return OK;
    }
    return switch (command.name()) {
      case "check" -> CheckCommand.run(arguments, console);
      case "list" -> ListCommand.run(arguments, console);
      case "explain" -> ExplainCommand.run(arguments, console);
      case "types" -> TypesCommand.run(arguments, console);
      case "layout" -> LayoutCommand.run(arguments, console);
      case "audit" -> AuditCommand.run(arguments, console);
      default -> throw new UsageException("an editor starts `rusthint lsp`, nothing else can");
    };
  }

  private static Command find(String name) throws UsageException {
    List<String> names = COMMANDS.stream().map(Command::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new UsageException(
          "there is no command `%s`%s".formatted(name, Spelling.hint(name, names))
              + "\nTry `rusthint --help`.");
    }
    return COMMANDS.get(index);
  }

  private static int lsp(List<String> args) {
    try {
      Arguments arguments = Arguments.parse(LSP, args);
      if (arguments.has("--help")) {
        System.out.print(LSP.help());
        return OK;
      }
      Integer port = arguments.number("--socket", 0, 0xFFFF);
      if (port != null && arguments.has("--stdio")) {
        throw new UsageException("`--stdio` and `--socket` exclude each other");
      }
      return port == null
          ? RustHintServer.runOnStandardStreams()
          : RustHintServer.runOnSocket(port);
    } catch (UsageException e) {
      System.err.println("rusthint: " + e.reason());
    } catch (IOException e) {
      System.err.println("rusthint: no socket: " + e.getMessage());
    }
    return FAILED;
  }

  private static String help() {
    StringBuilder out = new StringBuilder("Rust safety and performance hints, without compiling\n");
    out.append("\nUsage: rusthint COMMAND [OPTIONS]\n\nCommands:\n");
    int width = COMMANDS.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    for (Command command : COMMANDS) {
      out.append("  ").append(command.name()).repeat(' ', width - command.name().length() + 2);
      out.append(command.summary()).append('\n');
    }
    return out.append("\nOptions:\n")
        .append("  --version  Print the version, and what it runs on\n")
        .append("  --help     Print this help; `rusthint COMMAND --help` says more\n")
        .toString();
  }
}
