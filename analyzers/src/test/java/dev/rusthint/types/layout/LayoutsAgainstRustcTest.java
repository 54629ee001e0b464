package dev.rusthint.types.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random structs, enums and unions: their sizes, alignments and offsets are those that rustc
/// prints. Skips where there is no rustc 1.95.
class LayoutsAgainstRustcTest {
  private static final int TYPES = 600;

  private static final List<String> PARTS =
      List.of(
          "u8", "i8", "bool", "u16", "u32", "char", "u64", "u128", "f32", "f64", "usize", "()",
          "&'static u8", "&'static str", "*const u8", "*const dyn Send", "fn()", "String",
          "Box<u8>", "std::num::NonZeroU16", "std::cell::Cell<bool>", "std::cmp::Ordering",
          "std::time::Duration", "Void", "[u64; 0]", "std::mem::MaybeUninit<u32>");

  private static final List<String> REPRS =
      List.of("", "", "", "", "", "#[repr(C)] ", "#[repr(packed)] ", "#[repr(packed(2))] ",
          "#[repr(align(16))] ", "#[repr(C, align(8))] ");

  private static final List<String> ENUM_REPRS =
      List.of("", "", "", "", "", "#[repr(C)] ", "#[repr(u8)] ", "#[repr(i32)] ", "#[repr(C, u16)] ");

  private final Random random = new Random();
  private final List<String> declared = new ArrayList<>();

  @Test
  void layoutsAreThoseThatRustcPrints(@TempDir Path folder)
      throws IOException, InterruptedException {
    long seed = random.nextLong();
    System.out.println("seed " + seed);
    random.setSeed(seed);
    StringBuilder code = new StringBuilder("#![allow(dead_code, private_interfaces, conflicting_repr_hints)]\nenum Void {}\n");
    StringBuilder uses = new StringBuilder();
    for (int i = 0; i < TYPES; i++) {
      String name = "T" + i;
      code.append(declaration(name)).append('\n');
      declared.add(name);
      uses.append("const _: usize = std::mem::size_of::<" + name + ">();\n");
    }
    Map<String, String> theirs = rustc(folder, code + uses.toString());
    TypeAliases types = new TypeAliases(code.toString());
    Map<String, String> ours = new TreeMap<>();
    for (String name : theirs.keySet()) {
      Layout layout = types.of(name);
      ours.put(name, layout == null ? "unknown" : text(layout, theirs.get(name)));
    }
    assertTrue(theirs.size() > TYPES * 3 / 4, "rustc prints " + theirs.size());
    List<String> different = new ArrayList<>();
    for (String name : theirs.keySet()) {
      if (!theirs.get(name).equals(ours.get(name))) {
        Matcher written = Pattern.compile(".*(struct|enum|union) " + name + "\\b.*").matcher(code);
        different.add(
            (written.find() ? written.group() : name)
                + "\n  rustc " + theirs.get(name) + "\n  ours  " + ours.get(name));
      }
    }
    assertEquals("", String.join("\n", different), different.size() + " differ, seed " + seed);
  }

  private String declaration(String name) {
    int sort = random.nextInt(10);
    if (sort == 0) {
      return "union " + name + " { a: " + copy() + ", b: " + copy() + " }";
    }
    if (sort < 5) {
      String repr = REPRS.get(random.nextInt(REPRS.size()));
      return repr + "struct " + name + "(" + fields(repr.contains("packed")) + ");";
    }
    String repr = ENUM_REPRS.get(random.nextInt(ENUM_REPRS.size()));
    StringBuilder text = new StringBuilder("enum " + name + " { ");
    boolean isPlain = random.nextInt(4) == 0;
    boolean isUnsigned = repr.contains("u");
    int value = random.nextInt(5) - (isUnsigned ? 0 : 2);
    for (int n = random.nextInt(isPlain ? 6 : 4) + 1; n > 0; n--) {
      text.append("V" + n);
      if (!isPlain && random.nextInt(4) > 0) {
        text.append("(" + fields(false) + ")");
      }
      boolean mustBeSet = text.indexOf(",") < 0;
      if (isPlain && (mustBeSet || random.nextBoolean())) {
        text.append(" = " + value);
        value += random.nextInt(isUnsigned ? 48 : 100);
      }
      value++;
      text.append(", ");
    }
    return repr + text.append("}");
  }

  private String fields(boolean isPacked) {
    List<String> parts = new ArrayList<>();
    for (int n = random.nextInt(6); n >= 0; n--) {
      parts.add(isPacked ? copy() : part());
    }
    return String.join(", ", parts);
  }

  private String copy() {
    return PARTS.get(random.nextInt(12));
  }

