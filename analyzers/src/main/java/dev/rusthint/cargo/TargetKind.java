package dev.rusthint.cargo;

/// What a target of a package is built for.
public enum TargetKind {
  LIB("lib"),
  BIN("bin"),
  EXAMPLE("example"),
  TEST("test"),
  BENCH("bench"),
  BUILD_SCRIPT("custom-build");

  private final String cargoName;

  TargetKind(String cargoName) {
    this.cargoName = cargoName;
  }

  /// The name that cargo's own output has for it; of a library, its crate types stand instead.
  public String cargoName() {
    return cargoName;
  }
}
