package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;

/// A pointer into a value that is gone at the end of the statement.
public final class DanglingTemporary implements Analyzer<DanglingTemporary.Found> {
  record Found(MethodCall call, String owner) {}

  /// What owns the memory that its `as_ptr` points to.
  private static final Set<String> OWNERS =
      Set.of(
          "alloc::vec::Vec",
          "alloc::string::String",
          "alloc::boxed::Box",
          "alloc::ffi::c_str::CString",
          "core::cell::Cell",
          "core::cell::UnsafeCell",
          "core::cell::RefCell",
          "core::mem::maybe_uninit::MaybeUninit");

  private static final Set<String> METHODS = Set.of("as_ptr", "as_mut_ptr");

  private static final Equivalent LINT = Equivalent.rustc("dangling_pointers_from_temporaries");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/dangling-temporary-pointer",
              "dangling-temporary",
              "a pointer into a value that is gone at the end of the statement",
              """
              A value that no variable holds is dropped at the end of the statement. A pointer does
              not keep it alive as a reference would: it is left pointing to freed memory, and the
              compiler accepts every use of it.
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
    MethodCall call = MethodCall.of(node);
    if (call == null
        || !METHODS.contains(call.name().text())
        || !call.arguments().isEmpty()
        || !isTemporary(call.receiver())
        || !isKept(node)) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty owner = types.of(call.receiver());
    boolean isOwner =
        owner instanceof Ty.Array
            || owner instanceof Ty.Adt adt && OWNERS.contains(adt.def().path());
    return isOwner && types.of(node) instanceof Ty.RawPtr && !isBoxOfPlace(owner)
        ? List.of(new Found(call, ItemTypes.text(owner)))
        : List.of();
  }

  /// Whether an expression makes a value that nothing holds.
  private static boolean isTemporary(Node receiver) {
    return switch (receiver.kind()) {
      case CALL_EXPRESSION, STRUCT_EXPRESSION, ARRAY_EXPRESSION, TRY_EXPRESSION -> true;
      case MACRO_INVOCATION ->
          receiver.text().startsWith("vec!") || receiver.text().startsWith("format!");
      default -> false;
    };
  }

  /// Whether the pointer outlives the statement: it is given to a variable or a place.
  private static boolean isKept(Node call) {
    Node at = call;
    Node parent = at.parent();
    while (parent != null
        && (parent.is(Kind.TYPE_CAST_EXPRESSION) || parent.is(Kind.PARENTHESIZED_EXPRESSION))) {
      at = parent;
      parent = at.parent();
    }
    return parent != null
        && switch (parent.kind()) {
          case LET_DECLARATION -> at.field() == Field.VALUE;
          case ASSIGNMENT_EXPRESSION -> at.field() == Field.RIGHT;
          case RETURN_EXPRESSION -> true;
          default -> false;
        };
  }

  /// Whether a box holds what is borrowed from elsewhere, as `Box<&T>` does.
  private static boolean isBoxOfPlace(Ty owner) {
    return owner instanceof Ty.Adt adt
        && adt.def().name().equals("Box")
        && !(adt.args().getFirst() instanceof Ty.Slice
            || adt.args().getFirst() instanceof Ty.Primitive(Prim prim) && prim == Prim.STR);
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().named(),
            "this points into a `" + found.owner() + "` that is dropped at the end of the statement")
        .help("give the value a variable that lives as long as the pointer is used")
        .as(LINT);
  }
}
