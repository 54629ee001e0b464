package dev.rusthint.workspace;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.ClippyConfig;
import dev.rusthint.cargo.Field;
import dev.rusthint.cargo.Manifest;
import dev.rusthint.cargo.Problem;
import dev.rusthint.cargo.RustVersion;
import dev.rusthint.cargo.RusthintConfig;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.TomlDocument;
import dev.rusthint.cargo.Workspace;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.std.Std;
import dev.rusthint.std.StdSources;
import dev.rusthint.model.CrateModel;
import dev.rusthint.model.ItemTree;
import dev.rusthint.model.LintAttributes;
import dev.rusthint.model.LintSetting;
import dev.rusthint.model.StdLink;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One immutable state of what is worked on: the workspaces that some folders and files belong to,
/// with an editor's open documents in place of the files on disk.
///
/// A changed document or file gives a new project, which shares with the old one all that did not
/// change. Safe for use by several threads. Runs nothing, and reads no source file outside the
/// workspaces of the files that it is asked for.
public final class Project {
  private static final RusthintConfig.Vocabulary VOCABULARY = vocabulary();
  private static final String MANIFEST = "Cargo.toml";

  private final State state;

  /// Rust documents that an editor has open.
  private final Map<Path, SourceFile> sources;

  /// All but the texts of Rust documents, shared by the projects between which no declaration
  /// changes.
  private static final class State {
    final List<Path> roots;
    final ProjectOptions options;

    /// What open Rust documents declare.
    final Map<Path, List<ItemTree>> trees;

    /// Open documents that are no Rust.
    final Map<Path, SourceText> texts;

    final SourceCache disk;
    final Packages packages;

    /// Settings that were given out, by file; `earlier` are those of the state before.
    final Map<Path, FileSettings> settings = new ConcurrentHashMap<>();

    final Map<Path, FileSettings> earlier;

    /// Whether only source files changed since `earlier`.
    final boolean isAlmostTheSame;

    final Map<Path, Optional<RusthintConfig>> configs = new ConcurrentHashMap<>();

    /// Whether a build filled a folder.
    final Map<Path, Boolean> built = new ConcurrentHashMap<>();

    State(
        List<Path> roots,
        ProjectOptions options,
        Map<Path, List<ItemTree>> trees,
        Map<Path, SourceText> texts,
        SourceCache disk,
        Packages packages,
        Map<Path, FileSettings> earlier,
        boolean isAlmostTheSame) {
      this.roots = roots;
      this.options = options;
      this.trees = trees;
      this.texts = texts;
      this.disk = disk;
      this.packages = packages;
      this.earlier = earlier;
      this.isAlmostTheSame = isAlmostTheSame;
    }

    /// A state with its manifests read anew.
    ///
    /// @param older the state before, whose module trees may still hold, those that depend on
    ///   `changed` aside
    static State read(
        List<Path> roots,
        ProjectOptions options,
        Map<Path, List<ItemTree>> trees,
        Map<Path, SourceText> texts,
        SourceCache disk,
        @Nullable State older,
        Collection<Path> changed) {
      Packages packages = new Packages(options, textsOver(texts));
      for (Path root : roots) {
        Path folder = Files.isDirectory(root) ? root : root.getParent();
        if (folder != null) {
          packages.workspaceOf(folder);
        }
      }
      if (older == null) {
        return new State(roots, options, trees, texts, disk, packages, Map.of(), false);
      }
      older.packages.workspaces().forEach(workspace -> packages.workspaceOf(workspace.root()));
      packages.adopt(older.packages, changed);
      return new State(roots, options, trees, texts, disk, packages, older.handedOut(), false);
    }

    /// The state after some source files changed, manifests being the same.
    State after(Map<Path, List<ItemTree>> newTrees, SourceCache newDisk, Collection<Path> changed) {
      State next =
          new State(
              roots,
              options,
              newTrees,
              texts,
              newDisk,
              packages.without(changed),
              handedOut(),
              true);
      next.configs.putAll(configs);
      next.built.putAll(built);
      return next;
    }

