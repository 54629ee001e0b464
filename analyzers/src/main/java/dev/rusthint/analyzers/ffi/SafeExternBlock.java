package dev.rusthint.analyzers.ffi;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.MacroTokens;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Mask;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `extern "C" { … }`, which edition 2024 wants as `unsafe extern "C" { … }` (Edition Guide,
/// *Unsafe extern blocks*).
public final class SafeExternBlock implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.rustc("missing_unsafe_on_extern");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ffi/edition-2024",
              "safe-extern-block",
              "an `extern` block that does not say `unsafe`",
              """
              A wrong signature in an `extern` block is undefined behaviour at each call: whoever
              writes the block vouches for it. Since Rust 1.82 that can be said, `unsafe extern`, and
              functions in it can then be marked `safe`; in edition 2024 it must be said.
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
    return Set.of(Kind.KW_EXTERN, Kind.TOKEN_TREE, Kind.TOKEN_REPETITION);
  }

  @Override
  public List<Node> find(Node node, Context context) {
    if (!context.crate().allows(82)) {
      return List.of();
    }
    if (!node.is(Kind.KW_EXTERN)) {
      return ExternTokens.in(node, context, SafeExternBlock::beginsBlock);
    }
    Node modifier = node.parent();
    boolean missing = modifier != null && isBlock(modifier) && !isMaskedUnsafe(node, context);
    return missing ? List.of(node) : List.of();
  }

  private static boolean isBlock(Node modifier) {
    Node item = modifier.parent();
    return item != null && item.is(Kind.FOREIGN_MOD_ITEM) && !item.has(Kind.KW_UNSAFE);
  }

  /// Whether the tokens from `extern` on are an extern block without `unsafe` before it.
  private static boolean beginsBlock(Node keyword) {
    Node before = keyword.previousSibling();
    Node next = keyword.nextSibling();
    if (next != null && next.is(Kind.STRING_LITERAL)) {
      next = next.nextSibling();
    }
    return next != null
        && MacroTokens.isBraces(next)
        && (before == null || !before.is(Kind.KW_UNSAFE));
  }

  private static boolean isMaskedUnsafe(Node keyword, Context context) {
    for (Mask mask : context.tree().masks()) {
      if (mask.kind() == Mask.Kind.UNSAFE_EXTERN && mask.end() <= keyword.start()) {
        int hidden = mask.end();
        return context.tree().text(hidden, keyword.start()).isBlank();
      }
    }
    return false;
  }

  @Override
  public Message describe(Node keyword, Context context) {
    return Message.at(keyword.span(), "nobody vouches for the signatures in this extern block")
        .note("edition 2024 accepts it only as `unsafe extern`")
        .help("check the signatures and write `unsafe extern`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node keyword, Context context) {
    return Optional.of(
        Fix.machine("Write `unsafe extern`", Edit.insert(keyword.start(), "unsafe ")));
  }
}
