package dev.rusthint.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
  private static List<String> lines(SourceText text) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < text.lineCount(); i++) {
      lines.add(text.line(i));
    }
    return lines;
  }

  @Test
  void linesEndAtAnyLineBreak() {
    assertEquals(
        List.of("a", "b", "c", "", "d", ""), lines(SourceText.of("a\nb\r\nc\r\rd\n")));
    assertEquals(List.of(""), lines(SourceText.of("")));
    assertEquals(List.of("", ""), lines(SourceText.of("\r")));
  }

  @Test
  void aByteOrderMarkStays() {
    SourceText text = SourceText.of("\uFEFFfn f() {}");
    assertEquals(12, text.length());
    assertEquals(new Position(0, 1), text.position(3, PositionEncoding.UTF_16));
  }

  @ParameterizedTest
  @EnumSource(PositionEncoding.class)
  void positionsAndOffsetsAreInverse(PositionEncoding encoding) {
    SourceText text = SourceText.of("aé\ud83e\udd80\r\nx\u2028y\rz\n\n\u540d");
    for (int offset = 0; offset <= text.length(); offset++) {
      boolean inside =
          offset < text.length() && (text.byteAt(offset) & 0xC0) == 0x80
              || offset > 0
                  && offset < text.length()
                  && text.byteAt(offset) == '\n'
                  && text.byteAt(offset - 1) == '\r';
      Position position = text.position(offset, encoding);
      if (!inside) {
        assertEquals(offset, text.offset(position, encoding), "offset " + offset);
      }
    }
  }

  @Test
  void columnsCountTheUnitsOfTheEncoding() {
    SourceText text = SourceText.of("é\ud83e\udd80x");
    assertEquals(new Position(0, 6), text.position(6, PositionEncoding.UTF_8));
    assertEquals(new Position(0, 3), text.position(6, PositionEncoding.UTF_16));
    assertEquals(new Position(0, 2), text.position(6, PositionEncoding.UTF_32));
  }

  @Test
  void aColumnInsideAScalarValueIsItsStart() {
    SourceText text = SourceText.of("\ud83e\udd80x");
    assertEquals(0, text.offset(new Position(0, 1), PositionEncoding.UTF_16));
    assertEquals(4, text.offset(new Position(0, 2), PositionEncoding.UTF_16));
    assertEquals(0, text.offset(new Position(0, 3), PositionEncoding.UTF_8));
  }

  @Test
  void aColumnPastTheLineIsItsEnd() {
    SourceText text = SourceText.of("ab\r\ncd");
    for (PositionEncoding encoding : PositionEncoding.values()) {
      assertEquals(2, text.offset(new Position(0, 99), encoding));
      assertEquals(6, text.offset(new Position(1, 99), encoding));
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    SourceText text = SourceText.of("ab\n");
    PositionEncoding utf16 = PositionEncoding.UTF_16;
    assertThrows(
        IndexOutOfBoundsException.class, () -> text.offset(new Position(2, 0), utf16));
    assertThrows(
        IndexOutOfBoundsException.class, () -> text.offset(new Position(-1, 0), utf16));
    assertThrows(
        IndexOutOfBoundsException.class, () -> text.offset(new Position(0, -1), utf16));
    assertThrows(IndexOutOfBoundsException.class, () -> text.position(4, utf16));
    assertThrows(IndexOutOfBoundsException.class, () -> text.position(-1, utf16));
    assertThrows(IndexOutOfBoundsException.class, () -> text.replace(new Span(1, 4), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u00ffb", "\u00c3", "\u00c0\u00af", "\u00e2\u0082", "\u00ed\u00a0\u0080",
        "\u00f0\u0080\u0080\u0080", "\u00f4\u0090\u0080\u0080", "\u0080x", "\u00f5abc"
      })
  void bytesThatAreNoUtf8BecomeQuestionMarks(String latin) {
    byte[] bytes = latin.getBytes(ISO_8859_1);
    SourceText text = SourceText.ofBytes(bytes);
    assertEquals(bytes.length, text.length());
    assertEquals(latin.charAt(0) >= 0x80 ? 0 : 1, text.firstInvalidByte());
    assertEquals(latin.replaceAll("[\u0080-\u00ff]", "?"), text.toString());
  }

  @Test
  void validBytesAreKept() {
    byte[] bytes = "aé\u540d\ud83e\udd80\u0000".getBytes(UTF_8);
    SourceText text = SourceText.ofBytes(bytes);
    assertArrayEquals(bytes, text.bytes());
    assertEquals(-1, text.firstInvalidByte());
  }

  @Test
  void editsEqualAFreshText() {
    Random random = new Random(11);
    String[] bits = {"a", "\n", "\r", "\r\n", "é", "\ud83e\udd80", "xy\nz", "", "\n\r"};
    String model = "";
    SourceText text = SourceText.of(model);
    for (int i = 0; i < 30_000; i++) {
      if (i % 200 == 0) {
        model = "";
        text = SourceText.of(model);
      }
      int from = model.isEmpty() ? 0 : model.offsetByCodePoints(0, random.nextInt(model.codePointCount(0, model.length()) + 1));
      int to = Math.min(model.length(), from + random.nextInt(4));
      if (to > 0 && to < model.length() && Character.isLowSurrogate(model.charAt(to))) {
        to++;
      }
      String added = bits[random.nextInt(bits.length)];
      int fromBytes = model.substring(0, from).getBytes(UTF_8).length;
      int toBytes = model.substring(0, to).getBytes(UTF_8).length;
      text = text.replace(new Span(fromBytes, toBytes), added);
      model = model.substring(0, from) + added + model.substring(to);
      SourceText fresh = SourceText.of(model);
      assertEquals(fresh, text);
      assertEquals(fresh.lineCount(), text.lineCount(), model);
      for (int line = 0; line < fresh.lineCount(); line++) {
        assertEquals(fresh.lineStart(line), text.lineStart(line), model);
        assertEquals(fresh.lineEnd(line), text.lineEnd(line), model);
      }
    }
  }

  @Test
  void severalEditsAreMadeAtOnce() {
    SourceText text = SourceText.of("one two three");
    List<Edit> edits =
        List.of(
            Edit.replace(new Span(8, 13), "3"),
            Edit.insert(0, "zero "),
            Edit.delete(new Span(3, 7)));
    assertEquals("zero one 3", Edit.apply(text, edits).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> Edit.apply(text, List.of(Edit.delete(new Span(0, 4)), Edit.insert(2, "x"))));
  }
}
