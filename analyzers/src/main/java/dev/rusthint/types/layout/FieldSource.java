package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;

/// A field whose place is not decided yet.
record FieldSource(String name, Ty type, Layout layout) {
  static List<Layout.Place> places(List<FieldSource> fields, List<Long> offsets) {
    List<Layout.Place> places = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      FieldSource field = fields.get(i);
      places.add(new Layout.Place(field.name, field.type, offsets.get(i), field.layout));
    }
    return places;
  }
}
