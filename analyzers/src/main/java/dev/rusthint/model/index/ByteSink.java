package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes records as bytes, each text once.
final class ByteSink implements RecordSink {
  private final References references;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  ByteSink(References references) {
    this.references = references;
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  Iterable<String> texts() {
    return texts.keySet();
  }

  @Override
  public void tag(Enum<?> tag) {
    out.write(tag.ordinal());
  }

  @Override
  public <E extends Enum<E>> void set(Set<E> set) {
    int bits = 0;
    for (E each : set) {
      bits |= 1 << each.ordinal();
    }
    number(bits);
  }

  @Override
  public void number(int number) {
    int rest = number;
    while (rest > 0x7f) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  @Override
  public void big(BigInteger number) {
    byte[] bytes = number.toByteArray();
    number(bytes.length);
    out.writeBytes(bytes);
  }

  @Override
  public void text(@Nullable String text) {
    number(text == null ? 0 : texts.computeIfAbsent(text, _ -> texts.size() + 1));
  }

  @Override
  public void def(Def def) {
    number(references.place(def));
    number(references.number(def));
  }

  @Override
  public boolean takesSources() {
    return true;
  }

  @Override
  public void line() {}
}
