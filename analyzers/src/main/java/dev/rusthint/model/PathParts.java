package dev.rusthint.model;

import java.util.ArrayList;
import java.util.List;

/// Takes paths apart: `a::b::c`.
final class PathParts {
  private PathParts() {}

  static List<String> of(String path) {
    List<String> parts = new ArrayList<>(3);
    int from = 0;
    for (int at = path.indexOf("::"); at >= 0; at = path.indexOf("::", from)) {
      parts.add(path.substring(from, at));
      from = at + 2;
    }
    parts.add(path.substring(from));
    return parts;
  }
}
