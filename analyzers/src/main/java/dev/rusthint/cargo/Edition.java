package dev.rusthint.cargo;

import java.util.Optional;

/// An edition of Rust.
public enum Edition {
  E2015(2015),
  E2018(2018),
  E2021(2021),
  E2024(2024);

  /// The newest stable edition.
  public static final Edition LATEST = E2024;

  private final int year;

  Edition(int year) {
    this.year = year;
  }

  public int year() {
    return year;
  }

  public boolean isAtLeast(Edition other) {
    return compareTo(other) >= 0;
  }

  /// The edition of that year, if there is one.
  public static Optional<Edition> of(String year) {
    for (Edition edition : values()) {
      if (year.equals(edition.toString())) {
        return Optional.of(edition);
      }
    }
    return Optional.empty();
  }

  /// The year, as `--edition` takes it.
  @Override
  public String toString() {
    return Integer.toString(year);
  }
}
