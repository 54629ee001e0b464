package dev.rusthint.model.names;

import static dev.rusthint.model.names.TestSources.crate;
import static dev.rusthint.model.names.TestSources.macro;
import static dev.rusthint.model.names.TestSources.module;
import static dev.rusthint.model.names.TestSources.type;
import static dev.rusthint.model.names.TestSources.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reference, *Macros By Example*, *Scoping, exporting, and importing*.
final class MacroScopeTest {
  @Test
  void textualScopeFollowsTheText() {
    SourceCrate crate =
        crate(
            """
            macro_rules! m { () => { struct First; } }
            mod a { m!(); }
            macro_rules! m { () => { struct Second; } }
            mod b { m!(); macro_rules! inner { () => { struct Inner; } } inner!(); }
            m!();
            #[macro_use] mod c { macro_rules! out { () => { struct Out; } } }
            out!();
            """);
    assertEquals("krate::a::First", type(crate, "a", "First"));
    assertEquals("krate::b::Second", type(crate, "b", "Second"));
    assertEquals("krate::b::Inner", type(crate, "b", "Inner"));
    assertEquals("krate::Second", type(crate, "", "Second"));
    assertEquals("krate::Out", type(crate, "", "Out"));
    assertTrue(crate.isComplete(crate.root()));
  }

  @Test
  void aMacroThatIsNotInScopeLeavesItsModuleOpen() {
    SourceCrate crate =
        crate("mod a { macro_rules! m { () => {} } } mod b { m!(); } mod c { b!(); }");
    assertFalse(crate.isComplete(module(crate, "b")));
    assertEquals("?", type(crate, "b", "Anything"));
    assertTrue(crate.isComplete(module(crate, "a")));
  }

  @Test
  void exportedMacrosArePathsOfTheRoot() {
    SourceCrate crate =
        crate(
            """
            mod a { crate::exported!(A); pub(crate) use local; macro_rules! local { () => {} } }
            mod b { #[macro_export] macro_rules! exported { ($n:ident) => { struct $n; } } }
            mod c { use crate::exported as renamed; renamed!(C); }
            mod d { macro_rules! one { () => { struct One; } } pub(crate) use one; }
            mod e { use crate::d::one; one!(); crate::d::one!(); }
            """);
    assertEquals("krate::a::A", type(crate, "a", "A"));
    assertEquals("krate::c::C", type(crate, "c", "C"));
    assertEquals("krate::exported", macro(crate, "c", "renamed"));
    assertEquals("krate::e::One", type(crate, "e", "One"));
    assertEquals("?", macro(crate, "a", "local"), "used before its definition");
  }

  @Test
  void expansionsDefineMacrosModulesAndImports() {
    SourceCrate crate =
        crate(
            """
            macro_rules! define { ($n:ident) => { macro_rules! $n { ($t:ident) => { pub struct $t; } } } }
            define!(made);
            made!(Thing);
            macro_rules! wrap { ($($i:item)*) => { pub mod wrapped { use super::*; $($i)* } } }
            wrap! { pub struct In(Thing); pub fn go() {} impl In { fn new() {} } }
            macro_rules! import { ($($p:tt)*) => { use $($p)*; } }
            import!(wrapped::{In, go as start});
            """);
    assertEquals("krate::Thing", type(crate, "", "Thing"));
    assertEquals("krate::Thing", type(crate, "wrapped", "Thing"));
    assertEquals("krate::wrapped::In", type(crate, "", "In"));
    assertEquals("krate::wrapped::go", value(crate, "", "start"));
    assertEquals("[krate::wrapped::{impl}]", crate.impls().toString());
    assertEquals("[krate::wrapped::{impl}::new]", crate.impls().getFirst().members().toString());
  }

  @Test
  void dollarCrateIsTheCrateOfTheMacro() {
    SourceCrate other =
        crate(
            "other",
            2021,
            """
            pub mod hidden { pub struct Deep; #[macro_export] macro_rules! helper { () => { pub use $crate::hidden::Deep as Helped; } } }
            #[macro_export] macro_rules! make {
              ($n:ident) => { pub use $crate::hidden::Deep as $n; $crate::helper!(); };
            }
            """,
            Map.of());
    SourceCrate crate =
        crate(
            "krate",
            2021,
            """
            #[macro_use] extern crate other;
            mod x { make!(Here); }
            mod y { other::make!(There); }
            """,
            Map.of("other", other, "std", TestSources.STD));
    assertEquals("other::hidden::Deep", type(crate, "x", "Here"));
    assertEquals("other::hidden::Deep", type(crate, "x", "Helped"));
    assertEquals("other::hidden::Deep", type(crate, "y", "There"));
  }

  @Test
  void macrosMakeMembers() {
    SourceCrate crate =
        crate(
            """
            macro_rules! getters { ($($n:ident)*) => { $(pub fn $n(&self) {})* } }
            struct S;
            impl S { getters! { a b } fn c() {} }
            trait T { getters!(d); type X; const K: u8; }
            """);
    assertEquals(
        "[krate::{impl}::a, krate::{impl}::b, krate::{impl}::c]",
        crate.impls().getFirst().members().toString());
    assertEquals(
        "[krate::T::d, krate::T::X, krate::T::K]", module(crate, "T").members().toString());
  }

