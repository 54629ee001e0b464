package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Ty;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How values of a type lie in memory; all numbers are bytes.
///
/// @param size of a type without a size that of what is before its unsized part
/// @param isUninhabited whether there is no value of it
/// @param niche its largest one, null if all bit patterns are valid or nobody may rely on which are
public record Layout(
    long size,
    long align,
    boolean isSized,
    boolean isUninhabited,
    @Nullable Niche niche,
    Content content) {
  /// What is in a value.
  public sealed interface Content {
    Content WHOLE = new Whole();
  }

  /// Nothing with a name: of a primitive type, a pointer, an array.
  public record Whole() implements Content {}

  /// Those of a struct, union, tuple, or of an enum of which one variant alone can exist.
  ///
  /// @param variant the variant's name, null for other types
  public record Fields(@Nullable String variant, List<Place> places) implements Content {
    public Fields {
      places = List.copyOf(places);
    }
  }

  /// Those of an enum.
  ///
  /// @param variants in the order of the source
  public record Variants(Tag tag, List<Variant> variants) implements Content {
    public Variants {
      variants = List.copyOf(variants);
    }
  }

  /// What tells the variants of an enum apart.
  ///
  /// @param untagged the number of the variant that all values stand for which mean no other, -1
  ///   where each variant has a value of its own
  public record Tag(long offset, long size, int untagged) {}

  /// A variant of an enum.
  ///
  /// @param size where its last field ends, aligned as it must be
  /// @param value what the tag is in it; null where it has none, and where it cannot exist
  public record Variant(
      String name, long size, boolean isUninhabited, @Nullable BigInteger value, List<Place> places) {
    public Variant {
      places = List.copyOf(places);
    }
  }

  /// A field.
  public record Place(String name, Ty type, long offset, Layout layout) {}

  static Layout scalar(long size, long align, @Nullable Niche niche) {
    return new Layout(size, align, true, false, niche, Content.WHOLE);
  }

  boolean isZeroSized() {
    return isSized && size == 0;
  }

  boolean isTrivial() {
    return isZeroSized() && align == 1;
  }

  Layout with(Content other) {
    return new Layout(size, align, isSized, isUninhabited, niche, other);
  }

  Layout with(@Nullable Niche other) {
    return new Layout(size, align, isSized, isUninhabited, other, content);
  }
}
