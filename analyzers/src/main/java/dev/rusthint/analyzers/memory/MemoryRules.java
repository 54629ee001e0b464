package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `memory`.
public final class MemoryRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new LargeError(),
          new LargeStackArray(),
          new LargeVariant(),
          new PackedWithoutAbi(),
          new Padding(),
          new TrailingEmptyArray());

  private MemoryRules() {}
}
