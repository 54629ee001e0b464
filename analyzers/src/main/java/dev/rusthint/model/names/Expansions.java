package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.macros.Expander;
import dev.rusthint.model.macros.Expansion;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.macros.MacroDefinition;
import dev.rusthint.syntax.SourceFile;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Expands the macro calls of a crate, within limits.
final class Expansions {
  /// How deep expansions may nest, as in rustc.
  static final int MAX_DEPTH = 128;

  /// How many bytes all expansions of a crate may have.
  private static final long MAX_BYTES = 256L << 20;

  private final AtomicInteger marks = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /// What a call stands for, null if that cannot be found out.
  ///
  /// @param unit where the call stands
  SourceUnit.@Nullable OfExpansion expand(
      Def macro, SourceUnit unit, MacroItems.Call call, ExpansionKind kind) {
    MacroDefinition rules = macro.rules();
    if (rules == null
        || !rules.isComplete()
        || unit.depth() >= MAX_DEPTH
        || bytes.get() > MAX_BYTES) {
      return null;
    }
    int mark = marks.incrementAndGet();
    if (!(Expander.expand(rules, unit.tokens(call.from(), call.to()), kind, mark)
        instanceof Expansion expansion)) {
      return null;
    }
    bytes.addAndGet(expansion.text().length());
    SourceFile file = SourceFile.of(expansion.text());
    return new SourceUnit.OfExpansion(
        file, expansion, unit, call.start(), macro, mark, unit.depth() + 1);
  }

  /// The items of an expansion.
  static List<ItemSource> items(SourceUnit.OfExpansion made) {
    return ItemSource.all(made, made.file().items());
  }
}
