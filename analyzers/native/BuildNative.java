import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Makes the native parser: `java BuildNative.java SOURCES TARGET JARS`.
///
/// It unpacks the libraries that the jars in the folder JARS carry for this system into
/// `TARGET/native`, to fall back on. With npm and a C compiler it also fetches the pinned sources
/// and compiles them with our own C file into one optimised library there; without, it says in one
/// line that there is only the fallback. `native.properties` beside them tells which there are.
/// Nothing is done again while the inputs are the same.
public class BuildNative {
  private static final String PROPERTIES = "native.properties";

  private final Path sources;
  private final Path target;
  private final Path jars;
  private final Path out;

  BuildNative(Path sources, Path target, Path jars) {
    this.sources = sources;
    this.target = target;
    this.jars = jars;
    this.out = target.resolve("native");
  }

  public static void main(String[] args) throws Exception {
    new BuildNative(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
  }

  private void run() throws Exception {
    Files.createDirectories(out);
    String inputs = fingerprint();
    if (inputs.equals(known().getProperty("inputs"))) {
      return;
    }
    Properties made = new Properties();
    String missing = unpack();
    made.setProperty("fallback", missing == null ? "yes" : "no");
    try {
      compile(made);
      made.setProperty("inputs", inputs);
    } catch (IOException e) {
      Files.deleteIfExists(out.resolve(System.mapLibraryName("rusthint")));
      if (missing != null) {
        throw new IOException("no parser: " + e.getMessage() + ", and " + missing);
      }
      // It is tried anew each time: npm and a compiler may have come since.
      System.err.println(
          "warning: no optimised parser, only the slower one of Maven Central: " + e.getMessage());
    }
    try (var writer = Files.newBufferedWriter(out.resolve(PROPERTIES))) {
      made.store(writer, null);
    }
  }

  private Properties known() throws IOException {
    Properties properties = new Properties();
    Path file = out.resolve(PROPERTIES);
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private String fingerprint() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : List.of("BuildNative.java", "rusthint.c", "package-lock.json")) {
      digest.update(Files.readAllBytes(sources.resolve(name)));
    }
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.sorted().toList()) {
        digest.update(jar.getFileName().toString().getBytes());
      }
    }
    digest.update((System.getProperty("os.name") + System.getProperty("os.arch")).getBytes());
    return HexFormat.of().formatHex(digest.digest());
  }

  private void compile(Properties made) throws IOException, InterruptedException {
    String compiler = compiler();
    Path npm = target.resolve("npm");
    Files.createDirectories(npm);
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.copy(sources.resolve(name), npm.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    String npmCommand = isWindows() ? "npm.cmd" : "npm";
    run(npm, List.of(npmCommand, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    Path core = npm.resolve("node_modules/tree-sitter/vendor/tree-sitter/lib");
    Path grammar = npm.resolve("node_modules/tree-sitter-rust/src");
    Path library = out.resolve(System.mapLibraryName("rusthint"));
    List<String> command = new ArrayList<>(List.of(compiler, "-O3", "-shared"));
    if (!isWindows()) {
      command.add("-fPIC");
      command.add("-fvisibility=hidden");
    }
    for (Path include : List.of(core.resolve("include"), core.resolve("src"), grammar)) {
      command.add("-I" + include);
    }
    command.addAll(List.of("-o", library.toString(), core.resolve("src/lib.c").toString()));
    command.add(grammar.resolve("parser.c").toString());
    command.add(grammar.resolve("scanner.c").toString());
    command.add(sources.resolve("rusthint.c").toString());
    run(npm, command);
    made.setProperty("compiler", compiler);
    made.setProperty("tree-sitter", version(npm, "tree-sitter"));
    made.setProperty("tree-sitter-rust", version(npm, "tree-sitter-rust"));
  }

  private static String version(Path npm, String name) throws IOException {
    String manifest = Files.readString(npm.resolve("node_modules/" + name + "/package.json"));
    var matcher = java.util.regex.Pattern.compile("\"version\": *\"([^\"]+)\"").matcher(manifest);
    return matcher.find() ? matcher.group(1) : "unknown";
  }

  private static String compiler() throws IOException {
    List<String> candidates = new ArrayList<>();
    String chosen = System.getenv("CC");
    if (chosen != null && !chosen.isBlank()) {
      candidates.add(chosen);
    }
    candidates.addAll(List.of("cc", "gcc", "clang"));
    for (String candidate : candidates) {
      try {
        run(Path.of("."), List.of(candidate, "--version"));
        return candidate;
      } catch (IOException e) {
        // The next one, then.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new IOException("no C compiler (cc, gcc or clang)");
  }

  private static void run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("rusthint-build", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " does not end");
      }
      if (process.exitValue() != 0) {
        List<String> lines = Files.readAllLines(log);
        String last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
        throw new IOException(
            String.join(" ", command.subList(0, Math.min(2, command.size()))) + " failed" + last);
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /// Unpacks the libraries to fall back on, and returns null or why there are none.
  private String unpack() throws IOException {
    if (isWindows()) {
      return "the libraries of Maven Central for Windows do not export tree-sitter's functions";
    }
    String system = os().contains("mac") ? "macos" : "linux-gnu";
    String arch =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          default -> System.getProperty("os.arch");
        };
    for (String name : List.of("tree-sitter", "tree-sitter-rust")) {
      String file = System.mapLibraryName("x").replaceFirst("^(lib)?x", "");
      String entry = "lib/" + arch + "-" + system + "-" + name + file;
      if (!extract(entry, out.resolve(System.mapLibraryName(name)))) {
        return "Maven Central has no " + entry;
      }
    }
    return null;
  }

  private boolean extract(String entry, Path to) throws IOException {
    try (var files = Files.newDirectoryStream(jars, "*.jar")) {
      for (Path jar : files) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          ZipEntry found = zip.getEntry(entry);
          if (found != null) {
            try (InputStream in = zip.getInputStream(found)) {
              Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isWindows() {
    return os().contains("windows");
  }

  private static String os() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }
}
