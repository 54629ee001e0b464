package dev.rusthint.cargo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random predicates, each over a function: those that rustc keeps must be those that we keep.
/// Skips where there is no rustc.
final class CfgAgainstRustcTest {
  private static final int PREDICATES = 2_000;
  private static final List<String> ATOMS =
      List.of(
          "unix",
          "windows",
          "test",
          "loom",
          "debug_assertions",
          "true",
          "false",
          "r#true",
          "proc_macro",
          "target_os = \"linux\"",
          "target_os = r#\"windows\"#",
          "target_arch = \"x86_64\"",
          "target_pointer_width = \"6\\x34\"",
          "target_endian = \"big\"",
          "target_env = \"\"",
          "target_has_atomic = \"128\"",
          "target_feature = \"sse2\"",
          "panic = \"abort\"",
          "feature = \"std\"",
          "feature = \"nope\"",
          "backend = \"fast\"",
          "backend = \"slow\"",
          "backend");

  @Test
  void keepsWhatRustcKeeps(@TempDir Path folder) throws IOException, InterruptedException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> predicates = new ArrayList<>();
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < PREDICATES; i++) {
      String predicate = predicate(random, 4);
      predicates.add(predicate);
      source.append("#[cfg(" + predicate + ")] pub fn f" + i + "_() {}\n");
    }
    for (String triple :
        List.of("x86_64-unknown-linux-gnu", "s390x-unknown-linux-gnu", "thumbv7em-none-eabihf")) {
      CfgSet set =
          CfgSet.of(TargetTriple.of(triple))
              .withFeatures(List.of("std"))
              .withArgument("backend=\"fast\"");
      Set<Integer> ours = new TreeSet<>();
      for (int i = 0; i < PREDICATES; i++) {
        if (CfgPredicate.parse(predicates.get(i)).evaluate(set) == Truth.TRUE) {
          ours.add(i);
        }
      }
      Set<Integer> kept = keptByRustc(folder, source.toString(), triple);
      assertTrue(kept.size() > PREDICATES / 10, "rustc keeps some");
      Set<Integer> different = new TreeSet<>(kept);
      different.addAll(ours);
      different.removeIf(i -> kept.contains(i) && ours.contains(i));
      assertEquals(
          List.of(),
          different.stream().map(i -> kept.contains(i) + " " + predicates.get(i)).toList(),
          triple + ", seed " + seed);
    }
  }

  private static Set<Integer> keptByRustc(Path folder, String source, String triple)
      throws IOException, InterruptedException {
    Path file = folder.resolve("lib.rs");
    Files.writeString(file, "#![no_core]\n#![feature(no_core)]\n" + source);
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              "rustc",
              "--edition=2021",
              "--crate-type=lib",
              "-Zunpretty=expanded",
              "--target=" + triple,
              "--cfg=feature=\"std\"",
              "--cfg=backend=\"fast\"",
              file.toString());
      builder.environment().put("RUSTC_BOOTSTRAP", "1");
      process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException absent) {
      assumeTrue(false, "no rustc here");
      return Set.of();
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), "rustc expands the file");
    return Pattern.compile("pub fn f(\\d+)_")
        .matcher(output)
        .results()
        .map((MatchResult match) -> Integer.valueOf(match.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String predicate(Random random, int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(5);
    return switch (choice) {
      case 0, 1 -> ATOMS.get(random.nextInt(ATOMS.size()));
      case 2 -> "not(" + predicate(random, depth - 1) + ")";
      default -> {
        List<String> parts = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          parts.add(predicate(random, depth - 1));
        }
        String comma = !parts.isEmpty() && random.nextBoolean() ? " /* c */ ," : "";
        yield (choice == 3 ? "all(" : "any (") + String.join(", ", parts) + comma + ")";
      }
    };
  }
}
