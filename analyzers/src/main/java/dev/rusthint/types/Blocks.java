package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blocks, statements and control flow (Reference, *Block expressions*, *Loops*, *Match
/// expressions*, *Statements*).
final class Blocks {
  private final Inference in;
  private final Expressions expressions;
  private final Patterns patterns;

  /// A loop or labelled block that `break` can leave.
  static final class Target {
    private final Locals.@Nullable Name label;
    private final boolean isLoop;
    private final @Nullable Ty expected;
    private @Nullable Ty type;
    private boolean mayBeLeft;

    Target(Locals.@Nullable Name label, boolean isLoop, @Nullable Ty expected) {
      this.label = label;
      this.isLoop = isLoop;
      this.expected = expected;
    }
  }

  /// What a closure's body does not share with what is around it.
  record Frame(@Nullable Ty returnType, List<Target> targets, boolean diverged) {}

  private List<Target> targets = new ArrayList<>();
  private @Nullable Ty returnType;
  private boolean diverged;

  Blocks(Inference in, Expressions expressions, Patterns patterns) {
    this.in = in;
    this.expressions = expressions;
    this.patterns = patterns;
  }

  // Divergence.

  void diverge() {
    diverged = true;
  }

  boolean isDiverged() {
    return diverged;
  }

  void setDiverged(boolean value) {
    diverged = value;
  }

  /// What `return` gives; null where there is nothing to return from.
  @Nullable Ty returnType() {
    return returnType;
  }

  /// Begins a function's, closure's or async block's body.
  Frame enter(@Nullable Ty result) {
    Frame around = new Frame(returnType, targets, diverged);
    returnType = result;
    targets = new ArrayList<>();
    diverged = false;
    return around;
  }

  void leave(Frame around) {
    returnType = around.returnType;
    targets = around.targets;
    diverged = around.diverged;
  }

  Ty type(Node node, @Nullable Ty expected) {
    return switch (node.kind()) {
      case BLOCK -> labelled(node, expected);
      case UNSAFE_BLOCK, CONST_BLOCK -> {
        Node block = node.child(Kind.BLOCK);
        yield block == null ? Ty.UNKNOWN : expressions.type(block, expected);
      }
      case IF_EXPRESSION -> conditional(node, expected);
      case MATCH_EXPRESSION -> match(node, expected);
      case LOOP_EXPRESSION, WHILE_EXPRESSION, FOR_EXPRESSION -> loop(node, expected);
      case BREAK_EXPRESSION -> leaveLoop(node);
      case CONTINUE_EXPRESSION -> Ty.NEVER;
      case RETURN_EXPRESSION -> giveBack(node);
      case LET_CONDITION -> {
        Node value = node.child(Field.VALUE);
        Node pattern = node.child(Field.PATTERN);
        Ty type = value == null ? Ty.UNKNOWN : expressions.type(value, null);
        if (pattern != null) {
          patterns.bind(pattern, type);
        }
        yield in.bool();
      }
      case LET_CHAIN -> {
        for (Node part : node.namedChildren()) {
          expressions.type(part, in.bool());
        }
        yield in.bool();
      }
      default -> Ty.UNKNOWN;
    };
  }

  // Blocks.

  private Ty labelled(Node node, @Nullable Ty expected) {
    Node label = node.child(Kind.LABEL);
    if (label == null) {
      return block(node, expected);
    }
    Target target = new Target(in.name(label.text(), label), false, expected);
    targets.add(target);
    boolean before = diverged;
    Ty type = block(node, expected);
    targets.removeLast();
    if (target.type == null) {
      return type;
    }
    diverged = before;
    return in.coercion.join(type, target.type);
  }

  /// A block in a rib and scope of its own.
  Ty block(Node node, @Nullable Ty expected) {
    in.enter(in.scope().block(node));
    in.locals.enter();
    try {
      return statements(node, expected);
    } finally {
      in.locals.leave();
      in.leave();
    }
  }

  /// What a block holds, in the rib and scope that are there.
  Ty statements(Node block, @Nullable Ty expected) {
    List<Node> children = active(block);
    Node tail = tail(children);
    for (Node child : children) {
      if (tail != null && child.equals(tail)) {
        Node value = value(child);
        if (value == null) {
          return Ty.UNKNOWN;
        }
        Ty type =
            isBraced(value) ? expressions.macros().statements(value, true, expected) : null;
        return given(type == null ? expressions.type(value, expected) : type, expected);
      }
      statement(child);
    }
    return diverged ? Ty.NEVER : Ty.UNIT;
  }

  /// What a block holds under the active `cfg`, attributes aside.
  private List<Node> active(Node block) {
    List<Node> all = block.namedChildren();
    List<Node> children = new ArrayList<>(all.size());
    boolean hasAttributes = false;
    for (Node child : all) {
      if (child.is(Kind.ATTRIBUTE_ITEM)) {
        hasAttributes = true;
      } else if (!hasAttributes || in.scope().isActive(child)) {
        children.add(child);
      }
    }
    return children;
  }

  /// The type of a block by that of its last expression: where it is known what is wanted, and the
  /// expression can be coerced to it, that. So it is for `?` and `.await`, which stand for a `match`.
  Ty given(Ty tail, @Nullable Ty expected) {
    Ty wanted = expected == null ? Ty.UNKNOWN : in.shallow(expected);
    if (wanted instanceof Ty.Infer || wanted instanceof Ty.Unknown) {
      return tail;
    }
    InferenceTable.Snapshot before = in.table.snapshot();
    if (in.coercion.coerce(tail, wanted)) {
      return wanted;
    }
    in.table.rollback(before);
    return tail;
  }

  /// The expression that a block evaluates to; null if there is none.
  private static @Nullable Node tail(List<Node> children) {
    Node last = children.isEmpty() ? null : children.getLast();
    if (last == null) {
      return null;
    }
    if (last.is(Kind.EXPRESSION_STATEMENT)) {
      return last.has(Kind.SEMICOLON) ? null : last;
    }
    return Expressions.isExpression(last) ? last : null;
  }

  private static @Nullable Node value(Node statement) {
    return statement.is(Kind.EXPRESSION_STATEMENT) ? Expressions.only(statement) : statement;
  }

  /// Whether an expression is a call of a macro with its arguments in braces, which ends a statement.
  private static boolean isBraced(Node value) {
    Node arguments = value.is(Kind.MACRO_INVOCATION) ? value.child(Kind.TOKEN_TREE) : null;
    return arguments != null && arguments.has(Kind.LBRACE);
  }

  /// A macro call that stands for statements.
  private boolean macro(Node node) {
    Node value = value(node);
    return value != null
        && value.is(Kind.MACRO_INVOCATION)
        && (node.has(Kind.SEMICOLON) || isBraced(value))
        && expressions.macros().statements(value, false, null) != null;
  }

  private void statement(Node node) {
    if (macro(node)) {
      return;
    }
    switch (node.kind()) {
      case LET_DECLARATION -> let(node);
      case EXPRESSION_STATEMENT -> {
        Node value = Expressions.only(node);
        if (value != null) {
          Ty type = expressions.type(value, node.has(Kind.SEMICOLON) ? null : Ty.UNIT);
          if (!node.has(Kind.SEMICOLON)) {
            in.coercion.coerce(type, Ty.UNIT);
          }
        }
      }
      default -> {
        if (Expressions.isExpression(node)) {
          expressions.type(node, null);
        }
      }
    }
  }

  private void let(Node node) {
    Node pattern = node.child(Field.PATTERN);
    Node written = node.child(Field.TYPE);
    Node value = node.child(Field.VALUE);
    Node otherwise = node.child(Field.ALTERNATIVE);
    Ty type = written == null ? in.table.fresh() : in.written(written);
    if (value != null) {
      if (written == null) {
        type = expressions.type(value, null);
      } else {
        expressions.check(value, type);
      }
    }
    if (otherwise != null) {
      boolean before = diverged;
      expressions.type(otherwise, Ty.NEVER);
      diverged = before;
    }
    if (pattern != null) {
      patterns.bind(pattern, type instanceof Ty.Never ? in.table.freshDiverging() : type);
    }
  }

  // Branches.

  /// The one type of some branches.
  private final class Branches {
    private final @Nullable Ty wanted;
    private @Nullable Ty type;
    private boolean allDiverge = true;
    private final boolean before = diverged;

    Branches(@Nullable Ty expected) {
      Ty now = expected == null ? null : in.shallow(expected);
      this.wanted = now instanceof Ty.Infer || now instanceof Ty.Unknown ? null : now;
    }

    @Nullable Ty hint() {
      if (wanted != null) {
        return wanted;
      }
      Ty known = type == null ? null : in.shallow(type);
      return known instanceof Ty.Never ? null : known;
    }

    void begin() {
      diverged = before;
    }

    void end(Ty branch) {
      allDiverge &= diverged;
      diverged = before;
      Ty now = in.shallow(branch);
      if (wanted != null && fits(now)) {
        type = type == null ? wanted : type;
        return;
      }
      type = type == null ? now : in.coercion.join(type, now);
    }

    private boolean fits(Ty branch) {
      if (wanted == null) {
        return false;
      }
      InferenceTable.Snapshot start = in.table.snapshot();
      if (in.coercion.coerce(branch, wanted)) {
        return true;
      }
      in.table.rollback(start);
      return false;
    }

    Ty finish() {
      diverged = before || allDiverge;
      return type == null ? Ty.NEVER : type;
    }
  }

  private Ty conditional(Node node, @Nullable Ty expected) {
    Node condition = node.child(Field.CONDITION);
    Node consequence = node.child(Field.CONSEQUENCE);
    Node otherwise = node.child(Field.ALTERNATIVE);
    in.locals.enter();
    if (condition != null) {
      condition(condition);
    }
    Branches branches = new Branches(otherwise == null ? Ty.UNIT : expected);
    branches.begin();
    Ty first =
        consequence == null ? Ty.UNKNOWN : expressions.type(consequence, branches.hint());
    branches.end(first);
    in.locals.leave();
    if (otherwise == null) {
      boolean before = branches.before;
      branches.finish();
      diverged = before;
      return Ty.UNIT;
    }
    branches.begin();
    Node block =
        otherwise.is(Kind.ELSE_CLAUSE) ? Expressions.only(otherwise) : otherwise;
    branches.end(block == null ? Ty.UNKNOWN : expressions.type(block, branches.hint()));
    return branches.finish();
  }

  private void condition(Node condition) {
    if (condition.is(Kind.LET_CONDITION) || condition.is(Kind.LET_CHAIN)) {
      expressions.type(condition, in.bool());
    } else {
      expressions.check(condition, in.bool());
    }
  }

  private Ty match(Node node, @Nullable Ty expected) {
    Node value = node.child(Field.VALUE);
    Node body = node.child(Field.BODY);
    Ty scrutinee = value == null ? Ty.UNKNOWN : expressions.type(value, null);
    Branches branches = new Branches(expected);
    boolean any = false;
    if (body != null) {
      for (Node arm : body.namedChildren()) {
        if (arm.is(Kind.MATCH_ARM) && in.scope().isActive(arm)) {
          any = true;
          arm(arm, scrutinee, branches);
        }
      }
    }
    if (!any) {
      diverged = true;
      return Ty.NEVER;
    }
    return branches.finish();
  }

  private void arm(Node arm, Ty scrutinee, Branches branches) {
    in.locals.enter();
    branches.begin();
    Node pattern = arm.child(Field.PATTERN);
    if (pattern != null) {
      patterns.bind(pattern, scrutinee);
      Node guard = pattern.child(Field.CONDITION);
      if (guard != null) {
        condition(guard);
        branches.begin();
      }
    }
    Node value = arm.child(Field.VALUE);
    branches.end(value == null ? Ty.UNKNOWN : expressions.type(value, branches.hint()));
    in.locals.leave();
  }

  // Loops.

  private Ty loop(Node node, @Nullable Ty expected) {
    Node label = node.child(Kind.LABEL);
    boolean isLoop = node.is(Kind.LOOP_EXPRESSION);
    Target target = new Target(name(label), true, isLoop ? expected : null);
    in.locals.enter();
    boolean before = diverged;
    if (node.is(Kind.FOR_EXPRESSION)) {
      Node value = node.child(Field.VALUE);
      Node pattern = node.child(Field.PATTERN);
      Ty item = value == null ? Ty.UNKNOWN : item(expressions.type(value, null));
      before = diverged;
      if (pattern != null) {
        patterns.bind(pattern, item);
      }
    } else if (node.is(Kind.WHILE_EXPRESSION)) {
      Node condition = node.child(Field.CONDITION);
      if (condition != null) {
        condition(condition);
      }
      before = diverged;
    }
    targets.add(target);
    Node body = node.child(Field.BODY);
    if (body != null) {
      expressions.type(body, Ty.UNIT);
    }
    targets.removeLast();
    in.locals.leave();
    diverged = before;
    if (!isLoop) {
      return Ty.UNIT;
    }
    return target.type == null ? target.mayBeLeft ? Ty.UNKNOWN : Ty.NEVER : target.type;
  }

  /// Takes note of a macro that is not understood and has a `break` among its arguments: which loop
  /// around it that leaves, and with what, is open.
  void mayLeaveLoop() {
    targets.forEach(target -> target.mayBeLeft = true);
  }

  /// What a `for` loop's pattern is matched against.
  private Ty item(Ty iterated) {
    Ty type = in.settled(iterated);
    Def into = in.world.stdType("core::iter::IntoIterator");
    Def iterator = in.world.stdType("core::iter::Iterator");
    if (into == null || iterator == null || type instanceof Ty.Unknown || in.isVariable(type)) {
      in.table.taint(type);
      return Ty.UNKNOWN;
    }
    Ty iter = in.projection(into, "IntoIter", List.of(type));
    return in.projection(iterator, "Item", List.of(iter));
  }

  private Ty leaveLoop(Node node) {
    Node label = node.child(Kind.LABEL);
    Node value = Expressions.only(node);
    Target target = target(name(label));
    Ty type = Ty.UNIT;
    if (value != null) {
      Ty hint = target == null ? null : target.type == null ? target.expected : target.type;
      type = expressions.type(value, hint);
      if (target != null
          && target.type == null
          && target.expected != null
          && !(in.shallow(target.expected) instanceof Ty.Infer)
          && in.coercion.coerce(type, target.expected)) {
        type = target.expected;
      }
    }
    if (target != null) {
      target.type = target.type == null ? type : in.coercion.join(target.type, type);
    }
    return Ty.NEVER;
  }

  private Locals.@Nullable Name name(@Nullable Node label) {
    return label == null ? null : in.name(label.text(), label);
  }

  private @Nullable Target target(Locals.@Nullable Name label) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      Target target = targets.get(i);
      if (label == null ? target.isLoop : label.equals(target.label)) {
        return target;
      }
    }
    return null;
  }

  private Ty giveBack(Node node) {
    Node value = Expressions.only(node);
    Ty wanted = returnType;
    if (value != null) {
      if (wanted == null) {
        expressions.type(value, null);
      } else {
        expressions.check(value, wanted);
      }
    } else if (wanted != null) {
      in.coercion.coerce(Ty.UNIT, wanted);
    }
    return Ty.NEVER;
  }
}
