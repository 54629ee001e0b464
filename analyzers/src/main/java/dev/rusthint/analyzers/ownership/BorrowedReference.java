package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `&ref x`, `&(ref a, ref b)`: a pattern that takes a reference off and puts it on again.
public final class BorrowedReference implements Analyzer<BorrowedReference.Found> {
  /// @param refs the bindings with `ref`
  record Found(Node pattern, Node inner, List<Node> refs) {}

  private static final Equivalent LINT = Equivalent.clippy("needless_borrowed_reference");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/needless-borrow",
              "borrowed-reference",
              "a pattern that takes a reference off and puts it on again",
              """
              A pattern without `&` and `ref` matches through a reference and binds references to
              the parts, since Rust 1.26. `&(ref a, ref b)` says the same as `(a, b)`.
              """)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.REFERENCE_PATTERN);
  }

  @Override
  public List<Found> find(Node pattern, Context context) {
    List<Node> children = pattern.namedChildren();
    if (pattern.has(Kind.MUTABLE_SPECIFIER)
        || children.size() != 1
        || pattern.inMacroArguments()
        || isAlternative(pattern)) {
      return List.of();
    }
    Node inner = children.getFirst();
    List<Node> parts =
        switch (inner.kind()) {
          case REF_PATTERN -> List.of(inner);
          case TUPLE_PATTERN, SLICE_PATTERN -> parts(inner);
          case TUPLE_STRUCT_PATTERN -> parts(inner);
          case STRUCT_PATTERN -> fields(inner);
          default -> List.of();
        };
    List<Node> refs = new ArrayList<>();
    for (Node part : parts) {
      if (isRef(part)) {
        refs.add(part);
      } else if (!isAnything(part)) {
        return List.of();
      }
    }
    return refs.isEmpty() ? List.of() : List.of(new Found(pattern, inner, refs));
  }

  private static boolean isAlternative(Node pattern) {
    for (Node at = pattern.parent(); at != null; at = at.parent()) {
      switch (at.kind()) {
        case OR_PATTERN -> {
          return true;
        }
        case MATCH_ARM, LET_DECLARATION, CLOSURE_EXPRESSION, PARAMETER, FOR_EXPRESSION,
            LET_CONDITION, FUNCTION_ITEM, BLOCK -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static List<Node> parts(Node pattern) {
    List<Node> found = new ArrayList<>();
    for (Node child : pattern.children()) {
      boolean isPart =
          child.kind().isNamed() && !child.kind().isComment() || child.is(Kind.UNDERSCORE);
      if (isPart && child.field() != Field.TYPE) {
        found.add(child);
      }
    }
    return found;
  }

  private static List<Node> fields(Node pattern) {
    List<Node> found = new ArrayList<>();
    for (Node child : parts(pattern)) {
      Node value = child.is(Kind.FIELD_PATTERN) ? child.child(Field.PATTERN) : null;
      found.add(value == null ? child : value);
    }
    return found;
  }

  private static boolean isRef(Node part) {
    boolean isShorthand = part.is(Kind.FIELD_PATTERN) && part.has(Kind.KW_REF);
    boolean isBinding =
        part.is(Kind.REF_PATTERN)
            && part.namedChildren().size() == 1
            && part.namedChildren().getFirst().is(Kind.IDENTIFIER);
    return (isShorthand || isBinding) && !part.has(Kind.MUTABLE_SPECIFIER);
  }

  private static boolean isAnything(Node part) {
    return part.is(Kind.UNDERSCORE) || part.is(Kind.REMAINING_FIELD_PATTERN) || part.textIs("_");
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean isOne = found.inner().is(Kind.REF_PATTERN);
    return Message.at(
            found.pattern().span(),
            isOne
                ? "this takes the reference off and puts it on again"
                : "this takes the reference off, and puts one on each part again")
        .help("leave out `&` and `ref`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    List<Edit> edits = new ArrayList<>();
    edits.add(Edit.delete(new Span(found.pattern().start(), found.inner().start())));
    for (Node ref : found.refs()) {
      Span span = keyword(ref);
      if (span == null) {
        return Optional.empty();
      }
      if (!found.inner().equals(ref)) {
        edits.add(Edit.delete(span));
      } else {
        edits.set(0, Edit.delete(new Span(found.pattern().start(), span.end())));
      }
    }
    return Optional.of(new Fix("Leave out `&` and `ref`", true, edits));
  }

  /// The keyword and the blank behind it.
  private static @Nullable Span keyword(Node binding) {
    Node keyword = binding.child(Kind.KW_REF);
    Node next = keyword == null ? null : keyword.nextSibling();
    return keyword == null || next == null ? null : new Span(keyword.start(), next.start());
  }
}
