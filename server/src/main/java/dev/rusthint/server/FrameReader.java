package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the frames of the base protocol (LSP 3.17, *Base Protocol*): header fields, a blank line,
/// and as many bytes of content as `Content-Length` says.
///
/// What is no header is told once as [Malformed] and then passed over until the next
/// `Content-Length`, wherever in a line that begins: one broken frame costs no other.
final class FrameReader {
  /// What was read.
  sealed interface Frame {}

  record Content(byte[] bytes) implements Frame {}

  /// @param why what was wrong, for a person
  record Malformed(String why) implements Frame {}

  private static final String CONTENT_LENGTH = "content-length:";
  private static final int MAX_CONTENT = 1 << 30;

  /// Of a longer line only the end is kept: a header in it begins there.
  private static final int MAX_LINE = 1 << 16;

  private final BufferedInputStream in;
  private boolean recovering;

  FrameReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /// The next frame; null at the end of the input, also in the middle of a frame.
  @Nullable Frame next() throws IOException {
    int length = -1;
    boolean inHeader = false;
    while (true) {
      String line = readLine();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (length >= 0) {
          byte[] content = in.readNBytes(length);
          return content.length < length ? null : new Content(content);
        }
        if (inHeader && !recovering) {
          return malformed("a header has no Content-Length");
        }
        continue;
      }
      inHeader = true;
      int at = line.toLowerCase(Locale.ROOT).lastIndexOf(CONTENT_LENGTH);
      int value = at < 0 ? -1 : length(line.substring(at + CONTENT_LENGTH.length()));
      boolean wasRecovering = recovering;
      if (value >= 0) {
        length = value;
        recovering = false;
        if (at > 0 && !wasRecovering) {
          unread(line.substring(at));
          return new Malformed("text before a header: " + shortened(line.substring(0, at)));
        }
      } else if (at >= 0 || !isField(line)) {
        length = -1;
        if (!recovering) {
          return malformed("not a header: " + shortened(line));
        }
      }
    }
  }

  private Malformed malformed(String why) {
    recovering = true;
    return new Malformed(why);
  }

  private @Nullable String pending;

  private void unread(String line) {
    pending = line;
  }

  /// A line without its line break, one character a byte; null at the end of the input.
  private @Nullable String readLine() throws IOException {
    if (pending != null) {
      String line = pending;
      pending = null;
      return line;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    while (true) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      if (b == '\n') {
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() == MAX_LINE) {
        byte[] all = line.toByteArray();
        line.reset();
        line.writeBytes(Arrays.copyOfRange(all, MAX_LINE - 64, MAX_LINE));
      }
      line.write(b);
    }
  }

  private static int length(String value) {
    String digits = value.strip();
    if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(FrameReader::isDigit)) {
      return -1;
    }
    long length = Long.parseLong(digits);
    return length <= MAX_CONTENT ? (int) length : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Whether a line reads `Name: value`; the value may hold any bytes.
  private static boolean isField(String line) {
    int colon = line.indexOf(':');
    for (int i = 0; i < colon; i++) {
      char c = line.charAt(i);
      boolean token = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '-';
      if (!token) {
        return false;
      }
    }
    return colon > 0;
  }

  private static String shortened(String line) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(line.length(), 60); i++) {
      char c = line.charAt(i);
      shown.append(c >= ' ' && c < 0x7F ? c : '?');
    }
    return line.length() > 60 ? shown + "…" : shown.toString();
  }
}
