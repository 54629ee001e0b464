package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.macros.Expansion;
import dev.rusthint.model.macros.Origin;
import dev.rusthint.model.macros.TokenStream;
import dev.rusthint.syntax.SourceFile;
import java.nio.file.Path;

/// A text that items are read from: a file, or what a macro call stands for.
public sealed interface SourceUnit {
  /// The text and its items.
  SourceFile file();

  /// The tokens from byte `from` to byte `to` of the text.
  TokenStream tokens(int from, int to);

  /// The file that it is, or that the outermost call stands in.
  OfFile origin();

  /// How many expansions it is inside of; 0 for a file.
  int depth();

  /// The crate that `$crate` at an offset of the text means.
  ///
  /// @param own the crate that the unit belongs to
  CrateDefs dollarCrate(int offset, CrateDefs own);

  /// Where a byte of the text stands in [#origin]; -1 if no call's arguments brought it there.
  int written(int offset);

  /// A file.
  record OfFile(Path path, SourceFile file) implements SourceUnit {
    @Override
    public TokenStream tokens(int from, int to) {
      return TokenStream.of(file.text().bytes(), from, to);
    }

    @Override
    public OfFile origin() {
      return this;
    }

    @Override
    public int depth() {
      return 0;
    }

    @Override
    public CrateDefs dollarCrate(int offset, CrateDefs own) {
      return own;
    }

    @Override
    public int written(int offset) {
      return offset;
    }
  }

  /// What a macro call stands for.
  ///
  /// @param caller the unit that the call stands in
  /// @param callOffset where the call begins in that unit
  /// @param macro the macro that was called
  /// @param mark the number of the expansion in its crate; see [Expansion]
  record OfExpansion(
      SourceFile file,
      Expansion expansion,
      SourceUnit caller,
      int callOffset,
      Def macro,
      int mark,
      int depth)
      implements SourceUnit {
    @Override
    public TokenStream tokens(int from, int to) {
      return expansion.tokens(from, to);
    }

    @Override
    public OfFile origin() {
      return caller.origin();
    }

    @Override
    public CrateDefs dollarCrate(int offset, CrateDefs own) {
      int wanted = expansion.origin(offset).context().mark();
      SourceUnit unit = this;
      while (unit instanceof OfExpansion made) {
        if (made.mark == wanted) {
          return made.macro.crate();
        }
        unit = made.caller;
      }
      return own;
    }

    @Override
    public int written(int offset) {
      Origin from = expansion.origin(offset);
      return from.side() == Origin.Side.CALL ? caller.written(from.offset()) : -1;
    }
  }
}
