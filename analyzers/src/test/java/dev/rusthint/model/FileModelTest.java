package dev.rusthint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each case is a file with one path in it marked: `‹path›`.
final class FileModelTest {
  private static CrateInfo crate(int edition, boolean noStd, String module) {
    return crate(edition, noStd, module, null);
  }

  private static CrateInfo crate(
      int edition, boolean noStd, String module, Set<String> dependencies) {
    return new CrateInfo(
        "c",
        TargetKind.LIB,
        edition,
        null,
        noStd ? StdLink.NEVER : StdLink.ALWAYS,
        predicate -> !predicate.contains("off"),
        dependencies,
        List.of(),
        module,
        false,
        null);
  }

  private static void assertResolves(String expected, String marked) {
    assertEquals(Optional.ofNullable(expected), resolve(marked, crate(2021, false, "m")), marked);
  }

  private static void assertOpen(String marked) {
    assertEquals(Optional.empty(), resolve(marked, crate(2021, false, "m")), marked);
  }

  private static Optional<String> resolve(String marked, CrateInfo crate) {
    int from = marked.indexOf('‹');
    int to = marked.indexOf('›') - 1;
    String code = marked.replace("‹", "").replace("›", "");
    SourceFile file = SourceFile.of(SourceText.of(code));
    FileModel model = FileModel.of(file, crate);
    int offset = code.substring(0, from).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    Placed at = file.itemAt(offset);
    Node node = at.item().tree().at(offset - at.start());
    return model.resolve(code.substring(from, to), at, node);
  }

  @Test
  void anImportGivesTheWholePath() {
    assertResolves("std::sync::Mutex", "use std::sync::Mutex;\nfn f() { ‹Mutex›(); }");
    assertResolves("std::sync::Mutex::new", "use std::sync::Mutex;\nfn f() { ‹Mutex::new›(1); }");
    assertResolves("std::process::exit", "use std::process;\nfn f() { ‹process::exit›(1); }");
    assertResolves("std::process::exit", "fn f() { ‹std::process::exit›(1); }");
    assertResolves("regex::Regex::new", "use regex::{bytes, Regex};\nfn f() { ‹Regex::new›(1); }");
    assertResolves("regex::Regex::new", "fn f() { ‹regex::Regex::new›(1); }");
    assertResolves("regex::Regex::new", "fn f() { ‹::regex::Regex::new›(1); }");
  }

  @Test
  void anImportCanRename() {
    assertResolves("std::sync::Mutex", "use std::sync::Mutex as Lock;\nfn f() { ‹Lock›(); }");
    assertResolves(
        "std::io::Result", "use std::{fmt, io::{self, Write}};\nfn f() { ‹io::Result›(); }");
    assertResolves("std::io::Write", "use std::{fmt, io::{self, Write}};\nfn f() { ‹Write›(); }");
    assertResolves("std::io::Error", "use std::io::{self as sio};\nfn f() { ‹sio::Error›(); }");
    assertResolves("regex::Regex", "extern crate regex as re;\nfn f() { ‹re::Regex›(); }");
    assertResolves("crate::x::y", "extern crate self as me;\nfn f() { ‹me::x::y›(); }");
    assertResolves("a::type::B", "use a::r#type::B;\nfn f() { ‹B›(); }");
  }

  @Test
  void importsLeadToImports() {
    assertResolves(
        "std::sync::Mutex", "use std::sync as s;\nuse s::Mutex as M;\nfn f() { ‹M›(); }");
    assertOpen("use a::B as C;\nuse self::D as B;\nuse self::B as D;\nfn f() { ‹D›(); }");
    assertResolves("log::log", "use log::log;\nfn f() { ‹log›(); }");
    assertResolves("log::info", "use log;\nfn f() { ‹log::info›(); }");
  }

  @Test
  void thePreludeIsThere() {
    assertResolves("std::vec::Vec::new", "fn f() { ‹Vec::new›(); }");
    assertResolves("std::option::Option::Some", "fn f() { ‹Some›(1); }");
    assertResolves("std::mem::drop", "fn f(x: i32) { ‹drop›(x); }");
    assertResolves("u8::MAX", "fn f() { ‹u8::MAX›; }");
    assertResolves("std::convert::TryFrom", "impl ‹TryFrom›<u8> for S {}");
    String old = "impl ‹TryFrom›<u8> for S {}";
    assertEquals(Optional.empty(), resolve(old, crate(2018, false, "m")));
    String boxed = "fn f() { ‹Box::new›(1); }";
    assertEquals(Optional.empty(), resolve(boxed, crate(2021, true, "m")));
    assertOpen("fn f() { ‹frobnicate›(1); }");
    assertOpen("fn f() { ‹Frobnicate::new›(1); }");
  }

