package dev.rusthint.model.names;

import dev.rusthint.cargo.CfgPredicate;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Crates whose files are written one after the other, each after a line `//- path`.
final class TestSources {
  private static final Path SRC = Path.of("/crate/src");
  private static final CfgSet SET =
      CfgSet.of(TargetTriple.of("x86_64-unknown-linux-gnu")).with("on");
  static final CfgOracle CFG =
      predicate -> CfgPredicate.parse(predicate).evaluate(SET).isPossible();

  /// As much of the standard library as tests of names need.
  static final SourceCrate STD =
      crate(
          "std",
          2021,
          """
          #![no_core]
          pub mod prelude {
            pub mod v1 {
              pub use crate::option::Option::{self, Some, None};
              pub use crate::vec::Vec;
              pub use crate::clone::Clone;
            }
            pub mod rust_2015 { pub use super::v1::*; }
            pub mod rust_2018 { pub use super::v1::*; }
            pub mod rust_2021 { pub use super::v1::*; pub use crate::convert::TryFrom; }
            pub mod rust_2024 { pub use super::rust_2021::*; }
          }
          pub mod option { pub enum Option<T> { None, Some(T) } }
          pub mod vec { pub struct Vec<T>(T); }
          pub mod clone { pub trait Clone {} }
          pub mod convert { pub trait TryFrom {} }
          pub mod fmt { pub trait Debug {} pub struct Error; }
          pub mod u32 { pub const MAX: u32 = 0; }
          #[macro_export] macro_rules! vec { () => {} }
          """,
          Map.of());

  private TestSources() {}

  static SourceCrate crate(String text) {
    return crate("krate", 2021, text, Map.of("std", STD));
  }

  static SourceCrate crate(int edition, String text) {
    return crate("krate", edition, text, Map.of("std", STD));
  }

  static SourceCrate crate(
      String name, int edition, String text, Map<String, CrateDefs> externs) {
    Map<Path, SourceFile> files = new HashMap<>();
    Path file = SRC.resolve("lib.rs");
    StringBuilder content = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("//- ")) {
        files.put(file, SourceFile.of(SourceText.of(content.toString())));
        content.setLength(0);
        file = SRC.resolve(line.substring(4)).normalize();
      } else {
        content.append(line).append('\n');
      }
    }
    files.put(file, SourceFile.of(SourceText.of(content.toString())));
    CrateConfig config = new CrateConfig(name, SRC.resolve("lib.rs"), edition, CFG, externs);
    return SourceCrate.load(config, files::get, SignatureReader.NONE);
  }

  /// The module with a path from the crate's root, `a::b`; the root for the empty path.
  static SourceDef module(SourceCrate crate, String path) {
    SourceDef at = crate.root();
    for (String name : path.isEmpty() ? List.<String>of() : Arrays.asList(path.split("::"))) {
      Def next = at.member(name, Namespace.TYPE);
      if (!(next instanceof SourceDef found)) {
        throw new AssertionError("no module " + name + " in " + at);
      }
      at = found;
    }
    return at;
  }

  /// What a path means in a module: the path of a definition with what is left of the path after a
  /// space, `prim u8`, `?` for unknown, `-` for unresolved.
  static String meaning(SourceCrate crate, String module, String path, Namespace namespace) {
    return meaning(crate, module(crate, module).scope(), path, namespace);
  }

  static String meaning(SourceCrate crate, Scope scope, String path, Namespace namespace) {
    boolean absolute = path.startsWith("::");
    List<String> segments = Arrays.asList((absolute ? path.substring(2) : path).split("::"));
    PathResolution found = new Resolver(crate).resolve(scope, segments, absolute, namespace);
    return switch (found) {
      case PathResolution.Resolved r -> r.def().path() + rest(segments, r.used());
      case PathResolution.Primitive p -> "prim " + p.prim().text() + rest(segments, p.used());
      case PathResolution.Unknown _ -> "?";
      case PathResolution.Unresolved _ -> "-";
    };
  }

  private static String rest(List<String> segments, int used) {
    return used == segments.size()
        ? ""
        : " " + String.join("::", segments.subList(used, segments.size()));
  }

  /// What a path to a type or module means in a module.
  static String type(SourceCrate crate, String module, String path) {
    return meaning(crate, module, path, Namespace.TYPE);
  }

  static String value(SourceCrate crate, String module, String path) {
    return meaning(crate, module, path, Namespace.VALUE);
  }

  static String macro(SourceCrate crate, String module, String path) {
    return meaning(crate, module, path, Namespace.MACRO);
  }
}
