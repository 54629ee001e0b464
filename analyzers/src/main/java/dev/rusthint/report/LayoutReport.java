package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.types.TypeText;
import dev.rusthint.types.layout.Layout;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// A layout as JSON in one line: `{"type","size","align","niche":{"offset","size","values"},
/// "fields":[{"name","type","offset","size"}]}`, of an enum with several variants
/// `"tag":{"offset","size"},"variants":[{"name","size","fields"}]` in place of `"fields"`. All
/// numbers are bytes, but `values`: how many bit patterns of the niche mean nothing yet.
public final class LayoutReport {
  private static final TypeText TEXT = new TypeText(_ -> "_");

  private LayoutReport() {}

  /// @param type how it is named
  public static String line(String type, Layout layout) {
    StringWriter out = new StringWriter();
    try {
      JsonWriter json = new JsonWriter(out);
      json.setHtmlSafe(false);
      json.beginObject().name("type").value(type);
      json.name("size").value(layout.size()).name("align").value(layout.align());
      if (layout.niche() != null) {
        json.name("niche").beginObject();
        json.name("offset").value(layout.niche().offset());
        json.name("size").value(layout.niche().size());
        json.name("values").value(layout.niche().available()).endObject();
      }
      switch (layout.content()) {
        case Layout.Fields f -> {
          if (f.variant() == null) {
            fields(json, f.places());
          } else {
            json.name("variants").beginArray();
            variant(json, f.variant(), layout.size(), f.places());
            json.endArray();
          }
        }
        case Layout.Variants v -> {
          json.name("tag").beginObject();
          json.name("offset").value(v.tag().offset());
          json.name("size").value(v.tag().size()).endObject();
          json.name("variants").beginArray();
          for (Layout.Variant each : v.variants()) {
            variant(json, each.name(), each.size(), each.places());
          }
          json.endArray();
        }
        case Layout.Whole _ -> {}
      }
      json.endObject().flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static void variant(
      JsonWriter json, String name, long size, List<Layout.Place> places) throws IOException {
    json.beginObject().name("name").value(name).name("size").value(size);
    fields(json, places);
    json.endObject();
  }

  private static void fields(JsonWriter json, List<Layout.Place> places) throws IOException {
    json.name("fields").beginArray();
    for (Layout.Place place : places) {
      json.beginObject().name("name").value(place.name());
      json.name("type").value(TEXT.of(place.type()));
      json.name("offset").value(place.offset());
      json.name("size").value(place.layout().size()).endObject();
    }
    json.endArray();
  }
}
