package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.syntax.ParserDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs the program in this process, in a folder of its own.
///
/// @param folder the working directory
record Cli(Path folder) {
  /// What a run gave.
  record Result(int code, String out, String err) {}

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            folder,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false);
    int code = Main.run(List.of(args), console);
    return new Result(code, out.toString(UTF_8), withoutWarning(err.toString(UTF_8)));
  }

  /// Where the build had neither npm nor a compiler each run warns of the parser, as
  /// `FallbackParserIT` holds it to.
  private static String withoutWarning(String err) {
    String warning = ParserDescription.warning();
    return warning == null ? err : err.replace("rusthint: " + warning + "\n", "");
  }

  Path write(String name, String content) throws IOException {
    return write(name, content.getBytes(UTF_8));
  }

  Path write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.write(file, content);
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
