package dev.rusthint.hint;

/// A lint of clippy, or a lint or error code of rustc, that says the same.
///
/// @param tool whose it is
/// @param name the lint's name without a tool prefix (`undocumented_unsafe_blocks`), or `E0382`
public record Equivalent(Tool tool, String name) {
  /// Whose lint it is.
  public enum Tool {
    CLIPPY,
    RUSTC
  }

  public static Equivalent clippy(String name) {
    return new Equivalent(Tool.CLIPPY, name);
  }

  public static Equivalent rustc(String name) {
    return new Equivalent(Tool.RUSTC, name);
  }

  /// The lint as `#[allow(…)]` takes it.
  public String attributeName() {
    return tool == Tool.CLIPPY ? "clippy::" + name : name;
  }
}
