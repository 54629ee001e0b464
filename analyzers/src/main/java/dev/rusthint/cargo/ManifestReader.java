package dev.rusthint.cargo;

import dev.rusthint.cargo.Dependency.Kind;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the sections of a manifest.
final class ManifestReader {
  private static final List<String> LEVELS = List.of("allow", "warn", "deny", "forbid");

  private final TomlDocument document;
  private final List<Problem> problems;
  private final TableReader root;

  ManifestReader(TomlDocument document) {
    this.document = document;
    this.problems = new ArrayList<>(document.problems());
    this.root = new TableReader(document, document.root(), "", problems);
  }

  Manifest read() {
    PackageSection packageSection = packageSection();
    WorkspaceSection workspace = workspaceSection();
    if (packageSection == null && workspace == null && document.problems().isEmpty()) {
      root.error(
          Span.at(0),
          "this manifest has neither `[package]` nor `[workspace]`, so cargo cannot use it");
    }
    List<TargetSection> targets = new ArrayList<>();
    List<TargetKind> listed = new ArrayList<>();
    TableReader lib = root.table("lib");
    if (lib != null) {
      targets.add(target(TargetKind.LIB, lib));
      listed.add(TargetKind.LIB);
    }
    addTargets(TargetKind.BIN, "bin", targets, listed);
    addTargets(TargetKind.EXAMPLE, "example", targets, listed);
    addTargets(TargetKind.TEST, "test", targets, listed);
    addTargets(TargetKind.BENCH, "bench", targets, listed);
    return new Manifest(
        document,
        packageSection,
        List.copyOf(targets),
        List.copyOf(listed),
        packageDependencies(),
        features(),
        profiles(),
        lints(root.entry("lints"), "lints"),
        workspace,
        patches(),
        root.textsOrEmpty("cargo-features"),
        List.copyOf(problems));
  }

  private @Nullable PackageSection packageSection() {
    TableReader section = root.table("package");
    if (section == null) {
      section = root.table("project");
    }
    if (section == null) {
      return null;
    }
    Field<String> name = section.text("name");
    if (name == null && !section.has("name")) {
      section.error(section.table().span(), "`[package]` has no `name`");
    }
    checkEdition(section);
    Map<TargetKind, Field<Boolean>> discovery = new EnumMap<>(TargetKind.class);
    putFlag(discovery, TargetKind.LIB, section, "autolib");
    putFlag(discovery, TargetKind.BIN, section, "autobins");
    putFlag(discovery, TargetKind.EXAMPLE, section, "autoexamples");
    putFlag(discovery, TargetKind.TEST, section, "autotests");
    putFlag(discovery, TargetKind.BENCH, section, "autobenches");
    return new PackageSection(
        section.table(),
        name,
        section.text("workspace"),
        section.text("default-run"),
        section.text("links"),
        section.text("resolver"),
        Collections.unmodifiableMap(discovery));
  }

  private static void putFlag(
      Map<TargetKind, Field<Boolean>> flags, TargetKind kind, TableReader section, String key) {
    Field<Boolean> flag = section.flag(key);
    if (flag != null) {
      flags.put(kind, flag);
    }
  }

  private static void checkEdition(TableReader section) {
    TomlEntry edition = section.entry("edition");
    if (edition == null || PackageSection.inheritsFromWorkspace(edition.value())) {
      return;
    }
    Field<String> year = section.text("edition");
    if (year != null && Edition.of(year.value()).isEmpty()) {
      section.error(
          year.span(),
          "there is no edition `"
              + year.value()
              + "` that RustHint knows; the file is read as edition "
              + Edition.LATEST
              + ", the others are 2015, 2018 and 2021");
    }
  }

  private void addTargets(
      TargetKind kind, String key, List<TargetSection> targets, List<TargetKind> listed) {
    List<TableReader> sections = root.tables(key);
    if (sections == null) {
      return;
    }
    listed.add(kind);
    for (TableReader section : sections) {
      targets.add(target(kind, section));
    }
  }

