package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefFacts;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Ty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a definition says of itself.
///
/// @param imports of a module, its names beside those of what is declared in it
/// @param written the rules of a macro, or see [Def#safetyAttributes]; null for others, and where they
///   are not known
/// @param isSettled see [Def#isSettled]
record Details(
    DefFacts facts,
    Generics generics,
    List<FieldDef> fields,
    @Nullable FnSig signature,
    @Nullable Ty type,
    List<Predicate> bounds,
    @Nullable ImplHead impl,
    Imports imports,
    @Nullable String written,
    boolean isSettled) {

  /// @param byNamespace by the number of the namespace
  /// @param traits traits that are in scope without a name
  record Imports(boolean isComplete, List<Map<String, Def>> byNamespace, List<Def> traits) {
    static final Imports NONE = new Imports(true, List.of(Map.of(), Map.of(), Map.of()), List.of());
  }

  static boolean hasShape(DefKind kind) {
    return kind == DefKind.STRUCT || kind == DefKind.VARIANT;
  }

  static boolean hasFields(DefKind kind) {
    return hasShape(kind) || kind == DefKind.UNION;
  }

  static boolean hasType(DefKind kind) {
    return switch (kind) {
      case CONST, STATIC, TYPE_ALIAS, ASSOC_TYPE, VARIANT -> true;
      default -> false;
    };
  }

  static boolean hasText(DefKind kind) {
    return kind == DefKind.MACRO || kind == DefKind.FUNCTION || kind == DefKind.TRAIT;
  }

  /// Reads what [DefWriter] wrote after the visibility.
  static Details read(Def def, RecordSource in) {
    DefFacts facts = Fact.read(in);
    TypeReader types = new TypeReader(in);
    if (def.kind() == DefKind.MODULE) {
      Imports imports = imports(in, types);
      return new Details(
          facts, Generics.NONE, List.of(), null, null, List.of(), null, imports, null, true);
    }
    Generics generics = generics(def, in, types);
    List<FieldDef> fields = hasFields(def.kind()) ? types.fields() : List.of();
    FnSig signature = def.kind() == DefKind.FUNCTION ? function(in, types) : null;
    Ty type = hasType(def.kind()) ? types.optional() : null;
    List<Predicate> bounds =
        def.kind() == DefKind.ASSOC_TYPE ? types.predicates() : List.of();
    ImplHead impl = def.kind() == DefKind.IMPL ? impl(in, types) : null;
    String written = in.hasSources() && hasText(def.kind()) ? in.text() : null;
    boolean isSettled = !in.hasSources() || !def.kind().isAdt() || in.number() == 1;
    return new Details(
        facts,
        generics,
        fields,
        signature,
        type,
        bounds,
        impl,
        Imports.NONE,
        written,
        isSettled);
  }

  private static Generics generics(Def def, RecordSource in, TypeReader types) {
    Generics around = def.parent() == null ? Generics.NONE : def.parent().generics();
    DefWriter.Params params = in.tag(DefWriter.Params.class);
    return switch (params) {
      case NONE -> Generics.NONE;
      case SAME -> around;
      case OWN, MORE -> {
        List<Generics.Param> own = types.list(() -> param(in, types));
        List<String> lifetimes = types.list(in::name);
        Generics parent = params == DefWriter.Params.MORE ? around : null;
        yield new Generics(parent, own, lifetimes, types.predicates());
      }
    };
  }

  private static Generics.Param param(RecordSource in, TypeReader types) {
    String name = in.name();
    Set<DefWriter.ParamFact> facts = in.set(DefWriter.ParamFact.class);
    Ty fallback = types.optional();
    Ty constType = types.optional();
    return new Generics.Param(
        name,
        fallback,
        constType,
        facts.contains(DefWriter.ParamFact.SIZED),
        facts.contains(DefWriter.ParamFact.SYNTHETIC));
  }

  private static FnSig function(RecordSource in, TypeReader types) {
    Set<DefWriter.FnFact> facts = in.set(DefWriter.FnFact.class);
    String abi = in.name();
    List<Ty> params = types.types();
    List<String> names = types.list(in::name);
    Ty result = types.type();
    List<List<Predicate>> opaques = types.list(types::predicates);
    return new FnSig(
        params,
        names,
        result,
        facts.contains(DefWriter.FnFact.RECEIVER),
        facts.contains(DefWriter.FnFact.UNSAFE),
        facts.contains(DefWriter.FnFact.CONST),
        facts.contains(DefWriter.FnFact.ASYNC),
        facts.contains(DefWriter.FnFact.VARIADIC),
        abi,
        opaques);
  }

  private static ImplHead impl(RecordSource in, TypeReader types) {
    Ty self = types.type();
    int trait = in.number();
    return new ImplHead(self, trait == 0 ? null : types.trait(), trait == 2);
  }

  private static Imports imports(RecordSource in, TypeReader types) {
    boolean isComplete = in.number() == 1;
    List<Map<String, Def>> names = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    int count = in.number();
    for (int i = 0; i < count; i++) {
      Namespace namespace = in.tag(Namespace.class);
      String name = in.name();
      names.get(namespace.ordinal()).put(name, in.def());
    }
    return new Imports(isComplete, names, types.list(in::def));
  }
}
