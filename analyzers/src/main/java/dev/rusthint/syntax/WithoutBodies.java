package dev.rusthint.syntax;

import dev.rusthint.text.SourceText;
import java.io.ByteArrayOutputStream;

/// The text of a file with `{}` in place of the bodies of functions: all that code elsewhere can
/// depend on, in a third of the bytes. A body in which there may be an impl stays, for an impl counts
/// wherever it stands (Reference, *Implementations*).
public final class WithoutBodies {
  private final byte[] bytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int done;

  private WithoutBodies(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SourceText of(SourceText text) {
    WithoutBodies without = new WithoutBodies(text.bytes());
    for (Placed item : SourceFile.of(text).allItems()) {
      if (item.kind() == ItemKind.FUNCTION) {
        without.function(item);
      }
    }
    without.kept.write(without.bytes, without.done, without.bytes.length - without.done);
    return SourceText.ofBytes(without.kept.toByteArray());
  }

  /// Leaves out what is in the last braces of a function, if they end it.
  private void function(Placed item) {
    Lexer lexer = new Lexer(bytes, item.head(), item.end());
    int depth = 0;
    int open = -1;
    int close = -1;
    boolean hasImpl = false;
    while (lexer.next() != Lexer.Token.END) {
      switch (lexer.first()) {
        case '{', '(', '[' -> {
          if (depth++ == 0 && lexer.is("{")) {
            open = lexer.end();
            hasImpl = false;
          }
        }
        case '}', ')', ']' -> {
          if (--depth == 0 && lexer.is("}")) {
            close = lexer.start();
          }
        }
        default -> hasImpl |= lexer.is("impl");
      }
    }
    if (depth == 0 && open >= 0 && close > open && !hasImpl) {
      kept.write(bytes, done, open - done);
      done = close;
    }
  }
}
