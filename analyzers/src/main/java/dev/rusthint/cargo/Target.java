package dev.rusthint.cargo;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A crate that cargo builds from a package: its library, a program, an example, a test, a
/// benchmark or the build script.
///
/// @param name the crate's name for a library (`-` replaced by `_`), the file's name otherwise
/// @param root the file that the crate's module tree starts from
/// @param crateTypes `lib`, `bin`, `proc-macro`, …, as cargo passes them to rustc
/// @param harness whether tests run under libtest's `main`
/// @param tested whether `cargo test` builds it
/// @param doctested whether its documentation's examples are tests
/// @param benched whether `cargo bench` builds it
/// @param documented whether `cargo doc` documents it
/// @param section where the manifest speaks of it; null for one that cargo finds by its place
public record Target(
    TargetKind kind,
    String name,
    Path root,
    Edition edition,
    List<String> crateTypes,
    List<Field<String>> requiredFeatures,
    boolean harness,
    boolean tested,
    boolean doctested,
    boolean benched,
    boolean documented,
    @Nullable TargetSection section) {

  public Target {
    crateTypes = List.copyOf(crateTypes);
    requiredFeatures = List.copyOf(requiredFeatures);
  }

  public boolean isProcMacro() {
    return crateTypes.contains("proc-macro");
  }

  /// The crate's name in code.
  public String crateName() {
    return name.replace('-', '_');
  }
}
