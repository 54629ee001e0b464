package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.safety.Contract.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractTextTest {
  private static final String TEXT =
      """
      # Two names for one thing.
      a::read, *const T::read(src: self)
        ValidPtr(src, T, count * size_of::<T>()) for reads
        | Size(T, 0)
        hazard Owning(src): one of `{src}` and the result is used
      a::never
        Unreachable
      """;

  private static final Map<String, Contract> CONTRACTS = ContractText.read("test", TEXT);

  private static Obligation first(String name) {
    return CONTRACTS.get(name).clauses().getFirst().anyOf().getFirst();
  }

  @Test
  void anOperationOwesWhatIsBelowItsName() {
    Contract read = CONTRACTS.get("a::read");
    assertEquals(2, read.clauses().size());
    assertEquals(2, read.clauses().getFirst().anyOf().size());
    assertEquals(Kind.HAZARD, read.clauses().get(1).kind());
    assertEquals("ValidPtr(src, T, count * size_of::<T>())", first("a::read").tag());
    assertEquals(Property.UNREACHABLE, first("a::never").property());
  }

  @Test
  void parametersCanHaveOtherNames() {
    Contract method = CONTRACTS.get("*const T::read");
    assertEquals("ValidPtr(self, T, count * size_of::<T>())", first("*const T::read").tag());
    assertEquals(
        "one of `p.x` and the result is used",
        method.clauses().get(1).anyOf().getFirst().text(n -> n.equals("self") ? "p.x" : n));
  }

  @Test
  void wordsHaveWhatIsGiven() {
    String text =
        first("a::read").text(n -> Map.of("src", "p", "T", "u32", "count", "n + 1").getOrDefault(n, n));
    assertEquals("`p` is valid for reads of `(n + 1) * size_of::<u32>()` × `u32`", text);
  }

  @Test
  void mistakesAreToldWithTheirLine() {
    for (String wrong : new String[] {"a\n  Alive p\n", "a\n  Nothing(p)\n", "a\n  | Size(T, 0)\n", "a\na\n"}) {
      var e = assertThrows(IllegalArgumentException.class, () -> ContractText.read("test", wrong));
      assertTrue(e.getMessage().startsWith("test:2: "), e.getMessage());
    }
  }

  @Test
  void theKeptContractsCanBeRead() {
    assertTrue(KnownContracts.ofLanguage("deref shared").clauses().size() > 3);
    assertThrows(IllegalArgumentException.class, () -> KnownContracts.ofLanguage("nothing"));
  }

  @Test
  void argumentsAreSplitOutsideOfBrackets() {
    assertEquals(
        List.of("a::<B<C, D>>()", "[0, n)", "1 << n", "x"),
        ContractText.arguments("a::<B<C, D>>(), [0, n), 1 << n, x"));
    assertEquals(List.of("> 0", "x"), ContractText.arguments("> 0, x"));
    assertEquals(List.of("a", "b"), ContractText.arguments("a, b,"));
  }

  private static Obligation only(String line) {
    Contract read = ContractText.read("test", "f\n  " + line + "\n").get("f");
    return read.clauses().getFirst().anyOf().getFirst();
  }

  @Test
  void wordsFitWhatTheyCount() {
    Obligation bytes = only("Init(p, u8, n)");
    assertEquals("`p` points to `n` initialised bytes", bytes.text(n -> n));
    assertEquals(
        "`n` is a multiple of `16`", only("ValidNum(n, a multiple of 16)").text(n -> n));
    Obligation most = only("ValidNum(n - m, [0, self.len()])");
    assertEquals(
        "`n - (a + b)` is at most `v.len()`",
        most.text(n -> Map.of("self", "v", "m", "a + b", "len", "wrong").getOrDefault(n, n)));
  }
}
