package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of the Cargo Book's chapter *Specifying Dependencies*.
final class VersionRequirementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3       | 1.2.3 1.2.10 1.9.0        | 1.2.2 2.0.0 2.0.0-rc.1",
        "1           | 1.0.0 1.9.9+build         | 0.9.0 2.0.0",
        "^0.2.3      | 0.2.3 0.2.9               | 0.2.2 0.3.0",
        "0.0.3       | 0.0.3                     | 0.0.4 0.0.2",
        "0.0         | 0.0.0 0.0.9               | 0.1.0",
        "0           | 0.0.0 0.9.9               | 1.0.0",
        "~1.2.3      | 1.2.3 1.2.9               | 1.3.0",
        "~1          | 1.0.0 1.9.0               | 2.0.0",
        "*           | 0.0.0 9.9.9               | 1.0.0-alpha",
        "1.*         | 1.0.0 1.9.0               | 2.0.0",
        "0.2.*       | 0.2.0 0.2.7               | 0.3.0",
        ">=1.2, <1.5 | 1.2.0 1.4.9               | 1.1.9 1.5.0",
        "> 1.2       | 1.3.0                     | 1.2.0 1.2.9",
        "<=1.2       | 1.2.9 0.1.0               | 1.3.0",
        "=1.2.3      | 1.2.3                     | 1.2.4 1.2.2",
        "=1.2        | 1.2.3 1.2.0               | 1.3.0",
        "1.2.3-rc.2  | 1.2.3-rc.2 1.2.3-rc.10 1.2.3 1.3.0 | 1.2.3-rc.1 1.2.3-beta 1.3.0-rc.3",
      })
  void takesWhatCargoTakes(String requirement, String taken, String left) {
    VersionRequirement parsed = VersionRequirement.parse(requirement.strip()).orElseThrow();
    assertEquals(
        List.of(taken.strip().split(" ")),
        List.of((taken.strip() + " " + left.strip()).split(" ")).stream()
            .filter(parsed::matches)
            .toList());
  }

  @Test
  void newerVersionsComeLater() {
    List<String> sorted =
        List.of("none", "0.9.10", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-alpha.x", "1.0.0");
    List<String> shuffled = new ArrayList<>(sorted.reversed());
    shuffled.sort(VersionRequirement::compare);
    assertEquals(sorted, shuffled);
  }

  @Test
  void whatIsNoRequirementIsNone() {
    assertTrue(VersionRequirement.parse("latest").isEmpty());
    assertTrue(VersionRequirement.parse("1.2.3.4").isEmpty());
  }
}