    Map<Path, FileSettings> handedOut() {
      Map<Path, FileSettings> all = new HashMap<>(earlier);
      all.putAll(settings);
      return all;
    }

    static TextSource textsOver(Map<Path, SourceText> texts) {
      TextSource disk = TextSource.disk();
      return file -> {
        SourceText open = texts.get(file);
        return open != null ? open : disk.read(file);
      };
    }
  }

  private Project(State state, Map<Path, SourceFile> sources) {
    this.state = state;
    this.sources = sources;
  }

  private static RusthintConfig.Vocabulary vocabulary() {
    Set<String> hints = new HashSet<>();
    Set<String> categories = new HashSet<>();
    Stream.concat(
            Analyzers.registry().analyzers().stream().map(Analyzer::spec),
            ManifestRules.ALL.stream().map(ManifestAnalyzer::spec))
        .forEach(
            rule -> {
              hints.add(rule.hint());
              categories.add(rule.category());
            });
    Set<String> profiles = new HashSet<>();
    for (Profile profile : Profile.values()) {
      profiles.add(profile.id());
    }
    return new RusthintConfig.Vocabulary(hints, categories, profiles);
  }

  /// What is wrong with the text of a configuration file: `rusthint.toml`, `clippy.toml` or
  /// `.clippy.toml`; nothing for any other.
  public static List<Problem> problemsOf(Path file, SourceText text) {
    Path name = file.getFileName();
    return switch (name == null ? "" : name.toString()) {
      case RusthintConfig.FILE_NAME -> RusthintConfig.parse(file, text, VOCABULARY).problems();
      case "clippy.toml", ".clippy.toml" -> ClippyConfig.parse(file, text).problems();
      default -> List.of();
    };
  }

  /// Reads the manifests and configuration files that concern `roots`, folders and files. Source
  /// files are read when they are asked for.
  public static Project load(List<Path> roots, ProjectOptions options) {
    State state =
        State.read(normal(roots), options, Map.of(), Map.of(), new SourceCache(), null, List.of());
    return new Project(state, Map.of());
  }

  /// The project with a Rust document of an editor in place of the file on disk. Cheap, and with
  /// the very same settings for every file, unless what the document declares is different.
  public Project withDocument(Path file, SourceFile snapshot) {
    Path path = normal(file);
    Map<Path, SourceFile> changed = new HashMap<>(sources);
    changed.put(path, snapshot);
    if (state.packages.packageOf(path) == null) {
      return new Project(state, changed);
    }
    List<ItemTree> now = ItemTree.of(snapshot);
    List<ItemTree> open = state.trees.get(path);
    List<ItemTree> before = open != null ? open : state.disk.read(path);
    boolean same = now.equals(before);
    if (same && open != null) {
      return new Project(state, changed);
    }
    Map<Path, List<ItemTree>> trees = new HashMap<>(state.trees);
    trees.put(path, now);
    return new Project(state.after(trees, state.disk, same ? List.of() : List.of(path)), changed);
  }

  /// The project with a document that is no Rust, such as `Cargo.toml`, in place of the file on
  /// disk.
  public Project withDocument(Path file, SourceText text) {
    Map<Path, SourceText> texts = new HashMap<>(state.texts);
    texts.put(normal(file), text);
    return new Project(reread(texts, state.disk, List.of()), sources);
  }

  /// The project with the file on disk again, after its document was closed.
  public Project withoutDocument(Path file) {
    Path path = normal(file);
    if (state.texts.containsKey(path)) {
      Map<Path, SourceText> texts = new HashMap<>(state.texts);
      texts.remove(path);
      return new Project(reread(texts, state.disk, List.of()), sources);
    }
    Map<Path, SourceFile> left = new HashMap<>(sources);
    left.remove(path);
    List<ItemTree> before = state.trees.get(path);
    if (before == null) {
      return new Project(state, left);
    }
    Map<Path, List<ItemTree>> trees = new HashMap<>(state.trees);
    trees.remove(path);
    SourceCache disk = state.disk.without(List.of(path));
    boolean same = before.equals(disk.read(path));
    return new Project(state.after(trees, disk, same ? List.of() : List.of(path)), left);
  }

