package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.StdCrate;
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
}
