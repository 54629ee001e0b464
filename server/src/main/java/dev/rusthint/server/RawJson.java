package dev.rusthint.server;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/// JSON that is written out already, sent as it is.
///
/// @param text one JSON value
record RawJson(String text) {
  static final TypeAdapter<RawJson> ADAPTER =
      new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, RawJson value) throws IOException {
          out.jsonValue(value.text());
        }

        @Override
        public RawJson read(JsonReader in) {
          throw new IllegalStateException("raw JSON is only written");
        }
      };
}
