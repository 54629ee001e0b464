package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.types.Projections;
import dev.rusthint.types.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// How many bytes types take at least, those with parameters too: a parameter may take none. Not for
/// several threads.
public final class LeastSizes {
  private static final int MAX_DEPTH = 40;

  private final Layouts layouts;
  private final Projections projections;
  private final DataModel model;

  /// A variant of an enum.
  ///
  /// @param size what its fields take together
  /// @param fields what each of them takes
  public record Variant(Def def, long size, List<Long> fields) {
    public Variant {
      fields = List.copyOf(fields);
    }
  }

  public LeastSizes(World world, DataModel model) {
    this.layouts = new Layouts(world, model);
    this.projections = new Projections(world);
    this.model = model;
  }

  /// Empty if something in it is not known.
  public OptionalLong of(Ty type) {
    long size = least(type, 0);
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /// The variants of an enum in the order of the source; none if something in them is not known.
  public List<Variant> variants(Ty.Adt type) {
    if (!type.def().isSettled()) {
      return List.of();
    }
    List<Variant> found = new ArrayList<>();
    for (Def variant : type.def().members()) {
      List<Long> fields = new ArrayList<>();
      for (FieldDef field : variant.fields()) {
        fields.add(least(Substitution.apply(field.type(), type.args()), 0));
      }
      if (fields.contains(-1L)) {
        return List.of();
      }
      long size = fields.stream().mapToLong(Long::longValue).sum();
      found.add(new Variant(variant, size, fields));
    }
    return found;
  }

  /// -1 if something in it is not known.
  private long least(Ty type, int depth) {
    Layout layout = layouts.of(type);
    if (layout != null) {
      return layout.size();
    }
    if (depth > MAX_DEPTH) {
      return -1;
    }
    return switch (type) {
      case Ty.Param _ -> 0;
      case Ty.Ref(var _, var _, Ty.Param _) -> model.pointer();
      case Ty.RawPtr(var _, Ty.Param _) -> model.pointer();
      case Ty.Projection t -> {
        Ty normal = projections.normalize(t);
        yield normal instanceof Ty.Unknown ? -1 : least(normal, depth + 1);
      }
      case Ty.Tuple t -> sum(t.elements(), depth);
      case Ty.Array t -> {
        long element = least(t.element(), depth + 1);
        yield t.length() instanceof Ty.ConstValue(BigInteger count) && count.bitLength() < 31
            ? element < 0 ? -1 : element * count.longValue()
            : t.length() instanceof Ty.Param ? 0 : -1;
      }
      case Ty.Adt t -> adt(t, depth);
      default -> -1;
    };
  }

  private long sum(List<Ty> types, int depth) {
    long sum = 0;
    for (Ty type : types) {
      long size = least(type, depth + 1);
      if (size < 0) {
        return -1;
      }
      sum += size;
    }
    return sum;
  }

  private long adt(Ty.Adt type, int depth) {
    Def def = type.def();
    if (!def.kind().isAdt() || !def.isSettled()) {
      return -1;
    }
    if (def.kind() == DefKind.STRUCT) {
      return sum(fields(def, type.args()), depth);
    }
    long largest = 0;
    for (List<Ty> together : alternatives(type)) {
      long size = sum(together, depth);
      if (size < 0) {
        return -1;
      }
      largest = Math.max(largest, size);
    }
    return largest;
  }

  /// The fields that exist at the same time: of each variant, of a union each alone.
  private static List<List<Ty>> alternatives(Ty.Adt type) {
    return type.def().kind() == DefKind.ENUM
        ? type.def().members().stream().map(v -> fields(v, type.args())).toList()
        : fields(type.def(), type.args()).stream().map(List::of).toList();
  }

  private static List<Ty> fields(Def def, List<Ty> args) {
    return def.fields().stream().map(f -> Substitution.apply(f.type(), args)).toList();
  }
}
