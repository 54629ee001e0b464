package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.Parameter;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `&x` where the compiler takes the reference off again, or would borrow by itself.
public final class NeedlessBorrow implements Analyzer<NeedlessBorrow.Found> {
  /// @param layers how many of the references go
  /// @param isReceiver whether a field or method of it is used, which borrows as it needs
  record Found(Node borrow, Node value, int layers, boolean isReceiver) {}

  private static final Equivalent LINT = Equivalent.clippy("needless_borrow");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/needless-borrow",
              "needless-borrow",
              "a reference that the compiler takes off again at once",
              """
              Where a `&T` is wanted and a `&&T` is given, the compiler dereferences it until it
              fits; before a method or a field it borrows by itself. The `&` does nothing, and makes
              a reader look for a value where there is already a reference.
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
    return Set.of(Kind.REFERENCE_EXPRESSION);
  }

  @Override
  public List<Found> find(Node borrow, Context context) {
    Node value = borrow.child(Field.VALUE);
    Node parent = borrow.parent();
    if (value == null
        || parent == null
        || parent.is(Kind.REFERENCE_EXPRESSION)
        || parent.is(Kind.TOKEN_TREE)
        || !borrow.text().startsWith("&")) {
      return List.of();
    }
    ItemTypes types = context.types();
    if (isBehindPointer(value, types)) {
      return List.of();
    }
    // Of `&&x` the outer one takes both into account.
    if (!(types.of(borrow) instanceof Ty.Ref type)) {
      return List.of();
    }
    Node used = parent.is(Kind.PARENTHESIZED_EXPRESSION) ? parent.parent() : null;
    boolean isReceiver =
        used != null && used.is(Kind.FIELD_EXPRESSION) && parent.field() == Field.VALUE;
    boolean isCallee =
        used != null
            && used.is(Kind.CALL_EXPRESSION)
            && parent.field() == Field.FUNCTION
            && isFunction(type.target());
    int surplus =
        isReceiver && used != null
            ? receiverSurplus(used, type, types)
            : isCallee ? 0 : coercedSurplus(borrow, type, types);
    if (surplus < 0) {
      return List.of();
    }
    int layers = 1;
    Node inner = value;
    while (layers <= surplus && inner.is(Kind.REFERENCE_EXPRESSION) && isPlain(inner)) {
      Node next = inner.child(Field.VALUE);
      if (next == null) {
        break;
      }
      inner = next;
      layers++;
    }
    return List.of(new Found(borrow, inner, layers, isReceiver || isCallee));
  }

  /// Whether a place is behind a raw pointer: there a borrow is to be written (the lint
  /// `dangerous_implicit_autorefs`).
  private static boolean isBehindPointer(Node place, ItemTypes types) {
    Node at = Expressions.bare(place);
    while (at.is(Kind.FIELD_EXPRESSION) || at.is(Kind.INDEX_EXPRESSION)) {
      at = Expressions.bare(at.namedChildren().getFirst());
    }
    return at.is(Kind.UNARY_EXPRESSION)
        && at.has(Kind.STAR)
        && types.of(at.namedChildren().getLast()) instanceof Ty.RawPtr;
  }

  private static boolean isPlain(Node borrow) {
    return !borrow.has(Kind.MUTABLE_SPECIFIER) && !borrow.has(Kind.KW_RAW);
  }

  // Where a reference is wanted.

  /// How many more references than one are dereferenced to fit the place; negative if that is none.
  private static int coercedSurplus(Node borrow, Ty.Ref type, ItemTypes types) {
    if (!(types.target(borrow) instanceof Ty.Ref target)
        || !(type.target() instanceof Ty.Ref)
        || !ItemTypes.isKnown(target)
        || !ItemTypes.isKnown(type)) {
      return -1;
    }
    if (target.mutable() && !isDeclared(borrow, types)) {
      return -1;
    }
    List<Ty> steps = ItemTypes.behindReferences(type);
    int derefs = -1;
    for (int i = 1; i < steps.size() && derefs < 0; i++) {
      if (ItemTypes.isSame(steps.get(i), target.target())) {
        derefs = i;
      }
    }
    if (derefs < 0) {
      boolean isUnsized =
          target.target() instanceof Ty.Dyn
              || target.target() instanceof Ty.Slice && steps.getLast() instanceof Ty.Array;
      derefs = isUnsized ? -1 : steps.size() - 1;
    }
    return derefs - 2;
  }

  /// Whether the place says itself which mutable reference it wants: then it is borrowed anew there.
  private static boolean isDeclared(Node borrow, ItemTypes types) {
    Parameter parameter = Parameter.of(borrow, types);
    return parameter != null
        && parameter.type() instanceof Ty.Ref declared
        && switch (ItemTypes.behindReferences(declared).getLast()) {
          case Ty.Param _, Ty.Opaque _, Ty.Projection _, Ty.Dyn _ -> false;
          default -> true;
        };
  }

  // Where a function, field or method is used.

  private static boolean isFunction(Ty type) {
    return type instanceof Ty.Param || type instanceof Ty.Closure || type instanceof Ty.FnPtr;
  }

  private static int receiverSurplus(Node field, Ty.Ref type, ItemTypes types) {
    Node callee = field.parent();
    Node call = callee != null && callee.is(Kind.GENERIC_FUNCTION) ? callee.parent() : callee;
    if (call == null || field.field() != Field.FUNCTION || !call.is(Kind.CALL_EXPRESSION)) {
      Ty owner = ItemTypes.behindReferences(type).getLast();
      boolean isStruct = owner instanceof Ty.Adt adt && adt.def().kind() == DefKind.STRUCT;
      return isStruct && ItemTypes.isKnown(types.of(field)) ? 0 : -1;
    }
    MethodUse use = types.call(call);
    if (use == null || !ItemTypes.isKnown(type)) {
      return -1;
    }
    boolean isReborrow =
        use.borrow() == MethodUse.Borrow.NONE && use.receiver() instanceof Ty.Ref;
    int derefs = use.derefs() + (isReborrow ? 1 : 0);
    if (use.borrow() == MethodUse.Borrow.NONE && !isReborrow) {
      return -1;
    }
    int required = canBorrowItself(use, call, types) ? 1 : 2;
    return derefs - required;
  }

  /// Whether the method would be found on the value itself: not where the trait is implemented for
  /// the reference.
  private static boolean canBorrowItself(MethodUse use, Node call, ItemTypes types) {
    Def trait = use.method().container();
    FnSig sig = use.method().signature();
    if (trait == null || sig == null || trait.kind() != DefKind.TRAIT) {
      return true;
    }
    if (!(use.receiver() instanceof Ty.Ref receiver)) {
      return false;
    }
    Ty self = sig.params().getFirst() instanceof Ty.Ref ? receiver.target() : receiver;
    if (!(self instanceof Ty.Ref)) {
      return true;
    }
    List<Ty> args = new ArrayList<>(use.args().subList(0, trait.generics().size()));
    args.set(0, self);
    return ItemTypes.isKnown(self) && !types.mayHold(new TraitRef(trait, args), call);
  }

  @Override
  public Message describe(Found found, Context context) {
    String value = found.value().text();
    String shown = value.length() > 40 ? "this" : "`" + value + "`";
    Message message =
        found.isReceiver()
            ? Message.at(found.borrow().span(), "the compiler borrows " + shown + " here by itself")
            : Message.at(
                found.borrow().span(),
                shown + " is a reference already: the compiler takes this one off again");
    return message.help("leave out the `&`").as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    @Nullable Node parent = found.borrow().parent();
    Node place = found.isReceiver() && parent != null ? parent : found.borrow();
    boolean isField = place.field() == Field.FUNCTION && found.value().is(Kind.FIELD_EXPRESSION);
    String value =
        isField
            ? "(" + found.value().text() + ")"
            : Expressions.textFor(found.value(), place);
    Edit edit = Edit.replace(place.span(), value);
    return Expressions.hasComment(context.tree(), place.span())
        ? Optional.empty()
        : Optional.of(Fix.machine("Leave out the borrow", edit));
  }
}
