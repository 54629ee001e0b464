package dev.rusthint.server;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a document is, whatever its text.
///
/// @param uri its address, as the client writes it
/// @param languageId the client's name of its language: `rust`, `toml`
/// @param path where it is on disk; null if it is nowhere, as `untitled:Untitled-1`
record DocumentId(String uri, String languageId, @Nullable Path path) {
  static DocumentId of(String uri, String languageId) {
    return new DocumentId(uri, languageId, pathOf(uri));
  }

  /// The file that a `file:` address names, null for any other.
  static @Nullable Path pathOf(String uri) {
    if (!uri.startsWith("file:")) {
      return null;
    }
    try {
      return Path.of(URI.create(uri)).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return null;
    }
  }

  boolean isRust() {
    return languageId.equals("rust") || languageId.isEmpty() && uri.endsWith(".rs");
  }

  /// Whether it is a `Cargo.toml` on disk, or one to be.
  boolean isManifest() {
    return path != null && path.endsWith("Cargo.toml");
  }

  /// Whether it is a file that says which hints there are.
  boolean isConfiguration() {
    return path != null
        && (path.endsWith("rusthint.toml")
            || path.endsWith("clippy.toml")
            || path.endsWith(".clippy.toml"));
  }
}
