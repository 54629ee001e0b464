package dev.rusthint.hint;

/// How loudly a hint speaks. `OFF` is not shown.
public enum Level {
  OFF,
  HINT,
  INFO,
  WARN,
  ERROR;

  public boolean isOn() {
    return this != OFF;
  }
}
