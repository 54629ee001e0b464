package dev.rusthint.cargo;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a package's targets as cargo does: those that the manifest names, and those that lie where
/// cargo looks for them. The rules are those of cargo 1.95's book, chapter "Cargo Targets".
final class TargetDiscovery {
  private final Manifest manifest;
  private final PackageSection section;
  private final String packageName;
  private final Edition edition;
  private final Path directory;
  private final List<Problem> problems;
  private final List<Target> targets = new ArrayList<>();

  /// A file where cargo looks for a target of that name.
  private record Found(String name, Path root) {
    boolean isNested() {
      return root.endsWith("main.rs");
    }
  }

  /// @param problems gets what is wrong
  TargetDiscovery(
      Manifest manifest,
      PackageSection section,
      String packageName,
      Edition edition,
      List<Problem> problems) {
    this.manifest = manifest;
    this.section = section;
    this.packageName = packageName;
    this.edition = edition;
    this.directory = manifest.directory();
    this.problems = problems;
  }

  List<Target> targets() {
    addLibrary();
    boolean hasLibrary = !targets.isEmpty();
    add(TargetKind.BIN, binaries(), hasLibrary);
    add(TargetKind.EXAMPLE, inFolder("examples"), hasLibrary);
    add(TargetKind.TEST, inFolder("tests"), hasLibrary);
    add(TargetKind.BENCH, inFolder("benches"), hasLibrary);
    addBuildScript();
    return List.copyOf(targets);
  }

  private void addLibrary() {
    Path usual = directory.resolve("src").resolve("lib.rs");
    List<TargetSection> sections = manifest.targets(TargetKind.LIB);
    if (sections.isEmpty()) {
      if (isFile(usual) && !isOff(TargetKind.LIB)) {
        targets.add(library(null, usual));
      }
      return;
    }
    TargetSection lib = sections.getFirst();
    Path root = usual;
    if (lib.path() != null) {
      root = directory.resolve(lib.path().value()).normalize();
      if (!isFile(root)) {
        missing(lib.path(), root);
      }
    } else if (!isFile(usual)) {
      String name = lib.name() == null ? packageName : lib.name().value();
      Path old = directory.resolve("src").resolve(name + ".rs");
      if (edition != Edition.E2015 || !isFile(old)) {
        problems.add(
            manifest
                .document()
                .error(
                    lib.table().span(),
                    "the library has no `src/lib.rs`; create it, or set `lib.path`"));
        return;
      }
      root = old;
    }
    targets.add(library(lib, root));
  }

  private Target library(@Nullable TargetSection lib, Path root) {
    String name =
        lib == null || lib.name() == null ? packageName.replace('-', '_') : lib.name().value();
    boolean procMacro = lib != null && lib.procMacro() != null && lib.procMacro().value();
    List<String> types = new ArrayList<>();
    if (procMacro) {
      types.add("proc-macro");
    } else if (lib != null && lib.crateTypes() != null) {
      lib.crateTypes().forEach(type -> types.add(type.value()));
    }
    if (types.isEmpty()) {
      types.add("lib");
    }
    boolean linksAsRust =
        types.contains("lib") || types.contains("rlib") || types.contains("proc-macro");
    return new Target(
        TargetKind.LIB,
        name,
        root,
        editionOf(lib),
        types,
        List.of(),
        flag(lib == null ? null : lib.harness(), true),
        flag(lib == null ? null : lib.test(), true),
        linksAsRust && flag(lib == null ? null : lib.doctest(), true),
        flag(lib == null ? null : lib.bench(), true),
        flag(lib == null ? null : lib.doc(), true),
        lib);
  }

  private List<Found> binaries() {
    List<Found> found = new ArrayList<>();
    Path main = directory.resolve("src").resolve("main.rs");
    if (isFile(main)) {
      found.add(new Found(packageName, main));
    }
    found.addAll(inFolder("src/bin"));
    return found;
  }

