package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Prim;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layout of an enum with several variants, as rustc 1.95 chooses it: with a tag before the
/// fields, or with the variants told apart by a niche of the largest one, whichever is smaller.
final class EnumLayout {
  /// Alignments that a tag can be widened to.
  private static final int WIDEST = 16;

  private final DataModel model;
  private final Repr repr;
  private final List<Source> variants;

  /// A variant as it is written.
  ///
  /// @param discriminant its value
  record Source(
      String name, BigInteger discriminant, List<FieldSource> fields) {
    List<Layout> layouts() {
      return fields.stream().map(FieldSource::layout).toList();
    }

    boolean isUninhabited() {
      return fields.stream().anyMatch(f -> f.layout().isUninhabited());
    }

    /// Whether it needs no place in memory: it cannot exist, and has nothing that takes space.
    boolean isAbsent() {
      return isUninhabited() && fields.stream().allMatch(f -> f.layout().isTrivial());
    }

    List<Layout.Place> places(List<Long> offsets) {
      return FieldSource.places(fields, offsets);
    }
  }

  EnumLayout(DataModel model, Repr repr, List<Source> variants) {
    this.model = model;
    this.repr = repr;
    this.variants = variants;
  }

  /// Null where a field has no size.
  ///
  /// @throws ArithmeticException if it is too large
  @Nullable Layout make() {
    Layout tagged = tagged();
    Layout filled = repr.keepsTag() || tagged == null ? null : filled();
    if (tagged == null || filled == null) {
      return tagged;
    }
    boolean larger = Niche.available(tagged.niche()).compareTo(Niche.available(filled.niche())) < 0;
    return tagged.size() > filled.size() || tagged.size() == filled.size() && larger
        ? filled
        : tagged;
  }

  // A niche of the largest variant.

