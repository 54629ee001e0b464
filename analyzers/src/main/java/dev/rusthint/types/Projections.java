package dev.rusthint.types;

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
}