  @Test
  void macroItemsAreNamesOfTheirModule() {
    SourceCrate crate =
        crate(
            """
            mod a { pub macro make($n:ident) { pub struct $n; } }
            mod b { crate::a::make!(Made); }
            mod c { pub(super) macro shown() {} macro hidden() {} }
            use c::{hidden, shown};
            """);
    assertEquals("krate::c::shown", macro(crate, "", "shown"));
    assertEquals("?", macro(crate, "", "hidden"));
    assertEquals("krate::a::make", macro(crate, "b", "crate::a::make"));
    assertEquals("krate::b::Made", type(crate, "b", "Made"));
  }

  @Test
  void attributesMayStandApartInAnExpansion() {
    SourceCrate crate =
        crate(
            """
            macro_rules! again { ($($t:tt)*) => { $($t)* } }
            macro_rules! item { ($(#[$a:meta])* pub $($t:tt)*) => { again! { $(#[$a])* pub $($t)* } } }
            item! {
              /// Documented.
              #[derive(Clone)] pub struct S;
            }
            """);
    assertEquals("krate::S", type(crate, "", "S"));
    assertTrue(crate.isComplete(crate.root()));
  }

  @Test
  void traitAliasesHaveNames() {
    SourceCrate crate = crate("/// Words.\npub trait Alias = Clone + Send;\nuse Alias as A;");
    assertEquals("krate::Alias", type(crate, "", "A"));
  }

  @Test
  void macrosMakeItemsOfBlocks() {
    SourceCrate crate =
        crate(
            """
            macro_rules! pass { ($($t:tt)*) => { $($t)* } }
            macro_rules! one { ($($e:expr),*) => { 1 } }
            struct Outer;
            mod m { pub struct Outer; }
            const _: () = {
              pass! { use m::Outer; struct Inner(Outer); impl Inner { fn get(&self) -> Inner { here } } }
              one!(2, 3);
            };
            fn f() { one!(4); there; }
            """);
    assertEquals("[krate::_::{impl}]", crate.impls().toString());
    SourceDef impl = (SourceDef) crate.impls().getFirst();
    SourceDef get = (SourceDef) impl.members().getFirst();
    Resolver resolver = new Resolver(crate);
    for (Scope scope :
        List.of(
            resolver.scopeAround(impl),
            resolver.scopeAround(get),
            resolver.scopeAt(get, get.source().node()))) {
      assertEquals("krate::_::Inner", TestSources.meaning(crate, scope, "Inner", Namespace.TYPE));
      assertEquals("krate::m::Outer", TestSources.meaning(crate, scope, "Outer", Namespace.TYPE));
    }
    SourceDef f = (SourceDef) crate.root().member("f", Namespace.VALUE);
    Node body = f.source().node().child(Field.BODY);
    assertSame(crate.root().scope(), resolver.scopeAt(f, body));
  }

  @Test
  void expansionEnds() {
    SourceCrate crate =
        crate("macro_rules! forever { () => { forever!(); } } forever!(); struct S;");
    assertEquals("krate::S", type(crate, "", "S"));
    assertFalse(crate.isComplete(crate.root()));
  }

  @Test
  void proceduralMacrosAreKnownByName() {
    SourceCrate derive =
        crate(
            "derive",
            2021,
            """
            #[proc_macro_derive(Serialize, attributes(serde))] pub fn derive_it() {}
            #[proc_macro_attribute] pub fn main() {}
            """,
            Map.of());
    SourceCrate crate =
        crate("krate", 2021, "use derive::{Serialize, main};", Map.of("derive", derive));
    assertEquals("derive::Serialize", macro(crate, "", "Serialize"));
    assertEquals("derive::main", macro(crate, "", "main"));
    assertEquals(
        DefKind.MACRO, derive.names(derive.root(), Namespace.MACRO).get("main").kind());
  }

  @Test
  void cfgSelectTakesTheFirstArmThatHolds() {
    SourceCrate crate =
        crate(
            """
            mod a {
              cfg_select! {
                // not this
                all(off, /* nor */ unix) => { pub struct Wrong; }
                any(on, windows) => { pub type First = u8; #[cfg(on)] pub struct Second { x: u8 } }
                _ => { pub struct Other; }
              }
            }
            mod b { core::cfg_select! { windows => { pub struct Wrong; } _ => { pub struct Rest; } } }
            """);
    assertEquals("krate::a::First", type(crate, "a", "First"));
    assertEquals("krate::a::Second", type(crate, "a", "Second"));
    assertEquals("-", type(crate, "a", "Wrong"));
    assertEquals("-", type(crate, "a", "Other"));
    assertEquals("krate::b::Rest", type(crate, "b", "Rest"));
    assertTrue(crate.isComplete(crate.root()));
  }
}
