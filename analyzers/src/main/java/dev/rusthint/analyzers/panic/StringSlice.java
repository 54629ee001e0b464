package dev.rusthint.analyzers.panic;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;

/// A range of a string.
public final class StringSlice implements Analyzer<Subscript> {
  private static final Equivalent LINT = Equivalent.clippy("string_slice");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/indexing",
              "string-slice",
              "a range of a string, in bytes",
              """
              The range of a string counts bytes. It panics when it begins or ends inside a character
              of several bytes, which no test in English shows, and when it is out of range.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.INDEX_EXPRESSION);
  }

  @Override
  public List<Subscript> find(Node node, Context context) {
    Subscript subscript = Subscript.of(node);
    return subscript != null && Constants.prim(context.types().of(node)) == Prim.STR
            && isString(subscript, context)
        ? List.of(subscript)
        : List.of();
  }

  /// Whether a string is indexed, not a list of such.
  private static boolean isString(Subscript subscript, Context context) {
    return context.types().derefs(context.types().of(subscript.base()), subscript.node()).stream()
        .anyMatch(step -> Constants.prim(step) == Prim.STR);
  }

  @Override
  public Message describe(Subscript subscript, Context context) {
    return Message.at(
            subscript.node().span(),
            "this panics if the range cuts a character of " + subscript.shownBase() + " in two")
        .help("use `get`, or find the places with `find`, `split_once` or `char_indices`")
        .as(LINT);
  }
}
