package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.Path;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of functions and methods (Reference, *Call expressions*, *Method call expressions*).
final class Calls {
  private final Inference in;
  private final Expressions expressions;
  private final PathExpressions paths;

  Calls(Inference in, Expressions expressions, PathExpressions paths) {
    this.in = in;
    this.expressions = expressions;
    this.paths = paths;
  }

  Ty call(Node call, @Nullable Ty expected) {
    Node function = call.child(Field.FUNCTION);
    Node arguments = call.child(Field.ARGUMENTS);
    List<Node> args = arguments == null ? List.of() : values(arguments);
    if (function == null) {
      return Ty.UNKNOWN;
    }
    Node callee = function.is(Kind.GENERIC_FUNCTION) ? function.child(Field.FUNCTION) : function;
    if (callee != null && callee.is(Kind.FIELD_EXPRESSION)) {
      Node turbofish = function.is(Kind.GENERIC_FUNCTION) ? function.child(Kind.TYPE_ARGUMENTS) : null;
      Ty method = method(call, callee, turbofish, args, expected);
      if (method != null) {
        return method;
      }
    }
    Ty type = in.settled(expressions.type(function, null));
    return callValue(type, args, expected);
  }

  static List<Node> values(Node arguments) {
    List<Node> values = new ArrayList<>();
    for (Node child : arguments.namedChildren()) {
      if (!child.is(Kind.ATTRIBUTE_ITEM)) {
        values.add(child);
      }
    }
    return values;
  }

  private Ty callValue(Ty type, List<Node> args, @Nullable Ty expected) {
    for (Ty step : in.autoderef.steps(type)) {
      Callable callable = in.traits.callable(step);
      if (callable != null) {
        return apply(callable.params(), callable.result(), args, expected, isVariadic(step));
      }
      Ty viaTrait = viaFnTrait(step, args, expected);
      if (viaTrait != null) {
        return viaTrait;
      }
    }
    return unknown(args);
  }

  private static boolean isVariadic(Ty type) {
    return switch (type) {
      case Ty.FnPtr p -> p.isVariadic();
      case Ty.FnDef f -> {
        FnSig sig = f.def().kind() == DefKind.FUNCTION ? f.def().signature() : null;
        yield sig != null && sig.isVariadic();
      }
      default -> false;
    };
  }

  /// `F: Fn(A) -> B`, `Box<dyn Fn(A) -> B>`, `&F`
  private @Nullable Ty viaFnTrait(Ty type, List<Node> args, @Nullable Ty expected) {
    switch (type) {
      case Ty.Param _, Ty.Dyn _, Ty.Projection _, Ty.Opaque _ -> {}
      default -> {
        return null;
      }
    }
    for (String lang : List.of("fn", "fn_mut", "fn_once")) {
      Def trait = in.world.lang(lang);
      Def once = in.world.lang("fn_once");
      if (trait == null || once == null) {
        return null;
      }
      Ty.Infer params = in.table.fresh();
      TraitRef wanted =
          new TraitRef(trait, List.of(type, params));
      Selection selection = in.traits.select(wanted);
      if (selection instanceof Selection.ByBound || selection instanceof Selection.ByObject) {
        in.traits.require(wanted);
        in.traits.solve();
        Ty result = in.projection(once, "Output", List.of(type, params));
        return in.shallow(params) instanceof Ty.Tuple tuple
            ? apply(tuple.elements(), result, args, expected, false)
            : unknown(args);
      }
    }
    return null;
  }

  /// The arguments of something that is not known: typed alone, and what they could have told is
  /// lost.
  Ty unknown(List<Node> args) {
    for (Node arg : args) {
      in.table.taint(expressions.type(arg, null));
    }
    return Ty.UNKNOWN;
  }

  /// Checks arguments against parameters, closures last, so that the others tell of their types.
  private Ty apply(
      List<Ty> params, Ty result, List<Node> args, @Nullable Ty expected, boolean isVariadic) {
    List<Ty> hints = hints(params, result, expected);
    for (boolean closures : new boolean[] {false, true}) {
      if (closures) {
        in.traits.solve();
      }
      for (int i = 0; i < args.size(); i++) {
        if (isClosure(args.get(i)) != closures) {
          continue;
        }
        if (i >= params.size()) {
          Ty extra = expressions.type(args.get(i), null);
          if (!isVariadic) {
            in.table.taint(extra);
          }
          continue;
        }
        Ty hint = closures ? closureHint(hints.get(i), params.get(i)) : hints.get(i);
        Ty actual = expressions.type(args.get(i), hint);
        in.targets.put(args.get(i), params.get(i));
        give(actual, hint, params.get(i));
      }
    }
    return in.shallow(result);
  }

