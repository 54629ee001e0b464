package dev.rusthint.cargo;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a workspace's root, members and path dependencies as cargo does. Reads each manifest once.
final class WorkspaceLoader {
  private static final String MANIFEST = "Cargo.toml";

  /// Folders that a `**` in `members` may descend through.
  private static final int MAX_DEPTH = 32;

  private final TextSource source;
  private final Map<Path, Optional<Manifest>> manifests = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  WorkspaceLoader(TextSource source) {
    this.source = source;
  }

  Optional<Workspace> load(Path start) {
    Path from = start.toAbsolutePath().normalize();
    Manifest own = nearestManifest(Files.isDirectory(from) ? from : from.getParent());
    return own == null ? Optional.empty() : Optional.of(workspaceOf(own));
  }

  private Workspace workspaceOf(Manifest own) {
    Manifest root = rootOf(own);
    Map<Path, CargoPackage> members = new LinkedHashMap<>();
    if (root == null) {
      addPackage(members, own, null);
    } else {
      addMembers(root, members);
    }
    CargoPackage current = members.get(own.directory());
    if (current == null && isPackage(own)) {
      current = CargoPackage.of(own, root);
      members.put(own.directory(), current);
      if (root != null && own.packageSection() != null) {
        problems.add(
            own.document()
                .warning(
                    own.packageSection().table().span(),
                    "this package lies below the workspace of "
                        + root.file()
                        + ", which does not count it as a member: add it to `workspace.members` or"
                        + " to `workspace.exclude` there"));
      }
    }
    List<CargoPackage> outside = pathDependencies(members);
    return new Workspace(
        root == null ? own : root,
        List.copyOf(members.values()),
        outside,
        current,
        List.copyOf(problems));
  }

