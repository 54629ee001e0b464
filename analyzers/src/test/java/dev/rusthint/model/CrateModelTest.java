package dev.rusthint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.cargo.CfgPredicate;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CrateModelTest {
  private static final Path SRC = Path.of("/crate/src");
  private static final CfgSet SET =
      CfgSet.of(TargetTriple.of("x86_64-unknown-linux-gnu")).with("on").withOpen("test");
  private static final CfgOracle CFG =
      predicate -> CfgPredicate.parse(predicate).evaluate(SET).isPossible();

  /// A crate whose files are written one after the other, each after a line `//- path`.
  private static final class TestCrate {
    final Map<Path, SourceFile> files = new LinkedHashMap<>();
    final CrateModel model;

    TestCrate(String text) {
      this(text, 2021);
    }

    TestCrate(String text, int edition) {
      Path file = SRC.resolve("lib.rs");
      StringBuilder content = new StringBuilder();
      for (String line : text.lines().toList()) {
        if (line.startsWith("//- ")) {
          add(file, content);
          content.setLength(0);
          file = SRC.resolve(line.substring(4)).normalize();
        } else {
          content.append(line).append('\n');
        }
      }
      add(file, content);
      Map<Path, List<ItemTree>> trees = new HashMap<>();
      files.forEach((path, source) -> trees.put(path, ItemTree.of(source)));
      model = CrateModel.load(SRC.resolve("lib.rs"), trees::get, CFG, edition);
    }

    private void add(Path file, StringBuilder content) {
      files.put(file, SourceFile.of(SourceText.of(content.toString())));
    }

    List<String> paths() {
      return model.files().stream().map(f -> SRC.relativize(f).toString()).toList();
    }

    CrateModel.FilePlace place(String file) {
      return model.place(SRC.resolve(file));
    }

    /// The names of all items and members that can be named from outside; `?name` where that is not
    /// known.
    List<String> exported() {
      List<String> names = new ArrayList<>();
      for (Path file : model.files()) {
        for (Placed placed : files.get(file).allItems()) {
          Declaration declaration = Declaration.of(files.get(file), placed);
          if (declaration.name().isEmpty() && placed.kind() != ItemKind.IMPL) {
            continue;
          }
          Boolean exported = model.place(file).exports().isExported(files.get(file), placed);
          String name =
              placed.kind() == ItemKind.IMPL
                  ? "impl " + declaration.impl().selfPath()
                  : declaration.name();
          if (exported == null) {
            names.add("?" + name);
          } else if (exported) {
            names.add(name);
          }
        }
      }
      return names;
    }
  }

  @Test
  void aPrivateFunctionIsNotTheExportedTypeOfItsName() {
    TestCrate crate =
        new TestCrate(
            """
            mod split;
            pub use split::Sink;
            //- split.rs
            pub struct Sink;
            fn Sink() {}
            """);
    assertEquals(List.of("Sink"), crate.exported().stream().filter("Sink"::equals).toList());
  }

  @Test
  void modulesAreInFilesBesideAndBelow() {
    TestCrate crate =
        new TestCrate(
            """
            mod a; mod b; mod missing; mod r#type;
            //- a.rs
            mod c;
            //- a/c.rs
            //- b/mod.rs
            mod d; mod e { mod f; }
            //- b/d.rs
            mod g;
            //- b/d/g.rs
            //- b/e/f.rs
            //- type.rs
            //- other.rs
            """);
    assertEquals(
        List.of(
            "lib.rs", "a.rs", "a/c.rs", "b/mod.rs", "b/d.rs", "b/d/g.rs", "b/e/f.rs", "type.rs"),
        crate.paths());
    assertEquals("a::c", crate.place("a/c.rs").module());
    assertEquals("b::e::f", crate.place("b/e/f.rs").module());
    assertEquals("", crate.place("lib.rs").module());
    assertTrue(crate.model.missing().contains(SRC.resolve("missing/mod.rs")));
    assertNull(crate.place("other.rs"));
  }

  @Test
  void pathAttributesCountFromWhereTheyStand() {
    TestCrate crate =
        new TestCrate(
            """
            #[path = "x/y.rs"] mod a;
            #[path = "in"] mod b { mod c; }
            mod d { #[path = "e.rs"] mod e; }
            #[cfg_attr(off, path = "no.rs")] #[cfg_attr(on, path = "yes.rs")] mod f;
            mod g;
            //- x/y.rs
            mod z;
            //- x/z.rs
            //- in/c.rs
            //- d/e.rs
            //- yes.rs
            //- no.rs
            //- g.rs
            #[path = "h.rs"] mod h;
            mod i { #[path = "j.rs"] mod j; }
            //- h.rs
            //- g/i/j.rs
            """);
    assertEquals(
        List.of(
            "lib.rs",
            "x/y.rs",
            "x/z.rs",
            "in/c.rs",
            "d/e.rs",
            "yes.rs",
            "g.rs",
            "h.rs",
            "g/i/j.rs"),
        crate.paths());
  }

  @Test
  void includedFilesAreInTheModule() {
    TestCrate crate =
        new TestCrate(
            """
            mod a { include!("inc/b.rs"); }
            include!(concat!(env!("OUT_DIR"), "/c.rs"));
            //- inc/b.rs
            mod d;
            include!("b.rs");
            //- inc/d.rs
            """);
    assertEquals(List.of("lib.rs", "inc/b.rs", "inc/d.rs"), crate.paths());
    assertEquals("a", crate.place("inc/b.rs").module());
    assertEquals("a::d", crate.place("inc/d.rs").module());
  }

  @Test
  void cfgLeavesModulesOut() {
    TestCrate crate =
        new TestCrate(
            """
            #[cfg(off)] mod a;
            #[cfg(on)] mod b;
            #[cfg(off)] mod c { mod d; }
            #[cfg_attr(on, cfg(off))] mod e;
            mod f;
            //- a.rs
            mod g;
            //- a/g.rs
            //- b.rs
            //- c/d.rs
            //- e.rs
            //- f.rs
            #![cfg(off)]
            mod h;
            //- f/h.rs
            //- unrelated.rs
            """);
    assertEquals(List.of("lib.rs", "b.rs"), crate.paths());
    for (String out : List.of("a.rs", "a/g.rs", "c/d.rs", "e.rs", "f.rs", "f/h.rs")) {
      assertTrue(crate.model.isLeftOut(SRC.resolve(out)), out);
    }
    for (String other : List.of("b.rs", "lib.rs", "unrelated.rs", "c.rs")) {
      assertFalse(crate.model.isLeftOut(SRC.resolve(other)), other);
    }
  }

  @Test
  void macrosPassModulesOn() {
    TestCrate crate =
        new TestCrate(
            """
            #[macro_use] mod macros;
            cfg_on! { mod a; }
            cfg_off! { mod b; }
            unknown! { mod c; }
            cfg_if! { if #[cfg(off)] { mod d; } else if #[cfg(on)] { mod e; } else { mod f; } }
            lazy! { not items }
            //- macros.rs
            macro_rules! cfg_on {
              ($($item:item)*) => { $(#[cfg(on)] #[cfg_attr(docs, doc(cfg(on)))] $item)* }
            }
            macro_rules! cfg_off { ($($i:item)*) => { $( #[cfg(off)] $i )* }; }
            //- a.rs
            //- b.rs
            //- c.rs
            //- d.rs
            //- e.rs
            //- f.rs
            """);
    assertEquals(List.of("lib.rs", "macros.rs", "a.rs", "c.rs", "e.rs"), crate.paths());
    assertTrue(crate.model.isLeftOut(SRC.resolve("b.rs")));
  }

  @Test
  void macrosPassModulesToMacros() {
    TestCrate crate =
        new TestCrate(
            """
            macro_rules! cfg_both {
              ($($item:item)*) => { #[cfg(unix)] cfg_it! { #![on] $($item)* } }
            }
            macro_rules! cfg_none { ($($item:item)*) => { cfg_it! { #![off] $($item)* } } }
            macro_rules! cfg_windows { ($($item:item)*) => { #[cfg(windows)] cfg_both! { $($item)* } } }
            macro_rules! cfg_it {
              (#![$meta:meta] $($item:item)*) => {
                $(#[cfg($meta)] #[cfg_attr(docs, doc(cfg($meta)))] $item)*
              }
            }
            cfg_both! { mod a; }
            cfg_none! { mod b; }
            cfg_windows! { mod c; }
            cfg_it! { #![all(on, feature = "d")] mod d; }
            cfg_it! { #![any(on, feature = "e")] mod e; }
            //- a.rs
            //- b.rs
            //- c.rs
            //- d.rs
            //- e.rs
            """);
    assertEquals(List.of("lib.rs", "a.rs", "e.rs"), crate.paths());
  }

  @Test
  void cyclesEnd() {
    TestCrate crate =
        new TestCrate(
            """
            #[path = "lib.rs"] mod a;
            mod b;
            //- b.rs
            #[path = "c.rs"] mod c1;
            #[path = "c.rs"] mod c2;
            //- c.rs
            #[path = "b.rs"] mod b1;
            #[path = "b.rs"] mod b2;
            """);
    assertEquals(List.of("lib.rs", "b.rs", "c.rs"), crate.paths());
  }

  @Test
  void manyInclusionsEnd() {
    StringBuilder text =
        new StringBuilder("mod x { include!(\"f0.rs\"); }\n#[path=\"f0.rs\"] mod y;\n");
    for (int i = 0; i < 60; i++) {
      text.append("//- f").append(i).append(".rs\n");
      for (int j = 0; j < 2; j++) {
        text.append("#[path = \"f%d.rs\"] mod m%d;\n".formatted(i + 1, j));
        text.append("include!(\"f%d.rs\");\n".formatted(i + 1));
      }
    }
    assertTrue(new TestCrate(text.toString()).paths().contains("f59.rs"));
  }

  @Test
  void lintLevelsAreInherited() {
    TestCrate crate =
        new TestCrate(
            """
            #![warn(clippy::all)]
            #[allow(clippy::exit)] mod a;
            //- a.rs
            #![deny(missing_docs)]
            #[expect(x, reason = "y")] mod b { #![allow(z)] mod c; }
            //- a/b/c.rs
            #![forbid(own)]
            """);
    assertEquals(List.of(), crate.place("lib.rs").inherited());
    assertEquals(
        List.of(
            new LintSetting("clippy::all", LintLevel.WARN),
            new LintSetting("clippy::exit", LintLevel.ALLOW)),
        crate.place("a.rs").inherited());
    assertEquals(
        List.of("clippy::all", "clippy::exit", "missing_docs", "x", "z"),
        crate.place("a/b/c.rs").inherited().stream().map(LintSetting::lint).toList());
  }

  @Test
  void rootAttributesHoldForTheCrate() {
    assertStd(StdLink.NEVER, "#![no_std]");
    assertStd(StdLink.NEVER, "#![no_std]\nextern crate alloc;");
    assertStd(StdLink.NEVER, "#![cfg_attr(not(feature = \"std\"), no_std)]");
    assertStd(StdLink.OPTIONAL, "#![no_std]\n#[cfg(feature = \"std\")]\nextern crate std;");
    assertStd(StdLink.OPTIONAL, "#![no_std]\n#[cfg(test)]\n#[macro_use]\nextern crate std as real;");
    assertStd(StdLink.ALWAYS, "#![cfg_attr(off, no_std)]");
    assertStd(StdLink.ALWAYS, "mod a;\n//- a.rs\n#![no_std]");
    assertEquals("1.60", new TestCrate("#![clippy::msrv = \"1.60\"]").model.msrv());
  }

  private static void assertStd(StdLink expected, String text) {
    assertEquals(expected, new TestCrate(text).model.std(), text);
  }

  @Test
  void testModulesAreKnown() {
    TestCrate crate =
        new TestCrate(
            """
            #[cfg(test)] mod a;
            #[cfg(all(unix, test))] mod b;
            #[cfg(any(unix, test))] mod c;
            mod d;
            //- a.rs
            mod e;
            //- a/e.rs
            //- b.rs
            //- c.rs
            //- d.rs
            #![cfg(test)]
            """);
    assertTrue(crate.place("a.rs").testOnly());
    assertTrue(crate.place("a/e.rs").testOnly());
    assertTrue(crate.place("b.rs").testOnly());
    assertFalse(crate.place("c.rs").testOnly());
    assertTrue(crate.place("d.rs").testOnly());
  }

  private static void assertExports(String crate, String... names) {
    assertEquals(List.of(names), new TestCrate(crate).exported(), crate);
  }

  @Test
  void pubAllTheWayIsExported() {
    assertExports(
        "pub fn a() {}\nfn b() {}\npub(crate) fn c() {}\nmod d { pub fn e() {} }\n"
            + "pub mod f { pub struct G; pub(super) struct H; mod i { pub fn j() {} } }",
        "a",
        "f",
        "G");
    assertExports("pub mod a;\nmod b;\n//- a.rs\npub fn c() {}\n//- b.rs\npub fn d() {}", "a", "c");
  }

  @Test
  void membersFollowTheirTypesAndTraits() {
    assertExports(
        """
        pub struct A;
        struct B;
        impl A { pub fn c() {} fn d() {} pub(crate) fn e() {} pub const F: u8 = 0; }
        impl B { pub fn g() {} }
        pub trait H { fn i(); type J; }
        trait K { fn l(); }
        """,
        "A",
        "impl A",
        "c",
        "F",
        "H",
        "i",
        "J");
  }

  @Test
  void membersOfTraitImplsNeedBoth() {
    assertExports(
        """
        pub struct A;
        struct B;
        pub trait C { }
        trait D { }
        impl C for A { fn e() {} }
        impl D for A { fn f() {} }
        impl C for B { fn g() {} }
        impl Clone for A { fn h() {} }
        """,
        "A",
        "C",
        "impl A",
        "e",
        "impl A",
        "h");
  }

  @Test
  void implsForReferencesAreAboutWhatTheyReferTo() {
    assertExports(
        """
        use std::fmt::{self, Debug};
        pub struct A;
        struct B;
        impl Debug for &A { fn a() {} }
        impl fmt::Display for &'static mut [B] { fn b() {} }
        impl From<A> for () { fn c() {} }
        impl From<A> for [u8; 4] { fn d() {} }
        impl<T> From<T> for &T { fn e() {} }
        mystery! { #[derive(Debug)] }
        """,
        "A",
        "impl null",
        "a",
        "impl null",
        "c",
        "impl null",
        "d",
        "impl null",
        "e");
  }

  @Test
  void implsMayBeFarFromTheirTypes() {
    assertExports(
        """
        pub mod a { pub struct T; }
        mod b;
        mod p { pub struct Hidden; }
        //- b.rs
        use crate::a::T;
        use super::p::Hidden as H;
        use crate::a as other;
        impl T { pub fn one() {} }
        impl super::a::T { pub fn two() {} }
        impl other::T { pub fn three() {} }
        impl H { pub fn four() {} }
        type Alias = T;
        impl Alias { pub fn five() {} }
        impl Unknown { pub fn six() {} }
        """,
        "a",
        "T",
        "impl T",
        "one",
        "impl super::a::T",
        "two",
        "impl other::T",
        "three",
        "impl Alias",
        "five",
        "?impl Unknown",
        "?six");
  }

  @Test
  void filesInSeveralModulesAreExportedByAny() {
    TestCrate crate =
        new TestCrate(
            """
            #[path = "x.rs"] mod hidden;
            pub mod outer { #[path = "../x.rs"] pub mod shown; }
            mod included { include!("y.rs"); }
            pub use included::*;
            //- x.rs
            pub mod inner { pub struct A; impl A { pub fn m() {} } }
            struct B;
            //- y.rs
            pub mod deep { pub fn f() {} }
            fn g() {}
            """);
    assertEquals(
        List.of("outer", "shown", "inner", "A", "impl A", "m", "deep", "f"), crate.exported());
  }

  /// What a path leads to in the last item of a file, with its lifetimes.
  private static String typeNamed(TestCrate crate, String file, String path) {
    SourceFile source = crate.files.get(SRC.resolve(file));
    NamedType type =
        crate.place(file).exports().typeNamed(source, source.allItems().getLast(), path);
    return type == null
        ? "unknown"
        : type.isForeign() ? type.path() : type.path() + " " + type.lifetimes();
  }

  @Test
  void typesOfOtherFilesAreFoundByTheirNames() {
    TestCrate crate =
        new TestCrate(
            """
            mod store; mod user; mod deep { pub mod deeper; }
            pub use store::Ptr as Pointer;
            //- store.rs
            pub struct Ptr<'a>(&'a u8);
            pub enum Two<'a, 'b: 'a, T, const N: usize> { A(&'a T), B(&'b [u8; N]) }
            pub trait Visit<'de>: Sized where for<'x> &'x Self: Copy {}
            pub type Alias<'t> = Two<'t, 't, u8, 0>;
            pub struct Plain<T: for<'x> Fn(&'x u8)>(T);
            pub fn Lower<'a>(x: &'a u8) {}
            //- user.rs
            use crate::store::{self, *};
            use super::Pointer;
            fn f() {}
            //- deep/deeper.rs
            use super::super::user::*;
            fn f() {}
            """);
    assertEquals("store::Ptr 1", typeNamed(crate, "user.rs", "Ptr"));
    assertEquals("store::Ptr 1", typeNamed(crate, "user.rs", "Pointer"));
    assertEquals("store::Two 2", typeNamed(crate, "user.rs", "store::Two"));
    assertEquals("store::Two 2", typeNamed(crate, "user.rs", "super::store::Two"));
    assertEquals("store::Visit 1", typeNamed(crate, "user.rs", "crate::store::Visit"));
    assertEquals("store::Alias 1", typeNamed(crate, "user.rs", "self::Alias"));
    assertEquals("store::Ptr 1", typeNamed(crate, "user.rs", "crate::Pointer"));
    assertEquals("unknown", typeNamed(crate, "user.rs", "Plain"));
    assertEquals("unknown", typeNamed(crate, "user.rs", "Lower"));
    assertEquals("unknown", typeNamed(crate, "user.rs", "super::super::Pointer"));
    assertEquals("unknown", typeNamed(crate, "user.rs", "nowhere::Ptr"));
    // Private imports are not for other modules that are not inside.
    assertEquals("unknown", typeNamed(crate, "deep/deeper.rs", "Ptr"));
    assertEquals("store::Ptr 1", typeNamed(crate, "deep/deeper.rs", "crate::store::Ptr"));
  }

  @Test
  void facadesOfStdAreFollowed() {
    String facade =
        """
        mod lib { mod core { pub use std::*; } pub use self::core::fmt; pub use std::io::Lines; }
        extern crate core as basics;
        mod a;
        //- a.rs
        use %s::*;
        struct Formatter<'a>(&'a u8);
        fn f() {}
        """;
    for (int edition : List.of(2015, 2021)) {
      TestCrate crate =
          new TestCrate(facade.formatted(edition == 2015 ? "lib" : "crate::lib"), edition);
      assertEquals("std::fmt::Formatter", typeNamed(crate, "a.rs", "fmt::Formatter"));
      assertEquals("std::io::Lines", typeNamed(crate, "a.rs", "Lines"));
      assertEquals("core::cell::Ref", typeNamed(crate, "a.rs", "crate::basics::cell::Ref"));
      assertEquals("a::Formatter 1", typeNamed(crate, "a.rs", "Formatter"));
    }
  }

  @Test
  void macrosOfOtherFilesLeaveItemsOut() {
    TestCrate crate =
        new TestCrate(
            """
            #[macro_use] mod macros; mod a;
            //- macros.rs
            macro_rules! cfg_off { ($($i:item)*) => { $(#[cfg(off)] $i)* } }
            macro_rules! cfg_on { ($($i:item)*) => { $(#[cfg(on)] $i)* } }
            macro_rules! when { (#![$m:meta] $($i:item)*) => { $(#[cfg($m)] $i)* } }
            //- a.rs
            cfg_off! { fn a() {} }
            cfg_on! { fn b() {} }
            when! { #![off] fn c() {} }
            when! { #![on] fn d() {} }
            unknown! { fn e() {} }
            fn cfg_off() {}
            """);
    SourceFile source = crate.files.get(SRC.resolve("a.rs"));
    Exports exports = crate.place("a.rs").exports();
    List<Boolean> leftOut = new ArrayList<>();
    for (Placed item : source.items()) {
      if (item.kind() != ItemKind.TRIVIA) {
        leftOut.add(exports.isLeftOut(source, item));
      }
    }
    assertEquals(List.of(true, false, true, false, false, false), leftOut);
  }

  @Test
  void aliasesOfStdAreFollowed() {
    TestCrate crate =
        new TestCrate(
            """
            mod error; mod a;
            //- error.rs
            use std::result;
            pub struct Error;
            pub type Answer<T> = Result<T, Error>;
            pub type Other = result::Result<u8, Error>;
            pub type Again = super::error::Other;
            pub type Own = Error;
            pub type Cycle = Cycle2;
            pub type Cycle2 = Cycle;
            //- a.rs
            use crate::error::*;
            fn f() {}
            """);
    SourceFile source = crate.files.get(SRC.resolve("a.rs"));
    Placed last = source.allItems().getLast();
    for (String name : List.of("Answer", "Other", "Again", "crate::error::Other")) {
      NamedType type = crate.place("a.rs").exports().typeNamed(source, last, name);
      assertNotNull(type, name);
      assertEquals("std::result::Result", type.inStd(), name);
    }
    assertEquals("unknown", typeNamed(crate, "a.rs", "Own"));
    assertEquals("unknown", typeNamed(crate, "a.rs", "Cycle"));
  }

  @Test
  void typesThatDifferByCfgAreNotKnown() {
    TestCrate crate =
        new TestCrate(
            """
            #[cfg(test)] struct A<'a>(&'a u8);
            #[cfg(not(test))] struct A;
            #[cfg(on)] struct B<'a>(&'a u8);
            #[cfg(off)] struct B;
            fn f() {}
            """);
    assertEquals("unknown", typeNamed(crate, "lib.rs", "A"));
    assertEquals("B 1", typeNamed(crate, "lib.rs", "B"));
  }

  @Test
  void whatIsKnownOfTypesStaysEqualWhileOtherThingsAreWritten() {
    String text =
        """
        mod a; mod b;
        //- a.rs
        pub struct A<'a>(&'a u8);
        %s
        //- b.rs
        use crate::a::A;
        """;
    Exports before = new TestCrate(text.formatted("")).place("b.rs").exports();
    for (String other :
        List.of("use std::fmt;", "pub struct New;", "fn f<'a>() {}", "struct N<T>(T);")) {
      assertEquals(before, new TestCrate(text.formatted(other)).place("b.rs").exports(), other);
    }
    assertNotEquals(
        before, new TestCrate(text.formatted("struct N<'a>(&'a u8);")).place("b.rs").exports());
  }

  @Test
  void reexportsByName() {
    assertExports(
        """
        mod p { pub struct A; pub struct B; pub struct C; impl A { pub fn m() {} } pub fn f() {} }
        pub use p::A;
        pub use self::p::{B as Renamed, f as g};
        use p::C;
        pub(crate) use p::C as D;
        """,
        "A",
        "B",
        "impl A",
        "m",
        "f");
  }

  @Test
  void reexportsInChains() {
    assertExports(
        """
        mod a { pub use super::b::X; pub use self::in_a::*; mod in_a { pub struct Y; struct Z; } }
        mod b { pub use crate::c::X; }
        mod c;
        pub use a::{X, Y};
        //- c.rs
        pub struct X;
        pub struct Other;
        """,
        "Y",
        "X");
  }

  @Test
  void reexportsOfModulesAndByGlobs() {
    assertExports("mod a { pub mod b { pub fn c() {} } pub fn d() {} }\npub use a::b;", "b", "c");
    assertExports(
        "mod a { pub mod b { pub fn c() {} } pub fn d() {} fn e() {} }\npub use a::*;",
        "b",
        "c",
        "d");
    assertExports(
        "mod a { pub use super::b::*; }\nmod b { pub use super::a::*; pub fn c() {} }\n"
            + "pub use a::*;",
        "c");
    assertExports(
        "pub mod prelude { pub use crate::x::Y; }\nmod x { pub struct Y; pub struct Z; }",
        "prelude",
        "Y");
  }

  @Test
  void reexportsThroughPrivateImports() {
    assertExports(
        "mod a { pub struct B; }\nuse a::B as C;\nmod d { pub struct E; }\nuse d as f;\n"
            + "pub use C as G;\npub use f::E;",
        "B",
        "E");
  }

  @Test
  void macrosAreExportedByAttribute() {
    assertExports(
        "#[macro_export] macro_rules! a { () => {} }\nmacro_rules! b { () => {} }\n"
            + "mod m { #[cfg_attr(on, macro_export)] macro_rules! c { () => {} } }",
        "a",
        "c");
  }

  @Test
  void whatMacrosMayReexportIsNotKnown() {
    assertExports("mod a { pub struct B; pub struct C; }\nreexport! { a => B }", "?B");
    assertExports(
        """
        macro_rules! cfg_on { ($($i:item)*) => { $(#[cfg(on)] $i)* } }
        mod a { pub struct B; pub struct C; }
        cfg_on! { pub use a::B; }
        """,
        "B");
  }

  @Test
  void edition2015ImportsCountFromTheRoot() {
    String text =
        "mod a { pub mod b { pub struct C; } pub mod d { use a::b::C; pub use a::b::C as E; "
            + "impl C { pub fn m() {} } } }\npub use a::d::E;";
    assertEquals(List.of("C", "impl C", "m"), new TestCrate(text, 2015).exported());
  }

  @Test
  void externBlocksAreTransparent() {
    assertExports(
        "mod ffi { extern \"C\" { pub fn a(); fn b(); pub static C: u8; } }\npub use ffi::a;", "a");
    assertExports("extern \"C\" { pub fn a(); fn b(); }", "a");
  }

  @Test
  void bodiesAndPrivateItemsLeaveExportsEqual() {
    String before =
        "pub struct A;\nimpl A { pub fn f() { 1 } }\npub mod b;\n//- b.rs\npub fn c() {}";
    String after =
        "pub struct A;\nimpl A { pub fn f() { 2 } pub fn g() {} }\nfn h() {}\npub fn i() {}\n"
            + "pub mod b;\n//- b.rs\npub fn c() {}";
    assertEquals(new TestCrate(before).place("lib.rs"), new TestCrate(after).place("lib.rs"));
    String reexporting = before.replace("pub mod b;", "pub mod b;\npub use b::c;\nmod d;");
    assertEquals(new TestCrate(before).place("b.rs"), new TestCrate(reexporting).place("b.rs"));
    String hidden = before.replace("pub mod b;", "mod b;");
    assertNotEquals(new TestCrate(before).place("b.rs"), new TestCrate(hidden).place("b.rs"));
    assertNotNull(new TestCrate(hidden).place("b.rs"));
  }
}
