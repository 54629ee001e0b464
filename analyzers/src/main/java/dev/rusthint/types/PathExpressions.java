package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Shape;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.Path;
import dev.rusthint.model.lower.TypeScope;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What paths mean as expressions, and which struct or variant they name (Reference, *Path
/// expressions*).
final class PathExpressions {
  private final Inference in;
  private @Nullable Def named;
  private Locals.@Nullable Local local;

  PathExpressions(Inference in) {
    this.in = in;
  }

  /// The constant, static, unit struct or unit variant that the last path named, null if none.
  @Nullable Def named() {
    return named;
  }

  /// The variable that the last path named, null if none.
  Locals.@Nullable Local local() {
    return local;
  }

  /// The type of a path as a value.
  ///
  /// @param node where it is written
  Ty value(Path path, Node node) {
    named = null;
    local = null;
    if (path.self() != null) {
      return qualified(path);
    }
    List<Path.Segment> segments = path.segments();
    String first = segments.getFirst().name();
    if (path.isName()) {
      local = in.local(first, node);
      if (local != null) {
        return local.type();
      }
    }
    if (!path.isAbsolute()) {
      Ty base = first.equals("Self") ? in.scope().self() : in.scope().param(first);
      if (base != null) {
        return segments.size() == 1
            ? selfValue(first, base)
            : associated(base, segments.subList(1, segments.size()), path);
      }
    }
    TypeScope.Found found =
        in.scope().resolve(path.names(), path.isAbsolute(), Namespace.VALUE);
    Def def = found.def();
    if (def == null) {
      Ty primitive = Ty.primitive(first);
      return primitive == null || segments.size() < 2 || path.isAbsolute()
          ? Ty.UNKNOWN
          : associated(primitive, segments.subList(1, segments.size()), path);
    }
    if (found.used() == segments.size()) {
      return ofDefinition(def, segments);
    }
    List<Path.Segment> rest = segments.subList(found.used(), segments.size());
    List<Path.Segment> prefix = segments.subList(0, found.used());
    if (def.kind() == DefKind.TRAIT) {
      return ofTrait(def, prefix.getLast(), rest);
    }
    Ty type = in.traits.normalize(in.types().named(def, prefix));
    return associated(type, rest, path);
  }

  /// `Self` as the constructor of a tuple or unit struct; a const parameter.
  private Ty selfValue(String name, Ty base) {
    if (!name.equals("Self")) {
      return constType(name);
    }
    if (!(base instanceof Ty.Adt adt)) {
      return Ty.UNKNOWN;
    }
    return adt.def().shape() == Shape.UNIT ? adt : new Ty.FnDef(adt.def(), adt.args());
  }

  private Ty constType(String name) {
    Ty type = in.scope().constParam(name);
    return type == null ? Ty.UNKNOWN : type;
  }

  private Ty ofDefinition(Def def, List<Path.Segment> segments) {
    return switch (def.kind()) {
      case FUNCTION -> {
        Def container = def.container();
        if (container != null && container.kind() == DefKind.TRAIT && segments.size() > 1) {
          yield ofTrait(
              container, segments.get(segments.size() - 2), List.of(segments.getLast()));
        }
        List<Ty> args = own(def, new ArrayList<>(), segments.getLast());
        yield function(def, args);
      }
      case CONST, STATIC -> {
        named = def;
        Ty type = def.type();
        yield type == null ? Ty.UNKNOWN : in.traits.normalize(type);
      }
      case STRUCT, VARIANT -> {
        Ty.Adt adt = adtOf(def, new Path(false, null, null, segments));
        if (adt == null || def.shape() == Shape.NAMED) {
          yield Ty.UNKNOWN;
        }
        if (def.shape() == Shape.UNIT) {
          named = def;
          yield adt;
        }
        yield new Ty.FnDef(def, adt.args());
      }
      default -> Ty.UNKNOWN;
    };
  }

  /// A function item with its clauses required.
  private Ty function(Def def, List<Ty> args) {
    in.traits.require(def.generics().allPredicates(), args);
    return new Ty.FnDef(def, args);
  }

  /// The arguments of an item: those for what is around it are given, its own are written or fresh.
  List<Ty> own(Def def, List<Ty> outer, Path.Segment segment) {
    List<Ty> args = new ArrayList<>(outer);
    Generics generics = def.generics();
    List<Ty> written =
        segment.arguments() == null
            ? List.of()
            : in.types().arguments(segment.arguments(), new ArrayList<>());
    int at = 0;
    while (args.size() < generics.size()) {
      Generics.Param param = generics.param(args.size());
      args.add(
          at < written.size() && !param.isSynthetic()
              ? in.traits.normalize(written.get(at++))
              : in.table.fresh());
    }
    return args;
  }

  /// `Trait::item` and `Trait<A>::item`
  private Ty ofTrait(Def trait, Path.Segment segment, List<Path.Segment> rest) {
    if (rest.size() != 1) {
      return Ty.UNKNOWN;
    }
    Def item = trait.member(rest.getFirst().name(), Namespace.VALUE);
    if (item == null) {
      return Ty.UNKNOWN;
    }
    List<Ty> given =
        segment.arguments() == null
            ? List.of()
            : in.types().arguments(segment.arguments(), new ArrayList<>());
    List<Ty> outer = new ArrayList<>();
    outer.add(in.table.fresh());
    for (int i = 1; i < trait.generics().size(); i++) {
      outer.add(i - 1 < given.size() ? given.get(i - 1) : in.table.fresh());
    }
    return item(item, outer, rest.getFirst());
  }

  private Ty item(Def item, List<Ty> outer, Path.Segment segment) {
    if (item.kind() == DefKind.FUNCTION) {
      return function(item, own(item, outer, segment));
    }
    Ty type = item.type();
    if (item.kind() != DefKind.CONST || type == null) {
      return Ty.UNKNOWN;
    }
    named = item;
    Def container = item.container();
    if (container != null && container.kind() == DefKind.TRAIT) {
      in.traits.require(new TraitRef(container, outer.subList(0, container.generics().size())));
    }
    return in.traits.normalize(Substitution.apply(type, outer));
  }

  /// `<T>::item` and `<T as Trait>::item`
  private Ty qualified(Path path) {
    Ty self = in.written(path.self());
    if (path.trait() == null) {
      return associated(self, path.segments(), path);
    }
    if (path.segments().size() > 1) {
      Ty prefix =
          in.types()
              .path(
                  new Path(
                      false,
                      path.self(),
                      path.trait(),
                      path.segments().subList(0, path.segments().size() - 1)));
      return associated(in.traits.normalize(prefix), List.of(path.last()), path);
    }
    List<Predicate> predicates = new ArrayList<>();
    if (!in.types().bound(self, path.trait(), predicates)) {
      return Ty.UNKNOWN;
    }
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)) {
        Def item = trait.trait().member(path.last().name(), Namespace.VALUE);
        return item == null
            ? Ty.UNKNOWN
            : item(item, in.traits.normalizeAll(trait.args()), path.last());
      }
    }
    return Ty.UNKNOWN;
  }

  private Ty associated(Ty base, List<Path.Segment> rest, Path path) {
    Ty type = base;
    if (rest.size() > 1) {
      type = assocType(base, rest.subList(0, rest.size() - 1), path);
    }
    Path.Segment last = rest.getLast();
    Ty self = in.settled(in.traits.normalize(type));
    if (self instanceof Ty.Adt adt && adt.def().kind() == DefKind.ENUM) {
      Def variant = adt.def().member(last.name(), Namespace.VALUE);
      if (variant != null && variant.kind() == DefKind.VARIANT) {
        if (variant.shape() == Shape.UNIT) {
          named = variant;
          return adt;
        }
        return new Ty.FnDef(variant, adt.args());
      }
    }
    MethodProbe.Associated found = in.probe.associated(self, last.name(), Namespace.VALUE);
    if (found == null) {
      return Ty.UNKNOWN;
    }
    Def container = found.item().container();
    int outer = container == null ? 0 : container.generics().size();
    if (container != null && container.kind() == DefKind.IMPL) {
      in.traits.require(container.generics().allPredicates(), found.args());
    }
    return item(found.item(), new ArrayList<>(found.args().subList(0, outer)), last);
  }

  private Ty assocType(Ty base, List<Path.Segment> rest, Path path) {
    Ty at = base;
    if (base instanceof Ty.Param || base.equals(in.scope().self())) {
      List<Path.Segment> all = new ArrayList<>();
      all.add(path.segments().getFirst());
      all.addAll(rest);
      return in.types().path(new Path(false, null, null, all));
    }
    for (Path.Segment segment : rest) {
      MethodProbe.Associated found =
          in.probe.associated(at, segment.name(), Namespace.TYPE);
      Ty type = found == null ? null : found.item().type();
      if (found == null || found.item().container() == null) {
        return Ty.UNKNOWN;
      }
      at =
          found.item().container().kind() == DefKind.TRAIT
              ? in.traits.normalize(new Ty.Projection(found.item(), found.args()))
              : type == null ? Ty.UNKNOWN : Substitution.apply(type, found.args());
    }
    return at;
  }

  // Structs and variants.

  /// The struct, union or variant that a path in a struct expression or pattern names; null if it is
  /// none.
  @Nullable Def constructor(Path path) {
    if (path.self() != null) {
      return null;
    }
    List<Path.Segment> segments = path.segments();
    if (!path.isAbsolute() && segments.getFirst().name().equals("Self")) {
      Ty self = in.scope().self();
      if (!(self instanceof Ty.Adt adt)) {
        return null;
      }
      return segments.size() == 1
          ? adt.def()
          : adt.def().member(segments.get(1).name(), Namespace.TYPE);
    }
    for (Namespace namespace : List.of(Namespace.TYPE, Namespace.VALUE)) {
      TypeScope.Found found =
          in.scope().resolve(path.names(), path.isAbsolute(), namespace);
      Def def = found.def();
      if (def == null) {
        continue;
      }
      if (def.kind() == DefKind.TYPE_ALIAS) {
        Ty target = def.type();
        if (!(target instanceof Ty.Adt adt)) {
          return null;
        }
        return found.used() == segments.size()
            ? adt.def()
            : adt.def().member(segments.get(found.used()).name(), Namespace.TYPE);
      }
      if (found.used() == segments.size()
          && (def.kind() == DefKind.STRUCT
              || def.kind() == DefKind.UNION
              || def.kind() == DefKind.VARIANT)) {
        return def;
      }
    }
    return null;
  }

  /// The type of values of a struct or variant, with the arguments that a path to it gives and
  /// variables for the rest; null if it is not known.
  Ty.@Nullable Adt adtOf(Def constructor, @Nullable Path path) {
    Def adt = constructor.kind() == DefKind.VARIANT ? constructor.parent() : constructor;
    if (adt == null) {
      return null;
    }
    if (path != null) {
      Ty aliased = aliased(path, adt);
      if (aliased instanceof Ty.Adt known && known.def() == adt) {
        return known;
      }
      List<Path.Segment> segments = path.segments();
      Path.Segment with = segments.getLast();
      if (constructor.kind() == DefKind.VARIANT
          && with.arguments() == null
          && segments.size() > 1) {
        with = segments.get(segments.size() - 2);
      }
      return new Ty.Adt(adt, own(adt, List.of(), with));
    }
    return new Ty.Adt(adt, in.traits.freshArgs(adt));
  }

  /// The type that `Self` or an alias at the beginning of a path means.
  private @Nullable Ty aliased(Path path, Def adt) {
    List<Path.Segment> segments = path.segments();
    if (path.self() != null || segments.isEmpty()) {
      return null;
    }
    if (!path.isAbsolute() && segments.getFirst().name().equals("Self")) {
      return in.scope().self();
    }
    TypeScope.Found found =
        in.scope().resolve(path.names(), path.isAbsolute(), Namespace.TYPE);
    Def def = found.def();
    return def != null && def.kind() == DefKind.TYPE_ALIAS && def != adt
        ? in.traits.normalize(in.types().named(def, segments.subList(0, found.used())))
        : null;
  }
}
