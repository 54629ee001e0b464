package dev.rusthint.report;

import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.BetterOrder;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Repr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A drawing of a layout, in lines of plain text for a font of one width: a row for each field and
/// each gap, by offset, with its size; then the niche, and what a better order would save.
public final class LayoutText {
  private static final BigInteger MANY = BigInteger.valueOf(1_000_000);

  private final List<String> lines = new ArrayList<>();

  private LayoutText() {}

  /// @param repr of the type; decides whether the order of its fields is the programmer's
  public static String of(Layout layout, Repr repr) {
    LayoutText text = new LayoutText();
    text.lines.add(
        layout.isSized()
            ? bytes(layout.size()) + ", aligned to " + layout.align()
            : "no size of its own, aligned to " + layout.align());
    switch (layout.content()) {
      case Layout.Fields f -> text.rows(f.places(), List.of(), 0, layout);
      case Layout.Variants v -> text.variants(v, layout);
      case Layout.Whole _ -> {}
    }
    text.niche(layout);
    BetterOrder better = BetterOrder.of(repr, layout);
    if (better != null) {
      text.lines.add(
          "in the order "
              + String.join(", ", better.fields())
              + " it would take "
              + bytes(better.size())
              + ", "
              + (layout.size() - better.size())
              + " less");
    }
    return String.join("\n", text.lines);
  }

  private static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  /// A row of the drawing.
  private record Row(long offset, long size, String text) {}

  /// @param more rows beside the fields
  /// @param indent before each row
  private void rows(List<Layout.Place> places, List<Row> more, int indent, Layout whole) {
    List<Row> rows = new ArrayList<>(more);
    for (Layout.Place place : places) {
      String type = ItemTypes.text(place.type());
      rows.add(new Row(place.offset(), place.layout().size(), place.name() + ": " + type));
    }
    rows.sort(Comparator.comparingLong(Row::offset).thenComparingLong(Row::size));
    boolean isUnion =
        rows.stream().filter(r -> r.offset == 0 && r.size > 0).count() > 1 && more.isEmpty();
    int width = Long.toString(whole.size()).length();
    long at = 0;
    for (Row row : rows) {
      if (row.offset > at) {
        row(new Row(at, row.offset - at, "(padding)"), width, indent);
      }
      row(row, width, indent);
      at = Math.max(at, row.offset + row.size);
    }
    if (whole.isSized() && at < whole.size() && !isUnion) {
      row(new Row(at, whole.size() - at, "(padding)"), width, indent);
    }
  }

  private void row(Row row, int width, int indent) {
    lines.add(
        " ".repeat(indent)
            + pad(row.offset, width)
            + "  "
            + pad(row.size, width)
            + "  "
            + row.text);
  }

  private static String pad(long number, int width) {
    String digits = Long.toString(number);
    return " ".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private void variants(Layout.Variants variants, Layout layout) {
    Layout.Tag tag = variants.tag();
    boolean isPlain = variants.variants().stream().allMatch(v -> v.places().isEmpty());
    for (int i = 0; i < variants.variants().size(); i++) {
      Layout.Variant variant = variants.variants().get(i);
      if (variant.isUninhabited()) {
        lines.add(variant.name() + ": cannot exist");
      } else if (isPlain) {
        lines.add(variant.name() + (variant.value() == null ? "" : " = " + variant.value()));
      } else {
        variant(variant, i == tag.untagged(), tag, layout);
      }
    }
  }

  private void variant(
      Layout.Variant variant, boolean isUntagged, Layout.Tag tag, Layout layout) {
    lines.add(variant.name());
    List<Row> rows =
        isUntagged || variant.value() == null
            ? List.of()
            : List.of(new Row(tag.offset(), tag.size(), "(tag " + number(variant.value()) + ")"));
    rows(variant.places(), rows, 2, layout);
  }

  private static String number(BigInteger value) {
    return value.compareTo(MANY) < 0 ? value.toString() : "0x" + value.toString(16);
  }

  private void niche(Layout layout) {
    if (layout.isUninhabited()) {
      lines.add("no value of it can exist");
      return;
    }
    if (layout.niche() == null) {
      lines.add("no niche: `Option` of it is larger");
      return;
    }
    BigInteger available = layout.niche().available();
    lines.add(
        "niche: "
            + (available.compareTo(MANY) < 0 ? available.toString() : "many")
            + (available.equals(BigInteger.ONE) ? " unused value" : " unused values")
            + " at offset "
            + layout.niche().offset());
  }
}
