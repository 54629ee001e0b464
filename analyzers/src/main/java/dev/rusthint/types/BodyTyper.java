package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Infers the types in one body, apart from all others, in bounded time.
final class BodyTyper {
  private final Inference in;
  private final Expressions expressions;

  private BodyTyper(World world, BodyScope scope, BodyTexts texts, Runnable checkpoint) {
    this.in = new Inference(world, scope, texts, checkpoint);
    this.expressions = new Expressions(in);
  }

  /// The types in a function's body.
  ///
  /// @param function the definition
  /// @param node its [Kind#FUNCTION_ITEM], in a tree with macros' arguments parsed
  /// @param checkpoint called at each expression; what it throws ends the work
  static BodyTypes function(World world, SourceDef function, Node node, Runnable checkpoint) {
    return of(world, function, node, checkpoint).function(function, node);
  }

  private static BodyTyper of(World world, SourceDef def, Node node, Runnable checkpoint) {
    BodyTexts texts = new BodyTexts(def, node.tree());
    return new BodyTyper(world, SourceScope.of(world, def), texts, checkpoint);
  }

  /// The types in the value of a constant or static.
  ///
  /// @param constant the definition
  /// @param checkpoint called at each expression; what it throws ends the work
  static BodyTypes constant(World world, SourceDef constant, Node value, Runnable checkpoint) {
    BodyTyper typer = of(world, constant, value, checkpoint);
    Ty type = constant.type();
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
        in.locals.declare(in.name("self", declaration), declaration, type);
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
    in.expressions.replaceAll((_, type) -> known(type));
    in.bindings.replaceAll((_, type) -> known(type));
    in.targets.replaceAll((_, type) -> known(type));
    in.calls.replaceAll((_, use) -> known(use));
    new Copies(in).join(tree);
    return new BodyTypes(
        in.expressions, in.bindings, in.items, in.calls, in.targets, in.variables, in.texts);
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
