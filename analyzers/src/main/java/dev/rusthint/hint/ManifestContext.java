package dev.rusthint.hint;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Manifest;
import java.util.function.Function;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a rule about manifests may look at.
///
/// @param manifest the `Cargo.toml`
/// @param cargoPackage its package with what it inherits; null for a virtual manifest, or where
///     the workspace could not be read
/// @param settings the levels in force for the manifest
/// @param versionControlled whether the manifest lies in a git work tree
/// @param lockfile whether `Cargo.lock` stands beside the workspace's root and git does not ignore it
/// @param read gives the text of a file of the package, null if it cannot be read
public record ManifestContext(
    Manifest manifest,
    @Nullable CargoPackage cargoPackage,
    Settings settings,
    boolean versionControlled,
    boolean lockfile,
    Function<Path, @Nullable String> read) {
  /// The same with other settings.
  public ManifestContext with(Settings others) {
    return new ManifestContext(
        manifest, cargoPackage, others, versionControlled, lockfile, read);
  }
}