  @Test
  void whatTheFileDeclaresHidesIt() {
    assertResolves("crate::m::Vec::new", "struct Vec;\nfn f() { ‹Vec::new›(); }");
    assertResolves("crate::m::drop", "fn drop() {}\nfn f() { ‹drop›(); }");
    assertResolves("crate::m::std::x", "mod std;\nfn f() { ‹std::x›(); }");
    assertResolves("std::x", "mod std;\nfn f() { ‹::std::x›(); }");
    assertOpen("fn f<Vec>() { ‹Vec::new›(); }");
    assertOpen("impl<Vec> A<Vec> { fn f() { ‹Vec::new›(); } }");
    assertOpen("fn f(drop: fn()) { ‹drop›(); }");
    assertOpen("fn f() { let drop = 1; ‹drop›(); }");
    assertOpen("fn f() { g(|(drop, _)| ‹drop›()); }");
    assertOpen("fn f() { match x { Y { drop } => ‹drop›() } }");
    assertResolves("std::mem::drop", "fn f() { match x { Y { drop: z } => ‹drop›() } }");
  }

  @Test
  void modulesKeepTheirImports() {
    assertOpen("use a::Mutex;\nmod x { fn f() { ‹Mutex::new›(); } }");
    assertResolves(
        "a::Mutex::new", "use a::Mutex;\nmod x { use super::Mutex; fn f() { ‹Mutex::new›(); } }");
    assertResolves("a::Mutex", "use a::Mutex;\nmod x { fn f() { ‹super::Mutex›(); } }");
    assertResolves("a::B", "mod x { pub use a::B; }\nfn f() { ‹x::B›(); }");
    assertResolves("a::B", "mod x { pub use a::B; }\nfn f() { ‹self::x::B›(); }");
    assertResolves("a::B", "mod x { pub use a::B; }\nfn f() { ‹crate::m::x::B›(); }");
    assertResolves("crate::m::x::C", "mod x { pub struct C; }\nfn f() { ‹x::C›(); }");
    assertResolves("crate::other::x::B", "fn f() { ‹crate::other::x::B›(); }");
    assertResolves("crate::B", "fn f() { ‹super::B›(); }");
    assertOpen("fn f() { ‹super::super::B›(); }");
    assertOpen("mod x { }\nfn f() { ‹x::B›(); }");
  }

  @Test
  void globsOfTheFileAreFollowed() {
    assertResolves("a::B", "use a::B;\nmod t { use super::*; fn f() { ‹B›(); } }");
    assertResolves("crate::m::B", "struct B;\nmod t { use super::*; fn f() { ‹B›(); } }");
    assertResolves("std::vec::Vec::new", "mod t { use super::*; fn f() { ‹Vec::new›(); } }");
    assertResolves("std::io::Read", "use std::io::prelude::*;\nimpl ‹Read› for S {}");
    assertResolves("std::vec::Vec", "use std::prelude::v1::*;\nimpl T for ‹Vec›<u8> {}");
  }

  @Test
  void globsOfElsewhereLeaveItOpen() {
    assertOpen("use a::*;\nfn f() { ‹Mutex›(); }");
    assertOpen("use super::*;\nfn f() { ‹Vec::new›(); }");
    assertOpen("use a::*;\nmod t { use super::*; fn f() { ‹Vec::new›(); } }");
    assertResolves("std::mem::swap", "use super::*;\nfn f() { ‹std::mem::swap›(); }");
    assertOpen("use a::*;\nuse b::C;\nfn f() { ‹C›(); }");
    assertOpen("mod x;\nuse x::*;\nfn f() { ‹regex::Regex›(); }");
  }

  @Test
  void dependenciesAreKnownByName() {
    CrateInfo crate = crate(2021, false, "m", Set.of("b"));
    String marked = "use super::*;\nuse b::C;\nfn f() { ‹C›(); }";
    assertEquals(Optional.of("b::C"), resolve(marked, crate));
    assertEquals(Optional.of("b::C"), resolve("use super::*;\nfn f() { ‹b::C›(); }", crate));
    assertEquals(Optional.empty(), resolve("fn f() { ‹c::C›(); }", crate));
    assertEquals(Optional.of("crate::m::b::C"), resolve("mod b;\nfn f() { ‹b::C›(); }", crate));
  }

  @Test
  void macrosLeaveItOpen() {
    assertOpen("make! { struct Vec; }\nfn f() { ‹Vec::new›(); }");
    assertResolves("std::vec::Vec::new", "make! { struct X; }\nfn f() { ‹Vec::new›(); }");
    assertOpen("macro_rules! m { () => { struct Vec; } }\nm!();\nfn f() { ‹Vec::new›(); }");
    assertResolves(
        "std::sync::Mutex",
        """
        macro_rules! pass { ($($i:item)*) => { $(#[cfg(a)] #[doc(x)] $i)* } }
        pass! { use std::sync::Mutex; }
        fn f() { ‹Mutex›(); }
        """);
    assertOpen(
        """
        macro_rules! pass { ($($i:item)*) => { $(#[cfg(off)] $i)* } }
        pass! { use std::sync::Mutex; }
        fn f() { ‹Mutex›(); }
        """);
  }

