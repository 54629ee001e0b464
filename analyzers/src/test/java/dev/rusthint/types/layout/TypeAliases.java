package dev.rusthint.types.layout;

import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.World;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The layouts of types in a piece of Rust, by the names that it has for them.
final class TypeAliases {
  private final SourceCrate crate;
  private final Layouts layouts;

  TypeAliases(String code) {
    this(code, "x86_64-unknown-linux-gnu");
  }

  TypeAliases(String code, String target) {
    this.crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    DataModel model = Objects.requireNonNull(DataModel.of(TargetTriple.of(target)));
    this.layouts = new Layouts(World.of(crate), model);
  }

  /// The layout of what a type alias, struct, enum or union without parameters is.
  @Nullable Layout of(String name) {
    Def def = crate.root().member(name, Namespace.TYPE);
    if (def == null) {
      throw new IllegalArgumentException("no type `" + name + "`");
    }
    Ty type = def.kind().isAdt() ? new Ty.Adt(def, java.util.List.of()) : def.type();
    return layouts.of(Objects.requireNonNull(type));
  }
}