  /// The project with other roots and options: workspace folders came or went, a setting changed.
  public Project with(List<Path> newRoots, ProjectOptions newOptions) {
    State next =
        State.read(
            normal(newRoots), newOptions, state.trees, state.texts, state.disk, state, List.of());
    return new Project(next, sources);
  }

  /// The project after files on disk were created, changed or deleted: `.rs` files, `Cargo.toml`,
  /// `rusthint.toml`, `clippy.toml`.
  public Project reload(Collection<Path> files) {
    Set<Path> changed = new LinkedHashSet<>();
    boolean inModules = true;
    for (Path file : files) {
      Path path = normal(file);
      changed.add(path);
      inModules &= FileFinder.isSource(path) && belongsSomewhere(path);
    }
    SourceCache disk = state.disk.without(changed);
    State next =
        inModules ? state.after(state.trees, disk, changed) : reread(state.texts, disk, changed);
    return new Project(next, sources);
  }

  private State reread(Map<Path, SourceText> texts, SourceCache disk, Collection<Path> changed) {
    return State.read(state.roots, state.options, state.trees, texts, disk, state, changed);
  }

  /// Whether a module tree has the file in it, so that its change makes no target come or go.
  private boolean belongsSomewhere(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    for (PackageUnit unit : state.packages.all()) {
      for (CrateUnit crate : unit.crates()) {
        CrateModel model = crate.builtModel();
        if (model != null && model.contains(file)) {
          return true;
        }
      }
    }
    return false;
  }

  public List<Path> roots() {
    return state.roots;
  }

  public ProjectOptions options() {
    return state.options;
  }

  /// The workspaces that were loaded: those of the roots, and of files outside them that were asked
  /// for.
  public List<Workspace> workspaces() {
    return state.packages.workspaces();
  }

  /// What is wrong with manifests and configuration files, and with what was asked for.
  public List<Problem> problems() {
    Set<Problem> problems = new LinkedHashSet<>();
    for (Path root : state.roots) {
      if (!Files.exists(root) && !sources.containsKey(root)) {
        problems.add(Problem.withFile(root, "there is no such file or folder"));
      }
    }
    problems.addAll(state.packages.problems());
    for (Path root : state.roots) {
      configFor(Files.isDirectory(root) ? root : root.getParent(), root);
    }
    state.configs.values().forEach(found -> found.ifPresent(c -> problems.addAll(c.problems())));
    return List.copyOf(problems);
  }

  /// How hints are to be found in a file, which need not lie below a root. May read the other files
  /// of its crate the first time. Equal, and mostly the same object, as long as nothing outside the
  /// file changes that its hints can depend on.
  public FileSettings settingsFor(Path file) {
    Path path = normal(file);
    FileSettings known = state.settings.get(path);
    return known != null ? known : keep(path, find(path));
  }

  private FileSettings keep(Path path, FileSettings found) {
    FileSettings before = state.earlier.get(path);
    if (before != null && before.equals(found)) {
      state.settings.put(path, before);
      return before;
    }
    state.settings.put(path, found);
    return found;
  }

  private FileSettings find(Path path) {
    PackageUnit unit = state.packages.packageOf(path);
    if (unit == null) {
      return alone(path);
    }
    boolean leftOut = false;
    for (CrateUnit crate : unit.cratesFor(path)) {
      CrateModel model = crate.model(unit, state.disk, state.trees);
      CrateModel.FilePlace place = model.place(path);
      if (place != null) {
        return member(path, unit, crate, model, place);
      }
      leftOut |= model.isLeftOut(path);
    }
    return orphan(path, unit, leftOut ? FileSettings.Status.CFG_OFF : FileSettings.Status.ACTIVE);
  }