  @Test
  void cfgChooses() {
    String both = "#[cfg(%s)] use a::Mutex;\n#[cfg(on)] use b::Mutex;\nfn f() { ‹Mutex›(); }";
    assertOpen(both.formatted("other"));
    assertResolves("b::Mutex", both.formatted("off"));
    assertResolves("a::B", "#[cfg(x)] use a::B;\n#[cfg(y)] use a::B;\nfn f() { ‹B›(); }");
  }

  @Test
  void functionsHaveImportsOfTheirOwn() {
    assertResolves("a::B", "fn f() { use a::B; ‹B›(); }");
    assertResolves("a::B", "fn f() { if x { ‹B›(); } use a::B; }");
    assertOpen("fn f() { { use a::B; } ‹B›(); }");
    assertResolves("b::B", "use a::B;\nfn f() { use b::B; { ‹B›(); } }");
    assertOpen("use a::B;\nfn f() { struct B; ‹B›(); }");
    assertResolves("std::cmp::max", "fn f() { use std::cmp; ‹cmp::max›(); }");
    assertOpen("fn f() { use a::*; ‹Vec::new›(); }");
  }

  @Test
  void edition2015CountsUsesFromTheRoot() {
    CrateInfo inner = crate(2015, false, "m");
    CrateInfo root = crate(2015, false, "");
    assertEquals(Optional.of("std::fmt"), resolve("use std::fmt;\nfn f() { ‹fmt›(); }", inner));
    assertEquals(Optional.empty(), resolve("use sync::A;\nfn f() { ‹A›(); }", inner));
    String declared = "extern crate regex;\nmod sync;\nuse %s::A;\nfn f() { ‹A›(); }";
    assertEquals(Optional.of("crate::sync::A"), resolve(declared.formatted("sync"), root));
    assertEquals(Optional.of("regex::A"), resolve(declared.formatted("regex"), root));
    assertEquals(Optional.of("std::a"), resolve("fn f() { ‹::std::a›(); }", inner));
    assertEquals(Optional.empty(), resolve("fn f() { ‹::sync::a›(); }", inner));
  }

  @Test
  void theFilesOwnPlaceMayBeUnknown() {
    CrateInfo crate = CrateInfo.standalone(2021);
    assertEquals(
        Optional.of("self::x::A"), resolve("mod x { struct A; fn f() { ‹A›(); } }", crate));
    assertEquals(Optional.of("crate::x::A"), resolve("fn f() { ‹crate::x::A›(); }", crate));
    assertEquals(Optional.empty(), resolve("fn f() { ‹super::A›(); }", crate));
  }

  @Test
  void pathsDoNotGoOnThroughFunctionsAndConstants() {
    CrateInfo crate = crate(2021, false, "m");
    String both = "use std::fmt;\nfn fmt() {}\nfn f() { ‹%s›; }";
    assertEquals(
        Optional.of("std::fmt::Formatter"), resolve(both.formatted("fmt::Formatter"), crate));
    assertEquals(Optional.empty(), resolve(both.formatted("fmt"), crate));
    assertEquals(
        Optional.of("std::mem::swap"),
        resolve("mod a { const std: u8 = 0; fn f() { ‹std::mem::swap›; } }", crate));
  }

  @Test
  void macrosOfStdCanBeHidden() {
    assertTrue(isStdMacro("fn f() {}"));
    assertFalse(isStdMacro("macro_rules! println { () => {} }\nfn f() {}"));
    assertFalse(isStdMacro("use colour::println;\nfn f() {}"));
    assertTrue(isStdMacro("use std::println;\nfn f() {}"));
    String rules = "macro_rules! println { () => {} }";
    assertTrue(isStdMacro("mod a { %s }\nfn f() {}".formatted(rules)));
    assertFalse(isStdMacro("#[macro_use] mod a { %s }\nfn f() {}".formatted(rules)));
    assertFalse(isStdMacro("%s\nmod a { mod b { fn f() {} } }".formatted(rules)));
    assertTrue(isStdMacro("mod a { fn f() {} %s }".formatted(rules)));
  }

  private static boolean isStdMacro(String code) {
    SourceFile file = SourceFile.of(SourceText.of(code));
    Placed function =
        file.allItems().stream()
            .filter(item -> item.kind() == ItemKind.FUNCTION)
            .findFirst()
            .orElseThrow();
    return FileModel.of(file, CrateInfo.standalone(2021)).isStdMacro("println", function);
  }

