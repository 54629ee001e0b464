package dev.rusthint.model.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrateIndexTest {
  private static final String BASE =
      """
      #![no_core]
      #![feature(lang_items)]
      #[lang = "sized"] pub trait Sized {}
      #[lang = "deref"] pub trait Deref { type Target: ?Sized; fn deref(&self) -> &Self::Target; }
      pub trait Iterator { type Item; fn next(&mut self) -> Option<Self::Item>; }
      pub enum Option<T> { None, Some(T) }
      impl<T> Option<T> {
        pub const fn is_some(&self) -> bool { hidden() }
        #[must_use] pub fn map<U, F: Fn(T) -> U>(self, f: F) -> Option<U> { loop {} }
        fn secret(&self) {}
      }
      fn hidden() -> bool { true }
      pub(crate) fn inside() {}
      impl<I: Iterator + ?Sized> Iterator for &mut I { type Item = I::Item; fn next(&mut self) -> Option<I::Item> { loop {} } }
      impl Iterator for u8 { type Item = [u16; 4]; fn next(&mut self) -> Option<[u16; 4]> { loop {} } }
      pub trait Fn<A> { type Output; }
      """;

  private static final String OTHER =
      """
      #![no_core]
      pub use base::Option as Maybe;
      pub use self::deep::*;
      use base::Iterator;
      mod deep {
        pub struct Pair<'a, T: 'a, const N: usize = 3> { pub first: &'a mut T, second: [T; N] }
        pub struct Unit;
        pub(crate) struct Near(u8);
        pub union Bits { pub a: f32, pub b: *const Near }
      }
      pub static TABLE: [(u8, char); 2] = [(1, 'a'), (2, 'b')];
      pub const SIZE: usize = 7;
      pub type Alias<T> = Maybe<(T, !)>;
      pub trait Tree: Iterator<Item = u8> { type Kid<T>: Tree; fn kids(&self) -> impl Iterator<Item = u8>; const DEPTH: u8 = 1; }
      pub unsafe extern "C" fn call(f: unsafe extern "C" fn(i32, ...) -> i32, d: &dyn Iterator<Item = u8>) {}
      pub async fn later(x: &'static str) -> impl Iterator<Item = bool> { loop {} }
      impl Iterator for Unit { type Item = u8; fn next(&mut self) -> Maybe<u8> { loop {} } }
      impl !Iterator for Near {}
      #[macro_export] macro_rules! twice { ($x:expr) => { $x; $x } }
      """;

  private static SourceCrate source(String name, String code, Map<String, CrateDefs> externs) {
    Path root = Path.of(name + ".rs");
    SourceFile file = SourceFile.of(SourceText.of(code));
    return SourceCrate.load(
        new CrateConfig(name, root, 2021, _ -> true, externs),
        path -> path.equals(root) ? file : null,
        new SignatureLowering());
  }

  private static final SourceCrate BASE_CRATE = source("base", BASE, Map.of());
  private static final SourceCrate OTHER_CRATE =
      source("other", OTHER, Map.of("base", BASE_CRATE));

  private static String text(CrateDefs crate, CrateDefs outside) {
    StringBuilder text = new StringBuilder();
    try {
      CrateText.write(crate, outside.root(), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  private static byte[] bytes(CrateDefs crate, CrateDefs outside) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CrateIndex.write(crate, "id of " + crate.name(), outside.root(), out);
    return out.toByteArray();
  }

  private static Map<String, IndexedCrate> indexed() throws IOException {
    IndexedCrate base =
        CrateIndex.read(ByteBuffer.wrap(bytes(BASE_CRATE, OTHER_CRATE)), Map.of());
    SourceCrate seeing = source("other", OTHER, Map.of("base", base));
    IndexedCrate other =
        CrateIndex.read(ByteBuffer.wrap(bytes(seeing, base)), Map.of(base.id(), base));
    return Map.of("base", base, "other", other);
  }

  private static IndexedCrate named(Map<String, IndexedCrate> crates, String name) {
    return Objects.requireNonNull(crates.get(name));
  }

  private static String named(@Nullable Ty type) {
    return type instanceof Ty.Adt adt ? adt.def().path() : "no struct, but " + type;
  }

  @Test
  void definitionsSayTheSameInTextAndInBytesAsInSources() throws IOException {
    String base = text(BASE_CRATE, OTHER_CRATE);
    String other = text(OTHER_CRATE, BASE_CRATE);
    Map<String, IndexedCrate> fromText = CrateText.read(List.of(base, other));
    assertEquals(base, text(named(fromText, "base"), named(fromText, "base")));
    assertEquals(other, text(named(fromText, "other"), named(fromText, "other")));
    Map<String, IndexedCrate> fromBytes = indexed();
    assertEquals(base, text(named(fromBytes, "base"), named(fromBytes, "base")));
    assertEquals(other, text(named(fromBytes, "other"), named(fromBytes, "other")));
  }

  @Test
  void eachDefinitionIsALineThatTellsWhatItIs() {
    List<String> lines = text(OTHER_CRATE, BASE_CRATE).lines().toList();
    assertEquals("crate other 2021 base", lines.getFirst());
    assertTrue(lines.contains("other::SIZE= const 0 - none 1 prim usize"), lines::toString);
  }

  @Test
  void namesAreThoseThatOthersSee() throws IOException {
    Map<String, IndexedCrate> crates = indexed();
    CrateDefs base = named(crates, "base");
    CrateDefs other = named(crates, "other");
    Def root = other.root();
    assertEquals(
        "base::Option", String.valueOf(other.lookup(root, "Maybe", Namespace.TYPE, base.root())));
    assertEquals(
        "other::deep::Pair",
        String.valueOf(other.lookup(root, "Pair", Namespace.TYPE, base.root())));
    assertNull(other.lookup(root, "Near", Namespace.TYPE, base.root()));
    assertNull(other.lookup(root, "Iterator", Namespace.TYPE, base.root()));
    assertNull(base.lookup(base.root(), "hidden", Namespace.VALUE, root));
    assertNull(base.lookup(base.root(), "inside", Namespace.VALUE, root));
    Def unit = other.lookup(root, "Unit", Namespace.VALUE, base.root());
    assertEquals(unit, other.lookup(root, "Unit", Namespace.TYPE, base.root()));
    assertTrue(other.isComplete(root));
  }

  @Test
  void privateFunctionsAreLeftOutAndPrivateTypesStay() throws IOException {
    CrateDefs base = named(indexed(), "base");
    Def option = Objects.requireNonNull(base.root().member("Option", Namespace.TYPE));
    List<Def> inherent = base.implIndex().inherent(new Head(option));
    assertEquals(
        List.of("is_some", "map"),
        inherent.getFirst().members().stream().map(Def::name).toList());
    assertNull(base.root().member("hidden", Namespace.VALUE));
    CrateDefs other = named(indexed(), "other");
    Def deep = Objects.requireNonNull(other.root().member("deep", Namespace.TYPE));
    assertNotNull(deep.member("Near", Namespace.TYPE));
  }

  @Test
  void implsAreFoundByTraitAndHeadAcrossCrates() throws IOException {
    Map<String, IndexedCrate> crates = indexed();
    CrateDefs base = named(crates, "base");
    CrateDefs other = named(crates, "other");
    Def iterator = Objects.requireNonNull(base.root().member("Iterator", Namespace.TYPE));
    Def unit = Objects.requireNonNull(other.lookup(
        other.root(), "Unit", Namespace.TYPE, base.root()));
    assertEquals(1, other.implIndex().ofTrait(iterator, new Head(unit)).size());
    assertEquals(1, base.implIndex().ofTrait(iterator, new Head(Prim.U8)).size());
    assertEquals(2, base.implIndex().ofTrait(iterator).size());
    assertEquals(2, other.impls().stream().filter(i -> i.kind() == DefKind.IMPL).count());
    Def item =
        base.implIndex().ofTrait(iterator, new Head(Prim.U8)).getFirst().members().getFirst();
    assertEquals(new Ty.Array(Ty.of(Prim.U16), Ty.ConstValue.of(4)), item.type());
    assertEquals("base::Deref", String.valueOf(base.langItem("deref")));
    assertNull(other.langItem("deref"));
  }

  @Test
  void whatIsNotWholeIsRefused() throws IOException {
    byte[] good = bytes(BASE_CRATE, OTHER_CRATE);
    for (int at : new int[] {0, 5, CrateIndex.HEADER + 2, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 0x40;
      assertThrows(
          IOException.class, () -> CrateIndex.read(ByteBuffer.wrap(bad), Map.of()), "byte " + at);
    }
    for (int length : new int[] {0, 3, CrateIndex.HEADER, good.length - 1}) {
      assertThrows(
          IOException.class,
          () -> CrateIndex.read(ByteBuffer.wrap(good, 0, length), Map.of()),
          "length " + length);
    }
    IndexedCrate base = named(indexed(), "base");
    byte[] other = bytes(source("other", OTHER, Map.of("base", base)), base);
    IOException missing =
        assertThrows(
            IOException.class, () -> CrateIndex.read(ByteBuffer.wrap(other), Map.of()));
    assertTrue(String.valueOf(missing.getMessage()).contains("`id of base`"), missing::toString);
  }

  @Test
  void macrosAreExpandedAsTheirOwnCrateMeansThem() throws IOException {
    IndexedCrate base = named(indexed(), "base");
    SourceCrate maker =
        source(
            "maker",
            """
            #![no_core]
            pub mod parts { pub struct Part; }
            #[macro_export] macro_rules! part {
              ($name:ident) => { pub fn $name() -> $crate::parts::Part { loop {} } };
            }
            #[macro_export] macro_rules! outer {
              () => { #[macro_export] macro_rules! inner { ($x:ident) => { struct $x; } } };
            }
            outer!();
            """,
            Map.of("base", base));
    IndexedCrate made =
        CrateIndex.read(ByteBuffer.wrap(bytes(maker, base)), Map.of(base.id(), base));
    SourceCrate user =
        source(
            "user",
            """
            #![no_core]
            use maker::*;
            maker::part!(first);
            part!(second);
            maker::inner!(Lost);
            """,
            Map.of("base", base, "maker", made));
    for (String name : List.of("first", "second")) {
      Def function = Objects.requireNonNull(user.root().member(name, Namespace.VALUE), name);
      assertEquals(
          "maker::parts::Part",
          named(Objects.requireNonNull(function.signature()).result()),
          name);
    }
    assertNull(user.root().member("Lost", Namespace.TYPE));
  }

  @Test
  void typesInBodiesComeAlongWhereImplsSpeakOfThem() throws IOException {
    IndexedCrate base = named(indexed(), "base");
    SourceCrate hiding =
        source(
            "hiding",
            """
            #![no_core]
            pub struct Outer<T>(T);
            const _: () = {
              pub struct Origin<T>(T);
              impl<T> base::Fn<T> for Outer<T> where Origin<T>: base::Deref { type Output = Origin<u8>; }
            };
            """,
            Map.of("base", base));
    IndexedCrate made =
        CrateIndex.read(ByteBuffer.wrap(bytes(hiding, base)), Map.of(base.id(), base));
    Def impl = made.impls().getFirst();
    assertTrue(named(impl.members().getFirst().type()).endsWith("::Origin"));
    assertTrue(
        impl.generics().predicates().stream()
            .anyMatch(predicate -> predicate.toString().contains("::Origin")));
  }

  @Test
  void unsafeFunctionsSayWhatIsWrittenOfTheirSafety() throws IOException {
    SourceCrate risky =
        source(
            "risky",
            """
            #![no_core]
            /// Does it.
            ///
            /// # Safety
            ///
            /// `at` is not zero.
            #[inline]
            pub unsafe fn act(at: usize) {}
            /// Harmless.
            pub fn rest() {}
            /// # Safety
            /// Count right.
            pub unsafe trait Count {}
            """,
            Map.of());
    IndexedCrate made =
        CrateIndex.read(ByteBuffer.wrap(bytes(risky, BASE_CRATE)), Map.of());
    for (CrateDefs each : List.of(risky, made)) {
      Def root = each.root();
      String act = Objects.requireNonNull(root.member("act", Namespace.VALUE)).safetyAttributes();
      assertTrue(String.valueOf(act).contains("`at` is not zero."), String.valueOf(act));
      assertTrue(String.valueOf(act).endsWith("#[inline]"), String.valueOf(act));
      Def rest = Objects.requireNonNull(root.member("rest", Namespace.VALUE));
      assertNull(rest.safetyAttributes());
      String count = Objects.requireNonNull(root.member("Count", Namespace.TYPE)).safetyAttributes();
      assertTrue(String.valueOf(count).contains("Count right."), String.valueOf(count));
    }
  }
}
