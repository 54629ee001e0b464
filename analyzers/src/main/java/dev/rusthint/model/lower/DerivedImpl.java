package dev.rusthint.model.lower;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefFacts;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Shape;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The impl that `#[derive(Trait)]` makes (Reference, *Derive*): for the type with all its
/// parameters, each type parameter implementing the trait itself.
///
/// So do the derives of the language, and those of procedural macros that are named as the trait
/// that they implement.
final class DerivedImpl extends Def {
  private static final Map<String, String> BUILT_IN =
      Map.of(
          "Clone", "clone::Clone",
          "Copy", "marker::Copy",
          "Debug", "fmt::Debug",
          "Default", "default::Default",
          "Eq", "cmp::Eq",
          "PartialEq", "cmp::PartialEq",
          "Ord", "cmp::Ord",
          "PartialOrd", "cmp::PartialOrd",
          "Hash", "hash::Hash");

  private final SourceDef adt;
  private final Def trait;

  private DerivedImpl(SourceDef adt, Def trait) {
    super(DefKind.IMPL, "", adt.module());
    this.adt = adt;
    this.trait = trait;
  }

  /// The impls that the attributes of a struct, enum or union make.
  static List<Def> of(SourceDef adt) {
    List<Def> impls = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (Node attribute : Attributes.outer(adt.source().node())) {
      attributes.add(Attribute.parse(attribute.text()));
    }
    for (Attribute attribute : Attribute.expand(attributes, adt.crate().config().cfg())) {
      if (attribute.is("derive") || attribute.is("derive_const")) {
        for (String part : attribute.parts()) {
          Def trait = trait(adt, part.strip());
          if (trait != null) {
            impls.add(new DerivedImpl(adt, trait));
          }
        }
      }
    }
    return impls;
  }

  private static @Nullable Def trait(SourceDef adt, String derive) {
    List<String> path =
        new ArrayList<>(Arrays.asList(derive.replace(" ", "").split("::")));
    boolean isAbsolute = path.size() > 1 && path.getFirst().isEmpty();
    if (isAbsolute) {
      path.removeFirst();
    }
    String builtIn = BUILT_IN.get(path.getLast());
    if (builtIn != null) {
      Def found = inCore(adt.crate(), builtIn);
      if (found != null) {
        return found;
      }
    }
    Def found = NameLookup.resolve(adt, path, isAbsolute, Namespace.TYPE).def();
    return found != null && found.kind() == DefKind.TRAIT ? found : null;
  }

  private static @Nullable Def inCore(CrateDefs crate, String path) {
    CrateDefs core = crate.name().equals("core") ? crate : crate.externs().get("core");
    if (core == null) {
      core = crate.externs().get("std");
    }
    if (core == null) {
      return null;
    }
    Def at = core.root();
    for (String part : path.split("::")) {
      at = at == null ? null : core.lookup(at, part, Namespace.TYPE, core.root());
    }
    return at != null && at.kind() == DefKind.TRAIT ? at : null;
  }

  @Override
  public CrateDefs crate() {
    return adt.crate();
  }

  @Override
  public DefVisibility visibility() {
    return DefVisibility.PUBLIC;
  }

  @Override
  public Generics generics() {
    Generics of = adt.generics();
    return new Generics(
        null,
        of.own(),
        of.lifetimes(),
        () -> {
          List<Predicate> predicates = new ArrayList<>(of.predicates());
          for (int i = 0; i < of.size(); i++) {
            if (of.param(i).constType() == null) {
              Ty param = new Ty.Param(i, of.param(i).name());
              predicates.add(new Predicate.Implements(ref(param)));
            }
          }
          return predicates;
        });
  }

  /// The trait for a type; its own parameters, as `Rhs` of `PartialEq`, are the type.
  private TraitRef ref(Ty self) {
    List<Ty> args = new ArrayList<>();
    for (int i = 0; i < trait.generics().size(); i++) {
      args.add(self);
    }
    return new TraitRef(trait, args);
  }

  @Override
  public ImplHead impl() {
    return new ImplHead(
        new Ty.Adt(adt, adt.generics().identity()),
        ref(new Ty.Adt(adt, adt.generics().identity())),
        false);
  }

  @Override
  public List<Def> members() {
    return List.of();
  }

  @Override
  public List<FieldDef> fields() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return Shape.NAMED;
  }

  @Override
  public @Nullable FnSig signature() {
    return null;
  }

  @Override
  public @Nullable Ty type() {
    return null;
  }

  @Override
  public List<Predicate> bounds() {
    return List.of();
  }

  @Override
  public DefFacts facts() {
    return DefFacts.NONE;
  }
}
