package dev.rusthint.model.defs;

import java.util.List;

/// A trait with its arguments, `Self` first.
public record TraitRef(Def trait, List<Ty> args) {
  public TraitRef {
    args = List.copyOf(args);
  }

  public Ty self() {
    return args.getFirst();
  }
}
