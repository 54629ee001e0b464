package dev.rusthint.model.names;

import static dev.rusthint.model.names.TestSources.crate;
import static dev.rusthint.model.names.TestSources.macro;
import static dev.rusthint.model.names.TestSources.module;
import static dev.rusthint.model.names.TestSources.type;
import static dev.rusthint.model.names.TestSources.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.defs.Def;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Reference, *Use declarations*.
final class UseDeclarationTest {
  @Test
  void groupsRenamesAndSelfBringInNames() {
    SourceCrate crate =
        crate(
            """
            mod a { pub mod b { pub struct S; pub fn f() {} } pub fn b() {} pub trait T {} }
            mod x { use crate::a::{self as z, b::{self, S as R, f}, T as _}; }
            mod y { use crate::a::b; }
            """);
    assertEquals("krate::a", type(crate, "x", "z"));
    assertEquals("krate::a::b", type(crate, "x", "b"));
    assertEquals("-", value(crate, "x", "b"), "`self` in a group is the module alone");
    assertEquals("krate::a::b", value(crate, "y", "b"));
    assertEquals("krate::a::b::S", type(crate, "x", "R"));
    assertEquals("krate::a::b::S", value(crate, "x", "R"));
    assertEquals("krate::a::b::f", value(crate, "x", "b::f"));
    assertEquals("-", type(crate, "x", "T"));
    assertEquals(
        "[krate::a::T]", crate.traitsInScope(module(crate, "x")).toString());
  }

  @Test
  void whatIsNamedShadowsAGlob() {
    SourceCrate crate =
        crate(
            """
            mod a { pub struct S; pub struct Q; pub fn s() {} }
            mod b { pub struct S; }
            mod x { use crate::a::*; use crate::b::S; pub struct Q; }
            """);
    assertEquals("krate::b::S", type(crate, "x", "S"));
    assertEquals("krate::x::Q", type(crate, "x", "Q"));
    assertEquals("krate::a::s", value(crate, "x", "s"));
  }

  @Test
  void aGlobShadowsInTheOtherNamespaceOnly() {
    SourceCrate crate =
        crate(
            """
            mod a { pub fn S() {} }
            use a::*;
            struct S {}
            """);
    assertEquals("krate::S", type(crate, "", "S"));
    assertEquals("krate::a::S", value(crate, "", "S"));
  }

  @Test
  void globsThatDisagreeAreUnknown() {
    SourceCrate crate =
        crate(
            """
            mod a { pub struct S; pub struct Same; }
            mod b { pub struct S; pub use crate::a::Same; }
            mod x { use crate::a::*; use crate::b::*; }
            """);
    assertEquals("?", type(crate, "x", "S"));
    assertEquals("krate::a::Same", type(crate, "x", "Same"));
  }

  @Test
  void globsTakeWhatTheySeeOnly() {
    SourceCrate crate =
        crate(
            """
            mod a {
              struct Private; pub(crate) struct Crate; pub(super) struct Super;
              pub mod inner { use super::*; }
              pub mod out { pub(in crate::a) struct In; }
            }
            mod x { use crate::a::*; use crate::a::out::*; }
            """);
    assertEquals("krate::a::Private", type(crate, "a::inner", "Private"));
    assertEquals("-", type(crate, "x", "Private"));
    assertEquals("krate::a::Crate", type(crate, "x", "Crate"));
    assertEquals("krate::a::Super", type(crate, "x", "Super"));
    assertEquals("-", type(crate, "x", "In"));
  }

  @Test
  void globsMayFormACycle() {
    SourceCrate crate =
        crate(
            """
            mod a { pub use crate::b::*; pub struct A; }
            mod b { pub use crate::a::*; pub struct B; }
            use a::*;
            """);
    assertEquals("krate::b::B", type(crate, "", "B"));
    assertEquals("krate::a::A", type(crate, "b", "A"));
  }

  @Test
  void importsMayLeadThroughImports() {
    SourceCrate crate =
        crate(
            """
            use second::Last as End;
            mod first { pub use crate::third as second; }
            use first::second;
            mod third { pub use self::hidden::Deep as Last; mod hidden { pub struct Deep; } }
            """);
    assertEquals("krate::third::hidden::Deep", type(crate, "", "End"));
  }

  @Test
  void variantsAreImportedFromEnums() {
    SourceCrate crate =
        crate(
            """
            enum E { A, B(u8), C { x: u8 } #[cfg(off)] , #[cfg(off)] D }
            use E::*;
            use self::E::A as First;
            """);
    assertEquals("krate::E::B", value(crate, "", "B"));
    assertEquals("krate::E::C", type(crate, "", "C"));
    assertEquals("krate::E::A", value(crate, "", "First"));
    assertEquals("krate::E::A", value(crate, "", "E::A"));
    assertEquals("krate::E new", value(crate, "", "E::new"));
    assertEquals("-", value(crate, "", "D"));
  }

  @Test
  void anImportThatLeadsNowhereIsUnknown() {
    SourceCrate crate =
        crate(
            """
            use missing_crate::Thing;
            mod x { use crate::Thing; use other::*; }
            """);
    assertEquals("?", type(crate, "", "Thing"));
    assertEquals("?", type(crate, "x", "Thing"));
    assertEquals("?", type(crate, "x", "Anything"));
    assertEquals("?", type(crate, "", "Thing::more"));
    assertFalse(crate.isComplete(module(crate, "x")));
    assertFalse(crate.isComplete(crate.root()));
  }

  @Test
  void namesOfAnotherCrate() {
    SourceCrate other =
        crate(
            "other",
            2018,
            """
            pub mod m { pub struct S; pub(crate) struct Hidden; pub trait T {} }
            pub use m::S as Shown;
            #[macro_export] macro_rules! make { () => {} }
            """,
            Map.of());
    SourceCrate crate =
        crate(
            "krate",
            2021,
            """
            use other::m::*;
            use renamed::Shown;
            extern crate other as renamed;
            mod x { use renamed::make; use other::{Shown as Again, m::T as _}; }
            """,
            Map.of("other", other, "std", TestSources.STD));
    assertEquals("other::m::S", type(crate, "", "S"));
    assertEquals("other::m::S", type(crate, "", "Shown"));
    assertEquals("-", type(crate, "", "Hidden"));
    assertEquals("other::make", macro(crate, "x", "make"));
    assertEquals("other::m::S", type(crate, "x", "Again"));
    assertEquals("other::m::S", type(crate, "x", "::other::m::S"));
    assertTrue(crate.isComplete(module(crate, "x")));
    TreeSet<String> traits = new TreeSet<>();
    for (Def trait : crate.traitsInScope(module(crate, "x"))) {
      traits.add(trait.path());
    }
    assertEquals("[other::m::T]", traits.toString());
  }

  @Test
  void aPathOfEdition2015BeginsAtTheRoot() {
    String text =
        """
        mod a { pub struct S; }
        mod x { mod a { pub struct S; } use a::S; fn f(s: a::S) {} }
        """;
    assertEquals("krate::a::S", type(crate(2015, text), "x", "S"));
    assertEquals("krate::x::a::S", type(crate(2015, text), "x", "a::S"));
    assertEquals("krate::a::S", type(crate(2015, text), "x", "::a::S"));
    assertEquals("krate::x::a::S", type(crate(2018, text), "x", "S"));
    assertEquals("std::fmt", type(crate(2015, "mod x { use std::fmt; }"), "x", "fmt"));
  }
}
