package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.TypedCrate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CodeContractsTest {
  private static Contract of(String code) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    Def function = Objects.requireNonNull(crate.root().member("f", Namespace.VALUE));
    return new CodeContracts().of(function);
  }

  private static List<String> words(Contract contract) {
    return contract.clauses().stream().map(c -> c.anyOf().getFirst().text(n -> n)).toList();
  }

  @Test
  void eachItemOfTheSectionIsAnObligation() {
    Contract contract =
        of(
            """
            /// Reads.
            ///
            /// # Safety
            ///
            /// The caller must ensure that:
            /// - `p` is aligned,
            ///   for a `u8` too;
            /// * nobody writes.
            ///
            /// # Examples
            /// - not this
            pub unsafe fn f(p: *const u8) {}
            """);
    assertEquals(List.of("`p` is aligned, for a `u8` too;", "nobody writes."), words(contract));
  }

  @Test
  void aSectionWithoutItemsIsOneObligation() {
    Contract contract =
        of("/// # Safety\n/// `p` must be\n/// valid.\npub unsafe fn f(p: *const u8) {}");
    assertEquals(List.of("`p` must be valid."), words(contract));
  }

  @Test
  void tagsAreObligationsOfTheVocabulary() {
    Contract contract =
        of(
            """
            #[safety::requires(Align(p, T), Init(p, T, 1) = "it was written")]
            pub unsafe fn f<T>(p: *const T) {}
            """);
    assertEquals(
        List.of("Align(p, T)", "Init(p, T, 1)"),
        contract.clauses().stream().map(c -> c.anyOf().getFirst().tag()).toList());
    assertEquals("it was written", words(contract).getLast());
  }

  @Test
  void whatIsForeignOwesWhatItsOwnDocumentationAsksFor() {
    Contract contract = of("extern \"C\" { fn f(); }");
    assertEquals(Property.FOREIGN, contract.clauses().getFirst().anyOf().getFirst().property());
  }

  @Test
  void whatStatesNothingIsNotKnown() {
    assertNull(of("pub unsafe fn f() {}"));
  }

  private static List<String> derived(String code) {
    SourceFile file = SourceFile.of(SourceText.of(code));
    SourceCrate crate = StdCrate.over(file);
    Def function = Objects.requireNonNull(crate.root().member("f", Namespace.VALUE));
    var all = Objects.requireNonNull(new TypedCrate(crate).types(StdCrate.ROOT, file));
    ItemTypes types = Objects.requireNonNull(all.of(file.items().getFirst(), () -> {}));
    Contract contract = new CodeContracts(types).of(function);
    return contract.clauses().stream()
        .map(c -> c.anyOf().getFirst().tag())
        .toList();
  }

  @Test
  void whatABodyAsksOfItsParametersIsAskedOfCallers() {
    assertEquals(
        List.of("ValidPtr(p, u32, 1)", "Align(p, u32)", "Init(p, u32, 1)"),
        derived("pub unsafe fn f(p: *const u32) -> u32 { *p }"));
    assertEquals(
        List.of("ValidPtr(p.0, u32, 1)", "Init(p.0, u32, 1)"),
        derived(
            "pub unsafe fn f(p: (*const u32, u8)) -> u32 { assert!(p.1 > 0); *p.0 }")
            .stream().filter(tag -> !tag.startsWith("Align")).toList());
  }

  @Test
  void whatABodyMakesItselfIsNotAskedOfCallers() {
    assertEquals(
        List.of(),
        derived("pub unsafe fn f(x: u32) -> u32 { let p = &x as *const u32; *p + *p.add(x as usize) }"));
  }

  @Test
  void whatIsAskedGoesThroughCalls() {
    assertEquals(
        List.of("ValidPtr(q, u8, 1)", "Align(q, u8)", "Init(q, u8, 1)").stream()
            .filter(tag -> !tag.startsWith("Align"))
            .toList(),
        derived(
            """
            pub unsafe fn f(q: *const u8) -> u8 { inner(q) }
            unsafe fn inner(p: *const u8) -> u8 { unsafe { *p } }
            """));
  }

  @Test
  void aParameterThatChangesIsNoneOfTheirs() {
    assertEquals(
        List.of(),
        derived("pub unsafe fn f(mut p: *const u8) -> u8 { p = &1; *p }"));
  }

  @Test
  void recursionEnds() {
    assertEquals(List.of(), derived("pub unsafe fn f(n: u8) { f(n) }"));
  }
}
