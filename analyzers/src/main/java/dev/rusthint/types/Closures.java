package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closures and async blocks (Reference, *Closure expressions*, *Async blocks*).
final class Closures {
  private final Inference in;
  private final Expressions expressions;
  private final Blocks blocks;
  private final Patterns patterns;

  Closures(Inference in, Expressions expressions, Blocks blocks, Patterns patterns) {
    this.in = in;
    this.expressions = expressions;
    this.blocks = blocks;
    this.patterns = patterns;
  }

  Ty closure(Node node, @Nullable Ty expected) {
    Callable wanted = expected == null ? null : wanted(in.shallow(expected));
    List<Node> patternNodes = new ArrayList<>();
    List<Ty> params = new ArrayList<>();
    Node list = node.child(Field.PARAMETERS);
    if (list != null) {
      for (Node param : list.children()) {
        boolean isParam = param.kind().isNamed() && !param.is(Kind.ATTRIBUTE_ITEM);
        if (param.kind().isComment() || !isParam && !param.is(Kind.UNDERSCORE)) {
          continue;
        }
        int at = params.size();
        Ty hint = wanted != null && at < wanted.params().size() ? wanted.params().get(at) : null;
        Node written = param.is(Kind.PARAMETER) ? param.child(Field.TYPE) : null;
        Ty type = written == null ? hint == null ? in.table.fresh() : hint : in.written(written);
        if (written != null && hint != null) {
          in.table.unify(type, hint);
        }
        params.add(type);
        Node pattern = param.is(Kind.PARAMETER) ? param.child(Field.PATTERN) : param;
        patternNodes.add(pattern == null ? param : pattern);
      }
    }
    Node resultNode = node.child(Field.RETURN_TYPE);
    Ty result =
        resultNode != null
            ? in.written(resultNode)
            : wanted != null ? wanted.result() : in.table.fresh();
    boolean isAsync = node.has(Kind.KW_ASYNC);
    Ty type = new Ty.Closure(node, List.of());
    in.traits.add(node, new ClosureInfo(params, isAsync ? Ty.UNKNOWN : result, false));
    Blocks.Frame around = blocks.enter(isAsync ? in.table.fresh() : result);
    in.locals.enter();
    for (int i = 0; i < params.size(); i++) {
      patterns.bind(patternNodes.get(i), params.get(i));
    }
    Node body = node.child(Field.BODY);
    if (body != null) {
      if (isAsync) {
        expressions.type(body, null);
      } else {
        expressions.check(body, result);
      }
    }
    in.locals.leave();
    blocks.leave(around);
    return type;
  }

  Ty async(Node node, @Nullable Ty expected) {
    Ty result = in.table.fresh();
    Ty wanted = expected == null ? null : in.shallow(expected);
    Def future = in.world.lang("future_trait");
    Def output = future == null ? null : future.member("Output", Namespace.TYPE);
    if (wanted != null && output != null) {
      Ty known = output(wanted, output);
      result = known == null ? result : known;
    }
    in.traits.add(node, new ClosureInfo(List.of(), result, true));
    Blocks.Frame around = blocks.enter(result);
    Node body = node.child(Kind.BLOCK);
    if (body != null) {
      expressions.check(body, result);
    }
    blocks.leave(around);
    return new Ty.Closure(node, List.of());
  }

  /// What a future is to come to by what is wanted of it.
  private @Nullable Ty output(Ty wanted, Def output) {
    if (wanted instanceof Ty.Infer variable) {
      return in.traits.projectedOf(variable, output);
    }
    if (wanted instanceof Ty.Dyn dyn) {
      for (Ty.DynBound bound : dyn.bounds()) {
        for (Ty.Binding binding : bound.bindings()) {
          if (binding.assoc() == output) {
            return binding.type();
          }
        }
      }
    }
    return null;
  }

  /// What is known of a closure from where it stands.
  private @Nullable Callable wanted(Ty expected) {
    return switch (expected) {
      case Ty.FnPtr p -> new Callable(p.params(), p.result());
      case Ty.Infer variable -> {
        for (TraitRef trait : in.traits.requiredOf(variable)) {
          Callable found = of(trait, variable);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case Ty.Dyn dyn -> {
        for (Ty.DynBound bound : dyn.bounds()) {
          if (isFn(bound.trait()) && !bound.args().isEmpty()) {
            Ty result =
                bound.bindings().isEmpty() ? in.table.fresh() : bound.bindings().getFirst().type();
            yield callable(bound.args().getFirst(), result);
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable Callable of(TraitRef trait, Ty.Infer variable) {
    if (!isFn(trait.trait()) || trait.args().size() < 2) {
      return null;
    }
    Def once = in.world.lang("fn_once");
    Def output = once == null ? null : once.member("Output", Namespace.TYPE);
    Ty result = output == null ? null : in.traits.projectedOf(variable, output);
    return callable(trait.args().get(1), result == null ? in.table.fresh() : result);
  }

  private @Nullable Callable callable(Ty params, Ty result) {
    return in.shallow(params) instanceof Ty.Tuple tuple
        ? new Callable(tuple.elements(), result)
        : null;
  }

  private static boolean isFn(Def trait) {
    String lang = trait.facts().lang();
    return lang != null && (lang.equals("fn") || lang.equals("fn_mut") || lang.equals("fn_once"));
  }

  /// A function's result type inside its body: an `impl Trait` is a variable of which the trait is
  /// required.
  Ty revealed(Def function, Ty result) {
    return new TyMap() {
      @Override
      protected Ty leaf(Ty type) {
        return type;
      }

      @Override
      protected Ty whole(Ty type) {
        if (!(type instanceof Ty.Opaque opaque) || opaque.function() != function) {
          return type;
        }
        Ty.Infer variable = in.table.fresh();
        List<Predicate> promises = in.traits.promises(opaque);
        for (Predicate promise : promises) {
          in.traits.require(replace(promise, opaque, variable));
        }
        return variable;
      }
    }.type(result);
  }

  private static Predicate replace(Predicate predicate, Ty from, Ty to) {
    TyMap map =
        new TyMap() {
          @Override
          protected Ty leaf(Ty type) {
            return type;
          }

          @Override
          protected Ty whole(Ty type) {
            return type.equals(from) ? to : type;
          }
        };
    return switch (predicate) {
      case Predicate.Implements(TraitRef t) ->
          new Predicate.Implements(new TraitRef(t.trait(), map.types(t.args())));
      case Predicate.Projects p ->
          new Predicate.Projects(
              new TraitRef(p.trait().trait(), map.types(p.trait().args())),
              p.assoc(),
              map.types(p.own()),
              map.type(p.type()));
    };
  }
}
