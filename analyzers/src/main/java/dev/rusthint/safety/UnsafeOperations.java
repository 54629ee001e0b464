package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.UnsafeOperation.What;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the operations in code that only unsafe code may do.
public final class UnsafeOperations {
  /// @param operations in the order of the text
  /// @param unknown the calls and dereferences that may be unsafe: types do not tell
  public record Found(List<UnsafeOperation> operations, List<Node> unknown) {
    public Found {
      operations = List.copyOf(operations);
      unknown = List.copyOf(unknown);
    }
  }

  /// What each processor of x86-64 has: what asks for no more is safe to call there, with a compiler
  /// that is new enough.
  private static final Set<String> ALWAYS = Set.of("fxsr", "sse", "sse2");

  private final ItemTypes types;
  private final Contracts contracts;
  private final List<UnsafeOperation> operations = new ArrayList<>();
  private final List<Node> unknown = new ArrayList<>();

  private UnsafeOperations(ItemTypes types, Contracts contracts) {
    this.types = types;
    this.contracts = contracts;
  }

  /// Those inside an expression, the expression itself included, items in it not.
  public static Found in(Node code, ItemTypes types, Contracts contracts) {
    UnsafeOperations finding = new UnsafeOperations(types, contracts);
    finding.visit(code);
    return new Found(finding.operations, finding.unknown);
  }

  /// The operation that an expression is, null if it is none or that is not known.
  public static @Nullable UnsafeOperation of(Node node, ItemTypes types, Contracts contracts) {
    UnsafeOperations finding = new UnsafeOperations(types, contracts);
    finding.look(node);
    return finding.operations.isEmpty() ? null : finding.operations.getFirst();
  }

  private void visit(Node node) {
    look(node);
    for (Node child : node.namedChildren()) {
      if (!isItem(child)) {
        visit(child);
      }
    }
  }

  private static boolean isItem(Node node) {
    return switch (node.kind()) {
      case FUNCTION_ITEM, IMPL_ITEM, TRAIT_ITEM, MOD_ITEM, CONST_ITEM, STATIC_ITEM,
          STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, MACRO_DEFINITION, ATTRIBUTE_ITEM, TYPE_ITEM -> true;
      default -> false;
    };
  }

  private void look(Node node) {
    switch (node.kind()) {
      case UNARY_EXPRESSION -> dereference(node);
      case CALL_EXPRESSION -> call(node);
      case IDENTIFIER, SCOPED_IDENTIFIER -> use(node);
      case FIELD_EXPRESSION -> field(node);
      case MACRO_INVOCATION -> assembly(node);
      default -> {}
    }
  }

  private void dereference(Node node) {
    List<Node> operands = node.namedChildren();
    if (!node.has(Kind.STAR) || operands.isEmpty()) {
      return;
    }
    Node pointer = operands.getLast();
    switch (types.of(pointer)) {
      case Ty.RawPtr raw ->
          operations.add(
              new UnsafeOperation(
                  node,
                  What.DEREFERENCE,
                  null,
                  KnownContracts.ofLanguage("deref " + PlaceUse.of(node, types).word()),
                  Map.of("p", pointer),
                  Map.of("T", raw.target())));
      case Ty.Unknown _ -> unknown.add(node);
      default -> {}
    }
  }

  private void call(Node node) {
    Node callee = node.child(Field.FUNCTION);
    if (callee == null) {
      return;
    }
    Node arguments = node.child(Field.ARGUMENTS);
    List<Node> given = arguments == null ? List.of() : expressions(arguments);
    MethodUse use = types.call(node);
    if (use != null) {
      Node receiver = MethodReceiver.of(callee);
      List<Node> all = new ArrayList<>();
      if (receiver != null) {
        all.add(receiver);
        all.addAll(given);
        call(node, use.method(), use.args(), all);
      }
      return;
    }
    switch (types.of(callee)) {
      case Ty.FnDef function -> call(node, function.def(), function.args(), given);
      case Ty.FnPtr pointer -> {
        if (pointer.isUnsafe()) {
          Contract contract = KnownContracts.ofLanguage("unsafe call");
          Map<String, Node> parts = Map.of("function", callee);
          operations.add(
              new UnsafeOperation(node, What.POINTER_CALL, null, contract, parts, Map.of()));
        }
      }
      case Ty.Unknown _ -> {
        if (!isConstructor(callee)) {
          unknown.add(node);
        }
      }
      default -> {}
    }
  }

