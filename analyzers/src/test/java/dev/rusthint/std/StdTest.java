package dev.rusthint.std;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the documentation of Rust 1.95 says, of the bundled facts.
class StdTest {
  private static Def find(String path, Namespace namespace) {
    String[] parts = path.split("::");
    CrateDefs crate = Objects.requireNonNull(Std.bundled().get(parts[0]), path);
    Def at = crate.root();
    Def outside = Objects.requireNonNull(Std.bundled().get("core")).root();
    for (int i = 1; i < parts.length; i++) {
      Namespace wanted = i == parts.length - 1 ? namespace : Namespace.TYPE;
      at = Objects.requireNonNull(at.crate().lookup(at, parts[i], wanted, outside), parts[i]);
    }
    return at;
  }

  private static Def method(Head head, String name) {
    for (CrateDefs crate : Std.bundled().values()) {
      for (Def impl : crate.implIndex().inherent(head)) {
        Def found = impl.member(name, Namespace.VALUE);
        if (found != null) {
          return found;
        }
      }
    }
    throw new AssertionError("no `" + name + "`");
  }

  @Test
  void typesAreFoundWhereTheyAreOffered() {
    assertEquals("alloc::vec::Vec", find("std::vec::Vec", Namespace.TYPE).path());
    assertEquals("core::option::Option", find("std::option::Option", Namespace.TYPE).path());
    assertEquals(
        "core::iter::traits::iterator::Iterator",
        find("std::prelude::rust_2021::Iterator", Namespace.TYPE).path());
    assertEquals("core::mem::swap", find("std::mem::swap", Namespace.VALUE).path());
  }

  @Test
  void methodsHaveTheirSignatureAndFacts() {
    Def map = method(new Head(find("core::option::Option", Namespace.TYPE)), "map");
    FnSig sig = Objects.requireNonNull(map.signature());
    assertEquals(List.of("self", "f"), sig.names());
    assertEquals(List.of("U", "F"), map.generics().own().stream().map(p -> p.name()).toList());
    assertEquals("1.0.0", map.facts().since());
    Def unchecked =
        method(new Head(find("core::option::Option", Namespace.TYPE)), "unwrap_unchecked");
    assertTrue(Objects.requireNonNull(unchecked.signature()).isUnsafe());
    assertEquals("1.58.0", unchecked.facts().since());
    assertTrue(method(new Head(Prim.U8), "wrapping_add").facts().isMustUse());
    assertEquals(
        Ty.of(Prim.U32),
        Objects.requireNonNull(method(new Head(Prim.U64), "count_ones").signature()).result());
  }

  @Test
  void implsAreThere() {
    Def from = find("std::convert::From", Namespace.TYPE);
    Def string = find("std::string::String", Namespace.TYPE);
    int impls = 0;
    for (CrateDefs crate : Std.bundled().values()) {
      impls += crate.implIndex().ofTrait(from, new Head(string)).size();
    }
    assertEquals(6, impls);
    Def clone = find("std::clone::Clone", Namespace.TYPE);
    assertEquals(
        1, clone.crate().implIndex().ofTrait(clone, new Head(Prim.U8)).size());
    assertNotNull(clone.crate().langItem("clone"));
  }
}
