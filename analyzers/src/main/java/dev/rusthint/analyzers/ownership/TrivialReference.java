package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parameter `&T` where `T` is copied and no larger than the reference.
public final class TrivialReference implements Analyzer<TrivialReference.Found> {
  record Found(Node place, Node parameter, String type, long size) {}

  private static final long POINTER = 8;

  private static final Equivalent LINT = Equivalent.clippy("trivially_copy_pass_by_ref");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/pass-by-reference-size",
              "trivial-reference",
              "a reference to a value that is no larger than a reference",
              """
              A small value that is `Copy` goes to a function in a register. A reference to it takes a
              register too, and the value has to be in memory for it, where each use reads it again.
              """)
          .pedantic()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node list = function.child(Field.PARAMETERS);
    if (list == null || !list.text().contains("&")) {
      return List.of();
    }
    Def def = context.types().definition(function);
    FnSig sig = def == null || isOfTrait(def) ? null : def.signature();
    if (sig == null
        || !sig.abi().equals("Rust")
        || isFixed(function, context)
        || makesPointer(function)) {
      return List.of();
    }
    List<Node> parameters = parameters(list);
    if (parameters.size() != sig.params().size()) {
      return List.of();
    }
    Layouts layouts = new Layouts(context.types().world(), DataModel.LP64);
    long limit = limit(context);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Node parameter = parameters.get(i);
      Node place = place(parameter);
      if (place == null
          || !(sig.params().get(i) instanceof Ty.Ref type)
          || type.mutable()
          || isReturned(function, parameters, i)
          || !context.types().isCopy(type.target(), parameter)) {
        continue;
      }
      Layout layout = layouts.of(type.target());
      if (layout != null && layout.size() <= limit) {
        found.add(new Found(place, parameter, ItemTypes.text(type.target()), layout.size()));
      }
    }
    return found;
  }

  private static long limit(Context context) {
    String written = context.settings().option("trivial-copy-size-limit");
    return written != null && written.matches("\\d{1,9}") ? Long.parseLong(written) : POINTER;
  }

  /// Whether a trait decides what the function takes.
  private static boolean isOfTrait(Def def) {
    Def container = def.container();
    ImplHead head = container == null ? null : container.impl();
    return head != null && head.trait() != null;
  }

  /// Whether others call it as it is, or it becomes part of its callers.
  private static boolean isFixed(Node function, Context context) {
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    Node parent = function.parent();
    boolean isItem = parent == null || parent.is(Kind.SOURCE_FILE);
    if (keepsExports && isItem && !Boolean.FALSE.equals(context.isExported())) {
      return true;
    }
    for (Node attribute : Attributes.outer(function)) {
      String arguments = Attributes.arguments(attribute);
      boolean isAlways =
          Attributes.path(attribute).equals("inline")
              && arguments != null
              && arguments.contains("always");
      if (isAlways || Attributes.path(attribute).equals("proc_macro_derive")) {
        return true;
      }
    }
    return false;
  }

  /// Whether the body may look where the value is.
  private static boolean makesPointer(Node function) {
    Node body = function.child(Field.BODY);
    return body != null && (body.text().contains("*const") || body.text().contains("ptr::"));
  }

  private static List<Node> parameters(Node list) {
    List<Node> found = new ArrayList<>();
    for (Node child : list.namedChildren()) {
      if (child.is(Kind.PARAMETER) || child.is(Kind.SELF_PARAMETER)) {
        found.add(child);
      }
    }
    return found;
  }

  /// What is underlined: `&self`, or the type of a parameter; null if it is not written as a
  /// reference.
  private static @Nullable Node place(Node parameter) {
    if (parameter.is(Kind.SELF_PARAMETER)) {
      return parameter.text().startsWith("&") ? parameter : null;
    }
    Node type = parameter.child(Field.TYPE);
    return type != null && type.is(Kind.REFERENCE_TYPE) ? type : null;
  }

  /// Whether what the function gives may borrow from this parameter (Reference, *Lifetime elision*).
  private static boolean isReturned(Node function, List<Node> parameters, int position) {
    Node result = function.child(Field.RETURN_TYPE);
    if (result == null) {
      return false;
    }
    Node own = place(parameters.get(position));
    Node lifetime = own == null ? null : own.child(Kind.LIFETIME);
    if (lifetime != null) {
      // One of the impl may stand in `Self`.
      Node declared = function.child(Field.TYPE_PARAMETERS);
      boolean isOwn = declared != null && declared.text().contains(lifetime.text());
      return !isOwn || result.text().contains(lifetime.text());
    }
    Node first = parameters.getFirst();
    boolean isOfSelf = first.is(Kind.SELF_PARAMETER) && place(first) != null;
    return (!isOfSelf || position == 0) && mayBorrow(result);
  }

  /// Whether a type has a lifetime that is not written, or may have one.
  private static boolean mayBorrow(Node type) {
    for (Node each : type.descendants()) {
      boolean isElided =
          switch (each.kind()) {
            case REFERENCE_TYPE -> each.child(Kind.LIFETIME) == null;
            case LIFETIME -> each.textIs("'_");
            case ABSTRACT_TYPE, DYNAMIC_TYPE -> true;
            default -> false;
          };
      if (isElided) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean isSelf = found.parameter().is(Kind.SELF_PARAMETER);
    String bytes = found.size() == 1 ? "1 byte" : found.size() + " bytes";
    return Message.at(
            found.place().span(),
            "`" + found.type() + "` is copied in " + bytes + ", a reference to it takes "
                + POINTER)
        .help("take `" + (isSelf ? "self" : found.type()) + "` by value")
        .as(LINT);
  }
}
