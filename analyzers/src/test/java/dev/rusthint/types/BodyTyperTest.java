package dev.rusthint.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Types of local variables, against a small `core` of our own, so that nothing needs a toolchain.
/// What rustc says of real crates is compared by `benchmarks/compare/rust_types.py`.
class BodyTyperTest {
  /// The types of all variables of a crate by their names.
  private static Map<String, String> variables(String code) {
    SourceCrate crate = SmallCore.crateOver(SourceFile.of(SourceText.of("#![no_std]\n" + code)));
    TypeText text = new TypeText(place -> "here");
    Map<String, String> found = new TreeMap<>();
    new TypedCrate(crate)
        .forEachBody(
            (def, types) ->
                types.bindings().forEach((node, type) -> found.put(node.text(), text.of(type))));
    return found;
  }

  private static void check(String code, String... expected) {
    Map<String, String> found = variables(code);
    for (int i = 0; i < expected.length; i += 2) {
      assertEquals(expected[i + 1], found.get(expected[i]), expected[i] + " in " + found);
    }
  }

  @Test
  void literalsTakeTheTypeOfTheirPlaceOrFallBack() {
    check(
        "fn f(g: fn(u8)) { let a = 1; let b = 2u16; let c = 1.5; let d = 3; g(d); let e = -4; }",
        "a", "i32", "b", "u16", "c", "f64", "d", "u8", "e", "i32");
  }

  @Test
  void loopIsOpenWhereAnUnknownMacroMayLeaveIt() {
    check(
        "fn f() { let a = loop { select! { x => break } }; let b = loop { trace!(1); }; }",
        "a", "_", "b", "()");
  }

  @Test
  void genericArgumentsAreInferredFromWhatComesLater() {
    check(
        "fn f() { let mut v = Vec::new(); let w = Some(v.push(1u8)); let n = None; "
            + "let _: Option<bool> = n; }",
        "v", "core::vec::Vec<u8>", "w", "core::option::Option<()>", "n", "core::option::Option<bool>");
  }

  @Test
  void flagsAmongArgumentsAreTrueOrFalse() {
    check(
        "struct Flag<const B: bool, const N: usize>; "
            + "fn f(t: Flag<true, 1>, e: Flag<false, 0>) {}",
        "t", "k::Flag<true, 1>", "e", "k::Flag<false, 0>");
  }

  @Test
  void bodiesThatMacrosMakeAreTyped() {
    check(
        "macro_rules! only { ($($item:item)*) => { $($item)* } } "
            + "only! { fn f(o: Option<u8>) { let a = o.unwrap_or(1); } "
            + "only! { impl S { const C: u16 = { let b = 1; b }; } } } struct S;",
        "a", "u8", "b", "u16");
  }

  @Test
  void closuresGetTheirParametersFromTheBoundTheyMeet() {
    check(
        "fn f(o: Option<u8>) { let r = o.map(|x| (x, 1usize)); }",
        "x", "u8", "r", "core::option::Option<(u8, usize)>");
  }

  @Test
  void iteratorChainsAreProjected() {
    check(
        "fn f(v: Vec<u8>) { let m = v.iter().map(|p| *p); let c: Vec<_> = m.collect(); "
            + "for q in v.iter() { let r = *q; } }",
        "p", "&u8",
        "m", "core::iter::Map<core::vec::Iter<u8>, {closure@here}>",
        "c", "core::vec::Vec<u8>",
        "q", "&u8",
        "r", "u8");
  }

  @Test
  void methodsAreFoundThroughDerefAndReferences() {
    check(
        "fn f(v: &mut Box<Vec<u8>>, a: [i32; 3]) { let n = v.len(); let x = v.first(); "
            + "let y = a.first(); }",
        "n", "usize", "x", "core::option::Option<&u8>", "y", "core::option::Option<&i32>");
  }

  @Test
  void inherentMethodsGoBeforeThoseOfTraits() {
    check(
        "struct S; trait T { fn m(&self) -> u8; } impl T for S { fn m(&self) -> u8 { 0 } } "
            + "impl S { fn m(&self) -> bool { true } } fn f(s: S) { let a = s.m(); let b = T::m(&s); }",
        "a", "bool", "b", "u8");
  }

  @Test
  void indexingAndOperatorsAskTheirTraits() {
    check(
        "use core::ops::Add; struct P; impl Add<u8> for P { type Output = bool; } "
            + "fn f(v: Vec<P>, p: P, i: usize) { let a = &v[i]; let b = p + 1; let c = &v[0..i]; "
            + "let d = 1 + i; }",
        "a", "&k::P", "b", "bool", "c", "&[k::P]", "d", "usize");
  }

