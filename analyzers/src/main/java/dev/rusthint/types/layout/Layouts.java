package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.types.Projections;
import dev.rusthint.types.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The layouts of types on a target, as rustc 1.95 decides them.
///
/// What the Reference promises (*Type layout*) is exact for good; for `repr(Rust)` it is what that
/// version does. A type with a part that is not known has no layout. Not for several threads.
public final class Layouts {
  /// Types nested deeper than this have no layout.
  private static final int MAX_DEPTH = 200;

  private static final Layout EMPTY = Layout.scalar(0, 1, null);

  private final DataModel model;
  private final Projections projections;
  private final Pointers pointers;
  private final Map<Ty, @Nullable Layout> known = new HashMap<>();
  private final Set<Ty> open = new HashSet<>();

  public Layouts(World world, DataModel model) {
    this.model = model;
    this.projections = new Projections(world);
    this.pointers = new Pointers(model, projections);
  }

  /// The layout of a type without parameters; null if it is not known, or if there is none.
  public @Nullable Layout of(Ty type) {
    Ty normal = projections.normalize(ERASING.type(type));
    if (known.containsKey(normal)) {
      return known.get(normal);
    }
    if (open.size() > MAX_DEPTH || !open.add(normal)) {
      return null;
    }
    Layout found;
    try {
      found = make(normal);
    } catch (ArithmeticException tooLarge) {
      found = null;
    } finally {
      open.remove(normal);
    }
    known.put(normal, found);
    return found;
  }

  private static final TyMap ERASING =
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

  private @Nullable Layout make(Ty type) {
    return switch (type) {
      case Ty.Primitive(Prim prim) -> primitive(prim);
      case Ty.Never _ -> new Layout(0, 1, true, true, null, Layout.Content.WHOLE);
      case Ty.Ref t -> pointers.reference(t.target());
      case Ty.RawPtr t -> pointers.raw(t.target());
      case Ty.FnPtr _ -> pointers.function();
      case Ty.FnDef _ -> EMPTY;
      case Ty.Array t -> array(t);
      case Ty.Slice t -> {
        Layout element = of(t.element());
        yield element == null ? null : unsized(element.align());
      }
      case Ty.Dyn _ -> unsized(1);
      case Ty.Tuple t -> tuple(t);
      case Ty.Adt t -> adt(t);
      case Ty.Param _,
          Ty.Projection _,
          Ty.Opaque _,
          Ty.Closure _,
          Ty.Infer _,
          Ty.ConstValue _,
          Ty.Unknown _ ->
          null;
    };
  }

  private Layout primitive(Prim prim) {
    if (prim == Prim.STR) {
      return unsized(1);
    }
    long size = model.size(prim);
    Niche niche =
        switch (prim) {
          case BOOL -> Niche.of(1, 0, 1);
          case CHAR -> Niche.of(4, 0, Character.MAX_CODE_POINT);
          default -> null;
        };
    return Layout.scalar(size, model.align(prim), niche);
  }

  private static Layout unsized(long align) {
    return new Layout(0, align, false, false, null, Layout.Content.WHOLE);
  }

  private @Nullable Layout array(Ty.Array type) {
    Layout element = of(type.element());
    if (element == null || !(type.length() instanceof Ty.ConstValue(BigInteger length))) {
      return null;
    }
    long count = length.longValueExact();
    if (count < 0) {
      return null;
    }
    return new Layout(
        Math.multiplyExact(element.size(), count),
        element.align(),
        true,
        element.isUninhabited() && count > 0,
        count == 0 ? null : element.niche(),
        Layout.Content.WHOLE);
  }

  private @Nullable Layout tuple(Ty.Tuple type) {
    List<FieldSource> fields = new ArrayList<>();
    for (Ty element : type.elements()) {
      Layout layout = of(element);
      if (layout == null) {
        return null;
      }
      fields.add(new FieldSource(Integer.toString(fields.size()), element, layout));
    }
    // The last element of a tuple could be coerced to have no size.
    Arrangement.Kind kind =
        fields.isEmpty() ? Arrangement.Kind.SIZED : Arrangement.Kind.UNSIZED;
    return struct(fields, Repr.RUST, kind, null);
  }

