package dev.rusthint.analyzers.perf;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;

/// An exported function without `#[inline]`: other crates call it, and do not see its body unless
/// it is generic or link-time optimisation runs.
public final class MissingInline implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("missing_inline_in_public_items");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/inline",
              "missing-inline",
              "an exported function without `#[inline]`",
              """
              Without the attribute a function that is not generic is compiled in its own crate
              alone, so that a caller in another crate cannot have it inlined (short ones apart,
              since Rust 1.75). For small functions of a library that hot code calls, that is a call
              where there could be none. The compiler needs no such help inside a crate, nor for
              large functions.
              """)
          .optIn()
          .withReach(Reach.CRATE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM);
  }

  @Override
  public List<Node> find(Node function, Context context) {
    Node parent = function.parent();
    // A function inside another is nobody's to call from outside.
    if (parent == null || !parent.is(Kind.SOURCE_FILE)) {
      return List.of();
    }
    TargetKind target = context.crate().kind();
    if (target != TargetKind.LIB || !Boolean.TRUE.equals(context.isExported())) {
      return List.of();
    }
    for (Node attribute : Attributes.outer(function)) {
      String path = Attributes.path(attribute);
      String arguments = Attributes.arguments(attribute);
      boolean external =
          path.equals("no_mangle")
              || path.equals("export_name")
              || path.equals("unsafe") && arguments != null && !arguments.contains("link_section");
      boolean conditional =
          path.equals("cfg_attr") && arguments != null && arguments.contains("inline");
      if (path.equals("inline") || external || conditional) {
        return List.of();
      }
    }
    return List.of(function);
  }

  @Override
  public Message describe(Node function, Context context) {
    Node name = function.child(Field.NAME);
    Node at = name == null ? function : name;
    return Message.at(
            new Span(function.start(), at.end()),
            "`" + at.text() + "` is exported without `#[inline]`")
        .help("add `#[inline]` if it is small and hot callers are in other crates")
        .as(LINT);
  }
}
