package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the parts of a record are read from, in the order in which they were written.
interface RecordSource {
  <E extends Enum<E>> E tag(Class<E> type);

  <E extends Enum<E>> Set<E> set(Class<E> type);

  int number();

  BigInteger big();

  @Nullable String text();

  /// A text that is not null.
  ///
  /// @throws IllegalStateException if it is null
  default String name() {
    String text = text();
    if (text == null) {
      throw new IllegalStateException("a name is missing");
    }
    return text;
  }

  Def def();

  /// Whether they were written with [RecordSink#takesSources].
  boolean hasSources();
}
