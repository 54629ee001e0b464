package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes records as words between blanks.
final class TextSink implements RecordSink {
  static final String NOTHING = "-";
  static final String EMPTY = "%";

  private final StringBuilder out;
  private final References references;

  TextSink(StringBuilder out, References references) {
    this.out = out;
    this.references = references;
  }

  private void word(String word) {
    out.append(' ').append(word);
  }

  static String word(Enum<?> tag) {
    return tag.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void tag(Enum<?> tag) {
    word(word(tag));
  }

  @Override
  public <E extends Enum<E>> void set(Set<E> set) {
    StringBuilder all = new StringBuilder();
    for (E each : set) {
      all.append(all.isEmpty() ? "" : "+").append(word(each));
    }
    word(all.isEmpty() ? NOTHING : all.toString());
  }

  @Override
  public void number(int number) {
    word(Integer.toString(number));
  }

  @Override
  public void big(BigInteger number) {
    word(number.toString());
  }

  @Override
  public void text(@Nullable String text) {
    if (text == null) {
      word(NOTHING);
    } else if (text.isEmpty()) {
      word(EMPTY);
    } else {
      StringBuilder escaped = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c <= ' ' || c == '%' || c == '-' && text.length() == 1) {
          escaped.append('%').append(String.format("%02X", (int) c));
        } else {
          escaped.append(c);
        }
      }
      word(escaped.toString());
    }
  }

  @Override
  public void def(Def def) {
    word(references.key(def));
  }

  @Override
  public boolean takesSources() {
    return false;
  }

  @Override
  public void line() {
    out.append("\n");
  }
}
