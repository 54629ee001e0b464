package dev.rusthint.cargo;

import java.util.List;

/// A pattern for paths: `*` and `?` within one name, `[a-z]` and `[!a-z]` for one character, `**`
/// for any number of folders. Matching takes time in proportion to the product of the lengths,
/// whatever the pattern.
public final class Glob {
  private static final String ANY_DEPTH = "**";

  private final String pattern;
  private final List<String> parts;

  private Glob(String pattern) {
    this.pattern = pattern;
    this.parts = components(pattern);
  }

  /// The glob written as `pattern`, with `/` between names. A leading `./` and a trailing `/` mean
  /// nothing.
  public static Glob of(String pattern) {
    return new Glob(pattern);
  }

  /// Whether the text holds a character with a meaning of its own in globs.
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /// The names between the slashes.
  static List<String> components(String path) {
    return List.of(path.replace('\\', '/').split("/")).stream()
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }

  /// Whether this matches a path with `/` between its names.
  public boolean matches(String path) {
    return matches(components(path), false);
  }

  /// Whether this matches a path, or a folder that the path lies in.
  public boolean covers(String path) {
    return matches(components(path), true);
  }

  private boolean matches(List<String> names, boolean orFolder) {
    int part = 0;
    int name = 0;
    int retryPart = -1;
    int retryName = -1;
    while (true) {
      if (part == parts.size() && (name == names.size() || orFolder)) {
        return true;
      }
      if (part < parts.size() && parts.get(part).equals(ANY_DEPTH)) {
        retryPart = part + 1;
        retryName = name;
        part++;
        continue;
      }
      if (part < parts.size()
          && name < names.size()
          && matchesName(parts.get(part), names.get(name))) {
        part++;
        name++;
        continue;
      }
      if (retryPart < 0 || retryName >= names.size()) {
        return false;
      }
      retryName++;
      part = retryPart;
      name = retryName;
    }
  }

  /// Whether one name matches a pattern without slashes.
  static boolean matchesName(String pattern, String name) {
    int p = 0;
    int n = 0;
    int retryPattern = -1;
    int retryName = -1;
    while (true) {
      if (p == pattern.length() && n == name.length()) {
        return true;
      }
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        retryPattern = ++p;
        retryName = n;
        continue;
      }
      if (p < pattern.length() && n < name.length()) {
        int next = matchOne(pattern, p, name.charAt(n));
        if (next > 0) {
          p = next;
          n++;
          continue;
        }
      }
      if (retryPattern < 0 || retryName >= name.length()) {
        return false;
      }
      retryName++;
      p = retryPattern;
      n = retryName;
    }
  }

  /// Where the pattern goes on after one character of the name, or 0 if that does not match.
  private static int matchOne(String pattern, int at, char c) {
    char p = pattern.charAt(at);
    if (p == '?') {
      return at + 1;
    }
    int close = p == '[' ? pattern.indexOf(']', at + 2) : -1;
    if (close < 0) {
      return p == c ? at + 1 : 0;
    }
    int from = at + 1;
    boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
    if (negated) {
      from++;
    }
    boolean in = false;
    for (int i = from; i < close; i++) {
      if (i + 2 < close && pattern.charAt(i + 1) == '-') {
        in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        in |= pattern.charAt(i) == c;
      }
    }
    return in != negated ? close + 1 : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && pattern.equals(glob.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  /// The pattern as written.
  @Override
  public String toString() {
    return pattern;
  }
}
