package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reference to a `static mut` that this file declares: `&X`, `&mut X`, `let ref x = X`, or a
/// method that borrows it.
public final class StaticMutReference implements Analyzer<StaticMutReference.Found> {
  /// @param expression what makes the reference
  /// @param path the static, with the fields taken of it
  /// @param declaration the number of the item that declares it, -1 for one of this function
  /// @param mutable whether the reference is; null for a method whose receiver is not known
  record Found(
      Node expression, Node path, Span name, int declaration, @Nullable Boolean mutable) {}

  /// A `static mut`.
  private record Declared(Node item, int ordinal) {}

  private static final Equivalent LINT = Equivalent.rustc("static_mut_refs");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/static-mut-reference",
              "static-mut-reference",
              "a reference to a `static mut`",
              """
              A reference promises that nothing else changes what it points to, or for `&mut` that
              nothing else even looks, for as long as it lives. Nobody can promise that of a
              `static mut`, which every thread and every function can reach; breaking it is
              undefined behaviour even if the reference is never used. Use an atomic, a `Mutex`,
              a `OnceLock` or a `LazyLock`; where that is not possible, a raw pointer
              (`&raw const X`, `&raw mut X`) makes no such promise.
              """)
          .withReach(Reach.FILE)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  /// Methods of std that borrow their receiver, by the type they are methods of.
  private static final Map<String, Set<String>> SHARED =
      Map.of(
          "Option",
          Set.of("as_ref", "as_deref", "is_some", "is_none", "iter", "clone"),
          "Vec",
          Set.of("len", "is_empty", "iter", "as_ptr", "as_slice", "get", "first", "last", "clone",
              "capacity", "contains"),
          "String",
          Set.of("len", "is_empty", "as_str", "as_bytes", "clone", "chars", "bytes"),
          "HashMap",
          Set.of("len", "is_empty", "iter", "get", "contains_key", "keys", "values", "clone"),
          "MaybeUninit",
          Set.of("as_ptr", "assume_init_ref"),
          "[",
          Set.of("len", "is_empty", "iter", "as_ptr", "get", "first", "last", "contains",
              "get_unchecked", "as_slice"));

  private static final Map<String, Set<String>> MUTABLE =
      Map.of(
          "Option",
          Set.of("as_mut", "as_deref_mut", "take", "replace", "insert", "get_or_insert",
              "get_or_insert_with", "iter_mut"),
          "Vec",
          Set.of("push", "pop", "clear", "iter_mut", "as_mut_ptr", "as_mut_slice", "get_mut",
              "extend", "insert", "remove", "truncate", "resize", "reserve", "retain", "drain",
              "sort", "swap", "append"),
          "String",
          Set.of("push", "push_str", "clear", "pop", "truncate", "insert"),
          "HashMap",
          Set.of("insert", "remove", "entry", "get_mut", "clear", "iter_mut", "values_mut"),
          "MaybeUninit",
          Set.of("as_mut_ptr", "write", "assume_init_mut"),
          "[",
          Set.of("iter_mut", "as_mut_ptr", "get_mut", "get_unchecked_mut", "fill", "swap",
              "copy_from_slice", "clone_from_slice", "first_mut", "last_mut", "sort"));

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.REFERENCE_EXPRESSION, Kind.CALL_EXPRESSION, Kind.LET_DECLARATION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Found found =
        switch (node.kind()) {
          case REFERENCE_EXPRESSION ->
              node.has(Kind.KW_RAW)
                  ? null
                  : reference(node, node.child(Field.VALUE), node.has(Kind.MUTABLE_SPECIFIER), context);
          case LET_DECLARATION -> binding(node, context);
          default -> call(node, context);
        };
    return found == null ? List.of() : List.of(found);
  }

  private static @Nullable Found reference(
      Node expression, @Nullable Node place, boolean mutable, Context context) {
    Node root = rootOf(place);
    Declared declared = root == null ? null : declaration(root, context);
    Node name = declared == null ? null : declared.item().child(Field.NAME);
    if (place == null || declared == null || name == null) {
      return null;
    }
    return new Found(expression, place, name.span(), declared.ordinal(), mutable);
  }

  private static @Nullable Found binding(Node let, Context context) {
    Node pattern = let.child(Field.PATTERN);
    Node value = let.child(Field.VALUE);
    if (pattern == null || value == null || !pattern.is(Kind.REF_PATTERN)) {
      return null;
    }
    return reference(value, value, pattern.text().matches("ref\\s+mut\\b.*"), context);
  }

  /// `X.method(…)` where the method is known to borrow.
  private static @Nullable Found call(Node call, Context context) {
    Node function = call.child(Field.FUNCTION);
    if (function != null && function.is(Kind.GENERIC_FUNCTION)) {
      function = function.child(Field.FUNCTION);
    }
    if (function == null || !function.is(Kind.FIELD_EXPRESSION)) {
      return null;
    }
    Node receiver = function.child(Field.VALUE);
    if (receiver == null || !isPath(receiver)) {
      return null;
    }
    Declared declared = declaration(receiver, context);
    Node type = declared == null ? null : declared.item().child(Field.TYPE);
    Node name = declared == null ? null : declared.item().child(Field.NAME);
    String method = function.textOf(Field.FIELD).orElse("");
    if (declared == null || type == null || name == null) {
      return null;
    }
    String head = headOf(type);
    Boolean mutable = null;
    if (SHARED.getOrDefault(head, Set.of()).contains(method)) {
      mutable = false;
    } else if (MUTABLE.getOrDefault(head, Set.of()).contains(method)) {
      mutable = true;
    } else {
      mutable = receiverInFile(head, method, context);
    }
    return mutable == null
        ? null
        : new Found(call, receiver, name.span(), declared.ordinal(), mutable);
  }

  private static String headOf(Node type) {
    return switch (type.kind()) {
      case TYPE_IDENTIFIER -> type.text();
      case GENERIC_TYPE -> {
        Node name = type.child(Field.TYPE);
        yield name == null ? "" : headOf(name);
      }
      case SCOPED_TYPE_IDENTIFIER -> type.textOf(Field.NAME).orElse("");
      case ARRAY_TYPE -> "[";
      default -> "";
    };
  }

  /// Whether the only method `name` of inherent impls of `type` in this file takes `&mut self`
  /// (true) or `&self` (false); null if there is none, several, or it takes something else.
  private static @Nullable Boolean receiverInFile(String type, String name, Context context) {
    Boolean answer = null;
    for (Placed item : context.model().named(name)) {
      Placed container = item.parent();
      if (item.kind() != ItemKind.FUNCTION
          || container == null
          || container.kind() != ItemKind.IMPL) {
        continue;
      }
      Node impl = Attributes.itemOf(container.item().tree());
      Node function = Attributes.itemOf(item.item().tree());
      Node implemented = impl == null ? null : impl.child(Field.TYPE);
      if (impl == null
          || function == null
          || implemented == null
          || impl.child(Field.TRAIT) != null
          || !headOf(implemented).equals(type)
          || !function.textOf(Field.NAME).orElse("").equals(name)) {
        continue;
      }
      Node parameters = function.child(Field.PARAMETERS);
      Node self = parameters == null ? null : parameters.child(Kind.SELF_PARAMETER);
      if (answer != null || self == null || !self.has(Kind.AMP)) {
        return null;
      }
      answer = self.has(Kind.MUTABLE_SPECIFIER);
    }
    return answer;
  }

  /// The path that fields are taken of.
  private static @Nullable Node rootOf(@Nullable Node place) {
    Node node = place;
    while (node != null) {
      if (isPath(node)) {
        return node;
      }
      node =
          switch (node.kind()) {
            case FIELD_EXPRESSION -> node.child(Field.VALUE);
            case PARENTHESIZED_EXPRESSION ->
                node.namedChildren().isEmpty() ? null : node.namedChildren().get(0);
            default -> null;
          };
    }
    return null;
  }

  private static boolean isPath(Node node) {
    return node.is(Kind.IDENTIFIER)
        || node.is(Kind.SCOPED_IDENTIFIER) && node.text().matches("self\\s*::\\s*\\w+");
  }

  /// The `static mut` that a path names, if this file settles it.
  private static @Nullable Declared declaration(Node path, Context context) {
    String text = path.text();
    String name = text.substring(text.lastIndexOf(':') + 1).strip();
    if (path.is(Kind.IDENTIFIER)) {
      for (Node n = path.parent(); n != null; n = n.parent()) {
        if (n.is(Kind.BLOCK) || n.is(Kind.DECLARATION_LIST)) {
          for (Node child : n.children()) {
            if ((child.is(Kind.STATIC_ITEM) || child.is(Kind.CONST_ITEM))
                && child.textOf(Field.NAME).orElse("").equals(name)) {
              return isMutable(child) ? new Declared(child, -1) : null;
            }
          }
        }
        if (n.is(Kind.MOD_ITEM)) {
          return null;
        }
      }
    }
    Placed module = moduleOf(context.item());
    for (Placed item : context.model().named(name)) {
      if (item.kind() == ItemKind.STATIC && moduleOf(item) == module) {
        Node declared = Attributes.itemOf(item.item().tree());
        if (declared != null
            && isMutable(declared)
            && declared.textOf(Field.NAME).orElse("").equals(name)) {
          return new Declared(declared, item.ordinal());
        }
      }
    }
    return null;
  }

  private static boolean isMutable(Node item) {
    return item.is(Kind.STATIC_ITEM) && item.has(Kind.MUTABLE_SPECIFIER);
  }

  private static @Nullable Placed moduleOf(Placed item) {
    Placed p = item.parent();
    while (p != null && p.kind() != ItemKind.MODULE) {
      p = p.parent();
    }
    return p;
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean mutable = Boolean.TRUE.equals(found.mutable());
    String place = found.path().text();
    boolean method = found.expression().is(Kind.CALL_EXPRESSION);
    String kind = mutable ? "a mutable" : "a shared";
    String how = method ? " (by calling a method that borrows it)" : "";
    return Message.at(
            found.expression().span(),
            "this makes " + kind + " reference to the mutable static `" + place + "`" + how)
        .note(
            mutable
                ? "undefined behaviour if anything else reads or writes it while the reference lives"
                : "undefined behaviour if anything writes to it while the reference lives")
        .help("use an atomic, a `Mutex`, a `OnceLock` or a `LazyLock`; or a raw pointer, `&raw`")
        .related(new Place(found.declaration(), found.name()), "declared here")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node expression = found.expression();
    if (!expression.is(Kind.REFERENCE_EXPRESSION)) {
      return Optional.empty();
    }
    boolean mutable = Boolean.TRUE.equals(found.mutable());
    Span head = new Span(expression.start(), found.path().start());
    if (context.crate().allows(82)) {
      String raw = mutable ? "&raw mut " : "&raw const ";
      return Optional.of(Fix.review("Make it a raw pointer", Edit.replace(head, raw)));
    }
    String macro = mutable ? "core::ptr::addr_of_mut!(" : "core::ptr::addr_of!(";
    return Optional.of(
        Fix.review(
            "Make it a raw pointer",
            Edit.replace(head, macro),
            Edit.insert(found.path().end(), ")")));
  }
}
