package dev.rusthint.syntax;

import io.github.treesitter.jtreesitter.NativeLibraryLookup;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/// Tells jtreesitter, which finds it as a service, that tree-sitter's core is the distribution's
/// and not some other that the system may have.
public final class TreeSitterLibrary implements NativeLibraryLookup {
  /// For the service loader.
  public TreeSitterLibrary() {}

  @Override
  @SuppressWarnings("restricted")
  public SymbolLookup get(Arena arena) {
    return SymbolLookup.libraryLookup(FallbackParser.library("tree-sitter"), arena);
  }
}