  private @Nullable Layout adt(Ty.Adt type) {
    Def def = type.def();
    Repr repr = Repr.parse(def.facts().repr());
    boolean isSettled = def.isSettled();
    if (repr == null || !isSettled || !def.kind().isAdt()) {
      return null;
    }
    NicheTypes.Restricted restricted = NicheTypes.of(type, model);
    if (restricted != null) {
      Layout.Place only =
          new Layout.Place("0", Ty.of(restricted.prim()), 0, restricted.layout());
      return restricted.layout().with(new Layout.Fields(null, List.of(only)));
    }
    if (def.kind() == DefKind.ENUM) {
      return enumeration(type, repr);
    }
    List<FieldSource> fields = fields(def, type.args());
    if (fields == null) {
      return null;
    }
    if (def.kind() == DefKind.UNION) {
      return union(fields, repr);
    }
    if (repr.isSimd()) {
      return vector(fields);
    }
    boolean mayBeUnsized = !def.fields().isEmpty() && pointers.mayBeUnsized(def);
    Layout found =
        struct(
            fields,
            repr,
            mayBeUnsized ? Arrangement.Kind.UNSIZED : Arrangement.Kind.SIZED,
            null);
    return found == null ? null : withKnownNiche(def, found);
  }

  /// The fields with their layouts, null if one is not known.
  private @Nullable List<FieldSource> fields(Def def, List<Ty> args) {
    List<FieldSource> found = new ArrayList<>();
    for (FieldDef field : def.fields()) {
      Ty type = projections.normalize(Substitution.apply(field.type(), args));
      Layout layout = of(type);
      if (layout == null) {
        return null;
      }
      found.add(new FieldSource(field.name(), type, layout));
    }
    return found;
  }

  private static @Nullable Layout struct(
      List<FieldSource> fields, Repr repr, Arrangement.Kind kind, @Nullable String variant) {
    Arrangement arranged =
        Arrangement.of(fields.stream().map(FieldSource::layout).toList(), repr, kind);
    return arranged == null
        ? null
        : new Layout(
            arranged.size(),
            arranged.align(),
            arranged.isSized(),
            arranged.isUninhabited(),
            arranged.niche(),
            new Layout.Fields(variant, FieldSource.places(fields, arranged.offsets())));
  }

  /// What the compiler knows of some structs of core: the content of a cell may change behind a
  /// reference to what is around it, so nobody may rely on its niche; a `NonNull` is not null.
  private Layout withKnownNiche(Def def, Layout layout) {
    String lang = def.facts().lang();
    if ("unsafe_cell".equals(lang) || "unsafe_pinned".equals(lang)) {
      return layout.with((Niche) null);
    }
    return def.name().equals("NonNull") && def.path().equals("core::ptr::non_null::NonNull")
        ? layout.with(Niche.notNull(model.pointer()))
        : layout;
  }

  private static @Nullable Layout union(List<FieldSource> fields, Repr repr) {
    long size = 0;
    long align = 1;
    for (FieldSource field : fields) {
      if (!field.layout().isSized()) {
        return null;
      }
      size = Math.max(size, field.layout().size());
      align = Math.max(align, field.layout().align());
    }
    align = Math.max(repr.pack() > 0 ? Math.min(align, repr.pack()) : align, repr.align());
    List<Long> offsets = fields.stream().map(_ -> 0L).toList();
    return new Layout(
        Arrangement.alignUp(size, align),
        align,
        true,
        false,
        null,
        new Layout.Fields(null, FieldSource.places(fields, offsets)));
  }

  /// A SIMD vector is aligned by its whole size.
  private static @Nullable Layout vector(List<FieldSource> fields) {
    if (fields.size() != 1 || !(fields.getFirst().type() instanceof Ty.Array)) {
      return null;
    }
    Layout array = fields.getFirst().layout();
    long size = array.size();
    return size == 0 || Long.bitCount(size) != 1
        ? null
        : new Layout(
            size,
            size,
            true,
            false,
            array.niche(),
            new Layout.Fields(null, FieldSource.places(fields, List.of(0L))));
  }

  private @Nullable Layout enumeration(Ty.Adt type, Repr repr) {
    List<EnumLayout.Source> variants = new ArrayList<>();
    List<EnumLayout.Source> present = new ArrayList<>();
    BigInteger next = BigInteger.ZERO;
    for (Def variant : type.def().members()) {
      Ty written = variant.type();
      if (written instanceof Ty.ConstValue(BigInteger value)) {
        next = value;
      } else if (written != null) {
        return null;
      }
      List<FieldSource> fields = fields(variant, type.args());
      if (fields == null) {
        return null;
      }
      EnumLayout.Source source = new EnumLayout.Source(variant.name(), next, fields);
      variants.add(source);
      if (repr.isC() || !source.isAbsent()) {
        present.add(source);
      }
      next = next.add(BigInteger.ONE);
    }
    if (present.isEmpty()) {
      return new Layout(0, 1, true, true, null, new Layout.Fields(null, List.of()));
    }
    if (present.size() == 1 && !repr.keepsTag()) {
      EnumLayout.Source only = present.getFirst();
      return struct(only.fields(), repr, Arrangement.Kind.SIZED, only.name());
    }
    return new EnumLayout(model, repr, variants).make();
  }
}
