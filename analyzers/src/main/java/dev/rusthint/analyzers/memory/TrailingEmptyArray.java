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
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A struct that ends in `[T; 0]`, C's flexible array, without a `repr` that keeps it at the end.
public final class TrailingEmptyArray implements Analyzer<TrailingEmptyArray.Found> {
  record Found(Node item, Node name, Node array) {}

  private static final Equivalent LINT = Equivalent.clippy("trailing_empty_array");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/packed",
              "trailing-empty-array",
              "a last field `[T; 0]` in a struct without a `repr`",
              """
              An array of length 0 as the last field stands for elements that follow the struct in
              memory, as a flexible array member does in C. Without `#[repr(C)]` the compiler may
              put that field anywhere, and the elements are then looked for in the wrong place.
              """)
          .optIn()
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.STRUCT_ITEM);
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node name = item.child(Field.NAME);
    Node type = lastFieldType(item.child(Field.BODY));
    if (name == null || type == null || !type.is(Kind.ARRAY_TYPE) || !isEmpty(type)) {
      return List.of();
    }
    for (Node attribute : Attributes.outer(item)) {
      if (Attributes.path(attribute).equals("repr")) {
        return List.of();
      }
    }
    return context.isTestCode(item) ? List.of() : List.of(new Found(item, name, type));
  }

  private static @Nullable Node lastFieldType(@Nullable Node body) {
    Node type = null;
    if (body != null && body.is(Kind.FIELD_DECLARATION_LIST)) {
      for (Node field : body.children()) {
        type = field.is(Kind.FIELD_DECLARATION) ? field.child(Field.TYPE) : type;
      }
    } else if (body != null && body.is(Kind.ORDERED_FIELD_DECLARATION_LIST)) {
      for (Node child : body.children()) {
        type = child.field() == Field.TYPE ? child : type;
      }
    }
    return type;
  }

  private static boolean isEmpty(Node array) {
    Node length = array.child(Field.LENGTH);
    return length != null
        && length.is(Kind.INTEGER_LITERAL)
        && length.text().matches("0+(_?usize)?|0x0+|0b0+");
  }

  @Override
  public Message describe(Found found, Context context) {
    String array = found.array().text();
    return Message.at(
            found.name().span(),
            "`" + found.name().text() + "` ends in `" + array + "`, but need not end there in memory")
        .note("without a `repr` the compiler orders the fields as it likes")
        .help("add `#[repr(C)]` if elements follow the struct in memory")
        .related(Place.here(found.array().span()), "the empty array")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SyntaxTree tree = context.tree();
    int start = found.item().start();
    int line = start;
    while (line > 0 && tree.byteAt(line - 1) != '\n') {
      line--;
    }
    String indent = tree.text(line, start);
    String separator = indent.isBlank() && (line > 0 || context.item().start() == 0) ? "\n" + indent : " ";
    return Optional.of(
        Fix.review("Add `#[repr(C)]`", Edit.insert(start, "#[repr(C)]" + separator)));
  }
}
