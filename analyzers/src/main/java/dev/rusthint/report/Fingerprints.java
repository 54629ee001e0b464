package dev.rusthint.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.hint.Hint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Names for findings that stay the same while the code around them moves: made of the hint's id,
/// the file's path and the text of the line, white space aside, and not of its number.
public final class Fingerprints {
  private static final int BYTES = 8;

  private Fingerprints() {}

  /// The fingerprint of each hint of a file, in their order: 16 hexadecimal digits. Two findings of
  /// one hint on lines that read the same have the same one.
  ///
  /// @param path the file's path in the form that is to be kept
  public static List<String> of(FileHints file, String path) {
    MessageDigest digest = sha256();
    List<String> fingerprints = new ArrayList<>(file.hints().size());
    for (Hint hint : file.hints()) {
      String line = file.text().line(file.text().lineOf(hint.span().start()));
      String key = hint.id() + '\0' + path + '\0' + line.strip().replaceAll("\\s+", " ");
      byte[] hash = digest.digest(key.getBytes(UTF_8));
      fingerprints.add(HexFormat.of().formatHex(hash, 0, BYTES));
    }
    return fingerprints;
  }

  /// The same, each with `:` and its number among those that are equal, from 1.
  static List<String> numbered(FileHints file, String path) {
    Map<String, Integer> seen = new HashMap<>();
    return of(file, path).stream().map(f -> f + ":" + seen.merge(f, 1, Integer::sum)).toList();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
