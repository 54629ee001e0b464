package dev.rusthint.types.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order of a struct's fields in which `repr(C)` wastes less.
///
/// @param size that the struct has then, in bytes
/// @param fields their names
public record BetterOrder(long size, List<String> fields) {
  public BetterOrder {
    fields = List.copyOf(fields);
  }

  /// Null if there is none, and for what is no `repr(C)` struct: there the compiler orders the
  /// fields, or nothing is wasted.
  public static @Nullable BetterOrder of(@Nullable Repr repr, Layout layout) {
    if (repr == null
        || !repr.isC()
        || repr.pack() > 0
        || !layout.isSized()
        || !(layout.content() instanceof Layout.Fields(String variant, List<Layout.Place> places))
        || variant != null) {
      return null;
    }
    List<Layout.Place> sorted = new ArrayList<>(places);
    sorted.sort(Comparator.comparingLong((Layout.Place p) -> p.layout().align()).reversed());
    List<Layout> fields = sorted.stream().map(Layout.Place::layout).toList();
    Arrangement best = Arrangement.of(fields, repr, Arrangement.Kind.SIZED);
    return best == null || best.size() >= layout.size()
        ? null
        : new BetterOrder(best.size(), sorted.stream().map(Layout.Place::name).toList());
  }
}
