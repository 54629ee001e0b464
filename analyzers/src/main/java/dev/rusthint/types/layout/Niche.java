package dev.rusthint.types.layout;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Bit patterns of a part of a value that no valid value has there, so that an enum around it can
/// use them for its other variants.
///
/// The valid patterns are those from `first` to `last`, both among them, past the greatest one and
/// on from zero if `last` is less.
///
/// @param offset where the part is, in bytes
/// @param size of the part, in bytes
public record Niche(long offset, int size, BigInteger first, BigInteger last) {
  /// The niche of a part with these valid patterns, null if all are valid.
  static @Nullable Niche of(long offset, int size, BigInteger first, BigInteger last) {
    Niche niche = new Niche(offset, size, first, last);
    return niche.available().signum() == 0 ? null : niche;
  }

  static @Nullable Niche of(int size, long first, long last) {
    return of(0, size, BigInteger.valueOf(first), BigInteger.valueOf(last));
  }

  /// That of a pointer that is not null.
  static Niche notNull(int size) {
    return new Niche(0, size, BigInteger.ONE, greatest(size));
  }

  /// The greatest bit pattern of so many bytes.
  static BigInteger greatest(int size) {
    return BigInteger.ONE.shiftLeft(size * 8).subtract(BigInteger.ONE);
  }

  /// The number of patterns that are not valid.
  public BigInteger available() {
    return first.subtract(last).subtract(BigInteger.ONE).and(greatest(size));
  }

  /// The number of patterns of a niche, 0 if there is none.
  static BigInteger available(@Nullable Niche niche) {
    return niche == null ? BigInteger.ZERO : niche.available();
  }

  Niche at(long more) {
    return new Niche(offset + more, size, first, last);
  }

  /// The bytes behind it in a value of a size.
  long behind(long whole) {
    return whole - offset - size;
  }

  /// What is left when so many patterns are taken, and the first of those. rustc takes zero if it
  /// can, then what is closest to it.
  ///
  /// @param rest null if nothing is left
  record Taken(BigInteger start, @Nullable Niche rest) {}

  /// Null if there are not so many.
  @Nullable Taken take(BigInteger count) {
    if (count.compareTo(available()) > 0) {
      return null;
    }
    BigInteger greatest = greatest(size);
    boolean before;
    if (first.compareTo(last) > 0) {
      before = false;
    } else if (first.compareTo(greatest.subtract(last)) <= 0) {
      before = count.compareTo(first) <= 0;
    } else {
      BigInteger end = last.add(count).and(greatest);
      before = end.signum() > 0 && end.compareTo(last) <= 0;
    }
    if (before) {
      BigInteger start = first.subtract(count).and(greatest);
      return new Taken(start, of(offset, size, start, last));
    }
    return new Taken(
        last.add(BigInteger.ONE).and(greatest),
        of(offset, size, first, last.add(count).and(greatest)));
  }
}
