package dev.rusthint.cargo;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A release of Rust, such as a package's `rust-version`.
public record RustVersion(int major, int minor, int patch) implements Comparable<RustVersion> {
  private static final Pattern FORM =
      Pattern.compile("\\^?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[-+].*)?");

  /// Reads `1.70` or `1.70.0`; what is left out is 0.
  public static Optional<RustVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RustVersion(
            number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return compareTo(new RustVersion(otherMajor, otherMinor, 0)) >= 0;
  }

  @Override
  public int compareTo(RustVersion other) {
    return Comparator.comparingInt(RustVersion::major)
        .thenComparingInt(RustVersion::minor)
        .thenComparingInt(RustVersion::patch)
        .compare(this, other);
  }

  /// `1.70`, or `1.70.1` where there is a patch number.
  @Override
  public String toString() {
    return major + "." + minor + (patch == 0 ? "" : "." + patch);
  }
}
