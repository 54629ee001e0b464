package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list that is made longer right after it was made or got more room: over elements that were never
/// written.
public final class UninitVec implements Analyzer<UninitVec.Found> {
  /// @param hasRoom whether there is memory for the elements
  record Found(Node setLen, Node before, Node list, Ty element, boolean hasRoom) {}

  private static final String VEC = "alloc::vec::Vec";
  private static final Equivalent LINT = Equivalent.clippy("uninit_vec");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/uninit-vec",
              "uninit-vec",
              "a list whose elements were never written",
              """
              `set_len` says that the elements are there. Right after `with_capacity` or `reserve` there
              is only memory that nobody wrote, and to read it, or to hand out a slice of it, is undefined
              behaviour for nearly all types, `u8` too. After `Vec::new` there is not even memory.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

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
    MethodCall call = MethodCall.of(node, "set_len", 1);
    ItemTypes types = context.types();
    if (call == null || call.argument().textIs("0") || node.inMacroArguments()) {
      return List.of();
    }
    Ty list = ItemTypes.behindReferences(types.of(call.receiver())).getLast();
    Node before = list instanceof Ty.Adt && ItemTypes.isAdt(list, VEC) ? before(node) : null;
    if (before == null || !(list instanceof Ty.Adt vec)) {
      return List.of();
    }
    Ty element = vec.args().getFirst();
    Boolean hasRoom = roomFor(call.receiver(), before, types);
    if (hasRoom == null) {
      return List.of();
    }
    boolean isBad =
        !hasRoom || element instanceof Ty.Param || InvalidBits.ofUnset(element) != null;
    return isBad
        ? List.of(new Found(node, before, call.receiver(), element, hasRoom))
        : List.of();
  }

  /// The statement right before the one that a call is, or the first of.
  private static @Nullable Node before(Node call) {
    Node at = call;
    for (Node parent = at.parent(); parent != null; parent = at.parent()) {
      switch (parent.kind()) {
        case EXPRESSION_STATEMENT, UNSAFE_BLOCK -> at = parent;
        case BLOCK -> {
          Node previous = previous(at);
          if (previous != null) {
            return previous;
          }
          at = parent;
        }
        default -> {
          return null;
        }
      }
    }
    return null;
  }

  private static @Nullable Node previous(Node statement) {
    Node before = statement.previousSibling();
    while (before != null && (before.kind().isComment() || before.is(Kind.ATTRIBUTE_ITEM))) {
      before = before.previousSibling();
    }
    return before == null || before.is(Kind.LBRACE) ? null : before;
  }

  /// Whether a statement makes the list with room, or gives it room: false if it makes it without,
  /// null if it does none of this.
  private static @Nullable Boolean roomFor(Node list, Node statement, ItemTypes types) {
    if (statement.is(Kind.LET_DECLARATION)) {
      Node pattern = statement.child(Field.PATTERN);
      Node value = statement.child(Field.VALUE);
      return pattern != null
              && value != null
              && list.is(Kind.IDENTIFIER)
              && pattern.equals(types.declaration(list))
          ? isMadeWithRoom(value, types)
          : null;
    }
    Node expression = statement.is(Kind.EXPRESSION_STATEMENT) ? statement.firstChild() : statement;
    if (expression == null) {
      return null;
    }
    if (expression.is(Kind.ASSIGNMENT_EXPRESSION)) {
      Node left = expression.child(Field.LEFT);
      Node right = expression.child(Field.RIGHT);
      return left != null && right != null && isSame(left, list)
          ? isMadeWithRoom(right, types)
          : null;
    }
    MethodCall reserve = MethodCall.of(expression, "reserve", 1);
    return reserve != null && isSame(reserve.receiver(), list) ? true : null;
  }

  private static boolean isSame(Node one, Node other) {
    return one.text().replaceAll("\\s+", "").equals(other.text().replaceAll("\\s+", ""));
  }

  private static @Nullable Boolean isMadeWithRoom(Node value, ItemTypes types) {
    FunctionCall call = FunctionCall.of(value);
    if (call == null || !ItemTypes.isAdt(types.of(value), VEC)) {
      return null;
    }
    return switch (call.name()) {
      case "with_capacity" -> true;
      case "new" -> call.arguments().isEmpty() ? false : null;
      case "default" -> call.arguments().isEmpty() ? false : null;
      default -> null;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    String list = found.list().text();
    Message message =
        found.hasRoom()
            ? Message.at(
                    found.setLen().span(),
                    "`" + list + "` gets longer over elements that nobody wrote")
                .note("to read one, or to make a slice of them, is undefined behaviour")
                .help(
                    "write them first, by `resize` or by `spare_capacity_mut`, or make it a"
                        + " `Vec<MaybeUninit<" + ItemTypes.text(found.element()) + ">>`")
            : Message.at(
                    found.setLen().span(), "`" + list + "` gets longer than the memory that it has")
                .note("it was just made, and has room for nothing")
                .help("make it with `with_capacity`, and write the elements first");
    return message.related(Place.here(found.before().span()), "made, or given room, here").as(LINT);
  }
}
