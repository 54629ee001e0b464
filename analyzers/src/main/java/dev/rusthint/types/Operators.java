package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of operator expressions (Reference, *Operator expressions*).
final class Operators {
  private static final Map<Kind, String> BINARY =
      Map.ofEntries(
          Map.entry(Kind.PLUS, "add"),
          Map.entry(Kind.MINUS, "sub"),
          Map.entry(Kind.STAR, "mul"),
          Map.entry(Kind.SLASH, "div"),
          Map.entry(Kind.PERCENT, "rem"),
          Map.entry(Kind.CARET, "bitxor"),
          Map.entry(Kind.AMP, "bitand"),
          Map.entry(Kind.PIPE, "bitor"),
          Map.entry(Kind.SHL, "shl"),
          Map.entry(Kind.SHR, "shr"));

  private final Inference in;

  Operators(Inference in) {
    this.in = in;
  }

  static boolean isShift(Kind operator) {
    return operator == Kind.SHL || operator == Kind.SHR;
  }

  /// Whether an operator is one of arithmetic, of bits, or a shift.
  static boolean isArithmetic(Kind operator) {
    return BINARY.containsKey(operator);
  }

  /// The type of `left op right` for an arithmetic operator.
  Ty arithmetic(Kind operator, Ty leftType, Ty rightType) {
    Ty left = in.settled(leftType);
    Ty right = in.settled(rightType);
    if (isBuiltIn(left, right, operator)) {
      if (!isShift(operator)) {
        in.table.unify(left, right);
      }
      return left;
    }
    Def trait = in.world.lang(BINARY.getOrDefault(operator, ""));
    if (left instanceof Ty.Unknown || in.isVariable(left) || trait == null) {
      in.table.taint(left);
      in.table.taint(right);
      return Ty.UNKNOWN;
    }
    List<Ty> args = List.of(left, right);
    in.require(trait, args);
    return in.projection(trait, "Output", args);
  }

  /// Whether both sides are of the language's own numbers, so that no trait is asked.
  private boolean isBuiltIn(Ty left, Ty right, Kind operator) {
    if (isShift(operator)) {
      return isInteger(left) && isInteger(right);
    }
    if (isBool(left) && isBool(right)) {
      return operator == Kind.AMP || operator == Kind.PIPE || operator == Kind.CARET;
    }
    return isInteger(left) && isInteger(right) || isFloat(left) && isFloat(right);
  }

  private boolean isInteger(Ty type) {
    return type instanceof Ty.Primitive p && p.prim().isInteger()
        || type instanceof Ty.Infer v && in.table.sort(v) == InferenceTable.Sort.INTEGER;
  }

  private boolean isFloat(Ty type) {
    return type instanceof Ty.Primitive p && p.prim().isFloat()
        || type instanceof Ty.Infer v && in.table.sort(v) == InferenceTable.Sort.FLOAT;
  }

  private static boolean isBool(Ty type) {
    return type instanceof Ty.Primitive p && p.prim() == Prim.BOOL;
  }

  /// Relates the sides of a comparison as far as one tells of the other.
  void comparison(Kind operator, Ty leftType, Ty rightType) {
    Ty left = in.settled(leftType);
    Ty right = in.settled(rightType);
    boolean scalars = isScalar(left) && isScalar(right);
    if (scalars || in.isVariable(left) || in.isVariable(right)) {
      if (scalars || left instanceof Ty.Unknown || right instanceof Ty.Unknown) {
        in.table.unify(left, right);
        return;
      }
    }
    if (left instanceof Ty.Unknown) {
      in.table.taint(right);
      return;
    }
    boolean equality = operator == Kind.EQ_EQ || operator == Kind.BANG_EQ;
    in.require(in.world.lang(equality ? "eq" : "partial_ord"), List.of(left, right));
  }

  private boolean isScalar(Ty type) {
    return type instanceof Ty.Primitive p && p.prim() != Prim.STR
        || type instanceof Ty.Infer v && in.table.sort(v) != InferenceTable.Sort.ANY;
  }

  Ty negate(Ty operand) {
    return unary("neg", operand);
  }

  Ty not(Ty operand) {
    return unary("not", operand);
  }

  private Ty unary(String lang, Ty operand) {
    Ty type = in.settled(operand);
    boolean builtIn = isInteger(type) || (lang.equals("neg") ? isFloat(type) : isBool(type));
    if (builtIn || type instanceof Ty.Never) {
      return type;
    }
    if (in.isVariable(type) || type instanceof Ty.Unknown) {
      return Ty.UNKNOWN;
    }
    return in.projection(in.world.lang(lang), "Output", List.of(type));
  }

  /// What `base[index]` is; unknown if nothing indexes it.
  Ty index(Ty base, Ty indexType) {
    Ty index = in.settled(indexType);
    List<Ty> steps = in.autoderef.steps(in.settled(base));
    for (Ty step : steps) {
      Ty element = element(step);
      if (element != null && isIndex(index)) {
        in.table.unify(index, in.usize());
        return element;
      }
      Def trait = in.world.lang("index");
      if (trait == null || step instanceof Ty.Unknown || in.isVariable(step)) {
        break;
      }
      Ty self = step instanceof Ty.Array a ? new Ty.Slice(a.element()) : step;
      Ty variable = in.table.fresh();
      List<Ty> open = List.of(self, variable);
      if (in.traits.mayHold(new TraitRef(trait, open))) {
        // An integer literal is an index if the container takes one.
        if (isIntegerVariable(index)
            && in.traits.mayHold(
                new TraitRef(trait, List.of(self, in.usize())))) {
          in.table.unify(index, in.usize());
        }
        List<Ty> args = List.of(self, index);
        if (in.traits.mayHold(new TraitRef(trait, args))) {
          in.require(trait, args);
          return in.projection(trait, "Output", args);
        }
      }
    }
    in.table.taint(index);
    return Ty.UNKNOWN;
  }

  private boolean isIntegerVariable(Ty type) {
    return type instanceof Ty.Infer v && in.table.sort(v) == InferenceTable.Sort.INTEGER;
  }

  private boolean isIndex(Ty type) {
    return isIntegerVariable(type) || type instanceof Ty.Primitive p && p.prim() == Prim.USIZE;
  }

  private static @Nullable Ty element(Ty type) {
    return switch (type) {
      case Ty.Array a -> a.element();
      case Ty.Slice s -> s.element();
      default -> null;
    };
  }
}
