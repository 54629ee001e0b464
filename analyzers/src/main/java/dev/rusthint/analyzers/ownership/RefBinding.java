package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Parameter;
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
import dev.rusthint.types.MethodUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `ref x` of what is a reference already, where each use of `x` takes the second one off again.
public final class RefBinding implements Analyzer<RefBinding.Found> {
  /// @param pattern the binding with its `ref`
  /// @param stars the uses as `*x`, which becomes `x`
  record Found(Node pattern, Node name, List<Node> stars) {}

  private static final Equivalent LINT = Equivalent.clippy("needless_borrow");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/needless-borrow",
              "ref-binding",
              "a `ref` that makes a reference to a reference",
              """
              `ref` borrows what the pattern matches instead of moving it. Of a shared reference that
              makes a reference to a reference, which each use takes off again; without `ref` the
              reference itself is copied.
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
    return Set.of(Kind.REF_PATTERN, Kind.FIELD_PATTERN);
  }

  @Override
  public List<Found> find(Node pattern, Context context) {
    List<Node> children = pattern.namedChildren();
    if (!pattern.has(Kind.KW_REF)
        || pattern.has(Kind.MUTABLE_SPECIFIER)
        || children.size() != 1
        || pattern.inMacroArguments()) {
      return List.of();
    }
    Node name = children.getFirst();
    ItemTypes types = context.types();
    boolean isOfReference =
        types.ofVariable(name) instanceof Ty.Ref outer
            && outer.target() instanceof Ty.Ref inner
            && !inner.mutable();
    if (!isOfReference || !isMatchedByValue(pattern, types)) {
      return List.of();
    }
    List<Node> stars = stars(name, types);
    return stars == null ? List.of() : List.of(new Found(pattern, name, stars));
  }

  /// Whether the pattern around the binding, if there is one, is matched against a value that is no
  /// reference: else `ref` may be what the match would do without it.
  private static boolean isMatchedByValue(Node pattern, ItemTypes types) {
    Node around = pattern.parent();
    Node whole =
        around != null
                && switch (around.kind()) {
                  case TUPLE_STRUCT_PATTERN, STRUCT_PATTERN, TUPLE_PATTERN -> true;
                  default -> false;
                }
            ? around
            : pattern;
    Node parent = whole.parent();
    if (parent != null && parent.is(Kind.MATCH_PATTERN)) {
      whole = parent;
      parent = parent.parent();
    }
    Node owner = parent;
    if (owner != null && owner.is(Kind.MATCH_ARM)) {
      owner = owner.ancestor(Kind.MATCH_EXPRESSION);
    }
    if (owner == null) {
      return false;
    }
    return switch (owner.kind()) {
      case CLOSURE_PARAMETERS -> whole.equals(pattern);
      case LET_CONDITION, LET_DECLARATION, MATCH_EXPRESSION -> {
        Node value = owner.child(Field.VALUE);
        Ty type = value == null ? Ty.UNKNOWN : types.of(value);
        yield whole.equals(pattern) && !owner.is(Kind.MATCH_EXPRESSION)
            || type instanceof Ty.Adt
            || type instanceof Ty.Tuple;
      }
      default -> false;
    };
  }

  /// The uses of a variable as `*x`; null if it has other uses that look at how many references there
  /// are, or none at all.
  private static @Nullable List<Node> stars(Node name, ItemTypes types) {
    Node function = name.ancestor(Kind.FUNCTION_ITEM);
    String variable = name.text();
    List<Node> stars = new ArrayList<>();
    int uses = 0;
    if (function == null) {
      return null;
    }
    for (Node each : function.descendants()) {
      if (each.is(Kind.STRING_CONTENT) && each.text().contains("{" + variable)) {
        return null;
      }
      if (!each.is(Kind.IDENTIFIER) || each.equals(name) || !each.textIs(variable)) {
        continue;
      }
      Node parent = each.parent();
      boolean isUnparsed = parent != null && parent.is(Kind.TOKEN_TREE) && !each.inMacroArguments();
      if (isUnparsed) {
        return null;
      }
      if (!name.equals(types.declaration(each))) {
        continue;
      }
      uses++;
      if (parent != null && parent.is(Kind.UNARY_EXPRESSION) && parent.has(Kind.STAR)) {
        stars.add(parent);
      } else if (!isTakenOff(each, parent, types)) {
        return null;
      }
    }
    return uses == 0 ? null : stars;
  }

  /// Whether the compiler dereferences a variable where it is used.
  private static boolean isTakenOff(Node use, @Nullable Node parent, ItemTypes types) {
    if (parent == null) {
      return false;
    }
    if (parent.is(Kind.FIELD_EXPRESSION)) {
      Node call = parent.parent();
      if (call != null && parent.field() == Field.FUNCTION && call.is(Kind.CALL_EXPRESSION)) {
        MethodUse method = types.call(call);
        return method != null && method.derefs() > 0;
      }
      return ItemTypes.isKnown(types.of(parent));
    }
    Parameter parameter = parent.is(Kind.ARGUMENTS) ? Parameter.of(use, types) : null;
    return parameter != null
        && parameter.type() instanceof Ty.Ref wanted
        && !(wanted.target() instanceof Ty.Ref)
        && !ItemTypes.isGeneric(wanted);
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.name().text();
    return Message.at(
            found.pattern().span(),
            "`ref` makes `" + name + "` a reference to a reference, and each use takes that off again")
        .help("leave out the `ref`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node keyword = found.pattern().child(Kind.KW_REF);
    if (keyword == null) {
      return Optional.empty();
    }
    List<Edit> edits = new ArrayList<>();
    edits.add(Edit.delete(new Span(keyword.start(), found.name().start())));
    for (Node star : found.stars()) {
      edits.add(Edit.replace(star.span(), found.name().text()));
    }
    return Optional.of(new Fix("Leave out `ref`", true, edits));
  }
}
