package dev.rusthint.model;

import dev.rusthint.cargo.CfgPredicate;

/// Tells `cfg` predicates that hold in tests alone.
public final class TestCfg {
  private TestCfg() {}

  /// Whether `predicate`, the text between the parentheses of `#[cfg(…)]`, cannot hold without
  /// `test`: `test`, `all(unix, test)`.
  public static boolean isRequiredBy(String predicate) {
    return predicate.contains("test") && isRequiredBy(CfgPredicate.parse(predicate));
  }

  private static boolean isRequiredBy(CfgPredicate predicate) {
    return switch (predicate) {
      case CfgPredicate.Name(String name) -> name.equals("test");
      case CfgPredicate.All all -> all.predicates().stream().anyMatch(TestCfg::isRequiredBy);
      case CfgPredicate.Any any ->
          !any.predicates().isEmpty() && any.predicates().stream().allMatch(TestCfg::isRequiredBy);
      default -> false;
    };
  }
}
