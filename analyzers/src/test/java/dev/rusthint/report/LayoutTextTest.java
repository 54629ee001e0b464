package dev.rusthint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.World;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import dev.rusthint.types.layout.Repr;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTextTest {
  private static String draw(String code) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    Def def = crate.root().member("T", Namespace.TYPE);
    assertNotNull(def);
    Layout layout =
        new Layouts(World.of(crate), DataModel.LP64).of(new Ty.Adt(def, List.of()));
    Repr repr = Repr.parse(def.facts().repr());
    assertNotNull(layout);
    assertNotNull(repr);
    return LayoutText.of(layout, repr) + "\n";
  }

  @Test
  void fieldsStandByOffsetWithTheGapsBetweenThem() {
    assertEquals(
        """
        24 bytes, aligned to 8
         0   1  a: u8
         1   7  (padding)
         8   8  b: u64
        16   2  c: [bool; 2]
        18   6  (padding)
        niche: 254 unused values at offset 16
        in the order b, a, c it would take 16 bytes, 8 less
        """,
        draw("#[repr(C)] struct T { a: u8, b: u64, c: [bool; 2] }"));
  }

  @Test
  void variantsStandWithTheirTags() {
    assertEquals(
        """
        16 bytes, aligned to 8
        Small
           0   1  (tag 0)
           1   1  0: u8
           2  14  (padding)
        Large
           0   1  (tag 1)
           1   7  (padding)
           8   8  0: &u8
        Never: cannot exist
        niche: 254 unused values at offset 0
        """,
        draw("enum Void {} enum T { Small(u8), Large(&'static u8), Never(Void) }"));
    assertEquals(
        """
        1 byte, aligned to 1
        A = 3
        B = 4
        niche: 254 unused values at offset 0
        """,
        draw("enum T { A = 3, B }"));
  }

  @Test
  void variantThatStandsForAllOtherValuesHasNoTag() {
    assertEquals(
        """
        24 bytes, aligned to 8
        None
           0   8  (tag 0x8000000000000000)
           8  16  (padding)
        Some
           0  24  0: String
        niche: many unused values at offset 0
        """,
        draw("enum T { None, Some(String) }"));
  }

  @Test
  void unionsHaveNoPaddingBetweenTheirFields() {
    assertEquals(
        """
        4 bytes, aligned to 4
        0  1  b: u8
        0  4  a: u32
        no niche: `Option` of it is larger
        """,
        draw("union T { a: u32, b: u8 }"));
  }
}
