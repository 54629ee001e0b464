package dev.rusthint.model.lower;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.names.DefSource;
import dev.rusthint.model.names.PathResolution;
import dev.rusthint.model.names.Resolver;
import dev.rusthint.model.names.Scope;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks up paths in what a definition says of itself.
final class NameLookup {
  private NameLookup() {}

  static TypeScope.Found resolve(
      SourceDef def, List<String> segments, boolean isAbsolute, Namespace last) {
    Resolver resolver = new Resolver(def.crate());
    return resolve(def, resolver.scopeAround(def), segments, isAbsolute, last);
  }

  static TypeScope.Found resolve(
      SourceDef def, Scope scope, List<String> segments, boolean isAbsolute, Namespace last) {
    CrateDefs dollarCrate =
        segments.getFirst().equals("$crate") ? dollarCrate(def.source(), def.crate()) : null;
    return resolve(def, scope, segments, isAbsolute, last, dollarCrate);
  }

  /// @param dollarCrate what `$crate` means in the path
  static TypeScope.Found resolve(
      SourceDef def,
      Scope scope,
      List<String> segments,
      boolean isAbsolute,
      Namespace last,
      @Nullable CrateDefs dollarCrate) {
    PathResolution found =
        new Resolver(def.crate()).resolve(scope, segments, isAbsolute, last, dollarCrate);
    return found instanceof PathResolution.Resolved resolved
        ? new TypeScope.Found(resolved.def(), resolved.used())
        : TypeScope.Found.NOTHING;
  }

  /// The crate of the macro that wrote `$crate` in an expansion.
  static @Nullable CrateDefs dollarCrate(SourceUnit.OfExpansion made, CrateDefs own) {
    int at = made.file().text().toString().indexOf("$crate");
    return at < 0 ? null : made.dollarCrate(at, own);
  }

  /// The crate of the macro that wrote `$crate` in a definition.
  private static @Nullable CrateDefs dollarCrate(DefSource source, CrateDefs own) {
    int at = source.placed().item().tree().root().text().indexOf("$crate");
    return at < 0 ? null : source.unit().dollarCrate(source.placed().start() + at, own);
  }
}
