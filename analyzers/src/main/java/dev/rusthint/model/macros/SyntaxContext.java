package dev.rusthint.model.macros;

import org.jspecify.annotations.Nullable;

/// Which expansions made an identifier, innermost last: what hygiene compares beside the name.
///
/// A local variable or label is meant by an identifier of the same name *and* an equal context.
/// Reference, *Macros By Example*, *Hygiene*. An identifier that a macro was given keeps the context
/// it had; one out of the macro's own definition gets the mark of the expansion on top of the
/// context that it has in the definition. Where a definition can see locals (it stands in a function
/// body), a search that leaves the scope of the definition goes on with [#parent].
///
/// @param parent the context before the last mark, null for [#ROOT]
/// @param mark the number that the caller gave to the expansion; 0 for [#ROOT]
public record SyntaxContext(@Nullable SyntaxContext parent, int mark) {
  /// Of what no macro made.
  public static final SyntaxContext ROOT = new SyntaxContext(null, 0);

  public boolean isRoot() {
    return parent == null;
  }

  SyntaxContext marked(int newMark) {
    return new SyntaxContext(this, newMark);
  }
}