  /// Whether what is called has a name as only structs and variants have.
  private static boolean isConstructor(Node callee) {
    String text = callee.text();
    int at = text.lastIndexOf(':') + 1;
    return at < text.length() && Character.isUpperCase(text.charAt(at));
  }

  private static List<Node> expressions(Node arguments) {
    return arguments.namedChildren().stream()
        .filter(n -> !n.kind().isComment() && !n.is(Kind.ATTRIBUTE_ITEM))
        .toList();
  }

  private void call(Node node, Def function, List<Ty> args, List<Node> given) {
    FnSig signature = function.signature();
    if (signature == null || !signature.isUnsafe() && !isFeatureCall(node, function)) {
      return;
    }
    Map<String, Node> parts = new HashMap<>();
    Node callee = node.child(Field.FUNCTION);
    if (callee != null) {
      parts.put("function", callee);
    }
    for (int i = 0; i < signature.names().size() && i < given.size(); i++) {
      parts.put(signature.names().get(i), given.get(i));
    }
    Map<String, Ty> arguments = new HashMap<>();
    Generics generics = function.generics();
    for (int i = 0; i < generics.size() && i < args.size(); i++) {
      arguments.put(generics.param(i).name(), args.get(i));
    }
    What what =
        !signature.isUnsafe()
            ? What.FEATURE_CALL
            : function.facts().isForeign() ? What.FOREIGN_CALL : What.CALL;
    operations.add(
        new UnsafeOperation(
            node,
            what,
            function,
            contracts.of(function),
            parts,
            arguments));
  }

  /// Whether a safe function needs what the processor may not have where it is called (Reference,
  /// *The `target_feature` attribute*). Where the caller needs something of it too, the features that
  /// imply others would have to be known.
  private boolean isFeatureCall(Node call, Def function) {
    String features = function.facts().features();
    if (features == null) {
      return false;
    }
    Node around = call.ancestor(Kind.FUNCTION_ITEM);
    Def caller = around == null ? null : types.definition(around);
    if (caller == null
        || caller.facts().features() != null
        || ALWAYS.containsAll(List.of(features.split(",")))) {
      unknown.add(call);
      return false;
    }
    return true;
  }

  private void use(Node node) {
    Def item = types.item(node);
    if (item == null
        || item.kind() != DefKind.STATIC
        || !item.facts().isUnsafe()
        || PlaceUse.of(node, types) == PlaceUse.PLACE) {
      return;
    }
    boolean isForeign = item.facts().isForeign();
    Contract contract = KnownContracts.ofLanguage(isForeign ? "extern static" : "static mut");
    What what = isForeign ? What.FOREIGN_STATIC : What.STATIC_MUT;
    operations.add(
        new UnsafeOperation(node, what, item, contract, Map.of("place", node), Map.of()));
  }

  private void field(Node node) {
    Node value = node.child(Field.VALUE);
    Node parent = node.parent();
    if (value == null || parent != null && parent.is(Kind.CALL_EXPRESSION) && isCallee(node)) {
      return;
    }
    List<Ty> steps = ItemTypes.behindReferences(types.of(value));
    PlaceUse use = PlaceUse.of(node, types);
    if (steps.getLast() instanceof Ty.Adt adt
        && adt.def().kind() == DefKind.UNION
        && use != PlaceUse.PLACE
        && use != PlaceUse.WRITE) {
      Contract contract = KnownContracts.ofLanguage("union field");
      operations.add(
          new UnsafeOperation(
              node,
              What.UNION_FIELD,
              null,
              contract,
              Map.of("place", node),
              Map.of("T", types.of(node))));
    }
  }

  private static boolean isCallee(Node node) {
    return node.field() == Field.FUNCTION;
  }

  private void assembly(Node node) {
    String name = node.textOf(Field.MACRO).orElse("");
    if (name.equals("asm") || name.endsWith("::asm")) {
      Contract contract = KnownContracts.ofLanguage("asm");
      operations.add(
          new UnsafeOperation(node, What.ASSEMBLY, null, contract, Map.of(), Map.of()));
    }
  }
}
