package dev.rusthint.model.names;

import static dev.rusthint.model.names.TestSources.crate;
import static dev.rusthint.model.names.TestSources.macro;
import static dev.rusthint.model.names.TestSources.type;
import static dev.rusthint.model.names.TestSources.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.defs.Namespace;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reference, *Paths*, *Modules* and *Preludes*.
final class PathTest {
  @Test
  void keywordsBeginPaths() {
    SourceCrate crate =
        crate(
            """
            struct Top;
            mod a { struct Mid; mod b { struct Low; } }
            """);
    assertEquals("krate::Top", type(crate, "a::b", "crate::Top"));
    assertEquals("krate::Top", type(crate, "a::b", "$crate::Top"));
    assertEquals("krate::a::Mid", type(crate, "a::b", "super::Mid"));
    assertEquals("krate::Top", type(crate, "a::b", "super::super::Top"));
    assertEquals("krate::Top", type(crate, "a::b", "self::super::super::Top"));
    assertEquals("krate::a::b::Low", type(crate, "a::b", "self::Low"));
    assertEquals("-", type(crate, "a", "super::super::Top"));
    assertEquals("-", type(crate, "a::b", "Mid"));
  }

  @Test
  void aPathEndsWhereTypesTakeOver() {
    SourceCrate crate = crate("mod m { pub struct S; pub trait T {} pub type A = S; }");
    assertEquals("krate::m::S new", value(crate, "", "m::S::new"));
    assertEquals("krate::m::T f", value(crate, "", "m::T::f"));
    assertEquals("krate::m::A a::b", value(crate, "", "m::A::a::b"));
  }

  @Test
  void preludesAreOutermost() {
    SourceCrate crate = crate("mod x { pub struct Vec; } mod y { use crate::x::*; }");
    assertEquals("std::vec::Vec", type(crate, "", "Vec"));
    assertEquals("krate::x::Vec", type(crate, "x", "Vec"));
    assertEquals("krate::x::Vec", type(crate, "y", "Vec"));
    assertEquals("std::option::Option::None", value(crate, "", "None"));
    assertEquals("std::vec", macro(crate, "", "vec"));
    assertEquals("std::fmt::Debug", type(crate, "x", "std::fmt::Debug"));
    assertEquals("std::fmt::Debug", type(crate, "x", "::std::fmt::Debug"));
    assertEquals("-", type(crate, "", "Nothing"));
  }

  @Test
  void thePreludeIsThatOfTheEdition() {
    assertEquals("std::convert::TryFrom", type(crate(2021, "mod x {}"), "x", "TryFrom"));
    assertEquals("-", type(crate(2018, "mod x {}"), "x", "TryFrom"));
  }

  @Test
  void primitiveTypesComeLast() {
    SourceCrate crate =
        crate("use std::u32; mod x { struct u8; } mod y { use std::u32; } fn bool() {}");
    assertEquals("prim u8", type(crate, "", "u8"));
    assertEquals("prim u8 max_value", value(crate, "", "u8::max_value"));
    assertEquals("krate::x::u8", type(crate, "x", "u8"));
    assertEquals("std::u32::MAX", value(crate, "y", "u32::MAX"));
    assertEquals("prim u32 from_str", value(crate, "y", "u32::from_str"));
    assertEquals("prim u32", type(crate, "y", "u32"));
    assertEquals("prim bool", type(crate, "", "bool"));
    assertEquals("krate::bool", value(crate, "", "bool"));
  }

  @Test
  void aMissingStandardLibraryIsUnknown() {
    SourceCrate crate = crate("krate", 2021, "use std::fmt; struct S;", Map.of());
    assertEquals("?", type(crate, "", "Vec"));
    assertEquals("?", type(crate, "", "fmt::Debug"));
    assertEquals("?", type(crate, "", "std::vec::Vec"));
    assertEquals("krate::S", type(crate, "", "S"));
    assertEquals("prim u8", type(crate, "", "u8"));
  }

  @Test
  void noStdHasCore() {
    SourceCrate core =
        crate(
            "core",
            2021,
            """
            #![no_core]
            pub mod prelude { pub mod rust_2021 { pub use crate::Option; } }
            pub struct Option;
            #[prelude_import] use prelude::rust_2021::*;
            mod inner {}
            pub mod primitive { pub use u8; }
            """,
            Map.of());
    assertEquals("core::Option", type(core, "inner", "Option"));
    assertEquals("prim u8 MAX", value(core, "inner", "crate::primitive::u8::MAX"));
    SourceCrate crate =
        crate("krate", 2021, "#![no_std] mod x {}", Map.of("core", core, "std", TestSources.STD));
    assertEquals("core::Option", type(crate, "x", "Option"));
    assertEquals("?", type(crate, "x", "std::vec::Vec"));
    SourceCrate named =
        crate(
            "krate",
            2021,
            "#![no_std] extern crate std; mod x {}",
            Map.of("core", core, "std", TestSources.STD));
    assertEquals("std::vec::Vec", type(named, "x", "std::vec::Vec"));
  }