  private TargetSection target(TargetKind kind, TableReader section) {
    String procMacro = section.has("proc_macro") ? "proc_macro" : "proc-macro";
    return new TargetSection(
        kind,
        section.table(),
        section.text("name"),
        section.text("path"),
        section.texts(section.has("crate_type") ? "crate_type" : "crate-type"),
        section.flag(procMacro),
        section.text("edition"),
        section.textsOrEmpty("required-features"),
        section.flag("harness"),
        section.flag("test"),
        section.flag("doctest"),
        section.flag("bench"),
        section.flag("doc"));
  }

  private List<Dependency> packageDependencies() {
    List<Dependency> all = new ArrayList<>();
    addDependencyTables(root, null, all);
    TableReader perTarget = root.table("target");
    if (perTarget != null) {
      for (TomlEntry entry : perTarget.entries()) {
        TableReader tables = perTarget.table(entry);
        if (tables != null) {
          Field<String> condition = new Field<>(entry.name(), entry.key(), entry.key());
          addDependencyTables(tables, condition, all);
        }
      }
    }
    return List.copyOf(all);
  }

  private static void addDependencyTables(
      TableReader tables, @Nullable Field<String> target, List<Dependency> all) {
    for (Kind kind : Kind.values()) {
      addDependencies(tables, kind.tableName(), kind, target, all);
      String underscored = kind.tableName().replace('-', '_');
      if (!underscored.equals(kind.tableName())) {
        addDependencies(tables, underscored, kind, target, all);
      }
    }
  }

  private static void addDependencies(
      TableReader tables,
      String key,
      Kind kind,
      @Nullable Field<String> target,
      List<Dependency> all) {
    TableReader table = tables.table(key);
    if (table == null) {
      return;
    }
    for (TomlEntry entry : table.entries()) {
      Dependency dependency = dependency(table, entry, kind, target);
      if (dependency != null) {
        all.add(dependency);
      }
    }
  }

  private static @Nullable Dependency dependency(
      TableReader table, TomlEntry entry, Kind kind, @Nullable Field<String> target) {
    if (entry.value() instanceof TomlNode.Text) {
      return new Dependency(
          entry.name(),
          kind,
          target,
          entry.key(),
          entry.value().span(),
          entry.value(),
          null,
          null,
          table.text(entry),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of());
    }
    if (!(entry.value() instanceof TomlNode.Table)) {
      table.expected("a version or a table", entry);
      return null;
    }
    TableReader fields = table.table(entry);
    if (fields == null) {
      return null;
    }
    return new Dependency(
        entry.name(),
        kind,
        target,
        entry.key(),
        entry.value().span(),
        entry.value(),
        fields.flag("workspace"),
        fields.text("package"),
        fields.text("version"),
        fields.text("path"),
        fields.text("git"),
        fields.text("rev"),
        fields.text("branch"),
        fields.text("tag"),
        fields.text("registry"),
        fields.flag("optional"),
        fields.flag(fields.has("default_features") ? "default_features" : "default-features"),
        fields.textsOrEmpty("features"));
  }

  private List<Feature> features() {
    TableReader table = root.table("features");
    if (table == null) {
      return List.of();
    }
    List<Feature> features = new ArrayList<>();
    for (TomlEntry entry : table.entries()) {
      List<Field<Feature.Enables>> enables = new ArrayList<>();
      for (Field<String> text : table.texts(entry)) {
        enables.add(new Field<>(Feature.Enables.parse(text.value()), text.key(), text.span()));
      }
      features.add(
          new Feature(entry.name(), entry.key(), entry.value().span(), List.copyOf(enables)));
    }
    return List.copyOf(features);
  }

