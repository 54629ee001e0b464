package dev.rusthint.analyzers.traits;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;

/// A type that derives `Hash` and implements `PartialEq` by hand: equal values may hash apart
/// (std documentation of `Hash`: `k1 == k2` implies equal hashes).
public final class DerivedHashManualEq implements Analyzer<DerivedHashManualEq.Found> {
  record Found(Node hash, Placed manual, String name) {}

  private static final Equivalent LINT = Equivalent.clippy("derived_hash_with_manual_eq");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "trait/hash-eq",
              "derived-hash-manual-eq",
              "`Hash` is derived, `PartialEq` is not",
              """
              Maps and sets find a key by its hash and then by `==`. A derived `Hash` takes every
              field; a `PartialEq` written by hand may leave some out or compare them another way.
              Two equal keys with different hashes are then two entries, and a lookup misses what is
              there.
              """)
          .withReach(Reach.FILE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return TraitImpls.TYPES;
  }

  @Override
  public List<Found> find(Node type, Context context) {
    Node hash = TraitImpls.derived(type, "Hash");
    if (hash == null || TraitImpls.derived(type, "PartialEq") != null) {
      return List.of();
    }
    Placed manual = TraitImpls.manual(type, "PartialEq", context);
    String name = type.textOf(Field.NAME).orElse("");
    return manual == null ? List.of() : List.of(new Found(hash, manual, name));
  }

  @Override
  public Message describe(Found found, Context context) {
    Span head = TraitImpls.head(found.manual());
    return Message.at(
            found.hash().span(),
            "`" + found.name() + "` derives `Hash` but compares by its own `PartialEq`")
        .related(new Place(found.manual().ordinal(), head), "`PartialEq` is implemented here")
        .help("implement `Hash` over exactly what `==` compares")
        .as(LINT);
  }
}