  /// The same without reading or resolving anything: as it was before a source file changed, or
  /// else from the manifest and the file's place alone, so that what the crate exports is unknown.
  /// For hints that cannot wait, such as those of a document that was just opened.
  public FileSettings provisionalSettingsFor(Path file) {
    Path path = normal(file);
    FileSettings known = state.settings.get(path);
    if (known == null && state.isAlmostTheSame) {
      known = state.earlier.get(path);
    }
    if (known != null) {
      return known;
    }
    PackageUnit unit = state.packages.packageOf(path);
    if (unit == null) {
      return alone(path);
    }
    List<CrateUnit> crates = unit.cratesFor(path);
    if (crates.isEmpty()) {
      return orphan(path, unit, FileSettings.Status.ACTIVE);
    }
    CrateUnit crate = crates.getFirst();
    CrateModel built = crate.builtModel();
    CrateModel.FilePlace place = built == null ? null : built.place(path);
    if (built != null && place != null) {
      return member(path, unit, crate, built, place);
    }
    CrateInfo info =
        new CrateInfo(
            crate.target().crateName(),
            crate.kind(),
            crate.target().edition().year(),
            unit.rustVersion(),
            StdLink.ALWAYS,
            crate.cfg(),
            unit.dependencies(),
            unit.lints(),
            null,
            false,
            null);
    return settings(path, unit, info, crate.root(), FileSettings.Status.ACTIVE);
  }

  private FileSettings member(
      Path path, PackageUnit unit, CrateUnit crate, CrateModel model, CrateModel.FilePlace place) {
    List<LintSetting> inherited = new ArrayList<>(unit.lints());
    inherited.addAll(place.inherited());
    CrateInfo info =
        new CrateInfo(
            crate.target().crateName(),
            crate.kind(),
            crate.target().edition().year(),
            rustVersion(unit, model),
            model.std(),
            crate.cfg(),
            unit.dependencies(),
            List.copyOf(inherited),
            place.module(),
            place.testOnly(),
            place.exports());
    return settings(path, unit, info, crate.root(), FileSettings.Status.ACTIVE);
  }

  private static @Nullable Integer rustVersion(PackageUnit unit, CrateModel model) {
    String inCode = model.msrv();
    Optional<RustVersion> version = inCode == null ? Optional.empty() : RustVersion.parse(inCode);
    return version.isPresent() ? Integer.valueOf(version.get().minor()) : unit.rustVersion();
  }

  /// A file in a package's folder that none of its targets includes.
  private FileSettings orphan(Path path, PackageUnit unit, FileSettings.Status status) {
    List<CrateUnit> crates = unit.crates();
    CrateInfo info =
        new CrateInfo(
            "",
            TargetKind.UNKNOWN,
            unit.cargo().edition().year(),
            unit.rustVersion(),
            StdLink.ALWAYS,
            crates.isEmpty() ? CfgOracle.UNDECIDED : crates.getFirst().cfg(),
            unit.dependencies(),
            unit.lints(),
            null,
            false,
            null);
    return settings(path, unit, info, null, status);
  }

  /// A file in no package.
  private FileSettings alone(Path path) {
    CfgOracle cfg =
        new StandaloneCfg(
            new ActiveCfg(
                state.packages.platform(),
                Set.of(),
                state.options.test(),
                state.options.cfg(),
                null));
    CrateInfo info =
        new CrateInfo(
            "",
            TargetKind.UNKNOWN,
            state.options.defaultEdition(),
            null,
            StdLink.ALWAYS,
            cfg,
            null,
            List.of(),
            null,
            false,
            null);
    return settings(path, null, info, null, FileSettings.Status.ACTIVE);
  }

