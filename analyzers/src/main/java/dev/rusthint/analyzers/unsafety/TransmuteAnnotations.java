package dev.rusthint.analyzers.unsafety;

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
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `transmute` whose types are told by its surroundings alone.
public final class TransmuteAnnotations implements Analyzer<TransmuteAnnotations.Found> {
  record Found(Node function, String path, String from, String to) {}

  private static final Equivalent LINT = Equivalent.clippy("missing_transmute_annotations");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-needless",
              "transmute-annotations",
              "a `transmute` that does not say between which types",
              """
              What `transmute` does depends on two types, which come from the code around it where
              they are not written. When that changes, another conversion compiles without a word.
              """)
          .withFixes(Fixes.REVIEW)
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
    FunctionCall call = FunctionCall.of(node, "transmute", 1);
    if (call == null || isWritten(call.function()) || isAnnotated(node)) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty from = types.of(call.arguments().getFirst());
    Ty to = types.of(node);
    return ItemTypes.isKnown(from)
            && ItemTypes.isKnown(to)
            && isNamed(from)
            && isNamed(to)
            && call.means("core::intrinsics::transmute", types)
        ? List.of(
            new Found(
                call.function(), path(call.function()), ItemTypes.text(from), ItemTypes.text(to)))
        : List.of();
  }

  private static boolean isNamed(Ty type) {
    return !(type instanceof Ty.Closure) && !(type instanceof Ty.Opaque) && !(type instanceof Ty.FnDef);
  }

  private static boolean isWritten(Node function) {
    Node arguments = function.child(Kind.TYPE_ARGUMENTS);
    if (arguments == null) {
      return false;
    }
    List<Node> written = arguments.namedChildren();
    return written.size() == 2 && written.stream().noneMatch(each -> each.textIs("_"));
  }

  private static String path(Node function) {
    return function.is(Kind.GENERIC_FUNCTION)
        ? function.textOf(Field.FUNCTION).orElse("transmute")
        : function.text();
  }

  /// The last name of the path.
  private static Node name(Node function) {
    Node path = function.is(Kind.GENERIC_FUNCTION) ? function.child(Field.FUNCTION) : function;
    Node name = path == null ? null : path.child(Field.NAME);
    return name == null ? function : name;
  }

  /// Whether the type of the result is written close by: at the variable, or as that of the function
  /// whose result it is.
  private static boolean isAnnotated(Node call) {
    Node at = call;
    for (Node parent = at.parent(); parent != null; parent = at.parent()) {
      switch (parent.kind()) {
        case LET_DECLARATION -> {
          return parent.child(Field.TYPE) != null;
        }
        case UNSAFE_BLOCK, PARENTHESIZED_EXPRESSION -> {}
        case EXPRESSION_STATEMENT -> {
          if (parent.text().endsWith(";")) {
            return false;
          }
        }
        case BLOCK -> {
          if (!parent.namedChildren().getLast().equals(at)) {
            return false;
          }
        }
        case FUNCTION_ITEM, CLOSURE_EXPRESSION, CONST_ITEM, STATIC_ITEM -> {
          return true;
        }
        default -> {
          return false;
        }
      }
      at = parent;
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            new Span(name(found.function()).start(), found.function().end()),
            "this turns a `" + found.from() + "` into a `" + found.to() + "` without saying so")
        .help("write `" + replacement(found) + "`")
        .as(LINT);
  }

  private static String replacement(Found found) {
    return found.path() + "::<" + found.from() + ", " + found.to() + ">";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Span span = found.function().span();
    return Optional.of(
        Fix.review("Write the types", Edit.replace(span, replacement(found))));
  }
}
