package dev.rusthint.model.defs;

import dev.rusthint.model.macros.MacroDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A definition of a crate: one object for each, compared by identity.
///
/// What it says of itself (generics, signature, members, …) its crate finds when first asked.
public abstract class Def {
  private final DefKind kind;
  private final String name;
  private final @Nullable Def parent;

  /// @param name empty for an impl; the crate's name for its root
  /// @param parent the module, enum, trait or impl that it is a member of; the function for an item
  ///   in a body; null for a crate's root
  protected Def(DefKind kind, String name, @Nullable Def parent) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
  }

  public final DefKind kind() {
    return kind;
  }

  public final String name() {
    return name;
  }

  public final @Nullable Def parent() {
    return parent;
  }

  /// The crate that it belongs to.
  public abstract CrateDefs crate();

  /// Where it can be named.
  public abstract DefVisibility visibility();

  /// The type and const parameters in scope, and what is required of them. Empty where there are
  /// none, also for modules.
  public abstract Generics generics();

  /// The members of a module (those declared in it, impls aside), enum, trait or impl, in the order
  /// of the source.
  public abstract List<Def> members();

  /// The fields of a struct, union or variant, in the order of the source.
  public abstract List<FieldDef> fields();

  /// How the fields of a struct or variant are written.
  public abstract Shape shape();

  /// The signature of a function, null for other kinds.
  public abstract @Nullable FnSig signature();

  /// The type of a constant or static; what a type alias or an associated type of an impl stands
  /// for; the default of an associated type of a trait; the value that a variant is set to, as a
  /// [Ty.ConstValue]. Null for other kinds, and where there is none.
  public abstract @Nullable Ty type();

  /// The head of an impl, null for other kinds.
  public abstract @Nullable ImplHead impl();

  /// What must hold of an associated type of a trait: predicates with the projection itself as
  /// their `Self`.
  public abstract List<Predicate> bounds();

  /// Its attributes that matter to those who use it.
  public abstract DefFacts facts();

  /// The rules of a macro by example; null for other definitions, for macros that the compiler or a
  /// procedure expands, and where they are not known.
  public @Nullable MacroDefinition rules() {
    return null;
  }

  /// Whether it is certain what a struct, enum or union has: no attribute may replace it, and no
  /// condition on it or in it is open.
  public boolean isSettled() {
    return true;
  }

  /// The attributes of an unsafe function or trait as they are written, documentation among them;
  /// null for others, and where they are not known.
  public @Nullable String safetyAttributes() {
    return null;
  }

  /// The module that it is in, itself if it is one.
  public final Def module() {
    Def at = this;
    while (at.kind != DefKind.MODULE && at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /// The trait or impl that it is a direct member of, null if of none.
  public final @Nullable Def container() {
    return parent != null && (parent.kind == DefKind.TRAIT || parent.kind == DefKind.IMPL)
        ? parent
        : null;
  }

  /// The member with a name in a namespace, null if there is none.
  public final @Nullable Def member(String wanted, Namespace namespace) {
    for (Def member : members()) {
      if (member.name.equals(wanted) && member.isIn(namespace)) {
        return member;
      }
    }
    return null;
  }

  /// Whether its name has this meaning in a namespace. Structs and variants can be in two.
  public final boolean isIn(Namespace namespace) {
    return switch (kind) {
      case MODULE, ENUM, UNION, TRAIT, TRAIT_ALIAS, TYPE_ALIAS, ASSOC_TYPE, FOREIGN_TYPE ->
          namespace == Namespace.TYPE;
      case STRUCT ->
          namespace == Namespace.TYPE || namespace == Namespace.VALUE && shape() != Shape.NAMED;
      case VARIANT -> namespace == Namespace.TYPE || namespace == Namespace.VALUE;
      case FUNCTION, CONST, STATIC -> namespace == Namespace.VALUE;
      case MACRO -> namespace == Namespace.MACRO;
      case IMPL -> false;
    };
  }

  /// Its path from the crate's root, `alloc::vec::Vec`; an impl is `{impl}`.
  public final String path() {
    String own = kind == DefKind.IMPL ? "{impl}" : name;
    return parent == null ? own : parent.path() + "::" + own;
  }

  @Override
  public final String toString() {
    return path();
  }
}