  /// The programs of a folder: each `name.rs`, and each `name/main.rs`.
  private List<Found> inFolder(String folder) {
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(folder))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        if (name.endsWith(".rs") && name.length() > ".rs".length()) {
          found.add(new Found(name.substring(0, name.length() - ".rs".length()), entry));
        } else if (isFile(entry.resolve("main.rs"))) {
          found.add(new Found(name, entry.resolve("main.rs")));
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // No such folder is the usual case; one that cannot be read has no targets either.
      return List.of();
    }
    found.sort(Comparator.comparing(Found::name).thenComparing(Found::isNested));
    return found;
  }

  private void add(TargetKind kind, List<Found> found, boolean hasLibrary) {
    Set<String> names = new HashSet<>();
    Set<Path> paths = new HashSet<>();
    for (TargetSection target : manifest.targets(kind)) {
      if (target.name() == null) {
        problems.add(
            manifest
                .document()
                .error(target.table().span(), "this `[[" + kind.cargoName() + "]]` has no `name`"));
        continue;
      }
      String name = target.name().value();
      Path root = rootOf(kind, target, name, found, hasLibrary);
      names.add(name);
      if (target.path() != null) {
        paths.add(directory.resolve(target.path().value()).normalize());
      }
      if (root != null) {
        targets.add(target(kind, name, root, target));
      }
    }
    if (discovers(kind)) {
      for (Found one : found) {
        if (!names.contains(one.name()) && !paths.contains(one.root().normalize())) {
          targets.add(target(kind, one.name(), one.root(), null));
        }
      }
    }
  }

  /// Whether targets that the manifest does not name count. Before 2018, naming one of a kind
  /// switched that off for the kind.
  private boolean discovers(TargetKind kind) {
    Field<Boolean> flag = section.autoDiscovery().get(kind);
    if (flag != null) {
      return flag.value();
    }
    return edition != Edition.E2015 || !manifest.listedKinds().contains(kind);
  }

  private boolean isOff(TargetKind kind) {
    Field<Boolean> flag = section.autoDiscovery().get(kind);
    return flag != null && !flag.value();
  }

  private @Nullable Path rootOf(
      TargetKind kind, TargetSection target, String name, List<Found> found, boolean hasLibrary) {
    if (target.path() != null) {
      Path root = directory.resolve(target.path().value()).normalize();
      if (!isFile(root)) {
        missing(target.path(), root);
      }
      return root;
    }
    List<Found> named = found.stream().filter(one -> one.name().equals(name)).toList();
    if (named.size() == 1) {
      return named.getFirst().root();
    }
    Path old =
        edition == Edition.E2015 && named.isEmpty() ? oldPlace(kind, name, hasLibrary) : null;
    if (old == null) {
      String folder = folderOf(kind);
      problems.add(
          manifest
              .document()
              .error(
                  target.table().span(),
                  named.isEmpty()
                      ? "`"
                          + name
                          + "` has no file: cargo looks for `"
                          + folder
                          + "/"
                          + name
                          + ".rs` and `"
                          + folder
                          + "/"
                          + name
                          + "/main.rs`; create one, or set `path`"
                      : "`"
                          + name
                          + "` is ambiguous: both "
                          + named.getFirst().root()
                          + " and "
                          + named.getLast().root()
                          + " are there; set `path`"));
    }
    return old;
  }

  /// Where cargo looked before 2018.
  private @Nullable Path oldPlace(TargetKind kind, String name, boolean hasLibrary) {
    Path src = directory.resolve("src");
    List<Path> places =
        switch (kind) {
          case BIN ->
              hasLibrary
                  ? List.of(src.resolve("main.rs"), src.resolve("bin").resolve("main.rs"))
                  : List.of(
                      src.resolve(name + ".rs"),
                      src.resolve("main.rs"),
                      src.resolve("bin").resolve("main.rs"));
          case BENCH -> name.equals("bench") ? List.of(src.resolve("bench.rs")) : List.of();
          default -> List.of();
        };
    return places.stream().filter(TargetDiscovery::isFile).findFirst().orElse(null);
  }

  private static String folderOf(TargetKind kind) {
    return switch (kind) {
      case BIN -> "src/bin";
      case EXAMPLE -> "examples";
      case TEST -> "tests";
      case BENCH -> "benches";
      case LIB, BUILD_SCRIPT -> "src";
    };
  }

  private Target target(TargetKind kind, String name, Path root, @Nullable TargetSection target) {
    List<String> types = new ArrayList<>();
    if (kind == TargetKind.EXAMPLE && target != null) {
      if (target.procMacro() != null && target.procMacro().value()) {
        types.add("proc-macro");
      } else if (target.crateTypes() != null) {
        target.crateTypes().forEach(type -> types.add(type.value()));
      }
    }
    if (types.isEmpty()) {
      types.add("bin");
    }
    return new Target(
        kind,
        name,
        root,
        editionOf(target),
        types,
        target == null ? List.of() : target.requiredFeatures(),
        flag(target == null ? null : target.harness(), true),
        flag(
            target == null ? null : target.test(),
            kind == TargetKind.BIN || kind == TargetKind.TEST),
        false,
        flag(
            target == null ? null : target.bench(),
            kind == TargetKind.BIN || kind == TargetKind.BENCH),
        flag(target == null ? null : target.doc(), kind == TargetKind.BIN),
        target);
  }

  private void addBuildScript() {
    TomlEntry build = section.entry("build");
    Path usual = directory.resolve("build.rs");
    switch (build == null ? null : build.value()) {
      case null -> {
        if (isFile(usual)) {
          targets.add(buildScript(usual));
        }
      }
      case TomlNode.Bool(var _, boolean on) -> {
        if (on) {
          targets.add(buildScript(usual));
        }
      }
      case TomlNode.Text(var span, String path) -> {
        Path root = directory.resolve(path).normalize();
        if (!isFile(root)) {
          missing(new Field<>(path, span, span), root);
        }
        targets.add(buildScript(root));
      }
      case TomlNode other ->
          problems.add(
              manifest
                  .document()
                  .error(
                      other.span(),
                      "`package.build` must be a path or `false`, and this is " + other.kind()));
    }
  }

  private Target buildScript(Path root) {
    String file = root.getFileName().toString();
    String stem = file.endsWith(".rs") ? file.substring(0, file.length() - ".rs".length()) : file;
    return new Target(
        TargetKind.BUILD_SCRIPT,
        "build-script-" + stem,
        root,
        edition,
        List.of("bin"),
        List.of(),
        true,
        false,
        false,
        false,
        false,
        null);
  }

  private Edition editionOf(@Nullable TargetSection target) {
    if (target == null || target.edition() == null) {
      return edition;
    }
    return Edition.of(target.edition().value()).orElse(edition);
  }

  /// Only a warning: published packages often leave out the tests and examples that they name.
  private void missing(Field<String> path, Path root) {
    problems.add(manifest.document().warning(path.span(), "there is no file " + root));
  }

  private static boolean flag(@Nullable Field<Boolean> flag, boolean otherwise) {
    return flag == null ? otherwise : flag.value();
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path);
  }
}
