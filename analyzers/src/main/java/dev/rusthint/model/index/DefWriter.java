package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.macros.MacroDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Writes definitions, each what follows its name and place; [Details] reads that again.
final class DefWriter {
  private final RecordSink out;
  private final TypeWriter types;
  private final References references;
  private final Def outside;

  /// Where the generics of a definition come from.
  enum Params {
    NONE,
    /// They are those of the definition around it.
    SAME,
    /// They are its own, without those of a trait or impl around it.
    OWN,
    /// They are its own, after those of the trait or impl around it.
    MORE
  }

  enum ParamFact {
    SIZED,
    SYNTHETIC
  }

  enum FnFact {
    RECEIVER,
    UNSAFE,
    CONST,
    ASYNC,
    VARIADIC
  }

  /// @param outside somewhere that sees what is public only
  DefWriter(RecordSink out, References references, Def outside) {
    this.out = out;
    this.types = new TypeWriter(out);
    this.references = references;
    this.outside = outside;
  }

  void write(Def def) {
    out.tag(def.kind());
    if (Details.hasShape(def.kind())) {
      out.tag(def.shape());
    }
    DefVisibility visibility = def.visibility();
    out.number(visibility.module() == null ? 0 : 1);
    if (visibility.module() != null) {
      out.def(visibility.module());
    }
    Fact.write(def.facts(), out);
    if (def.kind() == DefKind.MODULE) {
      module(def);
      return;
    }
    generics(def);
    if (Details.hasFields(def.kind())) {
      types.fields(def.fields());
    }
    if (def.kind() == DefKind.FUNCTION) {
      function(Objects.requireNonNull(def.signature()));
    }
    if (Details.hasType(def.kind())) {
      types.optional(def.type());
    }
    if (def.kind() == DefKind.ASSOC_TYPE) {
      types.predicates(def.bounds());
    }
    if (def.kind() == DefKind.IMPL) {
      impl(Objects.requireNonNull(def.impl()));
    }
    if (out.takesSources()) {
      sources(def);
    }
  }

  private void sources(Def def) {
    MacroDefinition rules = def.rules();
    if (Details.hasText(def.kind())) {
      out.text(rules == null ? def.safetyAttributes() : rules.written());
    }
    if (def.kind().isAdt()) {
      out.number(def.isSettled() ? 1 : 0);
    }
  }

  private void generics(Def def) {
    Generics generics = def.generics();
    Generics around = def.parent() == null ? Generics.NONE : def.parent().generics();
    if (generics.size() == 0 && generics.lifetimes().isEmpty() && generics.predicates().isEmpty()) {
      out.tag(Params.NONE);
      return;
    }
    if (def.kind() == DefKind.VARIANT) {
      out.tag(Params.SAME);
      return;
    }
    if (generics.parent() != null && generics.parent() != around) {
      throw new IllegalStateException("the generics of `" + def + "` have another parent");
    }
    out.tag(generics.parent() == null ? Params.OWN : Params.MORE);
    out.number(generics.own().size());
    for (Generics.Param param : generics.own()) {
      Set<ParamFact> facts = EnumSet.noneOf(ParamFact.class);
      if (param.isSized()) {
        facts.add(ParamFact.SIZED);
      }
      if (param.isSynthetic()) {
        facts.add(ParamFact.SYNTHETIC);
      }
      out.text(param.name());
      out.set(facts);
      types.optional(param.fallback());
      types.optional(param.constType());
    }
    texts(generics.lifetimes());
    types.predicates(generics.predicates());
  }

  private void texts(List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private void function(FnSig sig) {
    Set<FnFact> facts = EnumSet.noneOf(FnFact.class);
    add(facts, FnFact.RECEIVER, sig.hasSelf());
    add(facts, FnFact.UNSAFE, sig.isUnsafe());
    add(facts, FnFact.CONST, sig.isConst());
    add(facts, FnFact.ASYNC, sig.isAsync());
    add(facts, FnFact.VARIADIC, sig.isVariadic());
    out.set(facts);
    out.text(sig.abi());
    types.types(sig.params());
    texts(sig.names());
    types.type(sig.result());
    out.number(sig.opaques().size());
    sig.opaques().forEach(types::predicates);
  }

  private static void add(Set<FnFact> facts, FnFact fact, boolean is) {
    if (is) {
      facts.add(fact);
    }
  }

  private void impl(ImplHead head) {
    types.type(head.self());
    out.number(head.trait() == null ? 0 : head.isNegative() ? 2 : 1);
    if (head.trait() != null) {
      types.trait(head.trait());
    }
  }

  /// The names that a module has beside those of what is declared in it, as others see them.
  private void module(Def module) {
    CrateDefs crate = module.crate();
    out.number(crate.isComplete(module) ? 1 : 0);
    Set<Def> traits = new LinkedHashSet<>(crate.traitsInScope(module));
    List<Map<String, Def>> names = new ArrayList<>();
    int count = 0;
    for (Namespace namespace : Namespace.values()) {
      Map<String, Def> imported = new TreeMap<>();
      for (String name : crate.names(module, namespace).keySet()) {
        Def def = crate.lookup(module, name, namespace, outside);
        if (def != null) {
          traits.remove(def);
          if (references.has(def) && !isDeclared(module, name, def)) {
            imported.put(name, def);
          }
        }
      }
      traits.removeAll(crate.names(module, namespace).values());
      names.add(imported);
      count += imported.size();
    }
    out.number(count);
    for (Namespace namespace : Namespace.values()) {
      names
          .get(namespace.ordinal())
          .forEach(
              (name, def) -> {
                out.line();
                out.tag(namespace);
                out.text(name);
                out.def(def);
              });
    }
    unnamed(traits);
  }

  private void unnamed(Collection<Def> traits) {
    out.number(traits.size());
    traits.forEach(out::def);
  }

  private boolean isDeclared(Def module, String name, Def def) {
    return def.name().equals(name)
        && def.visibility().module() == null
        && def.parent() == module;
  }
}
