package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the types in one item, for those who look at its tree with macros' arguments
/// parsed. Bodies are typed when they are first asked for. Not for several threads.
public final class ItemTypes {
  private final TypedCrate crate;
  private final Runnable checkpoint;

  /// The definitions that have a body in the item, by where their nodes begin.
  private final Map<Integer, SourceDef> bodies = new HashMap<>();

  private final Map<SourceDef, BodyTypes> typed = new HashMap<>();
  private final Map<SourceDef, Traits> traits = new HashMap<>();

  ItemTypes(TypedCrate crate, List<SourceDef> defs, Runnable checkpoint) {
    this.crate = crate;
    this.checkpoint = checkpoint;
    for (SourceDef def : defs) {
      bodies.put(def.source().node().start(), def);
    }
  }

  /// The type of an expression before adjustments; [Ty#UNKNOWN], or with it inside, where it was not
  /// found out.
  public Ty of(Node expression) {
    return body(expression).expressions().getOrDefault(expression, Ty.UNKNOWN);
  }

  /// The method that a method call means: of a trait the trait's own. Null if it is not known.
  public @Nullable Def method(Node call) {
    return body(call).items().get(call);
  }

  /// Whether values of a type are certainly copied, where an expression stands (Reference, *Special
  /// types and traits*, `Copy`).
  public boolean isCopy(Ty type, Node where) {
    SourceDef def = around(where);
    Def copy = crate.world().lang("copy");
    return def != null
        && copy != null
        && !Types.hasUnknown(type)
        && traits.computeIfAbsent(def, this::traitsIn).holds(new TraitRef(copy, List.of(type)));
  }

  /// What a type is behind its references, outermost first; the last is no reference.
  public static List<Ty> behindReferences(Ty type) {
    List<Ty> steps = new ArrayList<>();
    Ty at = type;
    steps.add(at);
    while (at instanceof Ty.Ref reference) {
      at = reference.target();
      steps.add(at);
    }
    return steps;
  }

  private Traits traitsIn(SourceDef def) {
    return new Traits(
        crate.world(),
        new InferenceTable(),
        SourceScope.of(crate.world(), def).environment());
  }

  private BodyTypes body(Node node) {
    SourceDef def = around(node);
    if (def == null) {
      return BodyTypes.NONE;
    }
    BodyTypes known = typed.get(def);
    if (known == null) {
      BodyTypes found = crate.type(def, checkpoint);
      known = found == null ? BodyTypes.NONE : found;
      typed.put(def, known);
    }
    return known;
  }

  /// The definition whose body a node is in; null if it is in none, or in one that is not known.
  private @Nullable SourceDef around(Node node) {
    Node child = node;
    for (Node at = node.parent(); at != null; at = at.parent()) {
      boolean isBody =
          at.is(Kind.FUNCTION_ITEM) && child.field() == Field.BODY
              || (at.is(Kind.CONST_ITEM) || at.is(Kind.STATIC_ITEM)) && child.field() == Field.VALUE;
      if (isBody) {
        SourceDef def = bodies.get(at.start());
        return def != null && def.source().node().kind() == at.kind() ? def : null;
      }
      child = at;
    }
    return null;
  }
}
