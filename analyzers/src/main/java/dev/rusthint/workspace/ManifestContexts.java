package dev.rusthint.workspace;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Manifest;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.Workspace;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers what rules about a manifest look at: its package, and what lies around it on disk.
/// Nothing is run.
final class ManifestContexts {
  private static final Pattern IGNORES_LOCK =
      Pattern.compile("(?m)^\\s*(\\*\\*/|/)?Cargo\\.lock\\s*$");

  private ManifestContexts() {}

  /// @param workspace the one that the manifest belongs to; null if it could not be read
  /// @param source where texts come from: an editor's documents go before the disk
  static ManifestContext of(
      Manifest manifest, @Nullable Workspace workspace, TextSource source, Settings settings) {
    CargoPackage own = workspace == null ? null : workspace.packageIn(manifest.directory());
    Path root = workspace == null ? manifest.directory() : workspace.root();
    Path repository = repositoryOf(root);
    boolean lockfile =
        Files.isRegularFile(root.resolve("Cargo.lock"))
            && (repository == null || !ignoresLock(root, repository, source));
    return new ManifestContext(
        manifest, own, settings, repository != null, lockfile, path -> read(path, source));
  }

  private static @Nullable Path repositoryOf(Path folder) {
    for (Path p = folder; p != null; p = p.getParent()) {
      if (Files.exists(p.resolve(".git"))) {
        return p;
      }
    }
    return null;
  }

  private static boolean ignoresLock(Path root, Path repository, TextSource source) {
    for (Path p = root; p != null && p.startsWith(repository); p = p.getParent()) {
      String ignored = read(p.resolve(".gitignore"), source);
      if (ignored != null && IGNORES_LOCK.matcher(ignored).find()) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String read(Path path, TextSource source) {
    try {
      return source.read(path).toString();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
