package dev.rusthint.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of one crate, each with its place in the module tree (Reference, *Modules*), and what
/// of them others can name.
///
/// Made from declarations alone: an edit in a function's body changes nothing here.
public final class CrateModel {
  /// The files of a crate by what they declare.
  @FunctionalInterface
  public interface Sources {
    /// What a file declares; null if there is no such file or it must not be read.
    @Nullable List<ItemTree> read(Path file);
  }

  /// A file's place in the crate.
  ///
  /// @param module the path of its module from the crate root, `a::b`; empty for the root
  /// @param inherited lint levels from the modules around it, outermost first
  /// @param testOnly whether some module around it is under `#[cfg(test)]`
  /// @param exports what of it can be named from outside the crate
  public record FilePlace(
      String module, List<LintSetting> inherited, boolean testOnly, FileExports exports) {}

  /// Where a file was first met.
  record Seen(ModuleTree.Module module, List<LintSetting> inherited) {}

  private final Path root;
  private final Map<Path, Seen> files;
  private final Map<Path, FilePlace> places = new HashMap<>();

  /// What finds exports; null once all are found.
  private @Nullable ExportResolver exports;

  private final Set<Path> missing;
  private final Set<Path> leftOut;
  private final StdLink std;
  private final @Nullable String msrv;

  CrateModel(
      Path root,
      Map<Path, Seen> files,
      ExportResolver exports,
      Set<Path> missing,
      Set<Path> leftOut,
      StdLink std,
      @Nullable String msrv) {
    this.root = root;
    this.files = files;
    this.exports = exports;
    this.missing = missing;
    this.leftOut = leftOut;
    this.std = std;
    this.msrv = msrv;
  }

  /// Follows the module tree from `root`, as far as the files are there.
  ///
  /// @param root the crate's root file, absolute and normalised, as are all paths here
  /// @param cfg leaves modules and imports out
  /// @param edition the crate's, 2015 to 2024
  public static CrateModel load(Path root, Sources sources, CfgOracle cfg, int edition) {
    return new CrateLoader(root, sources, cfg, edition).load();
  }

  public Path root() {
    return root;
  }

  /// The files that the active `cfg` leaves in, in the order in which the modules are declared.
  public Set<Path> files() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /// Whether an active module is in a file.
  public boolean contains(Path file) {
    return files.containsKey(file);
  }

  /// The place of a file; null if no active module is in it. What it exports is found at the first
  /// call for it.
  public synchronized @Nullable FilePlace place(Path file) {
    FilePlace known = places.get(file);
    Seen seen = files.get(file);
    if (known != null || seen == null || exports == null) {
      return known;
    }
    FilePlace place =
        new FilePlace(
            seen.module.path(),
            List.copyOf(seen.inherited),
            seen.module.isTestOnly(),
            exports.of(file));
    places.put(file, place);
    if (places.size() == files.size()) {
      exports = null;
    }
    return place;
  }

  /// Whether a file that has no place is that of a module that `cfg` leaves out, or lies where the
  /// modules inside such a module are.
  public boolean isLeftOut(Path file) {
    if (!files.containsKey(file)) {
      for (Path p = file; p != null; p = p.getParent()) {
        if (leftOut.contains(p)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Where files were looked for and not found: one that appears there may belong to the crate.
  public Set<Path> missing() {
    return Collections.unmodifiableSet(missing);
  }

  /// Whether the crate is built with std.
  public StdLink std() {
    return std;
  }

  /// The version of `#![clippy::msrv = "…"]`, null if there is none.
  public @Nullable String msrv() {
    return msrv;
  }
}
