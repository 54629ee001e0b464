package dev.rusthint.cargo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A target of rustc and the `cfg` values that it sets.
///
/// @param families of `target_family`: `unix`, `windows`, `wasm`
/// @param pointerWidth in bits
/// @param panic `unwind` or `abort`, what rustc takes for it unless told otherwise
/// @param atomics of `target_has_atomic`
/// @param features of `target_feature`, those on without any flag
/// @param derived whether rustc's own table has no such target, so that all this is read out of the
///     parts of its name
public record TargetTriple(
    String triple,
    String os,
    String arch,
    List<String> families,
    String env,
    String vendor,
    String abi,
    int pointerWidth,
    String endian,
    String panic,
    List<String> atomics,
    List<String> features,
    boolean derived) {
  private static final String TABLE = "targets.tsv";
  private static final int COLUMNS = 12;

  public TargetTriple {
    families = List.copyOf(families);
    atomics = List.copyOf(atomics);
    features = List.copyOf(features);
  }

  /// The target of that name.
  public static TargetTriple of(String triple) {
    try (BufferedReader lines = table()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(triple + "\t")) {
          return row(line);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return derive(triple);
  }

  /// The target that a compiler on this machine builds for by default.
  public static TargetTriple host() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    String arch =
        switch (machine) {
          case "amd64" -> "x86_64";
          case "x86", "i386" -> "i686";
          case "arm" -> "armv7";
          case "ppc64le" -> "powerpc64le";
          case "riscv64" -> "riscv64gc";
          default -> machine;
        };
    if (os.startsWith("windows")) {
      return of(arch + "-pc-windows-msvc");
    }
    if (os.startsWith("mac")) {
      return of(arch + "-apple-darwin");
    }
    if (os.endsWith("bsd")) {
      return of(arch + "-unknown-" + os);
    }
    return of(arch + "-unknown-linux-" + (arch.equals("armv7") ? "gnueabihf" : "gnu"));
  }

  private static BufferedReader table() {
    InputStream stream = TargetTriple.class.getResourceAsStream(TABLE);
    if (stream == null) {
      throw new IllegalStateException("the resource " + TABLE + " is missing");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static TargetTriple row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException(TABLE + " has a row of " + cells.length + " cells: " + line);
    }
    return new TargetTriple(
        cells[0],
        cells[1],
        cells[2],
        words(cells[3]),
        cells[4],
        cells[5],
        cells[6],
        Integer.parseInt(cells[7]),
        cells[8],
        cells[9],
        words(cells[10]),
        words(cells[11]),
        false);
  }

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(","));
  }

  /// Reads a triple that rustc's table does not have, such as that of a custom target.
  private static TargetTriple derive(String triple) {
    List<String> parts = List.of(triple.split("-"));
    String machine = parts.getFirst();
    String vendor = parts.size() > 2 ? parts.get(1) : "unknown";
    String os = parts.size() > 2 ? parts.get(2) : parts.size() == 2 ? parts.get(1) : "none";
    String env = parts.size() > 3 ? parts.get(3) : "";
    if (parts.size() == 3 && !isSystem(os) && isSystem(parts.get(1))) {
      vendor = "unknown";
      os = parts.get(1);
      env = parts.get(2);
    }
    os = os.equals("darwin") ? "macos" : os;
    String arch = architecture(machine);
    boolean narrow = arch.equals("avr") || arch.equals("msp430");
    int width = arch.contains("64") || arch.equals("s390x") ? 64 : narrow ? 16 : 32;
    boolean big =
        machine.startsWith("s390x")
            || machine.startsWith("sparc")
            || machine.startsWith("m68k")
            || machine.endsWith("eb")
            || machine.endsWith("_be")
            || (machine.startsWith("powerpc") && !machine.endsWith("le"))
            || (machine.startsWith("mips") && !machine.endsWith("el"));
    List<String> families =
        switch (os) {
          case "windows" -> List.of("windows");
          case "none", "uefi", "unknown", "cuda", "psp", "xous" ->
              arch.startsWith("wasm") ? List.of("wasm") : List.of();
          case "wasi", "wasip1", "wasip2" -> List.of("wasm");
          default -> List.of("unix");
        };
    List<String> atomics =
        width == 64
            ? List.of("16", "32", "64", "8", "ptr")
            : width == 16 ? List.of() : List.of("16", "32", "8", "ptr");
    return new TargetTriple(
        triple,
        os,
        arch,
        families,
        env.startsWith("gnu") ? "gnu" : env.startsWith("musl") ? "musl" : env,
        vendor,
        env.endsWith("eabihf") ? "eabihf" : env.endsWith("eabi") ? "eabi" : "",
        width,
        big ? "big" : "little",
        os.equals("none") ? "abort" : "unwind",
        atomics,
        List.of(),
        true);
  }

  private static boolean isSystem(String part) {
    return switch (part) {
      case "linux", "windows", "none", "darwin", "freebsd", "netbsd", "openbsd", "android" -> true;
      default -> false;
    };
  }

  private static String architecture(String machine) {
    if (machine.matches("i[3-6]86")) {
      return "x86";
    }
    if (machine.startsWith("arm64") || machine.startsWith("aarch64")) {
      return "aarch64";
    }
    if (machine.startsWith("arm") || machine.startsWith("thumb")) {
      return "arm";
    }
    for (String prefix : List.of("riscv64", "riscv32", "powerpc64", "powerpc", "mips64", "mips")) {
      if (machine.startsWith(prefix)) {
        return prefix;
      }
    }
    return machine;
  }
}
