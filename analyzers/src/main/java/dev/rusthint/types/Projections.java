package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.Ty;
import java.util.List;

/// What projections of types without parameters stand for.
public final class Projections {
  private final World world;

  public Projections(World world) {
    this.world = world;
  }

  /// The type with its projections replaced; [Ty#UNKNOWN] takes the place of what is not known.
  public Ty normalize(Ty type) {
    if (!Types.hasProjection(type)) {
      return type;
    }
    InferenceTable table = new InferenceTable();
    Ty found = table.resolve(new Traits(world, table, List.of()).normalize(type));
    return Types.hasProjection(found) || Types.hasVariable(found) ? Ty.UNKNOWN : found;
  }

  /// Whether the types of a struct have a size whatever is in them: it has no parameters that need
  /// none, and an impl of `Clone`, which asks for a size.
  public boolean isSizedByImpl(Def struct) {
    Def clone = world.lang("clone");
    Generics generics = struct.generics();
    for (int i = 0; i < generics.size(); i++) {
      if (!generics.param(i).isSized()) {
        return false;
      }
    }
    Head head = new Head(struct);
    return clone != null
        && world.crates().stream()
            .anyMatch(crate -> !crate.implIndex().ofTrait(clone, head).isEmpty());
  }
}
