package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
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

/// `println!` in a loop: each call locks standard output, and a line is flushed when standard
/// output is a terminal.
public final class PrintInLoop implements Analyzer<PrintInLoop.Found> {
  record Found(Node invocation, Node loop, String name) {}

  private static final Set<String> WAITING =
      Set.of("sleep", "read_line", "recv", "accept", "wait", "join", "lines", "stdin", "flush");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/print-in-loop",
              "print-in-loop",
              "`println!` in a loop locks and flushes each time",
              """
              Each `println!` takes the lock of standard output and, as that is line buffered,
              writes each line by a system call. A loop that prints many lines runs several times
              faster through one lock, faster still through a `BufWriter`.
              """)
          .withLevels(Level.HINT, Level.INFO)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.FILE);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Found> find(Node invocation, Context context) {
    switch (context.crate().kind()) {
      case BIN, LIB, UNKNOWN -> {}
      default -> {
        return List.of();
      }
    }
    String name = Invocations.standardName(invocation, context).orElse("");
    if (!name.equals("println") && !name.equals("print") || context.isTestCode(invocation)) {
      return List.of();
    }
    Node loop = loopAround(invocation);
    if (loop == null || waits(loop) || isFirst(invocation, loop, context)) {
      return List.of();
    }
    return List.of(new Found(invocation, loop, name));
  }

  /// The innermost `for` or `while` loop that prints in each turn: the call is a statement of its
  /// body, not of a branch that may be rare.
  private static @Nullable Node loopAround(Node invocation) {
    Node statement = invocation.parent();
    Node block = statement == null ? null : statement.parent();
    Node loop = block == null ? null : block.parent();
    boolean direct =
        statement != null
            && statement.is(Kind.EXPRESSION_STATEMENT)
            && block != null
            && block.is(Kind.BLOCK)
            && loop != null
            && (loop.is(Kind.FOR_EXPRESSION) || loop.is(Kind.WHILE_EXPRESSION));
    return direct ? loop : null;
  }

  /// Whether the loop waits for something that takes longer than printing, or ends in its turn.
  private static boolean waits(Node loop) {
    for (Node node : loop.descendants()) {
      switch (node.kind()) {
        case AWAIT_EXPRESSION, BREAK_EXPRESSION, RETURN_EXPRESSION -> {
          return true;
        }
        case IDENTIFIER, FIELD_IDENTIFIER -> {
          if (WAITING.contains(node.text())) {
            return true;
          }
        }
        case RANGE_EXPRESSION -> {
          // A few turns that the code spells out.
          if (node.field() == Field.VALUE && node.text().matches("\\d\\.\\.=?\\d")) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// One finding a loop: the first call that prints.
  private static boolean isFirst(Node invocation, Node loop, Context context) {
    for (Node node : loop.descendants()) {
      if (node.is(Kind.MACRO_INVOCATION)) {
        String name = Invocations.standardName(node, context).orElse("");
        if (name.equals("println") || name.equals("print")) {
          return !node.equals(invocation);
        }
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.invocation().span(),
            "`" + found.name() + "!` locks and flushes standard output in each turn of this loop")
        .related(Place.here(keyword(found.loop())), "the loop")
        .help("lock once before the loop: `let mut out = std::io::stdout().lock();`, then `writeln!(out, …)`");
  }

  private static Span keyword(Node loop) {
    return new Span(loop.start(), loop.start() + (loop.is(Kind.FOR_EXPRESSION) ? 3 : 5));
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node tokens = found.invocation().child(Kind.TOKEN_TREE);
    Node name = found.invocation().child(Field.MACRO);
    Node statement = found.loop();
    while (statement.parent() != null && !statement.parent().is(Kind.BLOCK)) {
      statement = statement.parent();
    }
    if (tokens == null || name == null) {
      return Optional.empty();
    }
    String indent = statement.tree().indentAt(statement.start());
    boolean empty = tokens.text().replaceAll("\\s", "").length() == 2;
    return Optional.of(
        Fix.review(
            "Lock standard output once",
            Edit.insert(
              statement.start(),
              "use std::io::Write as _;\n"
                  + indent
                  + "let mut out = std::io::stdout().lock();\n"
                  + indent),
            Edit.replace(name.span(), found.name().equals("print") ? "write" : "writeln"),
            Edit.insert(tokens.start() + 1, empty ? "out" : "out, "),
            Edit.insert(found.invocation().end(), ".unwrap()")));
  }
}