  private @Nullable Layout filled() {
    List<Arrangement> arranged = new ArrayList<>(variants.size());
    long align = 1;
    int largest = 0;
    for (Source variant : variants) {
      Arrangement each = Arrangement.of(variant.layouts(), repr, Arrangement.Kind.SIZED);
      if (each == null) {
        return null;
      }
      arranged.add(each);
      align = Math.max(align, each.align());
      if (each.size() >= arranged.get(largest).size()) {
        largest = arranged.size() - 1;
      }
    }
    int from = -1;
    int to = -1;
    for (int i = 0; i < variants.size(); i++) {
      if (i != largest && !variants.get(i).isAbsent()) {
        from = from < 0 ? i : from;
        to = i;
      }
    }
    Niche niche = arranged.get(largest).niche();
    Niche.Taken taken =
        niche == null || from < 0 ? null : niche.take(BigInteger.valueOf(to - from + 1L));
    if (niche == null || taken == null) {
      return null;
    }
    long size = Arrangement.alignUp(arranged.get(largest).size(), align);
    List<Layout.Variant> found = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      boolean hasValue = i != largest && i >= from && i <= to && !variants.get(i).isUninhabited();
      BigInteger value =
          hasValue
              ? taken
                  .start()
                  .add(BigInteger.valueOf(i - from))
                  .and(Niche.greatest(niche.size()))
              : null;
      Layout.Variant variant =
          beside(variants.get(i), arranged.get(i), i == largest ? null : niche, size, value);
      if (variant == null) {
        return null;
      }
      found.add(variant);
    }
    return new Layout(
        size,
        align,
        true,
        arranged.stream().allMatch(Arrangement::isUninhabited),
        taken.rest(),
        new Layout.Variants(new Layout.Tag(niche.offset(), niche.size(), largest), found));
  }

  /// A variant that leaves a niche alone: its fields lie before or behind it; null if they do not
  /// fit.
  ///
  /// @param niche null for the variant that it belongs to
  private static Layout.@Nullable Variant beside(
      Source variant,
      Arrangement arranged,
      @Nullable Niche niche,
      long size,
      @Nullable BigInteger value) {
    long shift = 0;
    if (niche != null && arranged.size() > niche.offset()) {
      shift = Arrangement.alignUp(niche.offset() + niche.size(), arranged.align());
      if (shift + arranged.size() > size) {
        return null;
      }
    }
    List<Long> offsets = new ArrayList<>(arranged.offsets().size());
    for (long offset : arranged.offsets()) {
      offsets.add(offset + shift);
    }
    return new Layout.Variant(
        variant.name(),
        shift + arranged.size(),
        variant.isUninhabited(),
        value,
        variant.places(offsets));
  }

  // A tag.

  /// The integer that a tag is, in bytes.
  private record TagType(int size, boolean isSigned) {
    /// The least type that has both values.
    static TagType fitting(BigInteger min, BigInteger max, int least) {
      boolean isSigned = min.signum() < 0;
      int size = least;
      int bits =
          isSigned ? Math.max(min.bitLength(), max.bitLength()) + 1 : max.bitLength();
      while (size * 8 < bits) {
        size *= 2;
      }
      return new TagType(size, isSigned);
    }
  }

  private @Nullable Layout tagged() {
    List<BigInteger> values = new ArrayList<>();
    for (Source variant : variants) {
      if (repr.isC() || !variant.isUninhabited()) {
        values.add(variant.discriminant());
      }
    }
    if (values.isEmpty()) {
      values.add(BigInteger.ZERO);
    }
    values.sort(null);
    Prim written = repr.integer();
    TagType type =
        written != null
            ? new TagType((int) model.size(written), written.isSigned())
            : TagType.fitting(values.getFirst(), values.getLast(), repr.isC() ? 4 : 1);
    long prefixAlign = align(type.size);
    if (repr.isC()) {
      for (Source variant : variants) {
        for (Layout field : variant.layouts()) {
          prefixAlign = Math.max(prefixAlign, field.align());
        }
      }
    }
    return tagged(type, prefixAlign, values);
  }

  /// @param values those that the tag can have, sorted
  private @Nullable Layout tagged(TagType type, long prefixAlign, List<BigInteger> values) {
    List<Arrangement> arranged = new ArrayList<>(variants.size());
    long size = 0;
    long align = 1;
    long firstAlign = 256;
    for (Source variant : variants) {
      List<Layout> fields = variant.layouts();
      Arrangement each =
          Arrangement.of(fields, repr, Arrangement.Kind.after(type.size, prefixAlign));
      if (each == null) {
        return null;
      }
      arranged.add(each);
      size = Math.max(size, each.size());
      align = Math.max(align, each.align());
      for (int i : each.order()) {
        if (!fields.get(i).isTrivial()) {
          firstAlign = Math.min(firstAlign, fields.get(i).align());
          break;
        }
      }
    }
    boolean isWidened =
        !repr.keepsTag()
            && firstAlign > type.size
            && firstAlign <= WIDEST
            && align((int) firstAlign) == firstAlign;
    int tagSize = isWidened ? (int) firstAlign : type.size;
    return new Layout(
        Arrangement.alignUp(size, align),
        align,
        true,
        arranged.stream().allMatch(Arrangement::isUninhabited),
        unused(tagSize, values),
        new Layout.Variants(
            new Layout.Tag(0, tagSize, -1), behind(type.size, tagSize, arranged)));
  }

  /// The variants behind a tag.
  ///
  /// @param least the size that they were arranged for
  private List<Layout.Variant> behind(int least, int tag, List<Arrangement> arranged) {
    List<Layout.Variant> found = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      List<Long> offsets = new ArrayList<>();
      for (long offset : arranged.get(i).offsets()) {
        offsets.add(offset <= least ? Math.max(offset, tag) : offset);
      }
      Source variant = variants.get(i);
      found.add(
          new Layout.Variant(
              variant.name(),
              Math.max(arranged.get(i).size(), tag),
              variant.isUninhabited(),
              variant.isUninhabited() ? null : variant.discriminant().and(Niche.greatest(tag)),
              variant.places(offsets)));
    }
    return found;
  }

  /// The values that a tag never has: those outside of all it has, or, in an unsigned one, the
  /// largest gap between them.
  private @Nullable Niche unused(int size, List<BigInteger> values) {
    BigInteger mask = Niche.greatest(size);
    Niche largest =
        Niche.of(0, size, values.getFirst().and(mask), values.getLast().and(mask));
    if (repr.integer() != null && !repr.integer().isSigned()) {
      for (int i = 1; i < values.size(); i++) {
        Niche gap = Niche.of(0, size, values.get(i), values.get(i - 1));
        if (Niche.available(gap).compareTo(Niche.available(largest)) > 0) {
          largest = gap;
        }
      }
    }
    return largest;
  }

  /// The alignment of an integer of a size.
  private long align(int size) {
    return switch (size) {
      case 8 -> model.align(Prim.U64);
      case 16 -> model.align(Prim.U128);
      default -> size;
    };
  }
}
