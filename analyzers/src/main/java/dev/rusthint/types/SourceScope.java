package dev.rusthint.types;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.ItemScope;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.Resolver;
import dev.rusthint.model.names.Scope;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the body of a definition of a source crate, or a block of it, can name.
final class SourceScope implements BodyScope {
  private final World world;
  private final SourceDef def;
  private final ItemScope item;
  private final Scope scope;

  /// The expansion that the scope is for, null for that of the body's own text.
  private final SourceUnit.@Nullable OfExpansion made;

  /// The offset in its unit of what has the offset 0 in the trees that the scope is for.
  private final int base;

  /// Names that expansions around declare as items, of which no more is known.
  private final Set<String> hidden;

  private final Map<String, List<Def>> members = new ConcurrentHashMap<>();
  private @Nullable List<Def> traits;

  private SourceScope(
      World world,
      SourceDef def,
      ItemScope item,
      Scope scope,
      SourceUnit.@Nullable OfExpansion made,
      int base,
      Set<String> hidden) {
    this.world = world;
    this.def = def;
    this.item = item;
    this.scope = scope;
    this.made = made;
    this.base = base;
    this.hidden = hidden;
  }

  static SourceScope of(World world, SourceDef def) {
    return new SourceScope(
        world,
        def,
        new ItemScope(def),
        new Resolver(def.crate()).scopeAround(def),
        null,
        def.source().placed().start(),
        Set.of());
  }

  @Override
  public Def module() {
    return def.module();
  }

  @Override
  public List<Def> traitMembers(String name) {
    return members.computeIfAbsent(name, this::findMembers);
  }

  private List<Def> findMembers(String name) {
    List<Def> found = new ArrayList<>();
    for (Def trait : traits()) {
      Def value = trait.member(name, Namespace.VALUE);
      Def type = value == null ? trait.member(name, Namespace.TYPE) : value;
      if (type != null) {
        found.add(type);
      }
    }
    return found;
  }

  private List<Def> traits() {
    List<Def> known = traits;
    if (known == null) {
      Resolver resolver = new Resolver(def.crate());
      Set<Def> all = new LinkedHashSet<>(resolver.traitsInScope(scope));
      all.addAll(resolver.preludeTraits(scope));
      Def around = implemented();
      if (around != null) {
        all.add(around);
      }
      known = List.copyOf(all);
      traits = known;
    }
    return known;
  }

  /// The trait that the definition is a member of, or of an impl of: its methods can be called there
  /// without an import.
  private @Nullable Def implemented() {
    Def container = def.container();
    if (container == null || container.kind() == DefKind.TRAIT) {
      return container;
    }
    ImplHead head = container.impl();
    return head == null || head.trait() == null ? null : head.trait().trait();
  }

  @Override
  public @Nullable Ty constParam(String name) {
    if (!(item.param(name) instanceof Ty.Param(int index, String _))) {
      return null;
    }
    Generics generics = def.generics();
    return index < generics.size() ? generics.param(index).constType() : null;
  }

  @Override
  public List<Predicate> environment() {
    return def.generics().allPredicates();
  }

  @Override
  public BodyScope block(Node block) {
    if (made != null || !declares(block)) {
      return this;
    }
    Node same = counterpart(block);
    return same == null
        ? this
        : new SourceScope(
            world, def, item, new Resolver(def.crate()).scopeAt(def, same), null, base, hidden);
  }

  @Override
  public boolean isActive(Node node) {
    List<Node> attributes = Attributes.outer(node);
    if (attributes.isEmpty()) {
      return true;
    }
    CfgOracle cfg = def.crate().config().cfg();
    List<Attribute> parsed = new ArrayList<>();
    attributes.forEach(attribute -> parsed.add(Attribute.parse(attribute.text())));
    return Attribute.mayHold(Attribute.expand(parsed, cfg), cfg);
  }

  @Override
  public SourceUnit.@Nullable OfExpansion expand(Node call, ExpansionKind kind) {
    Node same = made == null ? counterpart(call) : call;
    SourceUnit unit = made == null ? def.source().unit() : made;
    return same == null
        ? null
        : new Resolver(def.crate()).expand(def, scope, unit, same, base, kind);
  }

  @Override
  public BodyScope inside(MacroText text) {
    Set<String> names = new HashSet<>(hidden);
    names.addAll(text.declared());
    return new SourceScope(world, def, item, scope, text.made(), text.base(), names);
  }

  private static boolean declares(Node block) {
    for (Node child : block.children()) {
      switch (child.kind()) {
        case USE_DECLARATION, FUNCTION_ITEM, STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, CONST_ITEM,
            STATIC_ITEM, TRAIT_ITEM, TYPE_ITEM, IMPL_ITEM, MOD_ITEM, MACRO_DEFINITION -> {
          return true;
        }
        default -> {
          if (isThreadLocal(child)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isThreadLocal(Node statement) {
    Node call = statement.is(Kind.EXPRESSION_STATEMENT) ? statement.firstChild() : statement;
    Node name = call == null || !call.is(Kind.MACRO_INVOCATION) ? null : call.child(Field.MACRO);
    return name != null && name.text().endsWith("thread_local");
  }

  /// The same node in the tree without macros' arguments, which names are resolved on.
  private @Nullable Node counterpart(Node node) {
    SyntaxTree tree = def.source().placed().item().tree();
    for (int i = 0; i < tree.size(); i++) {
      if (tree.kind(i) == node.kind() && tree.start(i) == node.start()) {
        return new Node(tree, i);
      }
    }
    return null;
  }

  @Override
  public Found resolve(List<String> segments, boolean isAbsolute, Namespace last) {
    if (!isAbsolute && hidden.contains(segments.getFirst())) {
      return Found.NOTHING;
    }
    return made == null || !segments.getFirst().equals("$crate")
        ? item.resolve(scope, segments, isAbsolute, last)
        : item.resolve(scope, segments, isAbsolute, last, made);
  }

  @Override
  public Ty macro(Node call) {
    return made == null
        ? item.macro(scope, call, this)
        : item.macro(scope, call, this, made, base);
  }

  @Override
  public @Nullable Ty param(String name) {
    return item.param(name);
  }

  @Override
  public @Nullable Ty self() {
    return item.self();
  }

  @Override
  public @Nullable TraitRef selfTrait() {
    return item.selfTrait();
  }

  @Override
  public @Nullable TraitRef boundWith(Ty param, String assoc) {
    return item.boundWith(param, assoc);
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
    return item.opaque(bounds);
  }

  @Override
  public Ty constant(Node expression) {
    return item.constant(expression);
  }
}
