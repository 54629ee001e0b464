package dev.rusthint.cargo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The packages that a workspace is built from: its own, and those of registries whose sources are
/// on this machine. Manifests are read when they are first asked for.
public final class DependencyGraph implements ActiveFeatures.Packages {
  private final Workspace workspace;
  private final DependencyFolders folders;
  private final LoadedWorkspaces loaded;

  /// @param cargoHome cargo's own folder, null if it must not be looked into
  public DependencyGraph(
      Workspace workspace, @Nullable Path cargoHome, TextSource source, LoadedWorkspaces loaded) {
    this.workspace = workspace;
    this.folders = DependencyFolders.of(workspace.root(), cargoHome, source, loaded);
    this.loaded = loaded;
  }

  /// The workspace that all are built for.
  public Workspace workspace() {
    return workspace;
  }

  /// The package that a dependency of another means; null if it is not to be had.
  @Override
  public @Nullable CargoPackage packageOf(CargoPackage from, Dependency dependency) {
    Path folder = from.folderOf(dependency);
    CargoPackage own = folder == null ? null : workspace.packageIn(folder);
    if (own != null) {
      return own;
    }
    if (folder == null) {
      folder = folders.find(from, dependency);
    }
    Workspace of = folder == null ? null : workspaceIn(folder);
    return of == null || folder == null ? null : of.packageIn(folder);
  }

  /// The workspace that a package of this graph belongs to.
  public Workspace workspaceOf(CargoPackage one) {
    Workspace found = workspaceIn(one.directory());
    return found == null ? workspace : found;
  }

  private @Nullable Workspace workspaceIn(Path folder) {
    if (workspace.packageIn(folder) != null) {
      return workspace;
    }
    return loaded.of(folder);
  }
}