  @Test
  void facadesAreTheSame() {
    assertTrue(FileModel.isSame("core::mem::swap", "std::mem::swap"));
    assertTrue(FileModel.isSame("alloc::vec::Vec", "std::vec::Vec"));
    assertFalse(FileModel.isSame("corex::mem::swap", "std::mem::swap"));
  }

  @Test
  void bodiesAreNoPartOfIt() {
    FileModel before = model("struct S;\nfn f(x: u8) { a(); }");
    assertEquals(before, model("struct S;\nfn f(x: u8) { b(); let y = 1; }"));
    assertNotEquals(before, model("struct S;\nfn f(x: u16) { a(); }"));
    assertNotEquals(before, model("struct S;\nfn f(x: u8) { a(); }\nuse a::B;"));
  }

  private static FileModel model(String code) {
    return FileModel.of(SourceFile.of(SourceText.of(code)), CrateInfo.standalone(2021));
  }

  @Test
  void declarationsSayWhatItemsAre() {
    Declaration function =
        declaration("#[inline] pub(crate) unsafe fn f<'a, T: A<B>, const N: usize>() {}");
    assertEquals("f", function.name());
    assertEquals(Visibility.CRATE, function.visibility());
    assertEquals(List.of("T", "N"), function.generics());
    assertEquals(List.of("inline"), function.attributes().stream().map(Attribute::path).toList());
    Declaration kind = declaration("pub enum E { A, #[x] B(u8, C), D { e: F } = 3 }");
    assertEquals(List.of("A", "B", "D"), kind.variants());
    assertEquals(Visibility.PUBLIC, kind.visibility());
    assertEquals("X", declaration("static mut X: u8 = 0;").name());
    assertEquals("c", declaration("/// x\n#[doc(hidden)] pub const unsafe fn c() {}").name());
    assertEquals("m", declaration("macro_rules! m { () => {} }").name());
    assertEquals("type", declaration("fn r#type() {}").name());
  }

  /// What half-typed text declares is not settled, but reading it ends.
  @Test
  void anyTextCanBeRead() {
    String text =
        """
        #![x] #[cfg(a)] pub(in b::c) unsafe impl<'a, T: A<{ 1 }>, const N: u8> !B<T> for &'a C<N> {
        pub use a::{b as c, self, d::{e, f::*}}; extern crate r#x as y; enum E<T> { A(u8), B { } }
        macro_rules! m { (#![$q:meta] $($i:item)*) => { $(#[cfg($q)] $i)* }; }
        cfg_if! { if #[cfg(a)] { mod b; } else { mod c; } } static ref X: "a"; type A<T> = B<T>;
        """;
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      int from = random.nextInt(text.length());
      int to = from + random.nextInt(text.length() - from);
      int cut = random.nextInt(text.length());
      String broken = text.substring(from, to) + text.substring(cut);
      SourceFile file = SourceFile.of(SourceText.of(broken));
      try {
        ItemTree.of(file);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + broken, e);
      }
    }
  }

  @Test
  void headsOfImplsAreRead() {
    assertHead(null, "S", "impl S {}");
    assertHead(null, "a::S", "impl<'a, T> a::S<'a, T> where T: X<Y = fn() -> u8> {}");
    assertHead("fmt::Display", "S", "unsafe impl<T: Fn() -> u8> fmt::Display for S<T> {}");
    assertHead("Send", "S", "impl !Send for S {}");
    assertHead("From", null, "impl<'a> From<&'a str> for &'a S {}");
    assertHead("T", null, "impl T for for<'a> fn(&'a u8) {}");
    assertHead("T", "D", "impl T for dyn D {}");
    assertHead(null, "D", "impl dyn D + Send {}");
    assertHead("Index", "a::S", "impl Index<{ N + 1 }> for a::S<{ 1 }> {}");
  }

  @Test
  void subjectsOfImplsAreRead() {
    assertEquals("S", declaration("impl T for &'a mut S<X> {}").impl().subject());
    assertEquals("S", declaration("impl T for [S; 3] where A: B {}").impl().subject());
    assertEquals("S", declaration("impl T for *const S {}").impl().subject());
    assertEquals("a::S", declaration("impl T for a::S {}").impl().subject());
    assertEquals("()", declaration("impl T for () {}").impl().subject());
    assertEquals(null, declaration("impl T for (A, B) {}").impl().subject());
    assertEquals(null, declaration("impl T for fn(A) {}").impl().subject());
  }

  private static void assertHead(String trait, String self, String code) {
    ImplHead head = declaration(code).impl();
    assertEquals(trait, head.traitPath(), code);
    assertEquals(self, head.selfPath(), code);
    assertEquals(trait != null, head.isTraitImpl(), code);
  }

  private static Declaration declaration(String code) {
    SourceFile file = SourceFile.of(SourceText.of(code));
    return Declaration.of(file, file.items().getFirst());
  }
}
