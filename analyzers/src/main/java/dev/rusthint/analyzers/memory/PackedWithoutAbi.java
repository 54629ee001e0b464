package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `#[repr(packed)]` that leaves open whether the layout is C's or Rust's own (Reference, *Type
/// layout*).
public final class PackedWithoutAbi implements Analyzer<PackedWithoutAbi.Found> {
  /// @param packed the word `packed` in the attribute
  record Found(Node name, Node packed) {}

  private static final Equivalent LINT = Equivalent.clippy("repr_packed_without_abi");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/packed",
              "packed-without-abi",
              "`repr(packed)` that does not say whether it is C's layout or Rust's",
              """
              `packed` takes the padding away but leaves the order of the fields to the compiler,
              as `repr(Rust)` does. Packed types are mostly written for bytes that come from outside,
              where the order of the fields is the point and only `repr(C, packed)` is right. Say
              which of the two is meant.
              """)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.STRUCT_ITEM, Kind.UNION_ITEM);
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node name = item.child(Field.NAME);
    if (name == null || !context.crate().allows(74)) {
      return List.of();
    }
    Node packed = null;
    for (Node attribute : Attributes.outer(item)) {
      if (!Attributes.path(attribute).equals("repr")) {
        continue;
      }
      Node arguments = attribute.child(Field.ARGUMENTS);
      if (arguments == null) {
        continue;
      }
      if (word(arguments, "C") != null || word(arguments, "Rust") != null) {
        return List.of();
      }
      packed = packed == null ? word(arguments, "packed") : packed;
    }
    return packed == null ? List.of() : List.of(new Found(name, packed));
  }

  private static @Nullable Node word(Node arguments, String word) {
    for (Node token : arguments.children()) {
      if (token.is(Kind.IDENTIFIER) && token.textIs(word)) {
        return token;
      }
    }
    return null;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.name().span(),
            "`" + found.name().text() + "` is packed, but the order of its fields is not fixed")
        .note("`packed` alone means `repr(Rust, packed)`, whose layout is not stable")
        .help("write `repr(C, packed)` for a fixed layout, or `repr(Rust, packed)` if none is needed")
        .related(Place.here(found.packed().span()), "packed here")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine(
            "Say `Rust`, which it is now", Edit.insert(found.packed().start(), "Rust, ")));
  }
}
