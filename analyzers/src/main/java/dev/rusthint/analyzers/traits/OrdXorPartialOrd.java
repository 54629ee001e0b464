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

/// A type with one of `Ord` and `PartialOrd` derived and the other by hand: they may disagree
/// (std documentation of `Ord`: `partial_cmp` must be `Some(cmp)`).
public final class OrdXorPartialOrd implements Analyzer<OrdXorPartialOrd.Found> {
  record Found(Node derived, Placed manual, String name, String derivedTrait, String manualTrait) {}

  private static final Equivalent LINT = Equivalent.clippy("derive_ord_xor_partial_ord");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "trait/hash-eq",
              "ord-xor-partial-ord",
              "one of `Ord` and `PartialOrd` is derived, the other is not",
              """
              `sort`, `BTreeMap` and `max` use `Ord`; `<` and `PartialOrd` bounds use `PartialOrd`.
              A derived one goes by the order of fields or variants, whatever the other does, so
              that a sorted list may not be sorted by `<`. Implement `Ord`, and write `partial_cmp`
              as `Some(self.cmp(other))`.
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
    Node ord = TraitImpls.derived(type, "Ord");
    Node partial = TraitImpls.derived(type, "PartialOrd");
    String name = type.textOf(Field.NAME).orElse("");
    if (ord != null && partial == null) {
      Placed manual = TraitImpls.manual(type, "PartialOrd", context);
      return manual == null
          ? List.of()
          : List.of(new Found(ord, manual, name, "Ord", "PartialOrd"));
    }
    if (partial != null && ord == null) {
      Placed manual = TraitImpls.manual(type, "Ord", context);
      return manual == null
          ? List.of()
          : List.of(new Found(partial, manual, name, "PartialOrd", "Ord"));
    }
    return List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    Span head = TraitImpls.head(found.manual());
    return Message.at(
            found.derived().span(),
            "`%s` derives `%s` but implements `%s` itself: they may disagree"
                .formatted(found.name(), found.derivedTrait(), found.manualTrait()))
        .related(
            new Place(found.manual().ordinal(), head),
            "`" + found.manualTrait() + "` is implemented here")
        .help("implement `Ord` and let `partial_cmp` be `Some(self.cmp(other))`")
        .as(LINT);
  }
}
