package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Prim;
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
import org.jspecify.annotations.Nullable;

/// `a = b.clone()` where `a` could take the value into what it has allocated.
public final class AssigningClones implements Analyzer<AssigningClones.Found> {
  /// @param isOwned whether it is `to_owned`
  record Found(Node assignment, Node place, MethodCall copy, MethodUse use, boolean isOwned) {}

  /// Types with a `clone_from` of their own.
  private static final Set<String> REUSING =
      Set.of(
          "alloc::string::String",
          "alloc::vec::Vec",
          "alloc::boxed::Box",
          "alloc::collections::vec_deque::VecDeque",
          "alloc::collections::linked_list::LinkedList",
          "alloc::collections::binary_heap::BinaryHeap",
          "alloc::collections::btree::set::BTreeSet",
          "std::collections::hash::map::HashMap",
          "std::collections::hash::set::HashSet",
          "std::path::PathBuf",
          "std::ffi::os_str::OsString",
          "core::task::wake::Waker",
          "core::option::Option",
          "core::result::Result");

  private static final Set<String> BORROWED =
      Set.of("std::path::Path", "std::ffi::os_str::OsStr", "core::ffi::c_str::CStr");

  private static final Equivalent LINT = Equivalent.clippy("assigning_clones");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/clone-into",
              "assigning-clones",
              "a clone assigned to a variable that has room for it",
              """
              `a = b.clone()` allocates for the new value and frees the old one. `clone_from` and
              `clone_into` copy into the memory that `a` has, if there is enough of it.
              """)
          .pedantic()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.ASSIGNMENT_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Node place = node.child(Field.LEFT);
    Node value = node.child(Field.RIGHT);
    MethodCall clone = MethodCall.of(value);
    boolean isOwned = clone != null && clone.is("to_owned", 0);
    if (place == null || clone == null || !isOwned && !clone.is("clone", 0)) {
      return List.of();
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(clone.call());
    if (use == null || isOwned && !context.crate().allows(63)) {
      return List.of();
    }
    Ty self = ItemTypes.behindReferences(use.receiver()).getLast();
    boolean reuses =
        isOwned
            ? use.is("alloc::borrow::ToOwned::to_owned") && isBorrowed(self)
            : use.is("core::clone::Clone::clone")
                && self instanceof Ty.Adt adt
                && REUSING.contains(adt.def().path());
    return reuses && areApart(place, clone.receiver(), types)
        ? List.of(new Found(node, place, clone, use, isOwned))
        : List.of();
  }

  private static boolean isBorrowed(Ty type) {
    return type.equals(Ty.of(Prim.STR))
        || type instanceof Ty.Slice
        || type instanceof Ty.Adt adt && BORROWED.contains(adt.def().path());
  }

  /// Whether what is cloned certainly does not belong to what is assigned to, which has a value.
  private static boolean areApart(Node place, Node source, ItemTypes types) {
    Node assigned = root(place);
    Node first = assigned == null ? null : types.declaration(assigned);
    if (first == null || !hasValue(first)) {
      return false;
    }
    for (Node each : source.descendants()) {
      boolean isName = each.is(Kind.IDENTIFIER) || each.is(Kind.SELF);
      Node second = isName ? types.declaration(each) : null;
      boolean isApart =
          second == null
              || !second.equals(first) && (isParameter(second) || isOwner(second, types));
      if (!isApart || each.is(Kind.MACRO_INVOCATION) || each.is(Kind.CLOSURE_EXPRESSION)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOwner(Node declaration, ItemTypes types) {
    return types.ofVariable(declaration) instanceof Ty.Adt adt
        && adt.def().generics().lifetimes().isEmpty()
        && adt.args().stream().noneMatch(each -> each instanceof Ty.Ref);
  }

  private static boolean isParameter(Node declaration) {
    if (declaration.is(Kind.SELF_PARAMETER)) {
      return true;
    }
    Node parent = declaration.parent();
    if (parent != null && parent.is(Kind.MUT_PATTERN)) {
      parent = parent.parent();
    }
    return parent != null && parent.is(Kind.PARAMETER);
  }

  /// Whether a variable is one of a parameter, or set where it is declared.
  private static boolean hasValue(Node declaration) {
    Node parent = declaration.parent();
    return parent == null || !parent.is(Kind.LET_DECLARATION) || parent.child(Field.VALUE) != null;
  }

  /// The variable that a place is in; null if it is reached by a call.
  private static @Nullable Node root(Node place) {
    Node at = Expressions.bare(place);
    return switch (at.kind()) {
      case IDENTIFIER, SELF -> at;
      case FIELD_EXPRESSION -> inside(at.child(Field.VALUE));
      case INDEX_EXPRESSION -> inside(at.namedChildren().getFirst());
      case UNARY_EXPRESSION -> at.has(Kind.STAR) ? inside(at.namedChildren().getLast()) : null;
      default -> null;
    };
  }

  private static @Nullable Node inside(@Nullable Node place) {
    return place == null ? null : root(place);
  }

  @Override
  public Message describe(Found found, Context context) {
    String method = found.isOwned() ? "clone_into" : "clone_from";
    return Message.at(
            found.assignment().span(),
            "the clone is made anew, and what `" + found.place().text() + "` has allocated is freed")
        .help("use `" + method + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node receiver = found.copy().receiver();
    Node parent = found.assignment().parent();
    boolean isStatement = parent != null && parent.is(Kind.EXPRESSION_STATEMENT);
    if (!isStatement
        || found.use().derefs() > 1
        || !Expressions.isTight(receiver)
        || Expressions.hasComment(context.tree(), found.assignment().span())) {
      return Optional.empty();
    }
    boolean isReference = context.types().of(receiver) instanceof Ty.Ref;
    String place = found.place().text();
    boolean isBehind = found.place().is(Kind.UNARY_EXPRESSION) && place.startsWith("*");
    String pointer = isBehind ? place.substring(1).strip() : place;
    String text;
    if (found.isOwned()) {
      String target = isBehind ? pointer : "&mut " + place;
      text = receiver.text() + ".clone_into(" + target + ")";
    } else {
      text = pointer + ".clone_from(" + (isReference ? "" : "&") + receiver.text() + ")";
    }
    return Optional.of(
        Fix.machine("Clone into it", Edit.replace(found.assignment().span(), text)));
  }
}
