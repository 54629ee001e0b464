package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The definitions of a crate that other crates can have to do with, numbered so that each comes
/// after the one around it.
///
/// Private functions, constants and aliases are left out, since no signature can name them; private
/// types and traits stay, because fields, bounds and impls do.
final class Numbering {
  private final List<Def> defs = new ArrayList<>();
  private final List<List<Integer>> members = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<Integer> impls = new ArrayList<>();
  private final Map<Def, Integer> numbers = new IdentityHashMap<>();

  private Numbering() {}

  static Numbering of(CrateDefs crate) {
    Numbering made = new Numbering();
    if (crate instanceof IndexedCrate indexed) {
      made.same(indexed);
    } else {
      made.add(crate.root(), -1);
      for (Def impl : crate.impls()) {
        if (made.isNameable(impl)) {
          made.impls.add(made.add(impl, made.kept(impl.parent())));
        }
      }
    }
    return made;
  }

  private void same(IndexedCrate crate) {
    for (int i = 0; i < crate.size(); i++) {
      Def def = crate.def(i);
      numbers.put(def, i);
      defs.add(def);
      parents.add(def.parent() == null ? -1 : of(def.parent()));
      members.add(new ArrayList<>());
    }
    for (Def def : defs) {
      def.members().forEach(member -> members.get(of(def)).add(of(member)));
    }
    crate.impls().forEach(impl -> impls.add(of(impl)));
  }

  private int add(Def def, int parent) {
    int number = defs.size();
    defs.add(def);
    parents.add(parent);
    members.add(new ArrayList<>());
    numbers.put(def, number);
    for (Def member : def.members()) {
      if (isKept(member) && !numbers.containsKey(member)) {
        members.get(number).add(add(member, number));
      }
    }
    return number;
  }

  /// Whether the trait and the type of an impl are kept: those in bodies are not.
  private boolean isNameable(Def impl) {
    ImplHead head = impl.impl();
    return head != null
        && (head.trait() == null || isNameable(head.trait().trait(), impl.crate()))
        && (!(head.self() instanceof Ty.Adt adt) || isNameable(adt.def(), impl.crate()));
  }

  private boolean isNameable(Def def, CrateDefs crate) {
    return def.crate() != crate || numbers.containsKey(def);
  }

  private static boolean isKept(Def def) {
    boolean isPublic = def.visibility().module() == null;
    Def parent = def.parent();
    if (parent != null && parent.kind() == DefKind.IMPL) {
      ImplHead head = parent.impl();
      return isPublic || head != null && head.trait() != null;
    }
    if (parent != null && (parent.kind() == DefKind.TRAIT || parent.kind() == DefKind.ENUM)) {
      return true;
    }
    return switch (def.kind()) {
      case FUNCTION, CONST, STATIC, MACRO, TYPE_ALIAS -> isPublic;
      default -> true;
    };
  }

  private int kept(@Nullable Def def) {
    for (Def at = def; at != null; at = at.parent()) {
      Integer number = numbers.get(at);
      if (number != null) {
        return number;
      }
    }
    return 0;
  }

  /// The definitions; more come while they are gone through, if those say more.
  List<Def> defs() {
    return defs;
  }

  /// The number of the definition around one, -1 for the root.
  int parent(int number) {
    return parents.get(number);
  }

  List<Integer> members(int number) {
    return members.get(number);
  }

  List<Integer> impls() {
    return impls;
  }

  boolean has(Def def) {
    return numbers.containsKey(def);
  }

  /// The number of a definition; one that was left out, as what is in bodies, is added at the end.
  int orAdd(Def def) {
    Integer number = numbers.get(def);
    return number == null ? add(def, kept(def.parent())) : number;
  }

  /// @throws IllegalStateException if the definition is left out
  int of(Def def) {
    Integer number = numbers.get(def);
    if (number == null) {
      throw new IllegalStateException("`" + def + "` is not among what is kept of its crate");
    }
    return number;
  }
}
