package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.ImplIndex;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A crate that is read from an index, each definition when it is first asked for. Only what other
/// crates can see has names in it.
///
/// Several threads may ask.
public final class IndexedCrate implements CrateDefs {
  private final Records records;
  private final Map<String, CrateDefs> externs;
  private final AtomicReferenceArray<@Nullable IndexedDef> defs;
  private final Lazy<List<Def>> impls;
  private final Lazy<ImplIndex> implIndex;
  private final Lazy<Map<String, Integer>> langItems;

  IndexedCrate(Records records, Map<String, CrateDefs> externs) {
    this.records = records;
    this.externs = Map.copyOf(externs);
    this.defs = new AtomicReferenceArray<>(records.size());
    this.impls = new Lazy<>(this::readImpls);
    this.implIndex = new Lazy<>(() -> records.implIndex(this));
    this.langItems = new Lazy<>(() -> records.langItems(this));
  }

  /// What tells it from all others; for one that is read from text its name.
  public String id() {
    return records.id();
  }

  /// The bytes that it is read from.
  public int bytes() {
    return records.bytes();
  }

  int size() {
    return defs.length();
  }

  RecordSource open(int number) {
    return records.open(number);
  }

  int[] members(int number) {
    return records.members(number);
  }

  IndexedDef def(int number) {
    IndexedDef known = defs.get(number);
    if (known == null) {
      Records.Start start = records.start(number);
      RecordSource in = records.open(number);
      DefKind kind = in.tag(DefKind.class);
      Shape shape = Details.hasShape(kind) ? in.tag(Shape.class) : Shape.NAMED;
      Def parent = start.parent() < 0 ? null : def(start.parent());
      IndexedDef made = new IndexedDef(this, number, kind, shape, start.name(), parent);
      IndexedDef before = defs.compareAndExchange(number, null, made);
      known = before == null ? made : before;
    }
    return known;
  }

  private List<Def> readImpls() {
    List<Def> all = new ArrayList<>();
    for (int impl : records.impls()) {
      all.add(def(impl));
    }
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return records.crate();
  }

  @Override
  public int edition() {
    return records.edition();
  }

  @Override
  public Def root() {
    return def(0);
  }

  @Override
  public @Nullable Def lookup(Def module, String name, Namespace namespace, Def from) {
    return names(module, namespace).get(name);
  }

  @Override
  public Map<String, Def> names(Def module, Namespace namespace) {
    return module instanceof IndexedDef indexed && module.kind() == DefKind.MODULE
        ? indexed.names(namespace)
        : Map.of();
  }

  @Override
  public boolean isComplete(Def module) {
    return !(module instanceof IndexedDef indexed) || indexed.imports().isComplete();
  }

  @Override
  public Collection<Def> traitsInScope(Def module) {
    Set<Def> traits = new LinkedHashSet<>();
    if (module instanceof IndexedDef indexed && module.kind() == DefKind.MODULE) {
      for (Def def : names(module, Namespace.TYPE).values()) {
        if (def.kind() == DefKind.TRAIT || def.kind() == DefKind.TRAIT_ALIAS) {
          traits.add(def);
        }
      }
      traits.addAll(indexed.imports().traits());
    }
    return traits;
  }

  @Override
  public List<Def> impls() {
    return impls.get();
  }

  @Override
  public ImplIndex implIndex() {
    return implIndex.get();
  }

  @Override
  public Map<String, CrateDefs> externs() {
    return externs;
  }

  @Override
  public @Nullable Def langItem(String name) {
    Integer number = langItems.get().get(name);
    return number == null ? null : def(number);
  }
}