  private Map<String, Profile> profiles() {
    TableReader table = root.table("profile");
    if (table == null) {
      return Map.of();
    }
    Map<String, Profile> profiles = new LinkedHashMap<>();
    for (TomlEntry entry : table.entries()) {
      TableReader profile = table.table(entry);
      if (profile != null) {
        profiles.put(entry.name(), new Profile(entry.name(), entry.key(), profile.table()));
      }
    }
    return Collections.unmodifiableMap(profiles);
  }

  private @Nullable LintsSection lints(@Nullable TomlEntry entry, String name) {
    if (entry == null) {
      return null;
    }
    if (!(entry.value() instanceof TomlNode.Table table)) {
      root.expected("a table", entry);
      return null;
    }
    TableReader tools = new TableReader(document, table, name, problems);
    Field<Boolean> workspace = tools.has("workspace") ? tools.flag("workspace") : null;
    TableReader rest = tools.without("workspace");
    List<LintSetting> settings = new ArrayList<>();
    for (TomlEntry tool : rest.entries()) {
      TableReader lints = rest.table(tool);
      if (lints == null) {
        continue;
      }
      for (TomlEntry lint : lints.entries()) {
        LintSetting setting = lintSetting(lints, tool.name(), lint);
        if (setting != null) {
          settings.add(setting);
        }
      }
    }
    if (workspace != null && workspace.value() && !settings.isEmpty()) {
      root.error(
          workspace.key(),
          "`" + name + ".workspace = true` cannot stand beside lints of the package's own");
    }
    return new LintsSection(entry.key(), table, workspace, List.copyOf(settings));
  }

  private static @Nullable LintSetting lintSetting(TableReader lints, String tool, TomlEntry lint) {
    long priority = 0;
    Field<String> level;
    if (lint.value() instanceof TomlNode.Table) {
      TableReader config = lints.table(lint);
      if (config == null) {
        return null;
      }
      level = config.text("level");
      if (level == null && !config.has("level")) {
        config.error(lint.value().span(), "`" + lints.name(lint.name()) + "` has no `level`");
      }
      Field<Long> given = config.whole("priority");
      if (given != null) {
        priority = given.value();
      }
    } else {
      level = lints.text(lint);
    }
    if (level == null) {
      return null;
    }
    var known = LintLevel.of(level.value());
    if (known.isEmpty()) {
      lints.error(
          level.span(),
          "a lint's level is `allow`, `warn`, `deny` or `forbid`, not `"
              + level.value()
              + "`"
              + Spelling.hint(level.value(), LEVELS));
      return null;
    }
    return new LintSetting(
        tool, lint.name(), known.get(), priority, lint.key(), lint.value().span());
  }

  private @Nullable WorkspaceSection workspaceSection() {
    TableReader section = root.table("workspace");
    if (section == null) {
      return null;
    }
    List<Dependency> dependencies = new ArrayList<>();
    addDependencies(section, Kind.NORMAL.tableName(), Kind.NORMAL, null, dependencies);
    TableReader fields = section.table("package");
    return new WorkspaceSection(
        section.table(),
        section.texts("members"),
        section.textsOrEmpty("exclude"),
        section.texts("default-members"),
        section.text("resolver"),
        fields == null ? null : fields.table(),
        List.copyOf(dependencies),
        lints(section.entry("lints"), "workspace.lints"));
  }

  private List<Patch> patches() {
    List<Patch> patches = new ArrayList<>();
    TableReader sources = root.table("patch");
    if (sources != null) {
      for (TomlEntry source : sources.entries()) {
        List<Dependency> dependencies = new ArrayList<>();
        addDependencies(sources, source.name(), Kind.NORMAL, null, dependencies);
        dependencies.forEach(found -> patches.add(new Patch(source.name(), found)));
      }
    }
    List<Dependency> replaced = new ArrayList<>();
    addDependencies(root, "replace", Kind.NORMAL, null, replaced);
    replaced.forEach(found -> patches.add(new Patch("", found)));
    return List.copyOf(patches);
  }
}
