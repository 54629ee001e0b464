package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `.clone()` of a value whose type is `Copy`.
public final class CloneOnCopy implements Analyzer<CloneOnCopy.Found> {
  /// @param derefs how many references are before the value
  record Found(Node call, Node receiver, int derefs, String type) {}

  private static final Equivalent LINT = Equivalent.clippy("clone_on_copy");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/clone-on-copy",
              "clone-on-copy",
              "`clone` of a value that is copied anyway",
              """
              A type that is `Copy` is duplicated by every use of its value. A call of `clone` says
              the same at greater length, and makes a reader look for a cost or an ownership
              question that is not there.
              """)
          .withFixes(Fixes.MACHINE)
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
  public List<Found> find(Node call, Context context) {
    Node callee = call.child(Field.FUNCTION);
    Node name = callee == null ? null : callee.child(Field.FIELD);
    Node receiver = callee == null ? null : callee.child(Field.VALUE);
    Node arguments = call.child(Field.ARGUMENTS);
    if (callee == null
        || name == null
        || receiver == null
        || arguments == null
        || !callee.is(Kind.FIELD_EXPRESSION)
        || !name.textIs("clone")
        || !arguments.namedChildren().isEmpty()
        || isBorrowed(call, context)) {
      return List.of();
    }
    ItemTypes types = context.types();
    Def method = types.method(call);
    if (method == null || !method.path().equals("core::clone::Clone::clone")) {
      return List.of();
    }
    Ty result = types.of(call);
    List<Ty> steps = ItemTypes.behindReferences(types.of(receiver));
    int derefs = steps.lastIndexOf(result);
    // A clone that gives a reference copies that: most likely it should have cloned what is behind.
    if (derefs < 0
        || derefs != steps.size() - 1
        || result instanceof Ty.Closure
        || !types.isCopy(result, call)) {
      return List.of();
    }
    return List.of(new Found(call, receiver, derefs, name(result)));
  }

  /// Whether the clone is what a reference is made to: without it that would be one to the original.
  private static boolean isBorrowed(Node call, Context context) {
    Node parent = call.parent();
    Node at = call;
    while (parent != null && parent.is(Kind.PARENTHESIZED_EXPRESSION)) {
      at = parent;
      parent = parent.parent();
    }
    if (parent == null) {
      return true;
    }
    return switch (parent.kind()) {
      // A field, or a method that borrows the copy.
      case FIELD_EXPRESSION -> !isTakenByMethod(parent, context);
      case REFERENCE_EXPRESSION, INDEX_EXPRESSION -> true;
      case LET_DECLARATION -> {
        Node pattern = parent.child(Field.PATTERN);
        yield pattern == null || pattern.is(Kind.REF_PATTERN);
      }
      case MATCH_EXPRESSION, LET_CONDITION, TRY_EXPRESSION, AWAIT_EXPRESSION -> true;
      case ASSIGNMENT_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR -> at.field() == Field.LEFT;
      default -> at.inMacroArguments() && parent.is(Kind.TOKEN_TREE);
    };
  }

  private static boolean isTakenByMethod(Node field, Context context) {
    Node call = field.parent();
    MethodUse use =
        call != null && field.field() == Field.FUNCTION && call.is(Kind.CALL_EXPRESSION)
            ? context.types().call(call)
            : null;
    return use != null && use.derefs() == 0 && use.borrow() == MethodUse.Borrow.NONE;
  }

  private static String name(Ty type) {
    return switch (type) {
      case Ty.Adt adt -> adt.def().name();
      case Ty.Primitive primitive -> primitive.prim().text();
      case Ty.Param param -> param.name();
      default -> "";
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    String what =
        found.type().isEmpty() ? "its type is `Copy`" : "`" + found.type() + "` is `Copy`";
    return Message.at(
            found.call().span(),
            "this `clone` is a plain copy: " + what)
        .help("use `" + replacement(found) + "`")
        .as(LINT);
  }

  private static String replacement(Found found) {
    String text = "*".repeat(found.derefs()) + operand(found);
    Node parent = found.call().parent();
    boolean isReceiver = parent != null && parent.is(Kind.FIELD_EXPRESSION);
    boolean isLoose = found.derefs() > 0 || !Expressions.isTight(found.receiver());
    return isReceiver && isLoose ? "(" + text + ")" : text;
  }

  private static String operand(Found found) {
    Node receiver = found.receiver();
    boolean isLoose =
        switch (receiver.kind()) {
          case IDENTIFIER, SELF, SCOPED_IDENTIFIER, FIELD_EXPRESSION, CALL_EXPRESSION,
              INDEX_EXPRESSION, PARENTHESIZED_EXPRESSION, MACRO_INVOCATION, TRY_EXPRESSION ->
              false;
          default -> found.derefs() > 0;
        };
    return isLoose ? "(" + receiver.text() + ")" : receiver.text();
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine(
            "Copy it without `clone`", Edit.replace(found.call().span(), replacement(found))));
  }
}
