package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trait's method of which only `impl Trait` is known gives where the impl is known
/// (Reference, *Return-position `impl Trait` in traits*).
final class OpaqueResults {
  private final Traits traits;
  private final InferenceTable table;

  OpaqueResults(Traits traits, InferenceTable table) {
    this.traits = traits;
    this.table = table;
  }

  /// The trait of whose method an opaque type is the result, null if it is of no such.
  static @Nullable Def trait(Ty.Opaque type) {
    Def container = type.function().container();
    return container != null && container.kind() == DefKind.TRAIT ? container : null;
  }

  /// What stands for the opaque type: the result of the impl's own method, or the type itself where
  /// no impl is known or it has none.
  Ty inImpl(Ty.Opaque type) {
    Def trait = trait(type);
    int outer = trait == null ? 0 : trait.generics().size();
    if (trait == null || type.args().size() < outer || outer == 0) {
      return type;
    }
    Ty self = table.shallow(type.args().getFirst());
    TraitRef wanted = new TraitRef(trait, table.resolve(type.args().subList(0, outer)));
    if (self instanceof Ty.Infer
        || self instanceof Ty.Param
        || !(traits.select(wanted) instanceof Selection.ByImpl byImpl)) {
      return type;
    }
    Def own = byImpl.impl().member(type.function().name(), Namespace.VALUE);
    if (own == null) {
      return type;
    }
    FnSig promised = type.function().signature();
    FnSig given = own.signature();
    List<Ty> args = new ArrayList<>(byImpl.args());
    args.addAll(type.args().subList(outer, type.args().size()));
    boolean isWhole =
        promised != null
            && promised.result() instanceof Ty.Opaque result
            && result.function() == type.function()
            && result.index() == type.index();
    if (given == null || !isWhole || args.size() != own.generics().size()) {
      return Ty.UNKNOWN;
    }
    traits.confirm(wanted, byImpl);
    return traits.normalize(Substitution.apply(given.result(), args));
  }
}