  private @Nullable Manifest nearestManifest(@Nullable Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Manifest manifest = manifestIn(at);
      if (manifest != null) {
        return manifest;
      }
    }
    return null;
  }

  /// The root of the workspace that a manifest belongs to; null if it stands alone.
  private @Nullable Manifest rootOf(Manifest own) {
    if (own.workspace() != null) {
      return own;
    }
    Manifest pointed = pointedRoot(own);
    if (pointed != null) {
      return pointed;
    }
    for (Path at = own.directory().getParent(); at != null; at = at.getParent()) {
      if (at.endsWith(Path.of("target", "package"))) {
        return null;
      }
      Manifest above = manifestIn(at);
      if (above == null) {
        continue;
      }
      if (above.workspace() == null) {
        Manifest aboveRoot = pointedRoot(above);
        if (aboveRoot != null) {
          return aboveRoot;
        }
      } else if (!isExcluded(above, above.workspace(), own.directory())) {
        return above;
      }
    }
    return null;
  }

  private @Nullable Manifest pointedRoot(Manifest manifest) {
    PackageSection section = manifest.packageSection();
    if (section == null || section.rootPointer() == null) {
      return null;
    }
    Field<String> pointer = section.rootPointer();
    Manifest root = manifestIn(manifest.directory().resolve(pointer.value()).normalize());
    if (root == null || root.workspace() == null) {
      problems.add(
          manifest
              .document()
              .error(
                  pointer.span(),
                  "`package.workspace` must lead to a workspace's root, and "
                      + manifest.directory().resolve(pointer.value()).normalize().resolve(MANIFEST)
                      + (root == null ? " cannot be read" : " has no `[workspace]`")));
      return null;
    }
    return root;
  }

  private static boolean isExcluded(Manifest root, WorkspaceSection section, Path folder) {
    List<Field<String>> members = section.members();
    return isBelow(root, section.exclude(), folder)
        && (members == null || !isBelow(root, members, folder));
  }

  private static boolean isBelow(Manifest root, List<Field<String>> paths, Path folder) {
    for (Field<String> path : paths) {
      if (folder.startsWith(root.directory().resolve(path.value()).normalize())) {
        return true;
      }
    }
    return false;
  }

  private void addMembers(Manifest root, Map<Path, CargoPackage> members) {
    WorkspaceSection section = root.workspace();
    if (section == null) {
      return;
    }
    if (root.packageSection() != null) {
      addMember(root, section, root, members);
    }
    List<Field<String>> patterns = section.members();
    if (patterns == null) {
      return;
    }
    for (Field<String> pattern : patterns) {
      boolean isPattern = Glob.isPattern(pattern.value());
      List<Path> folders =
          isPattern
              ? expand(root.directory(), Glob.components(pattern.value()))
              : List.of(root.directory().resolve(pattern.value()).normalize());
      for (Path folder : folders) {
        Manifest manifest = manifestIn(folder);
        if (manifest != null) {
          addMember(root, section, manifest, members);
        } else if (!isPattern && !isExcluded(root, section, folder)) {
          problems.add(
              root.document()
                  .error(
                      pattern.span(),
                      "the workspace's member `"
                          + pattern.value()
                          + "` has no readable "
                          + folder.resolve(MANIFEST)));
        }
      }
    }
  }

  /// Adds a package, and the packages below the root that it depends on by path, as cargo does.
  private void addMember(
      Manifest root, WorkspaceSection section, Manifest first, Map<Path, CargoPackage> members) {
    Deque<Manifest> open = new ArrayDeque<>();
    open.add(first);
    while (!open.isEmpty()) {
      Manifest manifest = open.poll();
      Path folder = manifest.directory();
      if (members.containsKey(folder)
          || isExcluded(root, section, folder)
          || !isPackage(manifest)) {
        continue;
      }
      CargoPackage added = addPackage(members, manifest, root);
      for (Path dependency : pathDependenciesOf(added)) {
        Manifest found = manifestIn(dependency);
        if (found != null && (dependency.startsWith(root.directory()) || isRootOf(root, found))) {
          open.add(found);
        }
      }
    }
  }

  private static CargoPackage addPackage(
      Map<Path, CargoPackage> packages, Manifest manifest, @Nullable Manifest root) {
    CargoPackage added = CargoPackage.of(manifest, root);
    packages.put(manifest.directory(), added);
    return added;
  }

  private boolean isRootOf(Manifest root, Manifest member) {
    Manifest found = rootOf(member);
    return found != null && found.file().equals(root.file());
  }

  /// Whether the manifest is one of a package. One that does not parse may have been.
  private static boolean isPackage(Manifest manifest) {
    return manifest.packageSection() != null
        || (manifest.workspace() == null && !manifest.document().problems().isEmpty());
  }

  private List<CargoPackage> pathDependencies(Map<Path, CargoPackage> members) {
    Map<Path, CargoPackage> outside = new LinkedHashMap<>();
    Deque<CargoPackage> open = new ArrayDeque<>(members.values());
    while (!open.isEmpty()) {
      CargoPackage from = open.poll();
      for (Path folder : pathDependenciesOf(from)) {
        if (members.containsKey(folder) || outside.containsKey(folder)) {
          continue;
        }
        Manifest manifest = manifestIn(folder);
        if (manifest != null && isPackage(manifest)) {
          open.add(addPackage(outside, manifest, rootOf(manifest)));
        }
      }
    }
    return List.copyOf(outside.values());
  }

  private static Set<Path> pathDependenciesOf(CargoPackage from) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Dependency dependency : from.dependencies()) {
      Path folder = from.folderOf(dependency);
      if (folder != null) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private @Nullable Manifest manifestIn(Path folder) {
    Optional<Manifest> known = manifests.get(folder);
    if (known == null) {
      known = read(folder.resolve(MANIFEST));
      manifests.put(folder, known);
    }
    return known.orElse(null);
  }

  private Optional<Manifest> read(Path file) {
    try {
      return Optional.of(Manifest.parse(file, source.read(file)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      if (Files.exists(file)) {
        problems.add(Problem.withFile(file, "cannot be read: " + unreadable.getMessage()));
      }
      return Optional.empty();
    }
  }

  /// The folders that a pattern of `members` matches, sorted. A `**` does not follow links, so a
  /// link that leads upward ends nowhere.
  private static List<Path> expand(Path from, List<String> parts) {
    Set<Path> found = new LinkedHashSet<>();
    expand(from, parts, 0, found);
    return List.copyOf(found);
  }

  private static void expand(Path folder, List<String> parts, int depth, Set<Path> found) {
    if (parts.isEmpty()) {
      found.add(folder);
      return;
    }
    String part = parts.getFirst();
    List<String> rest = parts.subList(1, parts.size());
    if (part.equals("**")) {
      expand(folder, rest, depth, found);
      if (depth < MAX_DEPTH) {
        for (Path child : foldersIn(folder)) {
          if (!Files.isSymbolicLink(child) && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            expand(child, parts, depth + 1, found);
          }
        }
      }
    } else if (!Glob.isPattern(part)) {
      Path child = folder.resolve(part).normalize();
      if (Files.isDirectory(child)) {
        expand(child, rest, depth, found);
      }
    } else {
      for (Path child : foldersIn(folder)) {
        if (Glob.matchesName(part, child.getFileName().toString())) {
          expand(child, rest, depth, found);
        }
      }
    }
  }

  private static List<Path> foldersIn(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(children::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // A folder that cannot be listed matches nothing, as with cargo.
      return List.of();
    }
    children.sort(Comparator.naturalOrder());
    return children;
  }
}