  @Test
  void noImplicitPreludeHoldsForModulesBelow() {
    SourceCrate crate = crate("#[no_implicit_prelude] mod x { mod y {} } mod z {}");
    assertEquals("-", type(crate, "x::y", "Vec"));
    assertEquals("prim u8", type(crate, "x", "u8"));
    assertEquals("std::vec::Vec", type(crate, "x", "::std::vec::Vec"));
    assertEquals("std::vec::Vec", type(crate, "z", "Vec"));
  }

  @Test
  void modulesComeFromFiles() {
    SourceCrate crate =
        crate(
            """
            mod a;
            mod b;
            #[path = "elsewhere/c.rs"] mod c;
            mod d { mod e; #[path = "f.rs"] mod g; }
            #[cfg(off)] mod off;
            #[cfg_attr(on, path = "on.rs")] mod other;
            include!("inc.rs");
            mod missing;
            //- a.rs
            mod deep; struct A;
            //- a/deep.rs
            struct Deep;
            //- b/mod.rs
            mod sub; struct B;
            //- b/sub.rs
            struct Sub;
            //- elsewhere/c.rs
            mod near; struct C;
            //- elsewhere/near.rs
            struct Near;
            //- d/e.rs
            struct E;
            //- d/f.rs
            struct F;
            //- on.rs
            struct On;
            //- inc.rs
            struct Included;
            """);
    assertEquals("krate::a::deep::Deep", type(crate, "a::deep", "Deep"));
    assertEquals("krate::b::sub::Sub", type(crate, "b::sub", "Sub"));
    assertEquals("krate::c::near::Near", type(crate, "c::near", "Near"));
    assertEquals("krate::d::e::E", type(crate, "d::e", "E"));
    assertEquals("krate::d::g::F", type(crate, "d::g", "F"));
    assertEquals("krate::other::On", type(crate, "other", "On"));
    assertEquals("krate::Included", type(crate, "", "Included"));
    assertEquals("-", type(crate, "", "off"));
    assertEquals("?", type(crate, "", "missing::X"));
  }

  @Test
  void blocksHaveItemsOfTheirOwn() {
    SourceCrate crate =
        crate(
            """
            mod m { pub struct S; pub enum E { A } pub trait T {} }
            struct S;
            fn f() {
              use m::E::*;
              use m::T as _;
              struct Local;
              impl Local { fn g() { fn deep() {} deep(); } }
              { use m::S; enum Own { X } use Own::*; here; }
              mod inner { struct InMod; fn z() { there; } }
            }
            """);
    SourceDef f = (SourceDef) crate.root().member("f", Namespace.VALUE);
    Resolver resolver = new Resolver(crate);
    Scope here = scopeAt(resolver, f, "here");
    assertEquals("krate::m::S", TestSources.meaning(crate, here, "S", Namespace.TYPE));
    assertEquals("krate::m::E::A", TestSources.meaning(crate, here, "A", Namespace.VALUE));
    assertEquals("krate::f::Own::X", TestSources.meaning(crate, here, "X", Namespace.VALUE));
    assertEquals("krate::f::Local", TestSources.meaning(crate, here, "Local", Namespace.TYPE));
    assertEquals("krate::S", TestSources.meaning(crate, here, "self::S", Namespace.TYPE));
    assertEquals("[krate::m::T]", resolver.traitsInScope(here).toString());
    Scope there = scopeAt(resolver, f, "there");
    assertEquals("-", TestSources.meaning(crate, there, "Local", Namespace.TYPE));
    assertEquals(
        "krate::f::inner::InMod", TestSources.meaning(crate, there, "InMod", Namespace.TYPE));
    assertEquals("[krate::f::{impl}]", crate.impls().toString());
    Scope deep = scopeAt(resolver, f, "deep");
    assertEquals(
        "krate::f::{impl}::g::deep", TestSources.meaning(crate, deep, "deep", Namespace.VALUE));
  }

  private static Scope scopeAt(Resolver resolver, SourceDef def, String identifier) {
    for (Node node : def.source().placed().item().tree().root().descendants()) {
      if (node.is(Kind.IDENTIFIER) && node.textIs(identifier)) {
        return resolver.scopeAt(def, node);
      }
    }
    throw new AssertionError("no " + identifier);
  }
}
