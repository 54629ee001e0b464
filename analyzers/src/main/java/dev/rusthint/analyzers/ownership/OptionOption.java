package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `Option<Option<T>>`.
public final class OptionOption implements Analyzer<Node> {
  private static final String OPTION = "core::option::Option";

  private static final Equivalent LINT = Equivalent.clippy("option_option");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/reference-to-container",
              "option-option",
              "an option in an option",
              """
              `Option<Option<T>>` has three states of which two are called `None`. An enum with three
              names says what each means.
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
    return WrittenTypes.ITEMS;
  }

  @Override
  public List<Node> find(Node item, Context context) {
    if (!item.text().contains("Option<")) {
      return List.of();
    }
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    List<Node> found = new ArrayList<>();
    for (WrittenTypes.Written written : WrittenTypes.of(item, context)) {
      if (!written.isExported() || !keepsExports) {
        WrittenTypes.walk(
            written.node(),
            written.type(),
            (node, type) -> {
              boolean isHere =
                  ItemTypes.isAdt(type, OPTION)
                      && type instanceof Ty.Adt outer
                      && ItemTypes.isAdt(outer.args().getFirst(), OPTION);
              if (isHere) {
                found.add(node);
              }
              return !isHere;
            });
      }
    }
    return found;
  }

  @Override
  public Message describe(Node found, Context context) {
    return Message.at(found.span(), "`None` and `Some(None)` are two different states here")
        .help("use an enum that gives each of the three a name")
        .as(LINT);
  }
}
