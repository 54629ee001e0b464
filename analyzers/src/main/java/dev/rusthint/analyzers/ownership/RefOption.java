package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `&Option<T>` for a parameter or a result.
public final class RefOption implements Analyzer<RefOption.Found> {
  /// @param function its name
  /// @param node the reference
  /// @param inner what the option is of
  record Found(Node function, Node node, boolean isResult, Ty inner) {}

  private static final String OPTION = "core::option::Option";

  private static final Equivalent LINT = Equivalent.clippy("ref_option");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/reference-to-container",
              "ref-option",
              "a reference to an option in a signature",
              """
              Who has an option of a reference, or a value, cannot call a function that takes
              `&Option<T>` without making one. `Option<&T>` takes both, `as_ref` makes it, and it is as
              small as the reference.
              """)
          .pedantic()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return WrittenTypes.FUNCTIONS;
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node name = function.child(Field.NAME);
    if (name == null || !function.text().contains("Option")) {
      return List.of();
    }
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    List<Found> found = new ArrayList<>();
    for (WrittenTypes.Written written : WrittenTypes.of(function, context)) {
      if (found.isEmpty()
          && (!written.isExported() || !keepsExports)
          && written.type() instanceof Ty.Ref reference
          && !reference.mutable()
          && written.node().is(Kind.REFERENCE_TYPE)
          && ItemTypes.isAdt(reference.target(), OPTION)
          && reference.target() instanceof Ty.Adt option
          && !(option.args().getFirst() instanceof Ty.Ref)) {
        found.add(new Found(name, written.node(), written.isResult(), option.args().getFirst()));
      }
    }
    return found;
  }

  @Override
  public Message describe(Found found, Context context) {
    String inner = ItemTypes.text(found.inner());
    return Message.at(
            found.function().span(),
            "`"
                + found.function().text()
                + (found.isResult() ? "` gives a `" : "` takes a `")
                + found.node().text()
                + "`, which there is only where an option is kept as a whole")
        .help("write `Option<&" + inner + ">`")
        .as(LINT);
  }
}
