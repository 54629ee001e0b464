package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.Judgement.State;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;

/// What a SAFETY comment leaves out that it would have to argue: of the open obligations those that
/// follow from nothing that people take for granted.
///
/// That a pointer is valid is only asked of a comment where the pointer comes from outside: a
/// parameter of the function, or a number. What else makes one, such as a method of the crate's own
/// types, is taken to keep its pointers valid.
public final class ForgottenObligations {
  private ForgottenObligations() {}

  /// In the words of the operation's code.
  public static List<String> of(UnsafeOperation operation, ItemTypes types, String comment) {
    List<String> forgotten = new ArrayList<>();
    for (Judgement judgement : Judgement.of(operation, types, comment)) {
      boolean isWanted =
          judgement.state() == State.OPEN
              && judgement.clause().kind() == Contract.Kind.PRECONDITION
              && judgement.clause().anyOf().stream().allMatch(o -> isAsked(o, operation, types));
      if (isWanted) {
        forgotten.add(SafetyDraft.text(judgement.clause(), operation));
      }
    }
    return forgotten;
  }

  private static boolean isAsked(
      Obligation obligation, UnsafeOperation operation, ItemTypes types) {
    return switch (obligation.property()) {
      case ALIGN, NON_NULL, VALID_PTR, DEREF, INIT, IN_BOUND, ALIAS, ALIVE, PTR_TO_REF, ALLOCATED -> {
        String name = obligation.arg(0);
        Node pointer = name == null ? null : operation.given().get(name);
        yield pointer != null && isFromOutside(pointer, types);
      }
      case VALID_NUM -> {
        String range = obligation.arg(1);
        yield range == null || !range.contains("isize::MAX");
      }
      case FOREIGN -> false;
      // Prose: whether a comment argues it is for people to say.
      case CONDITION ->
          operation.contract() == null
              || operation.contract().source() == Contract.Source.KNOWN;
      default -> true;
    };
  }

  private static boolean isFromOutside(Node pointer, ItemTypes types) {
    Variable variable = Variable.of(pointer, types);
    if (variable != null) {
      Node parent = variable.declaration().parent();
      return types.of(pointer) instanceof Ty.RawPtr
          && parent != null
          && parent.is(Kind.PARAMETER)
          && parent.parent() instanceof Node list
          && list.is(Kind.PARAMETERS);
    }
    return pointer.is(Kind.TYPE_CAST_EXPRESSION)
        && !pointer.namedChildren().isEmpty()
        && types.of(pointer.namedChildren().getFirst()) instanceof Ty.Primitive;
  }
}
