package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.ImplIndex;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A crate as its sources define it, for one `cfg`. It does not change; what definitions say of
/// themselves is read when it is first asked for.
public final class SourceCrate implements CrateDefs {
  private final CrateConfig config;
  private final SignatureReader signatures;
  private final ModuleFiles files;
  private final SourceDef root;
  private final Preludes preludes;
  private final Lookup names = new Lookup(this);
  private final Expansions expansions = new Expansions();
  private final List<SourceDef> impls = new ArrayList<>();
  private final Memo<List<Def>> allImpls = Memo.ofDefinitions();
  private final Memo<ImplIndex> implIndex = new Memo<>();
  private final Memo<Map<String, Def>> langItems = new Memo<>();

  private SourceCrate(
      CrateConfig config,
      ModuleFiles files,
      SignatureReader signatures,
      SourceUnit.OfFile unit) {
    this.config = config;
    this.files = files;
    this.signatures = signatures;
    boolean noStd = false;
    boolean noCore = false;
    boolean noPrelude = false;
    List<ItemSource> items = ItemSource.all(unit, unit.file().items());
    for (ItemSource item : items) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE) {
        for (Attribute attribute : Attribute.expand(item.attributes(), config.cfg())) {
          noStd |= attribute.is("no_std");
          noCore |= attribute.is("no_core");
          noPrelude |= attribute.is("no_implicit_prelude");
        }
      }
    }
    this.preludes = new Preludes(config, noStd || noCore, noCore);
    Placed first =
        unit.file().items().isEmpty()
            ? SourceFile.of(SourceText.of("\n")).items().getFirst()
            : unit.file().items().getFirst();
    SourceDef.Place place =
        new SourceDef.Place(
            ItemSource.of(unit, first), DefVisibility.PUBLIC, TextualScope.EMPTY, null, false);
    this.root = new SourceDef(this, DefKind.MODULE, config.name(), null, place, noPrelude);
  }

  /// Reads a crate. If its root file is not there, it has no names, and is not complete.
  public static SourceCrate load(
      CrateConfig config, SourceReader reader, SignatureReader signatures) {
    ModuleFiles files = new ModuleFiles(reader);
    SourceUnit.OfFile unit = files.read(config.root());
    boolean isMissing = unit == null;
    if (unit == null) {
      unit = new SourceUnit.OfFile(config.root(), SourceFile.of(SourceText.of("\n")));
    }
    SourceCrate crate = new SourceCrate(config, files, signatures, unit);
    if (isMissing) {
      crate.root.scope().setIncomplete();
    }
    crate.impls.addAll(new CrateBuilder(crate, files).crate(unit));
    return crate;
  }

  public CrateConfig config() {
    return config;
  }

  /// A file that it was read from; null if it was not.
  public @Nullable SourceFile file(Path file) {
    return files.text(file);
  }

  /// The files that it was read from.
  public Set<Path> paths() {
    return files.paths();
  }

  /// The files that it would have been read from, had they been there.
  public Set<Path> missing() {
    return files.missing();
  }

  /// The bytes of its files.
  public long bytes() {
    return files.bytes();
  }

  SignatureReader signatures() {
    return signatures;
  }

  ModuleFiles files() {
    return files;
  }

  Lookup names() {
    return names;
  }

  Preludes preludes() {
    return preludes;
  }

  Expansions expansions() {
    return expansions;
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public int edition() {
    return config.edition();
  }

  @Override
  public SourceDef root() {
    return root;
  }

  @Override
  public Map<String, CrateDefs> externs() {
    return config.externs();
  }

  @Override
  public @Nullable Def lookup(Def module, String name, Namespace namespace, Def from) {
    if (!(module instanceof SourceDef source) || module.kind() != DefKind.MODULE) {
      return null;
    }
    Binding binding = source.scope().binding(name, namespace);
    return binding != null && binding.visibility().reaches(from) ? binding.def() : null;
  }

  @Override
  public Map<String, Def> names(Def module, Namespace namespace) {
    if (!(module instanceof SourceDef source) || module.kind() != DefKind.MODULE) {
      return Map.of();
    }
    Map<String, Def> all = new LinkedHashMap<>();
    source
        .scope()
        .bindings(namespace)
        .forEach(
            (name, binding) -> {
              if (binding.def() != null) {
                all.put(name, binding.def());
              }
            });
    return all;
  }

  @Override
  public boolean isComplete(Def module) {
    if (!(module instanceof SourceDef source) || module.kind() != DefKind.MODULE) {
      return true;
    }
    if (source.scope().isIncomplete()) {
      return false;
    }
    for (Namespace namespace : Namespace.values()) {
      for (Binding binding : source.scope().bindings(namespace).values()) {
        if (binding.def() == null) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public Collection<Def> traitsInScope(Def module) {
    Set<Def> traits = new LinkedHashSet<>();
    if (module instanceof SourceDef source && module.kind() == DefKind.MODULE) {
      source.scope().collectTraits(traits);
    }
    return traits;
  }

  @Override
  public List<Def> impls() {
    List<Def> known = allImpls.get(this::findImpls, null);
    return known == null ? List.of() : known;
  }

  @Override
  public ImplIndex implIndex() {
    ImplIndex known = implIndex.get(() -> ImplIndex.of(impls()), null);
    return known == null ? ImplIndex.of(List.of()) : known;
  }

  private List<Def> findImpls() {
    List<Def> all = new ArrayList<>(impls);
    for (SourceDef def : allDefs()) {
      all.addAll(BodyScopes.implsIn(def));
      if (def.kind().isAdt()) {
        all.addAll(signatures.derived(def));
      }
    }
    return List.copyOf(all);
  }

  /// All definitions outside of bodies: those of modules, and the members of impls and traits.
  private List<SourceDef> allDefs() {
    List<SourceDef> all = new ArrayList<>();
    Deque<Def> open = new ArrayDeque<>();
    open.add(root);
    open.addAll(impls);
    while (!open.isEmpty()) {
      Def def = open.poll();
      if (def instanceof SourceDef source) {
        all.add(source);
        open.addAll(source.members());
      }
    }
    return all;
  }

  @Override
  public @Nullable Def langItem(String name) {
    Map<String, Def> known = langItems.get(this::findLangItems, null);
    return known == null ? null : known.get(name);
  }

  private Map<String, Def> findLangItems() {
    Map<String, Def> found = new HashMap<>();
    SourceText text = root.item().unit().file().text();
    if (!text.slice(0, text.length()).contains("lang_items")) {
      return found;
    }
    for (SourceDef def : allDefs()) {
      String lang = def.facts().lang();
      if (lang != null) {
        found.putIfAbsent(lang, def);
      }
    }
    return found;
  }

  /// What a call among the members of a trait or impl stands for, null if that is not known.
  SourceUnit.@Nullable OfExpansion expandMember(SourceDef container, ItemSource item) {
    MacroItems.Call call = MacroItems.call(item);
    if (call == null) {
      return null;
    }
    Outcome macro = Outcome.ABSENT;
    if (call.path().size() == 1 && !call.isAbsolute()) {
      macro = container.textual().find(call.path().getFirst());
    }
    if (macro.isAbsent()) {
      macro = names.macro(container.around(), call, item.unit());
    }
    return macro.def() == null
        ? null
        : expansions.expand(macro.def(), item.unit(), call, ExpansionKind.ITEMS);
  }
}
