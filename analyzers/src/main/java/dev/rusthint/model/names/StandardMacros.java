package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rules for the macros of std that stand for items: those that std has lead into its private
/// parts, and differ by platform.
final class StandardMacros {
  /// The names and types are those that std documents; the values are never reached.
  private static final String RULES =
      """
      #![no_core]
      #[macro_export]
      macro_rules! thread_local {
        ($($(#[$a:meta])* $v:vis static $name:ident : $t:ty = $value:expr);* $(;)?) => {
          $($(#[$a])* $v const $name: ::std::thread::LocalKey<$t> = { let _: $t = $value; loop {} };)*
        };
      }
      #[macro_export]
      macro_rules! as_written { ($($written:tt)*) => { $($written)* }; }
      """;

  private static final Path FILE = Path.of("std");

  private static final SourceCrate CRATE =
      SourceCrate.load(
          new CrateConfig("std", FILE, 2024, predicate -> false, Map.of()),
          file -> file.equals(FILE) ? SourceFile.of(SourceText.of(RULES)) : null,
          SignatureReader.NONE);

  private StandardMacros() {}

  /// The rules to expand calls of a macro by; null where its own will do.
  static @Nullable SourceDef of(@Nullable Def macro) {
    return macro != null
            && macro.kind() == DefKind.MACRO
            && macro.crate().name().equals("std")
            && macro.crate() != CRATE
        ? find(macro.name())
        : null;
  }

  /// A macro that stands for its arguments.
  static @Nullable SourceDef asWritten() {
    return find("as_written");
  }

  private static @Nullable SourceDef find(String name) {
    return CRATE.lookup(CRATE.root(), name, Namespace.MACRO, CRATE.root())
            instanceof SourceDef found
        ? found
        : null;
  }
}
