package dev.rusthint.types.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sizes, alignments and offsets; all numbers were printed by programs that rustc 1.95 compiled for
/// x86-64, if nothing else is said.
class LayoutsTest {
  /// Each line is a type, its size, its alignment, and the size of an `Option` of it.
  private static final String SIZES =
      """
      bool                                   1   1   1
      char                                   4   4   4
      u128                                  16  16  32
      f64                                    8   8  16
      ()                                     0   1   1
      !                                      0   1   0
      (u8, u16, u8)                          4   2   6
      (u8, u32, u16, u8)                     8   4  12
      [bool; 2]                              2   1   2
      [bool; 0]                              0   1   1
      [u16; 3]                               6   2   8
      &'static u8                            8   8   8
      &'static [u8]                         16   8  16
      &'static str                          16   8  16
      &'static dyn Send                     16   8  16
      *const u8                              8   8  16
      *const dyn Send                       16   8  16
      *mut [u8]                             16   8  24
      fn(u8) -> u8                           8   8   8
      Option<Option<bool>>                   1   1   1
      Result<u32, ()>                        8   4   8
      Result<Box<u8>, ()>                    8   8  16
      String                                24   8  24
      Vec<u8>                               24   8  24
      Box<dyn Fn()>                         16   8  16
      std::rc::Rc<str>                      16   8  16
      std::borrow::Cow<'static, str>        24   8  24
      std::cell::Cell<bool>                  1   1   2
      std::cell::RefCell<bool>              16   8  24
      std::sync::Arc<std::sync::Mutex<u8>>   8   8   8
      std::time::Duration                   16   8  16
      std::num::NonZeroU8                    1   1   1
      std::num::NonZero<i64>                 8   8   8
      std::ptr::NonNull<[u8]>               16   8  16
      std::mem::MaybeUninit<bool>            1   1   2
      std::mem::ManuallyDrop<bool>           1   1   1
      std::cmp::Ordering                     1   1   1
      std::io::Error                         8   8   8
      Box<std::collections::HashMap<u8, u8>>  8   8   8
      std::collections::BTreeMap<u8, u8>    24   8  32
      std::collections::VecDeque<u8>        32   8  32
      std::ops::Range<usize>                16   8  24
      std::ops::RangeInclusive<u8>           3   1   3
      std::iter::Peekable<std::str::Chars<'static>>  24   8  24
      """;

  @Test
  void sizesAreThoseOfRustc() {
    StringBuilder code = new StringBuilder("#![feature(never_type)]\n");
    List<String> expected = new ArrayList<>();
    int count = 0;
    for (String line : SIZES.lines().toList()) {
      String[] parts = line.split(" {2,}");
      code.append("type T" + count + " = " + parts[0] + ";\n");
      code.append("type O" + count + " = Option<" + parts[0] + ">;\n");
      expected.add(String.join(" ", parts));
      count++;
    }
    TypeAliases types = new TypeAliases(code.toString());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Layout layout = types.of("T" + i);
      Layout option = types.of("O" + i);
      String type = expected.get(i).replaceAll("( \\d+){3}$", "");
      found.add(
          layout == null || option == null
              ? type + " is not known"
              : type + " " + layout.size() + " " + layout.align() + " " + option.size());
    }
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }

  private static List<String> offsets(String code, String name) {
    Layout layout = new TypeAliases(code).of(name);
    assertNotNull(layout, name);
    List<String> found = new ArrayList<>();
    switch (layout.content()) {
      case Layout.Fields f -> f.places().forEach(p -> found.add(p.name() + "@" + p.offset()));
      case Layout.Variants v -> {
        found.add("tag@" + v.tag().offset() + "+" + v.tag().size());
        v.variants()
            .forEach(
                each ->
                    each.places()
                        .forEach(p -> found.add(each.name() + "." + p.name() + "@" + p.offset())));
      }
      case Layout.Whole _ -> {}
    }
    found.add("size " + layout.size());
    return found;
  }

  @Test
  void fieldsAreSortedUnlessAReprKeepsThem() {
    String fields = " S { a: u8, b: u32, c: u16, d: u8 }";
    assertEquals(
        List.of("a@6", "b@0", "c@4", "d@7", "size 8"), offsets("struct" + fields, "S"));
    assertEquals(
        List.of("a@0", "b@4", "c@8", "d@10", "size 12"),
        offsets("#[repr(C)] struct" + fields, "S"));
    assertEquals(
        List.of("a@0", "b@1", "c@5", "d@7", "size 8"),
        offsets("#[repr(C, packed)] struct" + fields, "S"));
    assertEquals(
        List.of("a@0", "b@4", "c@8", "d@10", "size 16"),
        offsets("#[repr(C, align(16))] struct" + fields, "S"));
  }

  @Test
  void variantsLieAroundTheNicheOfTheLargest() {
    assertEquals(
        List.of("tag@7+1", "A.0@0", "A.1@7", "A.2@4", "B.0@0", "size 8"),
        offsets("enum E { A(u32, bool, [u8; 3]), B(u32), C }", "E"));
  }

  @Test
  void tagGrowsToTheAlignmentOfTheFirstFields() {
    assertEquals(
        List.of("tag@0+4", "A.0@4", "B.0@4", "size 8"), offsets("enum E { A(u32), B(f32) }", "E"));
    assertEquals(
        List.of("tag@0+1", "A.0@4", "B.0@4", "size 8"),
        offsets("#[repr(u8)] enum E { A(u32), B(f32) }", "E"));
  }

  @Test
  void fieldsThatAConditionLeavesOutDoNotCount() {
    assertEquals(
        List.of("a@0", "size 1"),
        offsets("struct S { a: u8, #[cfg(feature = \"x\")] b: u64 }", "S"));
  }

  @Test
  void whatIsNotKnownHasNoLayout() {
    TypeAliases types =
        new TypeAliases(
            """
            struct Foreign(missing::Type);
            struct Behind(&'static missing::Type);
            #[missing::attribute] struct Rewritten { a: u8 }
            struct Endless(Endless);
            enum Unclear { A = missing::VALUE }
            #[repr(missing)] struct Repr(u8);
            struct Length([u8; missing::LENGTH]);
            struct Large([u64; 0x7fff_ffff_ffff_ffff]);
            """);
    for (String name :
        List.of(
            "Foreign", "Behind", "Rewritten", "Endless", "Unclear", "Repr", "Length", "Large")) {
      assertNull(types.of(name), name);
    }
  }

  @Test
  void smallerTargetsHaveSmallerPointersAndOtherAlignments() {
    String code = "type S = String; struct L(u8, u64); type N = Option<&'static str>;";
    TypeAliases i686 = new TypeAliases(code, "i686-unknown-linux-gnu");
    TypeAliases arm = new TypeAliases(code, "armv7-unknown-linux-gnueabihf");
    assertEquals(12, i686.of("S").size());
    assertEquals(12, i686.of("L").size());
    assertEquals(8, i686.of("N").size());
    assertEquals(16, arm.of("L").size());
  }
}
