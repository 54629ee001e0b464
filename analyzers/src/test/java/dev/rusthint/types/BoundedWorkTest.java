package dev.rusthint.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Code on which a plain search through impls takes time that grows exponentially: the body would
/// use up its share of work, and what comes last in it would be unknown.
class BoundedWorkTest {
  private static String last(String code) {
    Map<String, String> found = new HashMap<>();
    TypeText text = new TypeText(place -> "closure");
    new TypedCrate(StdCrate.over(SourceFile.of(SourceText.of(code))))
        .forEachBody(
            (def, types) ->
                types.bindings().forEach((node, type) -> found.put(node.text(), text.of(type))));
    return found.getOrDefault("last", "-");
  }

  @Test
  void implsForTuplesOfAnythingAreNotTriedForEver() {
    StringBuilder impls = new StringBuilder();
    for (int size = 1; size <= 12; size++) {
      StringBuilder params = new StringBuilder();
      StringBuilder bounds = new StringBuilder();
      for (int i = 0; i < size; i++) {
        params.append("A").append(i).append(',');
        bounds.append("S: Gives<A").append(i).append(">,");
      }
      impls.append("impl<" + params + "> Gives<(" + params + ")> for S where " + bounds + " {}\n");
    }
    assertEquals(
        "alloc::string::String",
        last(
            "trait Gives<T> {} struct S; impl Gives<u8> for S {} impl Gives<u16> for S {}\n"
                + impls
                + "fn give<T>() -> T where S: Gives<T> { loop {} }\n"
                + "fn f() { let a = give(); let last = String::new().clone(); let b: u8 = a; }"));
  }

  @Test
  void adaptersOfAdaptersAreLookedIntoOnceEach() {
    StringBuilder chain = new StringBuilder("a.iter().map(|x| *x)");
    for (int i = 0; i < 24; i++) {
      chain.append(".chain(a.iter().map(|x| *x))");
    }
    assertEquals(
        "alloc::vec::Vec<u8, alloc::alloc::Global>",
        last("fn f(a: &[u8]) { let last = " + chain + ".collect::<Vec<_>>(); }"));
  }
}
