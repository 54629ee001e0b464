package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.MacroTokens;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `unsafe { … }` and `unsafe impl` that no comment justifies.
public final class MissingSafetyComment implements Analyzer<MissingSafetyComment.Found> {
  /// What has no comment.
  ///
  /// @param keyword the `unsafe` at fault
  /// @param body the block, null for an impl
  record Found(Node keyword, @Nullable Node body) {}

  private static final Equivalent LINT = Equivalent.clippy("undocumented_unsafe_blocks");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/missing-safety-comment",
              "missing-safety-comment",
              "an unsafe block or impl without a `// SAFETY:` comment",
              """
              `unsafe` tells the compiler that somebody has checked what it cannot check. A comment
              that begins with `SAFETY:`, above the block or its statement or first thing in it, says
              what was checked: for each unsafe operation, which of its conditions hold here, and
              why. Without it, whoever changes the code around the block cannot know what must stay
              true.
              """)
          .withLevels(Level.HINT, Level.WARN)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.KW_UNSAFE);
  }

  @Override
  public List<Found> find(Node keyword, Context context) {
    Node parent = keyword.parent();
    if (parent == null) {
      return List.of();
    }
    return switch (parent.kind()) {
      case UNSAFE_BLOCK -> inBlock(keyword, parent, context);
      case IMPL_ITEM -> inImpl(keyword, parent, context);
      case TOKEN_TREE, TOKEN_REPETITION -> inTokens(keyword, context);
      default -> List.of();
    };
  }

  private static List<Found> inBlock(Node keyword, Node unsafe, Context context) {
    Node block = unsafe.child(Kind.BLOCK);
    if (block == null) {
      return List.of();
    }
    SafetyComments comments = new SafetyComments(context);
    int bound = Enclosing.bodyBound(unsafe, context);
    if (comments.above(bound, unsafe.start()) != null
        || comments.beginsBlock(block.start() + 1, block.end())) {
      return List.of();
    }
    if (SafetyComments.isOn(context, "accept-comment-above-statement")) {
      int statement = Enclosing.statementStart(unsafe);
      if (statement >= 0 && comments.above(bound, statement) != null) {
        return List.of();
      }
    }
    return List.of(new Found(keyword, block));
  }

  private static List<Found> inImpl(Node keyword, Node impl, Context context) {
    if (impl.child(Field.TRAIT) == null) {
      return List.of();
    }
    int bound = Enclosing.itemBound(impl, context);
    return new SafetyComments(context).above(bound, impl.start()) == null
        ? List.of(new Found(keyword, null))
        : List.of();
  }

  /// In the tokens of a macro, `unsafe {` begins a block and `unsafe impl` an impl.
  private static List<Found> inTokens(Node keyword, Context context) {
    Node macro = keyword.ancestor(Kind.MACRO_DEFINITION, Kind.MACRO_INVOCATION);
    Node next = keyword.nextSibling();
    if (macro == null || next == null) {
      return List.of();
    }
    boolean impl = next.is(Kind.KW_IMPL);
    boolean block = MacroTokens.isBraces(next);
    if (!block && !(impl && MacroTokens.isTraitImpl(next))) {
      return List.of();
    }
    boolean called = macro.is(Kind.MACRO_INVOCATION);
    if (called && !MacroTokens.isCode(macro) || MacroTokens.isInactive(keyword, context)) {
      return List.of();
    }
    SafetyComments comments = new SafetyComments(context);
    int bound = called ? Enclosing.bodyBound(macro, context) : macro.start();
    if (comments.above(bound, keyword.start()) != null
        || block && comments.beginsBlock(next.start() + 1, next.end())) {
      return List.of();
    }
    if (block && called) {
      int statement = MacroTokens.statementStart(keyword);
      if (statement >= 0 && comments.above(bound, statement) != null) {
        return List.of();
      }
    }
    return List.of(new Found(keyword, block ? next : null));
  }

  @Override
  public Message describe(Found found, Context context) {
    Node body = found.body();
    if (body == null) {
      return Message.at(
              found.keyword().span(),
              "no `// SAFETY:` comment says why " + implName(found.keyword()) + " is sound")
          .note("an unsafe impl promises what the trait's `# Safety` section asks for")
          .help("write above it why each of those conditions holds for this type")
          .as(LINT);
    }
    List<String> operations = UnsafeOperations.in(body);
    Message message =
        Message.at(
            found.keyword().span(), "no `// SAFETY:` comment says why this unsafe block is sound");
    if (!operations.isEmpty()) {
      message = message.note("it relies on the conditions of " + listed(operations));
    }
    return message
        .help("write above it, or first thing in it, why what it relies on holds here")
        .as(LINT);
  }

  private static String implName(Node keyword) {
    Node impl = keyword.parent();
    if (impl == null || !impl.is(Kind.IMPL_ITEM)) {
      return "this unsafe impl";
    }
    String type = impl.textOf(Field.TYPE).orElse("…");
    return "`unsafe impl " + impl.textOf(Field.TRAIT).orElse("…") + " for " + type + "`";
  }

  private static String listed(List<String> operations) {
    int shown = Math.min(operations.size(), 4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      boolean last = i == shown - 1 && shown == operations.size();
      text.append(i == 0 ? "" : last ? " and " : ", ").append('`').append(operations.get(i));
      text.append('`');
    }
    return shown < operations.size()
        ? text.append(" and ").append(operations.size() - shown).append(" more").toString()
        : text.toString();
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SyntaxTree tree = context.tree();
    Node keyword = found.keyword();
    Node body = found.body();
    SafetyComments comments = new SafetyComments(context);
    int line = comments.lineStart(keyword.start());
    if (line == 0 && context.item().start() > 0) {
      // The item's text begins in the middle of a line.
      return Optional.empty();
    }
    List<String> operations = body == null ? List.of() : UnsafeOperations.in(body);
    Node macro = keyword.ancestor(Kind.MACRO_DEFINITION);
    int bound =
        macro != null
            ? macro.start()
            : body == null ? SafetyComments.BEFORE_FIRST_LINE : Enclosing.bodyBound(keyword, context);
    boolean boundOnLine = bound >= line && body != null;
    if (boundOnLine) {
      String inline = "TODO: why " + (operations.isEmpty() ? "this is sound" : listed(operations)
          + (operations.size() == 1 ? " is sound here" : " are sound here"));
      return body == null
          ? Optional.empty()
          : Optional.of(
              Fix.review(
                  "Draft a SAFETY comment",
                  Edit.insert(body.start() + 1, " /* SAFETY: " + inline + " */")));
    }
    String indent = indentation(tree, line);
    StringBuilder draft = new StringBuilder();
    if (operations.size() <= 1) {
      draft.append(indent).append("// SAFETY: TODO: why ");
      draft.append(
          operations.isEmpty() ? "this is sound" : "`" + operations.get(0) + "` is sound here");
      draft.append('\n');
    } else {
      draft.append(indent).append("// SAFETY: TODO: why each of these is sound here\n");
      for (String operation : operations) {
        draft.append(indent).append("// - `").append(operation).append("`: TODO\n");
      }
    }
    return Optional.of(
        Fix.review("Draft a SAFETY comment", Edit.insert(line, draft.toString())));
  }

  private static String indentation(SyntaxTree tree, int line) {
    int end = line;
    while (end < tree.length() && (tree.byteAt(end) == ' ' || tree.byteAt(end) == '\t')) {
      end++;
    }
    return tree.text(line, end);
  }
}
