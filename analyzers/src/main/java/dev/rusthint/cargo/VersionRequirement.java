package dev.rusthint.cargo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which versions of a package a dependency can be (the Cargo Book, *Specifying Dependencies*).
public final class VersionRequirement {
  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\\+.*)?");
  private static final Pattern COMPARATOR =
      Pattern.compile(
          "(\\^|~|=|>=|>|<=|<|)\\s*(\\d{1,9}|[*xX])"
              + "(?:\\.(\\d{1,9}|[*xX]))?(?:\\.(\\d{1,9}|[*xX]))?(?:-([0-9A-Za-z.-]+))?(?:\\+.*)?");
  private static final int OPEN = Integer.MAX_VALUE;

  /// A version; one with a pre-release comes before the one without.
  private record Version(int major, int minor, int patch, String pre)
      implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      return Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(Version::pre, VersionRequirement::comparePreReleases)
          .compare(this, other);
    }

    boolean hasSameNumbers(Version other) {
      return major == other.major && minor == other.minor && patch == other.patch;
    }
  }

  /// From one version to before another.
  private record Range(Version from, @Nullable Version before) {
    boolean contains(Version version) {
      return version.compareTo(from) >= 0 && (before == null || version.compareTo(before) < 0);
    }
  }

  private final List<Range> ranges;

  private VersionRequirement(List<Range> ranges) {
    this.ranges = ranges;
  }

  /// Reads `1.2`, `^1.2.3`, `~1`, `1.*`, `>=1, <1.5` and the like; empty for what is none.
  public static Optional<VersionRequirement> parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = COMPARATOR.matcher(part.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      ranges.add(range(matcher));
    }
    return Optional.of(new VersionRequirement(List.copyOf(ranges)));
  }

  /// Whether a version is one of these. A pre-release is one only where the requirement names a
  /// pre-release of the same numbers.
  public boolean matches(String text) {
    Version version = version(text);
    if (version == null || !ranges.stream().allMatch(range -> range.contains(version))) {
      return false;
    }
    return version.pre.isEmpty()
        || ranges.stream()
            .anyMatch(range -> !range.from.pre.isEmpty() && range.from.hasSameNumbers(version));
  }

  /// Compares two versions by precedence; what is no version comes first.
  static int compare(String one, String other) {
    return Comparator.nullsFirst(Comparator.<Version>naturalOrder())
        .compare(version(one), version(other));
  }

  private static @Nullable Version version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.matches()
        ? new Version(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            matcher.group(4) == null ? "" : matcher.group(4))
        : null;
  }

  private static int part(@Nullable String text) {
    return text == null || !Character.isDigit(text.charAt(0)) ? OPEN : Integer.parseInt(text);
  }

  private static Range range(Matcher matcher) {
    int major = part(matcher.group(2));
    int minor = part(matcher.group(3));
    int patch = part(matcher.group(4));
    if (major == OPEN) {
      return new Range(of(0, 0, 0), null);
    }
    Version from =
        new Version(
            major,
            minor == OPEN ? 0 : minor,
            patch == OPEN ? 0 : patch,
            matcher.group(5) == null ? "" : matcher.group(5));
    // Behind all that the numbers given stand for.
    Version behind =
        minor == OPEN
            ? of(major + 1, 0, 0)
            : patch == OPEN ? of(major, minor + 1, 0) : successor(from);
    boolean wild = matcher.group().matches("[^-+]*[*xX].*");
    return switch (matcher.group(1)) {
      case "=" -> new Range(from, behind);
      case ">" -> new Range(behind, null);
      case ">=" -> new Range(from, null);
      case "<" -> new Range(of(0, 0, 0), from);
      case "<=" -> new Range(of(0, 0, 0), behind);
      case "~" -> new Range(from, minor == OPEN ? of(major + 1, 0, 0) : of(major, minor + 1, 0));
      default -> new Range(from, wild ? behind : incompatible(major, minor, patch));
    };
  }

  /// The first version that may break what was made for one: its leftmost number but zeros differs.
  private static Version incompatible(int major, int minor, int patch) {
    if (major > 0 || minor == OPEN) {
      return of(major + 1, 0, 0);
    }
    return minor > 0 || patch == OPEN ? of(0, minor + 1, 0) : of(0, 0, patch + 1);
  }

  private static Version successor(Version of) {
    return of.pre.isEmpty()
        ? new Version(of.major, of.minor, of.patch + 1, "0")
        : new Version(of.major, of.minor, of.patch, of.pre + ".0");
  }

  private static Version of(int major, int minor, int patch) {
    return new Version(major, minor, patch, "");
  }

  /// By their parts between dots: numbers by value and before words; none at all comes last.
  private static int comparePreReleases(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    }
    String[] left = one.split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean leftNumber = left[i].matches("\\d+");
      boolean rightNumber = right[i].matches("\\d+");
      int order =
          leftNumber && rightNumber
              ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
              : leftNumber != rightNumber
                  ? Boolean.compare(rightNumber, leftNumber)
                  : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