  private String part() {
    return switch (random.nextInt(8)) {
      case 0 -> "[" + PARTS.get(random.nextInt(PARTS.size())) + "; " + random.nextInt(7) + "]";
      case 1 -> "Option<" + PARTS.get(random.nextInt(PARTS.size())) + ">";
      case 2 -> "(" + copy() + ", " + copy() + ", " + copy() + ")";
      case 3 -> declared.isEmpty() ? "u8" : declared.get(random.nextInt(declared.size()));
      default -> PARTS.get(random.nextInt(PARTS.size()));
    };
  }

  private static String text(Layout layout, String theirs) {
    StringBuilder text = new StringBuilder(layout.size() + " " + layout.align());
    switch (layout.content()) {
      case Layout.Fields f -> text.append(places(f.places()));
      case Layout.Variants v -> {
        for (Layout.Variant each : v.variants()) {
          if (v.variants().size() == 1) {
            text.append(places(each.places()));
          } else if (theirs.contains(each.name())) {
            text.append(" " + each.name() + places(each.places()));
          }
        }
      }
      case Layout.Whole _ -> {}
    }
    return text.toString();
  }

  private static String places(List<Layout.Place> places) {
    Map<String, String> found = new TreeMap<>();
    for (Layout.Place place : places) {
      found.put(
          place.name(),
          " " + place.name() + "@" + place.offset() + "+" + place.layout().size());
    }
    return String.join("", found.values());
  }

  private static final Pattern LINE = Pattern.compile("print-type-size (\\s*)(.*)");
  private static final Pattern TYPE =
      Pattern.compile("type: `(T\\d+)`: (\\d+) bytes, alignment: (\\d+) bytes");
  private static final Pattern VARIANT = Pattern.compile("variant `(.*?)`: .*");
  private static final Pattern FIELD =
      Pattern.compile("field `\\.(.*?)`: (\\d+) bytes(?:, offset: (\\d+) bytes)?.*");
  private static final Pattern SPACE = Pattern.compile("(discriminant|padding): (\\d+) bytes");

  /// What rustc prints, by type; enums with one variant as structs.
  private static Map<String, String> rustc(Path folder, String code)
      throws IOException, InterruptedException {
    Path file = folder.resolve("k.rs");
    Files.writeString(file, code);
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              "rustc", "--edition=2021", "--crate-type=lib", "--emit=metadata",
              "-Zprint-type-sizes", "--target=x86_64-unknown-linux-gnu",
              "--out-dir=" + folder, file.toString());
      builder.environment().put("RUSTC_BOOTSTRAP", "1");
      process = builder.redirectErrorStream(true).start();
    } catch (IOException absent) {
      assumeTrue(false, "no rustc here");
      return Map.of();
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return new Reading().read(output);
  }

  private static final class Reading {
    private final Map<String, String> found = new LinkedHashMap<>();
    private String type = "";
    private String head = "";
    private final Map<String, Map<String, String>> variants = new TreeMap<>();
    private String variant = "";
    private long at;
    private long tag;

    Map<String, String> read(String output) {
      for (String line : output.lines().toList()) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          line(matcher.group(2));
        }
      }
      end();
      return found;
    }

    private void line(String text) {
      Matcher matcher = TYPE.matcher(text);
      if (text.startsWith("type: ")) {
        end();
        type = matcher.matches() ? matcher.group(1) : "";
        head = matcher.matches() ? matcher.group(2) + " " + matcher.group(3) : "";
        variants.clear();
        variant = "";
        at = 0;
        tag = 0;
      } else if ((matcher = VARIANT.matcher(text)).matches()) {
        variant = matcher.group(1);
        variants.put(variant, new TreeMap<>());
        at = tag;
      } else if ((matcher = SPACE.matcher(text)).matches()) {
        long size = Long.parseLong(matcher.group(2));
        tag = matcher.group(1).equals("padding") ? tag : size;
        at += size;
      } else if ((matcher = FIELD.matcher(text)).matches()) {
        String name = matcher.group(1);
        at = matcher.group(3) == null ? at : Long.parseLong(matcher.group(3));
        long size = Long.parseLong(matcher.group(2));
        variants
            .computeIfAbsent(variant, _ -> new TreeMap<>())
            .put(name, " " + name + "@" + at + "+" + size);
        at += size;
      }
    }

    private void end() {
      if (type.isEmpty()) {
        return;
      }
      StringBuilder text = new StringBuilder(head);
      List<String> names = new ArrayList<>(variants.keySet());
      names.sort(Comparator.reverseOrder());
      for (String name : names) {
        text.append(names.size() > 1 ? " " + name : "");
        variants.get(name).values().forEach(text::append);
      }
      found.put(type, text.toString());
    }
  }
}
