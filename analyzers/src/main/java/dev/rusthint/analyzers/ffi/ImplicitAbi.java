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
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `extern` without the name of an ABI, which is `"C"` (Reference, *External blocks*, ABI).
public final class ImplicitAbi implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.rustc("missing_abi");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ffi/rust-abi-export",
              "implicit-abi",
              "`extern` without the name of an ABI",
              """
              `extern fn` and `extern { … }` mean `extern "C"`. Few readers know that by heart, and
              it is easily taken for the Rust ABI, which is what a plain `fn` has. The name says it.
              """)
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
    if (!node.is(Kind.KW_EXTERN)) {
      return ExternTokens.in(node, context, ImplicitAbi::beginsItem);
    }
    Node modifier = node.parent();
    boolean named =
        modifier == null
            || !modifier.is(Kind.EXTERN_MODIFIER)
            || modifier.text().contains("\"")
            || modifier.tree().text(modifier.end(), modifier.tree().length()).matches("(?s)\\s*r[\"#].*");
    return named ? List.of() : List.of(node);
  }

  /// Whether tokens go on as an item, or a function pointer, that names no ABI.
  private static boolean beginsItem(Node keyword) {
    Node next = keyword.nextSibling();
    return next != null && (next.is(Kind.KW_FN) || MacroTokens.isBraces(next));
  }

  @Override
  public Message describe(Node keyword, Context context) {
    return Message.at(keyword.span(), "this `extern` means `extern \"C\"` without saying so")
        .help("name the ABI: `extern \"C\"`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node keyword, Context context) {
    return Optional.of(Fix.machine("Write `extern \"C\"`", Edit.insert(keyword.end(), " \"C\"")));
  }
}
