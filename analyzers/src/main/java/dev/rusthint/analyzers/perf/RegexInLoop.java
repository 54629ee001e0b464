package dev.rusthint.analyzers.perf;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A regex with a fixed pattern that is compiled in each turn of a loop.
public final class RegexInLoop implements Analyzer<RegexInLoop.Found> {
  record Found(Node callee, Node pattern, Node call, Node loop, String type) {}

  private static final Set<String> REGEXES =
      Set.of("regex::Regex", "regex::bytes::Regex", "regex::RegexBuilder");

  private static final Equivalent LINT = Equivalent.clippy("regex_creation_in_loops");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/regex-in-loop",
              "regex-in-loop",
              "a regex compiled in each turn of a loop",
              """
              Compiling a pattern parses it, builds an automaton and allocates: thousands of times
              what a short search costs. The crate `regex` is made to compile once and search often.
              A `static` with `LazyLock` compiles at first use.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.FILE)
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
    Node arguments = call.child(Field.ARGUMENTS);
    if (callee == null || arguments == null || !callee.is(Kind.SCOPED_IDENTIFIER)) {
      return List.of();
    }
    Node type = callee.child(Field.PATH);
    Node name = callee.child(Field.NAME);
    List<Node> values = arguments.namedChildren();
    boolean fixed =
        values.size() == 1
            && (values.get(0).is(Kind.STRING_LITERAL) || values.get(0).is(Kind.RAW_STRING_LITERAL));
    if (type == null || name == null || !name.textIs("new") || !fixed) {
      return List.of();
    }
    Node loop = loopAround(call);
    if (loop == null) {
      return List.of();
    }
    String path = context.model().resolve(type.text(), context.item(), callee).orElse("");
    return REGEXES.contains(path)
        ? List.of(new Found(callee, values.get(0), call, loop, type.text()))
        : List.of();
  }

  /// The loop whose body runs the node each turn: no closure or item lies between.
  private static @Nullable Node loopAround(Node node) {
    Node child = node;
    for (Node n = node.parent(); n != null; n = n.parent()) {
      switch (n.kind()) {
        case FOR_EXPRESSION -> {
          if (child.field() == Field.BODY) {
            return n;
          }
        }
        case WHILE_EXPRESSION, LOOP_EXPRESSION -> {
          return n;
        }
        case FUNCTION_ITEM, CLOSURE_EXPRESSION, CONST_ITEM, STATIC_ITEM -> {
          return null;
        }
        default -> {}
      }
      child = n;
    }
    return null;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.callee().span(), "this regex is compiled in each turn of the loop")
        .related(Place.here(new Span(found.loop().start(), found.loop().start() + 1)), "the loop")
        .help("compile it once: before the loop, or in a `static` with `LazyLock`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    if (!context.crate().allows(80)) {
      return Optional.empty();
    }
    Node statement = found.loop();
    while (statement.parent() != null && !statement.parent().is(Kind.BLOCK)) {
      statement = statement.parent();
    }
    Node unwrap = unwrapOf(found.call());
    if (unwrap == null) {
      return Optional.empty();
    }
    String indent = statement.tree().indentAt(statement.start());
    String pattern =
        "static PATTERN: std::sync::LazyLock<%s> =\n%s    std::sync::LazyLock::new(|| %s.unwrap());\n%s"
            .formatted(found.type(), indent, found.call().text(), indent);
    return Optional.of(
        Fix.review(
            "Compile the regex once",
            Edit.insert(statement.start(), pattern),
            Edit.replace(unwrap.span(), isPlace(unwrap) ? "PATTERN" : "&PATTERN")));
  }

  /// Whether the value is borrowed where it stands, not moved: a method is called on it, or `&` is
  /// before it.
  private static boolean isPlace(Node value) {
    Node parent = value.parent();
    return parent != null
        && (parent.is(Kind.REFERENCE_EXPRESSION)
            || parent.is(Kind.FIELD_EXPRESSION) && value.field() == Field.VALUE);
  }

  /// The call of `unwrap` or `expect` on the result.
  private static @Nullable Node unwrapOf(Node call) {
    Node field = call.parent();
    Node outer = field == null ? null : field.parent();
    boolean unwraps =
        field != null
            && outer != null
            && field.is(Kind.FIELD_EXPRESSION)
            && outer.is(Kind.CALL_EXPRESSION)
            && field.textOf(Field.FIELD).filter(f -> f.equals("unwrap") || f.equals("expect")).isPresent();
    return unwraps ? outer : null;
  }
}
