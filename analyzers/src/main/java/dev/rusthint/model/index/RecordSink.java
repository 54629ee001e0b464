package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the parts of a record are written to.
interface RecordSink {
  void tag(Enum<?> tag);

  <E extends Enum<E>> void set(Set<E> set);

  /// @param number at least 0
  void number(int number);

  void big(BigInteger number);

  void text(@Nullable String text);

  void def(Def def);

  /// Whether what [DefWriter] takes out of sources word for word is wanted.
  boolean takesSources();

  /// A good place for a line break.
  void line();
}
