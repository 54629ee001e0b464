package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Infers the types in one body, apart from all others, in bounded time.
public final class BodyTyper {
  private final Inference in;
  private final Expressions expressions;

  private BodyTyper(World world, BodyScope scope, Runnable checkpoint) {
    this.in = new Inference(world, scope, checkpoint);
    this.expressions = new Expressions(in);
  }

  /// The types in a function's body.
  ///
  /// @param function the definition
  /// @param node its [Kind#FUNCTION_ITEM], in a tree with macros' arguments parsed
  /// @param checkpoint called at each expression; what it throws ends the work
  public static BodyTypes function(
      World world, BodyScope scope, Def function, Node node, Runnable checkpoint) {
    return new BodyTyper(world, scope, checkpoint).function(function, node);
  }

  /// The types in the value of a constant or static.
  ///
  /// @param type what it is declared to be
  /// @param checkpoint called at each expression; what it throws ends the work
  public static BodyTypes constant(
      World world, BodyScope scope, @Nullable Ty type, Node value, Runnable checkpoint) {
    BodyTyper typer = new BodyTyper(world, scope, checkpoint);
    typer.in.locals.enter();
    if (type == null) {
      typer.expressions.type(value, null);
    } else {
      typer.expressions.check(value, typer.in.traits.normalize(type));
    }
    return typer.finish(value.tree());
  }

  private BodyTypes function(Def function, Node node) {
    Node body = node.child(Field.BODY);
    FnSig sig = function.signature();
    if (body == null || sig == null) {
      return BodyTypes.NONE;
    }
    in.locals.enter();
    params(node, sig);
    Node written = node.child(Field.RETURN_TYPE);
    Ty result =
        !sig.isAsync()
            ? expressions.closures().revealed(function, in.traits.normalize(sig.result()))
            : written == null ? Ty.UNIT : in.written(written);
    Blocks.Frame around = expressions.blocks().enter(result);
    expressions.check(body, result);
    expressions.blocks().leave(around);
    return finish(node.tree());
  }

  private void params(Node node, FnSig sig) {
    Node list = node.child(Field.PARAMETERS);
    int at = 0;
    if (list == null) {
      return;
    }
    for (Node param : list.namedChildren()) {
      Node pattern =
          switch (param.kind()) {
            case PARAMETER -> param.child(Field.PATTERN);
            case SELF_PARAMETER -> param.child(Kind.SELF);
            default -> null;
          };
      if (pattern == null) {
        continue;
      }
      Ty type = at < sig.params().size() ? in.traits.normalize(sig.params().get(at)) : Ty.UNKNOWN;
      at++;
      if (pattern.is(Kind.SELF)) {
        Node declaration = param.is(Kind.SELF_PARAMETER) ? param : pattern;
        in.bindings.put(declaration, type);
        in.locals.declare("self", declaration, type);
      } else {
        expressions.patterns().bind(pattern, type);
      }
    }
  }

  private BodyTypes finish(SyntaxTree tree) {
    in.traits.solve();
    fallback();
    in.traits.solve();
    in.runDeferred();
    in.traits.solve();
    keep(tree);
    Map<Node, Ty> types = new HashMap<>(in.expressions.size() * 2);
    in.expressions.forEach((node, type) -> types.put(node, known(type)));
    Map<Node, Ty> bindings = new HashMap<>();
    in.bindings.forEach((node, type) -> bindings.put(node, known(type)));
    Map<Node, Ty> targets = new HashMap<>();
    in.targets.forEach((node, type) -> targets.put(node, known(type)));
    Map<Node, MethodUse> calls = new HashMap<>();
    in.calls.forEach((node, use) -> calls.put(node, known(use)));
    return new BodyTypes(types, bindings, in.items, calls, targets, in.variables);
  }

  /// Forgets what is in expansions of macros.
  private void keep(SyntaxTree tree) {
    for (Map<Node, ?> found :
        List.of(in.expressions, in.bindings, in.items, in.calls, in.variables)) {
      found.keySet().removeIf(node -> node.tree() != tree);
    }
  }

  /// Integers are `i32`, floats `f64`, and what is never reached is `()`, before edition 2024, where
  /// it is `!` (Reference, *Integer literal expressions*; Edition Guide, *Never type fallback*).
  private void fallback() {
    for (int id = 0; id < in.table.size(); id++) {
      Ty.Infer variable = new Ty.Infer(id);
      if (!(in.shallow(variable) instanceof Ty.Infer root)
          || root.id() != id
          || in.table.isTainted(root)) {
        continue;
      }
      switch (in.table.sort(root)) {
        case INTEGER -> in.table.unify(root, Ty.of(Prim.I32));
        case FLOAT -> in.table.unify(root, Ty.of(Prim.F64));
        case ANY -> {
          if (in.table.isDiverging(root)) {
            in.table.unify(root, in.world.crate().edition() >= 2024 ? Ty.NEVER : Ty.UNIT);
          }
        }
      }
    }
  }

  private MethodUse known(MethodUse use) {
    List<Ty> args = new ArrayList<>();
    for (Ty arg : use.args()) {
      args.add(known(arg));
    }
    return new MethodUse(
        use.method(), args, use.derefs(), use.borrow(), known(use.receiver()));
  }

  private Ty known(Ty type) {
    return new TyMap() {
      @Override
      protected Ty leaf(Ty leaf) {
        return leaf instanceof Ty.Infer ? Ty.UNKNOWN : leaf;
      }
    }.type(in.table.resolve(type));
  }
}
