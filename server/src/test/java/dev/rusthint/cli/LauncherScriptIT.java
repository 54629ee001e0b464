package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The POSIX launcher, in a copy of the distribution: which JDK it takes, what it passes on, and
/// when it uses a cache of loaded classes.
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptIT {
  private static final Path BUILT = Path.of(System.getProperty("rusthint.home"));
  private static final String REAL_JDK = System.getProperty("java.home");

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void copyTheDistribution() throws IOException {
    home = folder.resolve("a place").resolve("rusthint");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : files.toList()) {
        Path to = home.resolve(BUILT.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void theCacheOfTheDistributionIsInUse() throws Exception {
    assertCacheIsUsed("in use", runReal("--version"));
  }

  @Test
  void startsFromPathsWithSpacesAndThroughChainsOfLinks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), home.resolve("bin/rusthint"));
    Path bin = Files.createDirectory(folder.resolve("other bin"));
    Path second = Files.createSymbolicLink(bin.resolve("rh"), Path.of("../first"));
    assertEquals(first, bin.resolve(Files.readSymbolicLink(second)).normalize());
    Ran ran = run(second, Map.of("RUSTHINT_JAVA_HOME", REAL_JDK), "--version");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith("rusthint "), ran.out());
  }

  @Test
  void startsByItsNameOnThePath() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "rusthint --version");
    builder.environment().put("RUSTHINT_JAVA_HOME", REAL_JDK);
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    Ran ran = finish(builder);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith("rusthint "), ran.out());
  }

  @Test
  void saysWhenTheChosenJdkIsTooOld() throws Exception {
    Path old = fakeJdk("17.0.2", "17.0.2+8");
    Ran ran = run(launcher(), Map.of("RUSTHINT_JAVA_HOME", old.toString()), "--version");
    assertEquals(2, ran.code());
    assertEquals("", ran.out());
    assertEquals(
        "rusthint: RUSTHINT_JAVA_HOME (" + old + ") is no JDK of version 25 or newer\n", ran.err());
  }

  @Test
  void saysWhatToInstallWhenNoJdkSuits() throws Exception {
    // No machine has one of this version, wherever the launcher looks.
    String script = Files.readString(launcher());
    assertTrue(script.contains("\nleast=25\n"));
    Files.writeString(launcher(), script.replace("\nleast=25\n", "\nleast=9999\n"));
    Path old = fakeJdk("17.0.2", "17.0.2+8");
    Ran ran = run(launcher(), Map.of("JAVA_HOME", old.toString()), "lsp");
    assertEquals(2, ran.code());
    assertEquals("", ran.out());
    List<String> lines = ran.err().lines().toList();
    assertTrue(
        lines.getFirst().startsWith("rusthint: needs a Java runtime of version 9999 or newer, and"),
        ran.err());
    assertTrue(ran.err().contains("RUSTHINT_JAVA_HOME"), ran.err());
    assertTrue(ran.err().contains("temurin-25-jdk"), ran.err());
  }

  @Test
  void anOldJavaHomeIsPassedOverForANewerJdk() throws Exception {
    Path old = fakeJdk("1.8.0_372", "1.8.0_372-b07");
    Path runtime = Files.createDirectories(home.resolve("runtime/bin")).getParent();
    makeFakeJdk(runtime, "26-ea", "26-ea+11");
    Ran ran = run(launcher(), Map.of("JAVA_HOME", old.toString()), "--version");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith(runtime.toRealPath() + "/bin/java\n"), ran.out());
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    Path jdk = fakeJdk("25.0.1", "25.0.1+8");
    Ran ran = run(launcher(), fake(jdk), "check", "a b", "", "*", "$HOME", "--x=\"y\"");
    List<String> given = ran.out().lines().toList();
    int main = given.indexOf("dev.rusthint.cli.Main");
    assertEquals(
        List.of("check", "a b", "", "*", "$HOME", "--x=\"y\""),
        given.subList(main + 1, given.size()));
  }

  @Test
  void theJvmIsKeptFromWritingToStandardOutput() throws Exception {
    Ran ran = run(launcher(), fake(fakeJdk("25.0.1", "25.0.1+8")), "lsp");
    List<String> given = ran.out().lines().toList();
    assertTrue(given.contains("-Xlog:disable"), ran.out());
    assertTrue(given.contains("-Xlog:all=error:stderr"), ran.out());
    assertTrue(given.contains("--enable-native-access=ALL-UNNAMED"), ran.out());
    assertTrue(
        given.contains("-Drusthint.native.dir=" + home.toRealPath().resolve("lib/native")),
        ran.out());
  }

  @Test
  void aBrokenCacheLeavesStandardOutputAlone() throws Exception {
    Path cache = onlyFileIn(home.resolve("lib/aot"));
    Files.writeString(cache, "not a cache");
    Ran ran = runReal("--version");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith("rusthint "), ran.out());
  }

  @Test
  void aCacheOfOtherJarsIsNotUsed() throws Exception {
    Path jar = jarNamed("rusthint-server");
    byte[] before = Files.readAllBytes(jar);
    addEntry(jar, "another");
    assertNotEquals(before.length, Files.size(jar));
    assertCacheIsUsed("not in use", runReal("--version"));
    Files.write(jar, before);
    assertCacheIsUsed("in use", runReal("--version"));
  }

  @Test
  void aJarOfTheSameSizeWithOtherBytesIsAnotherJar() throws Exception {
    Path jdk = fakeJdk("25.0.1", "25.0.1+8");
    String name = nameOfCacheFor(jdk);
    Path jar = jarNamed("gson");
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    Files.write(jar, bytes);
    assertNotEquals(name, nameOfCacheFor(jdk));
  }

  @Test
  void aCacheOfAnotherJdkBuildIsNotUsed() throws Exception {
    Path made = fakeJdk("25.0.1", "25.0.1+8");
    Path other = fakeJdk("25.0.1", "25.0.1+9");
    Path cache = home.resolve("lib/aot").resolve(nameOfCacheFor(made));
    Files.writeString(cache, "made by the first");
    assertEquals("-XX:AOTCache=" + cache.toRealPath(), cacheOption(run(launcher(), fake(made))));
    assertEquals("", cacheOption(run(launcher(), fake(other))));
  }

  @Test
  void theFirstServerOnAnotherJdkMakesACacheForTheNext() throws Exception {
    Path jdk = fakeJdk("25.0.1", "25.0.1+8");
    Path users = folder.resolve("users cache");
    Map<String, String> environment =
        Map.of("RUSTHINT_JAVA_HOME", jdk.toString(), "XDG_CACHE_HOME", users.toString());
    assertEquals("", cacheOption(run(launcher(), environment, "lsp")));
    Path cache = users.resolve("rusthint").resolve(nameOfCacheFor(jdk));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    // The lock is a link to no file: to follow it would say that it is gone already.
    Path lock = cache.resolveSibling("training");
    while (!Files.exists(cache) || Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      assertTrue(System.nanoTime() < end, "no cache was made");
      Thread.sleep(20);
    }
    assertEquals(cache, onlyFileIn(cache.getParent()));
    assertEquals("-XX:AOTCache=" + cache, cacheOption(run(launcher(), environment, "lsp")));
  }

  @Test
  void noCacheIsMadeOrUsedWhereTheUserSaysSo() throws Exception {
    Path users = folder.resolve("users cache");
    Ran ran =
        run(
            launcher(),
            Map.of(
                "RUSTHINT_JAVA_HOME",
                REAL_JDK,
                "XDG_CACHE_HOME",
                users.toString(),
                "RUSTHINT_AOT",
                "off"),
            "--version");
    assertCacheIsUsed("not in use", ran);
    Path jdk = fakeJdk("25.0.1", "25.0.1+8");
    run(
        launcher(),
        Map.of(
            "RUSTHINT_JAVA_HOME",
            jdk.toString(),
            "XDG_CACHE_HOME",
            users.toString(),
            "RUSTHINT_AOT",
            "off"),
        "lsp");
    assertFalse(Files.exists(users));
  }

  // What the tests are made of.

  /// What a run of the launcher gave.
  private record Ran(int code, String out, String err) {}

  private Path launcher() {
    return home.resolve("bin/rusthint");
  }

  private Ran runReal(String... arguments) throws Exception {
    return run(launcher(), Map.of("RUSTHINT_JAVA_HOME", REAL_JDK), arguments);
  }

  private Map<String, String> fake(Path jdk) {
    return Map.of("RUSTHINT_JAVA_HOME", jdk.toString());
  }

  private Ran run(Path program, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("RUSTHINT_"));
    // Nothing of the user's own cache is used or changed.
    variables.put("XDG_CACHE_HOME", "/dev/null/none");
    variables.putAll(environment);
    return finish(builder);
  }

  private Ran finish(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher does not end");
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static void assertCacheIsUsed(String expected, Ran ran) {
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
    assertTrue(ran.out().endsWith("class cache: " + expected + "\n"), ran.out());
  }

  /// A JDK of a given version whose `java` tells how it was called, a line an argument, and makes a
  /// cache when it is asked to.
  private Path fakeJdk(String version, String build) throws IOException {
    Path jdk = folder.resolve("jdk " + build);
    Files.createDirectories(jdk.resolve("bin"));
    makeFakeJdk(jdk, version, build);
    return jdk;
  }

  private static void makeFakeJdk(Path jdk, String version, String build) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        """
        IMPLEMENTOR="Some One"
        JAVA_RUNTIME_VERSION="%s"
        JAVA_VERSION="%s"
        OS_ARCH="x86_64"
        MODULES="java.base java.logging"
        """
            .formatted(build, version));
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo "$0"
        for argument; do
          printf '%s\\n' "$argument"
          case $argument in
            -XX:AOTCacheOutput=*) echo made > "${argument#*=}" ;;
          esac
        done
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The name that the launcher gives to the cache of these jars by a JDK.
  private String nameOfCacheFor(Path jdk) throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("lib/aot"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Ran ran = run(launcher(), fake(jdk), "--make-aot-cache");
    assertEquals(0, ran.code(), ran.err());
    Path cache = onlyFileIn(home.resolve("lib/aot"));
    assertEquals("made\n", Files.readString(cache));
    Files.delete(cache);
    return cache.getFileName().toString();
  }

  private static String cacheOption(Ran ran) {
    assertEquals(0, ran.code(), ran.err());
    Matcher matcher = Pattern.compile("^-XX:AOTCache=.*$", Pattern.MULTILINE).matcher(ran.out());
    return matcher.find() ? matcher.group() : "";
  }

  private static Path onlyFileIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertEquals(1, found.size(), found.toString());
      return found.getFirst();
    }
  }

  private Path jarNamed(String name) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void addEntry(Path jar, String name) throws IOException {
    Path changed = jar.resolveSibling("changed");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
      out.putNextEntry(new ZipEntry(name));
      out.write(name.getBytes(UTF_8));
    }
    Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
