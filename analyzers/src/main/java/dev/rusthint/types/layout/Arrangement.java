package dev.rusthint.types.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places of the fields of a struct, tuple or variant, as rustc 1.95 chooses them: in the order
/// of the source where a `repr` asks for it; else by alignment, and among fields of one alignment so
/// that the largest niche comes to lie at an end.
///
/// @param offsets in the order of the source
/// @param order the numbers of the fields as they follow each other in memory
record Arrangement(
    long size,
    long align,
    boolean isSized,
    boolean isUninhabited,
    @Nullable Niche niche,
    List<Long> offsets,
    List<Integer> order) {

  /// What else there is to know of the fields.
  ///
  /// @param prefix the bytes that a tag needs before them, 0 if there is none
  /// @param prefixAlign the alignment of that tag
  /// @param mayBeUnsized whether the last one stays the last, because for other arguments of the
  ///   type it could have no size
  record Kind(long prefix, long prefixAlign, boolean mayBeUnsized) {
    static final Kind SIZED = new Kind(0, 1, false);
    static final Kind UNSIZED = new Kind(0, 1, true);

    static Kind after(long tag, long align) {
      return new Kind(tag, align, false);
    }

    boolean hasPrefix() {
      return prefix > 0;
    }
  }

  /// Null where a field that is not the last has no size.
  ///
  /// @throws ArithmeticException if it is too large
  static @Nullable Arrangement of(List<Layout> fields, Repr repr, Kind kind) {
    Arrangement first = new Maker(fields, repr, kind, false).make();
    if (first == null || first.niche == null || kind.mayBeUnsized || fields.size() < 2) {
      return first;
    }
    long before = first.niche.offset();
    long behind = first.niche.behind(first.size);
    if (before == 0 || behind <= 0) {
      return first;
    }
    Arrangement second = new Maker(fields, repr, kind, true).make();
    if (second == null || second.niche == null) {
      return first;
    }
    long moved = second.niche.offset();
    return moved > before && moved > behind ? second : first;
  }

  static long alignUp(long offset, long align) {
    return Math.addExact(offset, align - 1) / align * align;
  }

  private record Maker(List<Layout> fields, Repr repr, Kind kind, boolean nicheLast) {
    @Nullable Arrangement make() {
      List<Integer> order = new ArrayList<>(fields.size());
      for (int i = 0; i < fields.size(); i++) {
        order.add(i);
      }
      if (!repr.keepsOrder() && fields.size() > 1) {
        order.subList(0, kind.mayBeUnsized ? fields.size() - 1 : fields.size()).sort(comparator());
      }
      return place(order);
    }

    private Comparator<Integer> comparator() {
      List<Layout> moving = kind.mayBeUnsized ? fields.subList(0, fields.size() - 1) : fields;
      long maxAlign = 1;
      BigInteger maxNiche = BigInteger.ZERO;
      for (Layout field : moving) {
        maxAlign = Math.max(maxAlign, field.align());
        maxNiche = maxNiche.max(Niche.available(field.niche()));
      }
      long limit = maxAlign;
      BigInteger largest = maxNiche;
      Comparator<Integer> byGroup =
          Comparator.comparing(i -> group(fields.get(i), limit, largest));
      Comparator<Integer> byNiche =
          Comparator.comparing(i -> Niche.available(fields.get(i).niche()));
      if (kind.hasPrefix()) {
        return byGroup.thenComparing(byNiche);
      }
      return nicheLast
          ? byGroup
              .reversed()
              .thenComparing(byNiche)
              .thenComparing(i -> lateness(fields.get(i)))
          : byGroup
              .reversed()
              .thenComparing(byNiche.reversed())
              .thenComparing(i -> earliness(fields.get(i)));
    }

    /// Fields of one group may follow each other in any order without padding.
    private long group(Layout field, long maxAlign, BigInteger largest) {
      if (repr.pack() > 0) {
        return Math.min(field.align(), repr.pack());
      }
      int bySize = Long.numberOfTrailingZeros(Math.max(field.align(), field.size()));
      if (largest.signum() == 0) {
        return bySize;
      }
      if (!nicheLast) {
        return Math.min(Long.numberOfTrailingZeros(maxAlign), bySize);
      }
      return Niche.available(field.niche()).equals(largest)
          ? Long.numberOfTrailingZeros(field.align())
          : bySize;
    }

    private static long earliness(Layout field) {
      return field.niche() == null ? 0 : field.niche().offset();
    }

    /// Fields without a niche come first.
    private static long lateness(Layout field) {
      return field.niche() == null ? Long.MIN_VALUE : -field.niche().behind(field.size());
    }

    private @Nullable Arrangement place(List<Integer> order) {
      long align = 1;
      long offset = 0;
      if (kind.hasPrefix()) {
        align = packed(kind.prefixAlign);
        offset = alignUp(kind.prefix, align);
      }
      Long[] offsets = new Long[fields.size()];
      Niche largest = null;
      boolean isSized = true;
      boolean isUninhabited = false;
      for (int i : order) {
        Layout field = fields.get(i);
        if (!isSized || !field.isSized() && !kind.mayBeUnsized) {
          return null;
        }
        isSized = field.isSized();
        isUninhabited |= field.isUninhabited();
        long own = packed(field.align());
        offset = alignUp(offset, own);
        align = Math.max(align, own);
        offsets[i] = offset;
        if (field.niche() != null) {
          int compared = field.niche().available().compareTo(Niche.available(largest));
          if (compared > 0 || nicheLast && compared == 0) {
            largest = field.niche().at(offset);
          }
        }
        offset = Math.addExact(offset, field.size());
      }
      align = Math.max(align, repr.align());
      return new Arrangement(
          alignUp(offset, align),
          align,
          isSized,
          isUninhabited,
          largest,
          List.of(offsets),
          List.copyOf(order));
    }

    private long packed(long align) {
      return repr.pack() > 0 ? Math.min(align, repr.pack()) : align;
    }
  }
}