  /// Coerces an argument to what the wanted result asks for, or else to the parameter itself.
  private void give(Ty actual, Ty hint, Ty param) {
    if (hint != param) {
      InferenceTable.Snapshot before = in.table.snapshot();
      if (in.coercion.coerce(actual, hint) && in.table.unify(hint, param)) {
        return;
      }
      in.table.rollback(before);
    }
    if (!in.coercion.coerce(actual, param)) {
      in.table.taint(actual);
      in.table.taint(param);
    }
  }

  /// A parameter says more of a closure than a hint does, but for a hint that it is to be a function
  /// pointer: then it becomes one.
  private Ty closureHint(Ty hint, Ty param) {
    return in.shallow(hint) instanceof Ty.FnPtr ? hint : param;
  }

  private static boolean isClosure(Node arg) {
    return arg.is(Kind.CLOSURE_EXPRESSION);
  }

  /// What the parameters would be if the result were what is wanted: hints that bind nothing.
  private List<Ty> hints(List<Ty> params, Ty result, @Nullable Ty expected) {
    if (expected == null || in.isVariable(expected) || expected instanceof Ty.Unknown) {
      return params;
    }
    InferenceTable.Snapshot before = in.table.snapshot();
    List<Ty> hints = params;
    if (in.table.unify(result, expected)) {
      List<Ty> resolved = new ArrayList<>();
      for (Ty param : params) {
        Ty hint = in.table.resolve(param);
        resolved.add(in.table.hasVariables(hint) ? param : hint);
      }
      hints = resolved;
    }
    in.table.rollback(before);
    return hints;
  }

  // Methods.

  private @Nullable Ty method(
      Node call,
      Node callee,
      @Nullable Node turbofish,
      List<Node> args,
      @Nullable Ty expected) {
    Node receiver = callee.child(Field.VALUE);
    Node name = callee.child(Field.FIELD);
    if (receiver == null || name == null || !name.is(Kind.FIELD_IDENTIFIER)) {
      return null;
    }
    Ty self = in.settled(expressions.type(receiver, null));
    String plain = name.text().startsWith("r#") ? name.text().substring(2) : name.text();
    MethodProbe.Pick pick = in.probe.find(self, plain);
    if (pick == null) {
      in.table.taint(self);
      return unknown(args);
    }
    FnSig sig = pick.method().signature();
    if (sig == null) {
      return unknown(args);
    }
    in.items.put(call, pick.method());
    List<Ty> typeArgs = withTurbofish(pick, turbofish);
    in.calls.put(
        call,
        new MethodUse(pick.method(), typeArgs, pick.steps(), pick.autoref(), pick.receiver()));
    in.traits.require(pick.method().generics().allPredicates(), typeArgs);
    requireTrait(pick.method(), typeArgs);
    List<Ty> params = new ArrayList<>();
    for (int i = 1; i < sig.params().size(); i++) {
      params.add(in.traits.normalize(Substitution.apply(sig.params().get(i), typeArgs)));
    }
    in.traits.solve();
    Ty result = in.traits.normalize(Substitution.apply(sig.result(), typeArgs));
    return apply(params, result, args, expected, false);
  }

  private void requireTrait(Def method, List<Ty> args) {
    Def trait = method.container();
    if (trait != null && trait.kind() == DefKind.TRAIT) {
      in.traits.require(
          new TraitRef(
              trait, args.subList(0, trait.generics().size())));
    }
  }

  private List<Ty> withTurbofish(MethodProbe.Pick pick, @Nullable Node turbofish) {
    if (turbofish == null) {
      return pick.args();
    }
    Generics generics = pick.method().generics();
    List<Ty> outer = new ArrayList<>(pick.args().subList(0, generics.outer()));
    return paths.own(pick.method(), outer, new Path.Segment(pick.method().name(), turbofish));
  }
}
