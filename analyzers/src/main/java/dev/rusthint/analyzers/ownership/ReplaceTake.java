package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `mem::replace` of a value by `None`, `Some(…)` or the default of its type.
public final class ReplaceTake implements Analyzer<ReplaceTake.Found> {
  private enum Shape {
    NONE(Equivalent.clippy("mem_replace_option_with_none")),
    SOME(Equivalent.clippy("mem_replace_option_with_some")),
    DEFAULT(Equivalent.clippy("mem_replace_with_default"));

    private final Equivalent lint;

    Shape(Equivalent lint) {
      this.lint = lint;
    }
  }

  /// @param inside the argument of `Some`
  record Found(Node call, Node place, Shape shape, @Nullable Node inside) {}

  private static final String OPTION = "core::option::Option";

  /// Functions without arguments that make what `Default` makes.
  private static final Set<String> EMPTY =
      Set.of(
          "core::default::Default::default",
          "alloc::vec::{impl}::new",
          "alloc::string::{impl}::new",
          "alloc::collections::vec_deque::{impl}::new",
          "alloc::collections::btree::map::{impl}::new",
          "alloc::collections::btree::set::{impl}::new",
          "alloc::collections::linked_list::{impl}::new",
          "alloc::collections::binary_heap::{impl}::new",
          "std::collections::hash::map::{impl}::new",
          "std::collections::hash::set::{impl}::new");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/replace-take",
              "replace-take",
              "`mem::replace` where a shorter function says the same",
              """
              `Option::take` leaves `None`, `Option::replace` leaves `Some`, and `mem::take` leaves
              the default of a type. Each says what happens in one word, and none can be given the
              wrong replacement.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(Shape.NONE.lint, Shape.SOME.lint, Shape.DEFAULT.lint);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    FunctionCall call = FunctionCall.of(node, "replace", 2);
    if (call == null || call.function().is(Kind.GENERIC_FUNCTION)) {
      return List.of();
    }
    ItemTypes types = context.types();
    if (!call.means("core::mem::replace", types)) {
      return List.of();
    }
    Node place = call.arguments().get(0);
    Node value = call.arguments().get(1);
    Ty type = types.of(node);
    Shape shape = shape(value, type, types);
    boolean isOffered =
        shape != null
            && switch (shape) {
              case NONE -> true;
              case SOME -> context.crate().allows(31);
              // Without a use of the old value it is an assignment.
              case DEFAULT -> context.crate().allows(40) && !isUnused(node);
            };
    if (!isOffered || shape == null) {
      return List.of();
    }
    Node inside = null;
    if (shape == Shape.SOME) {
      FunctionCall some = FunctionCall.of(value, "Some", 1);
      inside = some == null ? null : some.arguments().getFirst();
    }
    return List.of(new Found(node, place, shape, inside));
  }

  private static @Nullable Shape shape(Node value, Ty type, ItemTypes types) {
    if (ItemTypes.isAdt(type, OPTION)) {
      if (value.textIs("None") || value.textIs("Option::None")) {
        return Shape.NONE;
      }
      FunctionCall some = FunctionCall.of(value, "Some", 1);
      return some != null && some.means(OPTION + "::Some", types) ? Shape.SOME : null;
    }
    return ItemTypes.isKnown(type) && isDefault(value, type, types) ? Shape.DEFAULT : null;
  }

  private static boolean isDefault(Node value, Ty type, ItemTypes types) {
    switch (value.kind()) {
      case STRING_LITERAL -> {
        return value.textIs("\"\"");
      }
      case MACRO_INVOCATION -> {
        return value.textIs("vec![]") || value.textIs("vec!()");
      }
      case REFERENCE_EXPRESSION -> {
        Node inner = value.child(Field.VALUE);
        return inner != null
            && inner.is(Kind.ARRAY_EXPRESSION)
            && inner.namedChildren().isEmpty()
            && type instanceof Ty.Ref reference
            && reference.target() instanceof Ty.Slice;
      }
      case CALL_EXPRESSION -> {}
      default -> {
        return false;
      }
    }
    FunctionCall call = FunctionCall.of(value);
    if (call == null || !(types.of(call.function()) instanceof Ty.FnDef f)) {
      return false;
    }
    return switch (call.arguments().size()) {
      case 0 -> EMPTY.contains(f.def().path());
      case 1 ->
          f.def().path().equals("core::convert::From::from")
              && call.arguments().getFirst().textIs("\"\"");
      default -> false;
    };
  }

  private static boolean isUnused(Node call) {
    Node parent = call.parent();
    return parent != null && parent.is(Kind.EXPRESSION_STATEMENT) && parent.text().endsWith(";");
  }

  @Override
  public Message describe(Found found, Context context) {
    String text =
        switch (found.shape()) {
          case NONE -> "this leaves `None`, as `Option::take` does";
          case SOME -> "this leaves a new value in an option, as `Option::replace` does";
          case DEFAULT -> "this leaves the default of the type, as `mem::take` does";
        };
    return Message.at(found.call().span(), text)
        .help("use `" + replacement(found) + "`")
        .as(found.shape().lint);
  }

  private static String replacement(Found found) {
    return switch (found.shape()) {
      case NONE -> receiver(found.place()) + ".take()";
      case SOME ->
          receiver(found.place())
              + ".replace("
              + (found.inside() == null ? "" : found.inside().text())
              + ")";
      case DEFAULT -> {
        Node function = found.call().child(Field.FUNCTION);
        String path = function == null ? "" : function.text();
        String take =
            path.endsWith("::replace")
                ? path.substring(0, path.length() - "replace".length()) + "take"
                : "std::mem::take";
        yield take + "(" + found.place().text() + ")";
      }
    };
  }

  /// What the method is called on: the place without the `&mut` before it.
  private static String receiver(Node place) {
    Node value = place.is(Kind.REFERENCE_EXPRESSION) ? place.child(Field.VALUE) : place;
    if (value == null) {
      return place.text();
    }
    return Expressions.isTight(value) ? value.text() : "(" + value.text() + ")";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    boolean isCore = found.shape() == Shape.DEFAULT && context.crate().noStd();
    return isCore || Expressions.hasComment(context.tree(), found.call().span())
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "Use the shorter function",
                Edit.replace(found.call().span(), replacement(found))));
  }
}
