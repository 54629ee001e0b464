package dev.rusthint.model.index;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for.
final class Lazy<T> {
  private final Supplier<T> make;
  private volatile @Nullable T made;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  T get() {
    T known = made;
    if (known == null) {
      synchronized (this) {
        known = made;
        if (known == null) {
          known = make.get();
          made = known;
        }
      }
    }
    return known;
  }
}
