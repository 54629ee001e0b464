package dev.rusthint.model.lower;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.Resolver;
import dev.rusthint.model.names.Scope;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What names mean inside a definition: its own generic parameters, those of the trait or impl
/// around it, `Self`, and the names of its module.
public final class ItemScope implements TypeScope {
  private static final int MAX_CONSTANTS = 16;

  private final SourceDef def;
  private final @Nullable ItemScope around;
  private final List<String> own = new ArrayList<>();
  private final List<Node> synthetic = new ArrayList<>();
  private final List<Node> opaques = new ArrayList<>();

  /// Bounds that are being read: one of them cannot tell what it itself is about.
  private final Set<Node> open;

  private boolean readsSelf;
  private int constants;

  public ItemScope(SourceDef def) {
    this(def, new HashSet<>());
  }

  private ItemScope(SourceDef def, Set<Node> open) {
    this.def = def;
    this.open = open;
    this.around =
        def.container() instanceof SourceDef container ? new ItemScope(container, open) : null;
    if (def.kind() == DefKind.TRAIT) {
      own.add("Self");
    }
    Node node = def.source().node();
    Node list = node.child(Field.TYPE_PARAMETERS);
    if (list != null) {
      for (Node param : list.namedChildren()) {
        Node name = param.child(Field.NAME);
        if (name != null && (param.is(Kind.TYPE_PARAMETER) || param.is(Kind.CONST_PARAMETER))) {
          own.add(name.text());
        }
      }
    }
    if (def.kind() == DefKind.FUNCTION) {
      collect(node.child(Field.PARAMETERS), synthetic);
      collect(node.child(Field.RETURN_TYPE), opaques);
    }
  }

  private static void collect(@Nullable Node node, List<Node> found) {
    if (node != null) {
      for (Node each : node.descendants()) {
        if (each.is(Kind.ABSTRACT_TYPE)) {
          found.add(each);
        }
      }
    }
  }

  /// The `impl Trait`s among the parameters of a function, each a parameter without a name.
  List<Node> synthetic() {
    return synthetic;
  }

  /// The `impl Trait`s of a function's result.
  List<Node> opaques() {
    return opaques;
  }

  private int outer() {
    return around == null ? 0 : around.outer() + around.own.size() + around.synthetic.size();
  }

  @Override
  public Found resolve(List<String> segments, boolean isAbsolute, Namespace last) {
    return NameLookup.resolve(def, segments, isAbsolute, last);
  }

  /// The same from inside one of the definition's blocks.
  public Found resolve(Scope scope, List<String> segments, boolean isAbsolute, Namespace last) {
    return NameLookup.resolve(def, scope, segments, isAbsolute, last);
  }

  /// The same in an expansion of a call there, for a path that begins with `$crate`.
  public Found resolve(
      Scope scope,
      List<String> segments,
      boolean isAbsolute,
      Namespace last,
      SourceUnit.OfExpansion made) {
    return NameLookup.resolve(
        def, scope, segments, isAbsolute, last, NameLookup.dollarCrate(made, def.crate()));
  }

  @Override
  public Ty macro(Node call) {
    return macro(new Resolver(def.crate()).scopeAround(def), call, this);
  }

  /// The same from inside one of the definition's blocks.
  public Ty macro(Scope scope, Node call, TypeScope names) {
    return new TypeMacros(def, scope).type(call, names);
  }

  /// The same from inside an expansion of a call there.
  ///
  /// @param base the offset in the expansion of what has the offset 0 in the call's tree
  public Ty macro(
      Scope scope, Node call, TypeScope names, SourceUnit.OfExpansion made, int base) {
    return new TypeMacros(def, scope).type(call, names, made, base);
  }

  @Override
  public @Nullable Ty param(String name) {
    int at = own.indexOf(name);
    if (at >= 0) {
      return new Ty.Param(outer() + at, name);
    }
    return around == null ? null : around.param(name);
  }

  @Override
  public @Nullable Ty self() {
    return switch (def.kind()) {
      case TRAIT -> new Ty.Param(0, "Self");
      case IMPL -> {
        if (readsSelf) {
          yield null;
        }
        readsSelf = true;
        try {
          yield new TypeReader(this).type(def.source().node().child(Field.TYPE));
        } finally {
          readsSelf = false;
        }
      }
      case STRUCT, ENUM, UNION -> new Ty.Adt(def, identity());
      default -> around == null ? null : around.self();
    };
  }

