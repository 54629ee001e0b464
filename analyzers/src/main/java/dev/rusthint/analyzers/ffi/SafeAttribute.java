package dev.rusthint.analyzers.ffi;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `#[no_mangle]` and its like, which edition 2024 wants as `#[unsafe(no_mangle)]` (Edition Guide,
/// *Unsafe attributes*).
public final class SafeAttribute implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.rustc("unsafe_attr_outside_unsafe");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ffi/edition-2024",
              "safe-attribute",
              "an unsafe attribute that does not say `unsafe`",
              """
              `no_mangle`, `export_name` and `link_section` can replace a symbol that other code
              relies on, and so break memory safety without an `unsafe` in sight. Since Rust 1.82
              they can be written `#[unsafe(no_mangle)]`; in edition 2024 they must be.
              """)
          .optIn()
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.ATTRIBUTE);
  }

  @Override
  public List<Node> find(Node attribute, Context context) {
    return context.crate().allows(82) && ExportAttributes.wantsUnsafe(attribute)
        ? List.of(attribute)
        : List.of();
  }

  @Override
  public Message describe(Node attribute, Context context) {
    String path = Attributes.path(attribute);
    return Message.at(attribute.span(), "`" + path + "` is unsafe, and does not say so")
        .note("edition 2024 accepts it only as `#[unsafe(" + path + ")]`")
        .help("wrap it: `unsafe(…)`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node attribute, Context context) {
    return Optional.of(
        Fix.machine(
            "Wrap it in `unsafe(…)`",
            Edit.insert(attribute.start(), "unsafe("),
            Edit.insert(attribute.end(), ")")));
  }
}
