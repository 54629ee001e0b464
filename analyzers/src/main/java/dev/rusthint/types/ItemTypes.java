package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the types in one item, for those who look at its tree with macros' arguments
/// parsed. Bodies are typed when they are first asked for. Not for several threads.
public final class ItemTypes {
  private static final TyMap ERASE =
      new TyMap() {
        @Override
        protected Ty leaf(Ty type) {
          return type;
        }

        @Override
        protected Ty whole(Ty type) {
          return type instanceof Ty.Adt adt && !adt.regions().isEmpty()
              ? new Ty.Adt(adt.def(), adt.args())
              : type;
        }

        @Override
        protected Region region(Region region) {
          return Region.ERASED;
        }
      };

  private final TypedCrate crate;
  private final Runnable checkpoint;

  /// The definitions in the item that have a body, structs, enums, unions and impls, by where their
  /// nodes begin.
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

  /// The type of the variable that an identifier in a pattern declares; [Ty#UNKNOWN] where it was not
  /// found out.
  public Ty ofVariable(Node pattern) {
    return body(pattern).bindings().getOrDefault(pattern, Ty.UNKNOWN);
  }

  /// The function, constant, static, struct, enum, union or impl that an item is; null if it is not
  /// known.
  public @Nullable Def definition(Node item) {
    SourceDef def = bodies.get(item.start());
    return def != null && def.source().node().kind() == item.kind() ? def : null;
  }

  /// A function's body, with what is known of the types in it.
  public record Body(Node function, ItemTypes types) {}

  /// The body of a function of the same crate, in the version that the crate was read with; null if
  /// it has none, or is another crate's.
  public @Nullable Body bodyOf(Def function) {
    if (!(function instanceof SourceDef def) || def.crate() != crate.crate()) {
      return null;
    }
    Node node = TypedCrate.node(def);
    return node == null || node.child(Field.BODY) == null
        ? null
        : new Body(node, new ItemTypes(crate, List.of(def), checkpoint));
  }

  /// The crate with all that it can see.
  public World world() {
    return crate.world();
  }

  /// What an expression is coerced to; unknown where the place it stands in has no type of its own.
  public Ty target(Node expression) {
    Node at = place(expression);
    return body(at).targets().getOrDefault(at, Ty.UNKNOWN);
  }

  /// What an expression is the value of: itself, or the outermost block, `if` or `match` that gives
  /// its value on, as far as none between is coerced.
  public Node place(Node expression) {
    Map<Node, Ty> targets = body(expression).targets();
    Node at = expression;
    for (Node parent = at.parent(); parent != null && !targets.containsKey(at); ) {
      if (!givesOn(parent, at)) {
        return at;
      }
      at = parent;
      parent = at.parent();
    }
    return at;
  }

  private static boolean givesOn(Node parent, Node child) {
    return switch (parent.kind()) {
      case BLOCK, UNSAFE_BLOCK -> {
        List<Node> statements = parent.namedChildren();
        yield parent.has(Kind.BLOCK) && parent.is(Kind.UNSAFE_BLOCK)
            || !statements.isEmpty() && statements.getLast().equals(child);
      }
      case EXPRESSION_STATEMENT -> !parent.text().endsWith(";");
      case IF_EXPRESSION -> child.field() != Field.CONDITION;
      case ELSE_CLAUSE, MATCH_BLOCK -> true;
      case MATCH_ARM -> child.field() == Field.VALUE;
      case MATCH_EXPRESSION -> child.field() == Field.BODY;
      default -> false;
    };
  }

  /// The method that a method call means: of a trait the trait's own. Null if it is not known.
  public @Nullable Def method(Node call) {
    return body(call).items().get(call);
  }

  /// The constant, static, unit struct or unit variant that a path names; null if it names none or
  /// is not known.
  public @Nullable Def item(Node path) {
    return body(path).items().get(path);
  }

  /// What a method call means; null if it is not known.
  public @Nullable MethodUse call(Node call) {
    return body(call).calls().get(call);
  }

  /// The identifier that declares the variable that an expression names, for `self` the parameter;
  /// null if it names none.
  public @Nullable Node declaration(Node expression) {
    return body(expression).variables().get(expression);
  }

  /// Whether an expression names a variable that is declared `mut`.
  public boolean isDeclaredMutable(Node expression) {
    Node declaration = declaration(expression);
    Node parent = declaration == null ? null : declaration.parent();
    if (declaration == null || parent == null) {
      return false;
    }
    return declaration.is(Kind.SELF_PARAMETER)
        ? declaration.has(Kind.MUTABLE_SPECIFIER) && !declaration.has(Kind.AMP)
        : parent.is(Kind.MUT_PATTERN)
            || (parent.is(Kind.LET_DECLARATION) || parent.is(Kind.PARAMETER))
                && parent.has(Kind.MUTABLE_SPECIFIER);
  }

  /// What the variable that an expression names is made with; null if it names none, or one that may
  /// get another value.
  public @Nullable Node initializer(Node expression) {
    Node declaration = declaration(expression);
    Node let = declaration == null ? null : declaration.parent();
    return declaration != null
            && let != null
            && let.is(Kind.LET_DECLARATION)
            && declaration.is(Kind.IDENTIFIER)
            && !let.has(Kind.MUTABLE_SPECIFIER)
            && let.child(Field.ALTERNATIVE) == null
        ? let.child(Field.VALUE)
        : null;
  }