  @Test
  void questionMarksGiveTheOutputAndReturnDiverges() {
    check(
        "fn f(o: Option<u8>) -> Option<bool> { let a = o?; let b = if a == 0 { return None } "
            + "else { 5u16 }; Some(true) }",
        "a", "u8", "b", "u16");
  }

  @Test
  void patternsBindByReferenceWhereAReferenceIsMatched() {
    check(
        "struct S { x: u8, y: (bool, i32) } fn f(s: &S, t: S, o: &mut Option<u8>) { "
            + "let S { x, y: (p, _) } = s; let S { x: ref u, .. } = t; "
            + "if let Some(w) = o {} match &t.y { (z, 1..=3) => {}, _ => {} } let &v = &t.x; }",
        "x", "&u8", "p", "&bool", "u", "&u8", "w", "&mut u8", "z", "&bool", "v", "u8");
  }

  @Test
  void boundsOfParametersGiveMethodsAndProjections() {
    check(
        "fn f<I: Iterator<Item = u8>, J: IntoIterator>(mut i: I, j: J, k: impl Fn(bool) -> i32) { "
            + "let a = i.next(); let b = j.into_iter(); let c = k(true); "
            + "for d in b {} }",
        "a", "core::option::Option<u8>",
        "b", "<J as core::iter::IntoIterator>::IntoIter",
        "c", "i32",
        "d", "<J as core::iter::IntoIterator>::Item");
  }

  @Test
  void itemsOfAnImplAreFoundThroughSelf() {
    check(
        "struct W<T>(T); impl<T: Clone> W<T> { const N: usize = 1; fn new(t: T) -> Self { W(t) } "
            + "fn g(&self) { let a = Self::new(self.0.clone()); let b = Self::N; let c = Self::new; } }",
        "a", "k::W<T>", "b", "usize", "c", "fn k::{impl}::new<T>");
  }

  @Test
  void derivesImplementTheirTraits() {
    check(
        "#[derive(Clone)] struct A; struct B; fn f(a: &A, b: &B) { let x = a.clone(); "
            + "let y = b.clone(); }",
        "x", "k::A", "y", "&k::B");
  }

  @Test
  void whatAMacroMakesIsKnown() {
    check(
        "macro_rules! make { ($n:ident, $t:ty) => { struct $n { v: $t } impl $n { "
            + "fn get(&self) -> &$t { &self.v } } } } make!(M, Vec<bool>); "
            + "fn f(m: M) { let a = m.get(); }",
        "a", "&core::vec::Vec<bool>");
  }

  @Test
  void whatIsNotKnownStaysUnknown() {
    check(
        "fn f(u: nowhere::T) { let a = u.m(); let b = 1; u.n(b); let c = mystery!(); "
            + "let d = Some(c); let e = 7; }",
        "a", "_", "b", "_", "c", "_", "d", "core::option::Option<_>", "e", "i32");
  }

  @Test
  void branchesAreJoinedAndLoopsBreakWithAValue() {
    check(
        "fn f(c: bool, o: Option<u8>) { let a = if c { loop {} } else { 1u8 }; "
            + "let b = loop { break o.as_ref(); }; let d = 'l: { if c { break 'l 2u16; } 3 }; }",
        "a", "u8", "b", "core::option::Option<&u8>", "d", "u16");
  }

  @Test
  void statementsThatCfgLeavesOutDoNotCount() {
    check(
        "fn f() { let a = { #[cfg(feature = \"x\")] { true } #[cfg(not(unix))] { 1u8 } }; }",
        "a", "u8");
  }

  @Test
  void constantsAreLengthsOfArrays() {
    check(
        "const N: usize = 2 * 3; fn g<const M: usize>() -> [u8; M] { loop {} } "
            + "fn f() { let a = [0u8; N]; let b = [true, false]; let c: [_; 4] = g(); }",
        "a", "[u8; 6]", "b", "[bool; 2]", "c", "[u8; 4]");
  }

  @Test
  void itemsInBlocksAreInScopeThere() {
    check(
        "fn f() { struct In(u8); impl In { fn v(&self) -> bool { true } } let a = In(1); "
            + "let b = a.v(); fn inner() { let c = 1u16; } }",
        "a", "k::f::In", "b", "bool", "c", "u16");
  }

  @Test
  void parametersStandForTheirBoundsWhereTheImplIsForThem() {
    check(
        "trait A { type Out; } trait B { type Out; fn b(self) -> Self::Out; } "
            + "impl A for u8 { type Out = bool; } "
            + "impl<T: A> B for T { type Out = T::Out; fn b(self) -> Self::Out { loop {} } } "
            + "fn f(x: u8) { let a = x.b(); }",
        "a", "bool");
  }
}
