package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.Contracts;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A safe function of a crate's interface that trusts a raw pointer it is given.
public final class RawDerefInSafeFn implements Analyzer<RawDerefInSafeFn.Found> {
  /// @param use of the parameter
  /// @param operation that trusts it
  record Found(Node function, Node use, UnsafeOperation operation) {}

  private static final Equivalent LINT = Equivalent.clippy("not_unsafe_ptr_arg_deref");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/raw-deref-in-safe-fn",
              "raw-deref-in-safe-fn",
              "a safe function that trusts a raw pointer it is given",
              """
              Safe code makes raw pointers of any number, so it can call such a function with one that
              points nowhere: the function is unsound, whatever its `SAFETY` comment says. Only the
              caller can know what the pointer points to, and `unsafe fn` is how a function asks for it.
              """)
          .withReach(Reach.TYPES)
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
  public List<Found> find(Node function, Context context) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Node body = function.child(Field.BODY);
    Node parameters = function.child(Field.PARAMETERS);
    if (body == null
        || parameters == null
        || !parameters.text().contains("*")
        || modifiers != null && modifiers.has(Kind.KW_UNSAFE)
        || function.ancestor(Kind.FUNCTION_ITEM) != null
        || !Boolean.TRUE.equals(context.isExported())) {
      return List.of();
    }
    ItemTypes types = context.types();
    List<Found> found = new ArrayList<>();
    for (UnsafeOperation operation :
        UnsafeOperations.in(body, types, Contracts.KNOWN).operations()) {
      Set<Node> given = new LinkedHashSet<>();
      boolean isTrusted =
          operation.what() != UnsafeOperation.What.FEATURE_CALL
              && !"core::intrinsics::transmute".equals(operation.functionName());
      if (isTrusted) {
        given.addAll(operands(operation));
      }
      for (Node each : given) {
        Node use = Expressions.bare(each);
        if (isPointerParameter(use, parameters, types)) {
          found.add(new Found(function, use, operation));
        }
      }
    }
    return found;
  }

  /// What an operation trusts: the pointer of a dereference, what is passed to a function.
  private static List<Node> operands(UnsafeOperation operation) {
    Node at = operation.at();
    if (operation.what() == UnsafeOperation.What.DEREFERENCE) {
      return List.of(at.namedChildren().getLast());
    }
    Node arguments = at.child(Field.ARGUMENTS);
    List<Node> all = new ArrayList<>(arguments == null ? List.of() : arguments.namedChildren());
    Node callee = at.child(Field.FUNCTION);
    Node path = callee != null && callee.is(Kind.GENERIC_FUNCTION) ? callee.child(Field.FUNCTION) : callee;
    Node receiver =
        path != null && path.is(Kind.FIELD_EXPRESSION) ? path.child(Field.VALUE) : null;
    if (receiver != null) {
      all.addFirst(receiver);
    }
    return all;
  }

  private static boolean isPointerParameter(Node use, Node parameters, ItemTypes types) {
    Node declaration = use.is(Kind.IDENTIFIER) ? types.declaration(use) : null;
    Node parameter = declaration == null ? null : declaration.parent();
    if (parameter != null && parameter.is(Kind.MUT_PATTERN)) {
      parameter = parameter.parent();
    }
    return declaration != null
        && parameter != null
        && parameter.is(Kind.PARAMETER)
        && parameters.equals(parameter.parent())
        && types.ofVariable(declaration) instanceof Ty.RawPtr;
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("this function");
    String pointer = found.use().text();
    Message message =
        Message.at(
                found.use().span(),
                "anybody can call `" + name + "` with any `" + pointer + "`, and this trusts it")
            .note("safe code makes a raw pointer of any number")
            .help("make it an `unsafe fn` that says what `" + pointer + "` must point to, or take a"
                + " reference")
            .as(LINT);
    Node head = found.function().child(Field.NAME);
    return head == null
        ? message
        : message.related(Place.here(head.span()), "this function is safe and public");
  }
}