  /// An expression or variable among a macro call's arguments, as the call's expansion has it.
  ///
  /// @param span where it is in the item
  public record Given(Span span, Ty type) {}

  /// The innermost of those that a token is part of and of which the type is known, null if there is
  /// none.
  public @Nullable Given given(Node token) {
    BodyTypes body = body(token);
    BodyTexts texts = body.texts();
    Span place = texts.written(token.tree(), token.start(), token.end());
    if (place == null) {
      return null;
    }
    Given best = null;
    for (Map<Node, Ty> types : List.of(body.expressions(), body.bindings())) {
      for (Map.Entry<Node, Ty> entry : types.entrySet()) {
        Node node = entry.getKey();
        Span span =
            texts.isOwn(node) || entry.getValue() instanceof Ty.Unknown
                ? null
                : texts.written(node.tree(), node.start(), node.end());
        if (span != null
            && span.contains(place)
            && (best == null || span.length() < best.span.length())) {
          best = new Given(span, entry.getValue());
        }
      }
    }
    return best == null
        ? null
        : new Given(best.span.shift(token.start() - place.start()), best.type);
  }

  /// Whether two types are known and the same, lifetimes aside.
  public static boolean isSame(Ty one, Ty other) {
    return isKnown(one) && isKnown(other) && ERASE.type(one).equals(ERASE.type(other));
  }

  /// A type as people write it: names without paths, no lifetimes, no defaults.
  public static String text(Ty type) {
    return TypeNames.of(type);
  }

  /// Whether a type is the struct, enum or union of this path.
  public static boolean isAdt(Ty type, String path) {
    return type instanceof Ty.Adt adt
        && adt.def().name().equals(path.substring(path.lastIndexOf(':') + 1))
        && adt.def().path().equals(path);
  }

  /// Whether a parameter of a generic definition, or a type that one stands behind, is in a type.
  public static boolean isGeneric(Ty type) {
    return Types.hasParam(type);
  }

  /// Whether nothing in a type is unknown.
  public static boolean isKnown(Ty type) {
    return !Types.hasUnknown(type);
  }

  /// Whether a trait is certainly implemented, where an expression stands.
  public boolean holds(TraitRef trait, Node where) {
    SourceDef def = around(where);
    return def != null
        && trait.args().stream().noneMatch(Types::hasUnknown)
        && traits.computeIfAbsent(def, this::traitsIn).holds(trait);
  }

  /// Whether a trait may be implemented, where an expression stands: false only if it is certainly
  /// not.
  public boolean mayHold(TraitRef trait, Node where) {
    SourceDef def = around(where);
    return def == null || traits.computeIfAbsent(def, this::traitsIn).mayHold(trait);
  }

  /// Whether a trait without parameters may be implemented for a type: false only if it is certainly
  /// not.
  public boolean mayHold(Def trait, Ty type, Node where) {
    return mayHold(new TraitRef(trait, List.of(type)), where);
  }

  /// The lang item of a name, null if it is not known.
  public @Nullable Def lang(String name) {
    return crate.world().lang(name);
  }

  /// Whether values of a type can certainly be cloned, where an expression stands.
  public boolean isClone(Ty type, Node where) {
    Def clone = lang("clone");
    return clone != null && holds(new TraitRef(clone, List.of(type)), where);
  }

  /// Whether values of a type are certainly copied, where an expression stands (Reference, *Special
  /// types and traits*, `Copy`).
  public boolean isCopy(Ty type, Node where) {
    Def copy = crate.world().lang("copy");
    return copy != null && holds(new TraitRef(copy, List.of(type)), where);
  }

  /// What an expression of a type is dereferenced to step by step, its own type first (Reference,
  /// *The dereference operator*).
  public List<Ty> derefs(Ty type, Node where) {
    SourceDef def = around(where);
    return def == null
        ? List.of(type)
        : new Autoderef(
                crate.world(),
                new InferenceTable(),
                traits.computeIfAbsent(def, this::traitsIn))
            .steps(type);
  }

  /// The method of this name that inherent impls give a struct or enum, whatever the impls ask for;
  /// null if there is none.
  public @Nullable Def inherentMethod(Ty.Adt type, String name) {
    Head head = Head.of(type);
    List<Def> impls = head == null ? List.of() : crate.world().inherentImpls(head);
    for (Def impl : impls) {
      Def found = impl.member(name, Namespace.VALUE);
      if (found != null) {
        return found;
      }
    }
    return null;
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
        Environment.of(crate.world(), SourceScope.of(crate.world(), def).environment()));
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

  /// The definition whose body or parameters a node is in; null if it is in none, or in one that is not known.
  private @Nullable SourceDef around(Node node) {
    Node child = node;
    for (Node at = node.parent(); at != null; at = at.parent()) {
      boolean isBody =
          at.is(Kind.FUNCTION_ITEM)
                  && (child.field() == Field.BODY || child.field() == Field.PARAMETERS)
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