  /// What rules about manifests look at in a `Cargo.toml`, with what is wrong with it.
  ///
  /// @throws IOException if it cannot be read
  public ManifestUnit manifest(Path file) throws IOException {
    Path path = normal(file);
    TextSource texts = State.textsOver(state.texts);
    Path folder = path.getParent();
    Workspace known = folder == null ? null : state.packages.workspaceOf(folder);
    Manifest manifest = known == null ? null : manifestIn(known, path);
    if (manifest == null) {
      return manifest(path, texts);
    }
    if (!state.texts.containsKey(path) && !Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return manifest(manifest, known, texts);
  }

  private static @Nullable Manifest manifestIn(Workspace workspace, Path file) {
    if (workspace.rootManifest().file().equals(file)) {
      return workspace.rootManifest();
    }
    for (CargoPackage one : workspace.packages()) {
      if (one.manifest().file().equals(file)) {
        return one.manifest();
      }
    }
    return null;
  }

  /// The same for a text that is not saved yet, or not even typed.
  public ManifestUnit manifest(Path file, SourceText text) {
    Path path = normal(file);
    TextSource others = State.textsOver(state.texts);
    Path folder = path.getParent();
    Workspace known = folder == null ? null : state.packages.workspaceOf(folder);
    if (folder != null && known != null && known.packageIn(folder) != null) {
      Manifest manifest = Manifest.parse(path, text);
      // What the workspace says of the old text would have the wrong place.
      boolean isMember =
          manifest.workspace() == null
              && !known.rootManifest().file().equals(path)
              && known.problems().stream().noneMatch(problem -> problem.file().equals(path))
              && (manifest.packageSection() == null
                  || manifest.packageSection().rootPointer() == null);
      if (isMember) {
        return manifest(manifest, known.with(manifest), others);
      }
    }
    try {
      return manifest(path, other -> other.equals(path) ? text : others.read(other));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private ManifestUnit manifest(Path path, TextSource source) throws IOException {
    Manifest manifest = Manifest.parse(path, source.read(path));
    return manifest(manifest, Workspace.load(path, source).orElse(null), source);
  }

  private ManifestUnit manifest(
      Manifest manifest, @Nullable Workspace workspace, TextSource source) {
    Path path = manifest.file();
    CargoPackage own = workspace == null ? null : workspace.packageIn(manifest.directory());
    FileSettings settings = manifestSettings(path, own);
    Set<Problem> problems = new LinkedHashSet<>(manifest.problems());
    if (workspace != null) {
      workspace.allProblems().stream()
          .filter(problem -> problem.file().equals(path))
          .forEach(problems::add);
    }
    return new ManifestUnit(
        ManifestContexts.of(manifest, workspace, source, settings.settings()),
        List.copyOf(problems),
        settings.status());
  }

  /// The settings of a manifest: those of its path, and the lint levels of `[lints]` and of its
  /// main crate's root.
  private FileSettings manifestSettings(Path path, @Nullable CargoPackage own) {
    PackageUnit unit = own == null ? null : state.packages.packageOf(path);
    if (own == null || unit == null || !unit.cargo().directory().equals(path.getParent())) {
      return alone(path);
    }
    List<LintSetting> inherited = new ArrayList<>(PackageUnit.lintsOf(own));
    CrateUnit main = unit.mainCrate();
    if (main != null) {
      List<ItemTree> open = state.trees.get(main.root());
      List<ItemTree> root = open != null ? open : state.disk.read(main.root());
      inherited.addAll(
          root == null ? List.of() : LintAttributes.inner(root, main.cfg()));
    }
    CrateInfo info =
        new CrateInfo(
            own.name(),
            main == null ? TargetKind.UNKNOWN : main.kind(),
            own.edition().year(),
            unit.rustVersion(),
            StdLink.ALWAYS,
            main == null ? CfgOracle.UNDECIDED : main.cfg(),
            unit.dependencies(),
            List.copyOf(inherited),
            null,
            false,
            null);
    return settings(path, unit, info, null, FileSettings.Status.ACTIVE);
  }

  /// The manifests to look for hints in: of each package that has one of `files`, and of virtual
  /// workspaces, as far as they lie below the roots; roots that are manifests.
  public List<Path> manifests(List<SourceUnit> files) {
    Set<Path> found = new LinkedHashSet<>();
    for (Path root : state.roots) {
      if (root.endsWith(MANIFEST) && Files.isRegularFile(root)) {
        found.add(root);
      }
    }
    for (Workspace workspace : state.packages.workspaces()) {
      if (workspace.rootManifest().isVirtual() && isBelowRoots(workspace.root())) {
        found.add(workspace.rootManifest().file());
      }
    }
    for (SourceUnit file : files) {
      PackageUnit unit = state.packages.packageOf(file.file());
      if (unit != null && isBelowRoots(unit.cargo().directory())) {
        found.add(unit.cargo().manifest().file());
      }
    }
    return List.copyOf(found);
  }

  private boolean isBelowRoots(Path folder) {
    return state.roots.stream().anyMatch(folder::startsWith);
  }

  private FileSettings settings(
      Path path,
      @Nullable PackageUnit unit,
      CrateInfo crate,
      @Nullable Path crateRoot,
      FileSettings.Status status) {
    Path top =
        unit != null
            ? unit.workspace().root()
            : path.endsWith(MANIFEST) ? path.getParent() : top(path);
    RusthintConfig config = configFor(path.getParent(), top);
    Map<String, Level> levels = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    String profile = null;
    FileSettings.Status shown = status;
    if (config != null) {
      String inConfig = relative(folderOf(config.document()), path);
      config.policy().commentHints().forEach(id -> levels.put(id, Level.WARN));
      config
          .levelsFor(inConfig)
          .forEach((id, level) -> levels.put(id, Level.valueOf(level.toUpperCase(Locale.ROOT))));
      profile = config.profileFor(inConfig);
      addPolicy(config.policy(), inConfig, crate, values);
      if (config.ignores(inConfig)) {
        shown = FileSettings.Status.EXCLUDED;
      }
    }
    if (isBuilt(path.getParent())) {
      shown = FileSettings.Status.GENERATED;
    }
    for (var asked : state.options.levels().entrySet()) {
      if (asked.getKey().indexOf('/') < 0) {
        levels.keySet().removeIf(id -> id.startsWith(asked.getKey() + "/"));
      }
      levels.put(asked.getKey(), asked.getValue());
    }
    Map<String, String> all = unit == null ? Map.of() : unit.options();
    if (!values.isEmpty()) {
      values.putAll(all);
      all = values;
    }
    Path base = unit == null ? top : unit.cargo().directory();
    Settings found =
        new Settings(
            profileOf(profile), levels, all, crate, base == null ? "" : relative(base, path));
    return new FileSettings(found, crateRoot, shown);
  }

  private Profile profileOf(@Nullable String configured) {
    if (state.options.profile() != null) {
      return state.options.profile();
    }
    return configured == null ? Profile.DEFAULT : Profile.of(configured).orElse(Profile.DEFAULT);
  }

  /// Puts `[policy]` among the options. `unsafe-allowed` has the modules in which unsafe code may
  /// stand, with commas between: `crate` where the file itself is allowed it. `real-time` has paths
  /// of functions.
  private static void addPolicy(
      RusthintConfig.Policy policy, String path, CrateInfo crate, Map<String, String> values) {
    if (policy.allowsUnsafeIn(path)) {
      values.put("unsafe-allowed", "crate");
    } else if (policy.limitsUnsafe()) {
      List<Field<String>> listed = policy.unsafeModules();
      List<String> modules = new ArrayList<>();
      for (Field<String> module : listed == null ? List.<Field<String>>of() : listed) {
        String name = module.value();
        if (name.equals(crate.name()) || name.startsWith(crate.name() + "::")) {
          name = "crate" + name.substring(crate.name().length());
        }
        if (name.equals("crate") || name.startsWith("crate::")) {
          modules.add(name);
        }
      }
      values.put("unsafe-allowed", String.join(", ", modules));
    }
    if (!policy.forbidden().isEmpty()) {
      values.put("unsafe-forbidden", joined(policy.forbidden()));
    }
    if (!policy.realTime().isEmpty()) {
      values.put("real-time", joined(policy.realTime()));
    }
  }

  private static String joined(List<Field<String>> fields) {
    return String.join("\n", fields.stream().map(Field::value).toList());
  }

  private boolean isBuilt(@Nullable Path folder) {
    if (folder == null) {
      return false;
    }
    Boolean known = state.built.get(folder);
    if (known == null) {
      known = Files.exists(folder.resolve("CACHEDIR.TAG")) || isBuilt(folder.getParent());
      state.built.put(folder, known);
    }
    return known;
  }

  private @Nullable RusthintConfig configFor(@Nullable Path folder, @Nullable Path top) {
    if (folder == null || top == null) {
      return null;
    }
    return state
        .configs
        .computeIfAbsent(
            folder,
            key ->
                Optional.ofNullable(
                    RusthintConfig.find(key, top, State.textsOver(state.texts), VOCABULARY)))
        .orElse(null);
  }

  /// Whether a policy of the roots or of the packages below them has a ceiling of open obligations.
  public boolean hasCeiling() {
    return state.roots.stream()
        .flatMap(root -> packagesBelow(root).stream())
        .anyMatch(unit -> ceiling(unit.cargo().directory().resolve("src/lib.rs")) != null);
  }

  /// The policy's ceiling of open obligations for a source file, null if there is none.
  public @Nullable ObligationCeiling ceiling(Path file) {
    RusthintConfig config = configFor(file.getParent(), topOf(file));
    Field<Long> most = config == null ? null : config.policy().maxOpen();
    return config == null || most == null
        ? null
        : new ObligationCeiling(
            config.document().file(), config.document().text().lineOf(most.span().start()) + 1, most.value());
  }

  private @Nullable Path topOf(Path file) {
    for (PackageUnit unit : state.roots.stream().flatMap(r -> packagesBelow(r).stream()).toList()) {
      if (file.startsWith(unit.cargo().directory())) {
        return unit.workspace().root();
      }
    }
    return top(file);
  }

  private static Path folderOf(TomlDocument document) {
    Path parent = document.file().getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// The root that a file lies below, or else its folder.
  private @Nullable Path top(Path path) {
    for (Path root : state.roots) {
      if (path.startsWith(root) && !path.equals(root)) {
        return root;
      }
    }
    return path.getParent();
  }

  private static String relative(Path folder, Path file) {
    return file.startsWith(folder)
        ? folder.relativize(file).toString().replace('\\', '/')
        : file.toString().replace('\\', '/');
  }

  /// The definitions of the chosen targets of the packages below the roots.
  ///
  /// @param surroundings where they have what they use from outside of the project
  public List<SourceCrate> crates(Surroundings surroundings) {
    CrateSources definitions = sources(surroundings);
    List<SourceCrate> found = new ArrayList<>();
    for (Path root : state.roots) {
      for (PackageUnit unit : packagesBelow(root)) {
        for (CrateUnit crate : unit.crates()) {
          if (state.options.targets().contains(crate.kind()) && unit.isBuilt(crate.target())) {
            SourceCrate loaded = definitions.of(unit, crate);
            if (loaded != null && !found.contains(loaded)) {
              found.add(loaded);
            }
          }
        }
      }
    }
    return found;
  }

  /// The definitions of crates, each read when it is asked for. Parameters are those of [#crates].
  public CrateSources sources(Surroundings surroundings) {
    Path library = surroundings.library();
    CfgOracle platform =
        new ActiveCfg(
            state.packages.platform(), Set.of(), ProjectOptions.TestCfg.OFF, List.of(), null);
    Map<String, CrateDefs> std =
        library == null ? Std.bundled() : StdSources.load(library, this::sourceOrNull, platform);
    return new CrateSources(this, state.packages, std, SourceCache::text, surroundings);
  }

  /// The same after documents changed, manifests being the same: what an earlier state of the project
  /// read from outside of it is not read again.
  public CrateSources sources(CrateSources before) {
    return before.with(this, state.packages);
  }

  private @Nullable SourceFile sourceOrNull(Path file) {
    try {
      return SourceFile.of(SourceCache.text(file));
    } catch (IOException absent) {
      return null;
    }
  }

  private List<PackageUnit> packagesBelow(Path root) {
    Workspace workspace = state.packages.workspaceOf(root);
    if (workspace == null) {
      return List.of();
    }
    List<PackageUnit> units = new ArrayList<>();
    workspace.members().forEach(member -> addUnit(member.directory(), root, units));
    if (units.isEmpty() && workspace.current() != null) {
      addUnit(workspace.current().directory(), root, units);
    }
    return units;
  }

  /// The files to look for hints in, each once, in a stable order: those that the chosen targets of
  /// the packages below the roots include through their module trees, roots that are files, and the
  /// `.rs` files of folders that belong to no package.
  public List<SourceUnit> files() {
    Map<Path, SourceUnit> found = new LinkedHashMap<>();
    for (Path root : state.roots) {
      if (Files.isDirectory(root)) {
        below(root, found);
      } else if (FileFinder.isSource(root)) {
        add(root, found);
      }
    }
    return List.copyOf(found.values());
  }

  private void below(Path root, Map<Path, SourceUnit> found) {
    Workspace workspace = state.packages.workspaceOf(root);
    if (workspace == null) {
      FileFinder.Found inside = FileFinder.find(root, false);
      inside.sources().forEach(file -> add(file, found));
      inside.packages().forEach(folder -> below(folder, found));
      return;
    }
    int before = found.size();
    List<PackageUnit> units = packagesBelow(root);
    for (PackageUnit unit : units) {
      for (CrateUnit crate : unit.crates()) {
        if (state.options.targets().contains(crate.kind()) && unit.isBuilt(crate.target())) {
          addCrate(unit, crate, root, found);
        }
      }
      if (sources.isEmpty()) {
        // Nothing will change: what the files declare is not needed again.
        state.disk.clear();
      }
    }
    if (found.size() == before && units.stream().noneMatch(unit -> isAt(unit, root))) {
      FileFinder.find(root, true).sources().forEach(file -> add(file, found));
    }
  }

  private static boolean isAt(PackageUnit unit, Path folder) {
    return unit.cargo().directory().startsWith(folder);
  }

  private void addUnit(Path folder, Path root, List<PackageUnit> units) {
    PackageUnit unit = state.packages.packageIn(folder);
    if (unit != null && (folder.startsWith(root) || root.startsWith(folder))) {
      units.add(unit);
    }
  }

  private void addCrate(PackageUnit unit, CrateUnit crate, Path root, Map<Path, SourceUnit> found) {
    CrateModel model = crate.model(unit, state.disk, state.trees);
    for (Path file : model.files()) {
      CrateModel.FilePlace place = model.place(file);
      if (!file.startsWith(root) || found.containsKey(file) || place == null) {
        continue;
      }
      FileSettings known = state.settings.get(file);
      FileSettings here =
          known != null ? known : keep(file, member(file, unit, crate, model, place));
      if (here.isActive()) {
        found.put(file, new SourceUnit(file, here.settings(), here.crateRoot(), this));
      }
    }
  }

  private void add(Path file, Map<Path, SourceUnit> found) {
    FileSettings here = settingsFor(file);
    if (here.isActive()) {
      found.putIfAbsent(file, new SourceUnit(file, here.settings(), here.crateRoot(), this));
    }
  }

  SourceFile read(Path file) throws IOException {
    SourceFile document = sources.get(file);
    return document != null ? document : SourceFile.of(SourceCache.text(file));
  }

  private static List<Path> normal(List<Path> paths) {
    return paths.stream().map(Project::normal).toList();
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