  private List<Ty> identity() {
    List<Ty> args = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      args.add(new Ty.Param(i, own.get(i)));
    }
    return args;
  }

  @Override
  public @Nullable TraitRef selfTrait() {
    return switch (def.kind()) {
      case TRAIT -> new TraitRef(def, identity());
      case IMPL -> {
        Node trait = def.source().node().child(Field.TRAIT);
        if (trait == null || !open.add(trait)) {
          yield null;
        }
        try {
          ImplHead head = def.impl();
          yield head == null ? null : head.trait();
        } finally {
          open.remove(trait);
        }
      }
      default -> around == null ? null : around.selfTrait();
    };
  }

  @Override
  public @Nullable TraitRef boundWith(Ty param, String assoc) {
    if (param instanceof Ty.Param(int index, String name)) {
      int outer = outer();
      int syntheticAt = index - outer - own.size();
      if (syntheticAt >= 0 && syntheticAt < synthetic.size()) {
        return find(param, TypeReader.boundsOf(synthetic.get(syntheticAt)), assoc);
      }
      Node list = def.source().node().child(Field.TYPE_PARAMETERS);
      if (list != null && index >= outer) {
        for (Node each : list.namedChildren()) {
          Node own = each.child(Field.NAME);
          Node bounds = each.child(Field.BOUNDS);
          if (own != null && own.textIs(name) && bounds != null) {
            TraitRef found = find(param, bounds.namedChildren(), assoc);
            if (found != null) {
              return found;
            }
          }
        }
      }
    }
    TraitRef inWhere = inWhere(param, assoc);
    return inWhere != null || around == null ? inWhere : around.boundWith(param, assoc);
  }

  private @Nullable TraitRef inWhere(Ty param, String assoc) {
    Node where = def.source().node().child(Kind.WHERE_CLAUSE);
    if (where == null) {
      return null;
    }
    for (Node clause : where.namedChildren()) {
      Node left = clause.child(Field.LEFT);
      Node bounds = clause.child(Field.BOUNDS);
      if (left != null && left.is(Kind.HIGHER_RANKED_TRAIT_BOUND)) {
        left = left.child(Field.TYPE);
      }
      if (left == null || bounds == null || !open.add(left)) {
        continue;
      }
      boolean isSame;
      try {
        isSame = mayBe(left, param) && new TypeReader(this).type(left).equals(param);
      } finally {
        open.remove(left);
      }
      TraitRef found = isSame ? find(param, bounds.namedChildren(), assoc) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean mayBe(Node left, Ty type) {
    return !(type instanceof Ty.Param(int _, String name)) || left.textIs(name);
  }

  private @Nullable TraitRef find(Ty self, List<Node> bounds, String assoc) {
    for (Node bound : bounds) {
      if (!open.add(bound)) {
        continue;
      }
      try {
        List<Predicate> predicates = new ArrayList<>();
        new TypeReader(this).bound(self, bound, predicates);
        for (Predicate predicate : predicates) {
          if (predicate instanceof Predicate.Implements(TraitRef trait)
              && trait.self().equals(self)
              && TypeReader.assoc(trait, assoc) != null) {
            return trait;
          }
        }
      } finally {
        open.remove(bound);
      }
    }
    return null;
  }

  @Override
  public Ty hole() {
    return Ty.UNKNOWN;
  }

  @Override
  public boolean infers() {
    return false;
  }

  @Override
  public Ty opaque(List<Node> bounds) {
    if (!bounds.isEmpty()) {
      for (int i = 0; i < synthetic.size(); i++) {
        if (TypeReader.boundsOf(synthetic.get(i)).getFirst().equals(bounds.getFirst())) {
          return new Ty.Param(
              outer() + own.size() + i, SignatureLowering.textOf(synthetic.get(i)));
        }
      }
      for (int i = 0; i < opaques.size(); i++) {
        if (TypeReader.boundsOf(opaques.get(i)).getFirst().equals(bounds.getFirst())) {
          return new Ty.Opaque(def, i, def.generics().identity());
        }
      }
    }
    return Ty.UNKNOWN;
  }

  /// The value of a constant by its name, of `size_of` a primitive type, and of operations on
  /// such.
  @Override
  public Ty constant(Node expression) {
    if (expression.is(Kind.CALL_EXPRESSION)) {
      return sizeOf(expression);
    }
    if (expression.is(Kind.BINARY_EXPRESSION)) {
      return calculated(expression);
    }
    if (expression.is(Kind.TYPE_CAST_EXPRESSION)) {
      return cast(expression);
    }
    if (expression.is(Kind.UNARY_EXPRESSION)) {
      List<Node> named = expression.namedChildren();
      Node operand = named.isEmpty() ? null : named.getLast();
      return operand != null
              && expression.has(Kind.MINUS)
              && new TypeReader(this).constant(operand) instanceof Ty.ConstValue(BigInteger value)
          ? new Ty.ConstValue(value.negate())
          : Ty.UNKNOWN;
    }
    Path path = Path.of(expression);
    if (path == null || path.self() != null || constants > MAX_CONSTANTS) {
      return Ty.UNKNOWN;
    }
    Found found = resolve(path.names(), path.isAbsolute(), Namespace.VALUE);
    if (!(found.def() instanceof SourceDef constant)
        || constant.kind() != DefKind.CONST
        || found.used() != path.segments().size()) {
      return Ty.UNKNOWN;
    }
    Node value = constant.source().node().child(Field.VALUE);
    if (value == null) {
      return Ty.UNKNOWN;
    }
    ItemScope there = new ItemScope(constant, open);
    there.constants = constants + 1;
    return new TypeReader(there).constant(value);
  }

  private Ty sizeOf(Node call) {
    Node function = call.child(Field.FUNCTION);
    Path path = function == null ? null : Path.of(function);
    if (path == null || path.segments().isEmpty() || !path.last().name().equals("size_of")) {
      return Ty.UNKNOWN;
    }
    Node arguments = path.last().arguments();
    List<Ty> types =
        arguments == null
            ? List.of()
            : new TypeReader(this).arguments(arguments, new ArrayList<>());
    if (types.size() != 1 || !(types.getFirst() instanceof Ty.Primitive(Prim prim))) {
      return Ty.UNKNOWN;
    }
    int size = prim.size();
    return size < 0 ? Ty.UNKNOWN : Ty.ConstValue.of(size);
  }

  /// A cast that leaves the value as it is.
  private Ty cast(Node expression) {
    Node operand = expression.child(Field.VALUE);
    Node target = expression.child(Field.TYPE);
    TypeReader reader = new TypeReader(this);
    if (operand == null
        || target == null
        || !(reader.type(target) instanceof Ty.Primitive(Prim prim))
        || !prim.isInteger()
        || !(reader.constant(operand) instanceof Ty.ConstValue(BigInteger value))) {
      return Ty.UNKNOWN;
    }
    // `usize` has 32 bits at least on all targets that matter here.
    int bits = 8 * (prim.size() < 0 ? 4 : prim.size()) - (prim.isSigned() ? 1 : 0);
    boolean fits = value.bitLength() <= bits && (value.signum() >= 0 || prim.isSigned());
    return fits ? new Ty.ConstValue(value) : Ty.UNKNOWN;
  }

  private Ty calculated(Node expression) {
    Node left = expression.child(Field.LEFT);
    Node right = expression.child(Field.RIGHT);
    Node operator = expression.child(Field.OPERATOR);
    TypeReader reader = new TypeReader(this);
    if (left == null
        || right == null
        || operator == null
        || constants > MAX_CONSTANTS
        || !(reader.constant(left) instanceof Ty.ConstValue(BigInteger a))
        || !(reader.constant(right) instanceof Ty.ConstValue(BigInteger b))) {
      return Ty.UNKNOWN;
    }
    return switch (operator.kind()) {
      case PLUS -> new Ty.ConstValue(a.add(b));
      case MINUS -> new Ty.ConstValue(a.subtract(b));
      case STAR -> new Ty.ConstValue(a.multiply(b));
      case SLASH -> b.signum() == 0 ? Ty.UNKNOWN : new Ty.ConstValue(a.divide(b));
      case AMP -> new Ty.ConstValue(a.and(b));
      case PIPE -> new Ty.ConstValue(a.or(b));
      case CARET -> new Ty.ConstValue(a.xor(b));
      case SHL ->
          b.signum() < 0 || b.bitLength() > 7
              ? Ty.UNKNOWN
              : new Ty.ConstValue(a.shiftLeft(b.intValue()));
      case SHR ->
          b.signum() < 0 || b.bitLength() > 7
              ? Ty.UNKNOWN
              : new Ty.ConstValue(a.shiftRight(b.intValue()));
      case PERCENT -> b.signum() == 0 ? Ty.UNKNOWN : new Ty.ConstValue(a.mod(b.abs()));
      default -> Ty.UNKNOWN;
    };
  }
}
