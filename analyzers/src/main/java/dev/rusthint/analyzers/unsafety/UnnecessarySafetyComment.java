package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `SAFETY:` comment above code in which nothing is unsafe.
public final class UnnecessarySafetyComment
    implements Analyzer<UnnecessarySafetyComment.Found> {
  /// @param code the statement, expression or item below the comment
  record Found(Node code, SafetyComments.Comment comment) {}

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_safety_comment");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/unnecessary-safety-comment",
              "unnecessary-safety-comment",
              "a `SAFETY:` comment above safe code",
              """
              A `SAFETY:` comment promises that the code below it is unsafe and argues why it is
              sound. Above safe code it sends a reviewer looking for an unsafe operation that is not
              there, and it often tells that code has moved away from its argument. What an unsafe
              function asks of its callers belongs in a `# Safety` section of its documentation.
              """)
          .optIn()
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(
        Kind.BLOCK,
        Kind.CONST_ITEM,
        Kind.ENUM_ITEM,
        Kind.EXTERN_CRATE_DECLARATION,
        Kind.FOREIGN_MOD_ITEM,
        Kind.FUNCTION_ITEM,
        Kind.IMPL_ITEM,
        Kind.MACRO_DEFINITION,
        Kind.MOD_ITEM,
        Kind.STATIC_ITEM,
        Kind.STRUCT_ITEM,
        Kind.TRAIT_ITEM,
        Kind.TYPE_ITEM,
        Kind.UNION_ITEM,
        Kind.USE_DECLARATION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    SafetyComments comments = new SafetyComments(context);
    return node.is(Kind.BLOCK) ? inBlock(node, comments) : item(node, comments, context);
  }

  private static List<Found> item(Node item, SafetyComments comments, Context context) {
    boolean member = item.parent() == null || isMember(item, context);
    if (context.item().start() == 0) {
      // What stands at the top of a file speaks for the file.
      return List.of();
    }
    if (member || maySay(item)) {
      return List.of();
    }
    SafetyComments.Comment comment =
        comments.above(Enclosing.itemBound(item, context), item.start());
    return comment == null ? List.of() : List.of(new Found(item, comment));
  }

  private static boolean isMember(Node item, Context context) {
    Node parent = item.parent();
    return parent != null
        && (parent.is(Kind.DECLARATION_LIST)
            || parent.is(Kind.SOURCE_FILE) && context.item().item().container() != null);
  }

  /// Whether the comment may speak for an unsafe block or impl.
  private static boolean maySay(Node item) {
    return switch (item.kind()) {
      case IMPL_ITEM -> item.child(Field.TRAIT) == null || item.has(Kind.KW_UNSAFE);
      case CONST_ITEM, STATIC_ITEM -> {
        Node value = item.child(Field.VALUE);
        yield value == null || value.is(Kind.UNSAFE_BLOCK);
      }
      default -> false;
    };
  }

  private static List<Found> inBlock(Node block, SafetyComments comments) {
    if (block.ancestor(Kind.UNSAFE_BLOCK) != null) {
      return List.of();
    }
    List<Found> found = null;
    for (Node statement : block.children()) {
      Node value = valueOf(statement);
      if (value == null) {
        continue;
      }
      SafetyComments.Comment comment = comments.above(block.start(), statement.start());
      if (comment != null && !holdsUnsafe(value)) {
        if (found == null) {
          found = new java.util.ArrayList<>();
        }
        found.add(new Found(statement, comment));
      }
    }
    return found == null ? List.of() : found;
  }

  /// The expression of a statement that a comment may speak for; null if this is none, or a macro's.
  private static @Nullable Node valueOf(Node statement) {
    Node value =
        switch (statement.kind()) {
          case LET_DECLARATION -> statement.child(Field.VALUE);
          case EXPRESSION_STATEMENT -> statement.firstChild();
          case LBRACE, RBRACE, SEMICOLON, LABEL, EMPTY_STATEMENT, ATTRIBUTE_ITEM,
              INNER_ATTRIBUTE_ITEM, LINE_COMMENT, BLOCK_COMMENT, COLON, CONST_ITEM, ENUM_ITEM,
              EXTERN_CRATE_DECLARATION, FOREIGN_MOD_ITEM, FUNCTION_ITEM,
              FUNCTION_SIGNATURE_ITEM, IMPL_ITEM, MACRO_DEFINITION, MOD_ITEM, STATIC_ITEM,
              STRUCT_ITEM, TRAIT_ITEM, TYPE_ITEM, UNION_ITEM, USE_DECLARATION, ERROR ->
              null;
          default -> statement;
        };
    boolean macro = value != null && value.is(Kind.MACRO_INVOCATION);
    return macro && !statement.is(Kind.LET_DECLARATION) ? null : value;
  }

  /// Whether an unsafe block is part of an expression; the statements of a block in it have their
  /// own comments.
  private static boolean holdsUnsafe(Node expression) {
    SyntaxTree tree = expression.tree();
    int i = expression.index();
    int end = tree.next(i);
    while (i < end) {
      switch (tree.kind(i)) {
        case UNSAFE_BLOCK -> {
          return true;
        }
        case KW_UNSAFE -> {
          Kind parent = tree.kind(tree.parent(i));
          if (parent == Kind.TOKEN_TREE || parent == Kind.TOKEN_REPETITION) {
            return true;
          }
        }
        case BLOCK -> {
          if (tree.kind(tree.parent(i)) != Kind.LOOP_EXPRESSION) {
            i = tree.next(i);
            continue;
          }
        }
        default -> {}
      }
      i++;
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    Node code = found.code();
    SyntaxTree tree = context.tree();
    String what = nameOf(code);
    Message message =
        Message.at(firstLine(code), "the `SAFETY:` comment above " + what + " argues for nothing")
            .related(
                Place.here(new Span(found.comment().mark(), found.comment().mark() + 7)),
                "the comment");
    if (isUnsafeFunction(code)) {
      return Message.at(
              message.at(), "what " + what + " asks of its callers stands in a `SAFETY:` comment")
          .related(
              Place.here(new Span(found.comment().mark(), found.comment().mark() + 7)),
              "the comment")
          .help("move it to a `# Safety` section of the documentation, where callers see it")
          .as(LINT);
    }
    String label = tree.text(found.comment().mark(), found.comment().mark() + 6);
    return message
        .note("nothing unsafe is done there")
        .help("remove it, or say what it says without `" + label + ":`")
        .as(LINT);
  }

  static Span firstLine(Node node) {
    String text = node.tree().text(node.start(), Math.min(node.end(), node.tree().length()));
    int line = text.indexOf('\n');
    String first = (line < 0 ? text : text.substring(0, line)).stripTrailing();
    int length = first.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return new Span(node.start(), node.start() + length);
  }

  private static String nameOf(Node code) {
    String kind =
        switch (code.kind()) {
          case FUNCTION_ITEM -> "function";
          case CONST_ITEM -> "constant";
          case STATIC_ITEM -> "static";
          case STRUCT_ITEM -> "struct";
          case ENUM_ITEM -> "enum";
          case UNION_ITEM -> "union";
          case TRAIT_ITEM -> "trait";
          case TYPE_ITEM -> "type";
          case MOD_ITEM -> "module";
          case MACRO_DEFINITION -> "macro";
          default -> "";
        };
    if (!kind.isEmpty()) {
      return kind + " `" + code.textOf(Field.NAME).orElse("…") + "`";
    }
    return switch (code.kind()) {
      case IMPL_ITEM -> "this safe impl";
      case LET_DECLARATION -> "this `let`";
      case USE_DECLARATION, EXTERN_CRATE_DECLARATION, FOREIGN_MOD_ITEM -> "this item";
      case EXPRESSION_STATEMENT -> "this statement";
      default -> "this expression";
    };
  }

  private static boolean isUnsafeFunction(Node code) {
    Node modifiers = code.child(Kind.FUNCTION_MODIFIERS);
    return code.is(Kind.FUNCTION_ITEM) && modifiers != null && modifiers.has(Kind.KW_UNSAFE);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SafetyComments comments = new SafetyComments(context);
    SafetyComments.Comment comment = found.comment();
    Node code = found.code();
    SyntaxTree tree = context.tree();
    Span span = comments.extent(comment, code.start());
    if (!tree.textIs(comment.start(), comment.start() + 2, "//")) {
      return isUnsafeFunction(code)
          ? Optional.empty()
          : Optional.of(Fix.review("Remove the SAFETY comment", Edit.delete(span)));
    }
    if (!isUnsafeFunction(code)) {
      return Optional.of(Fix.review("Remove the SAFETY comment", Edit.delete(span)));
    }
    if (comments.lineStart(comment.start()) == 0 && context.item().start() > 0) {
      return Optional.empty();
    }
    int line = comments.lineStart(comment.start());
    String indent = tree.text(line, comment.start());
    StringBuilder section = new StringBuilder(indent + "/// # Safety\n" + indent + "///\n");
    String text = tree.text(comment.mark() + 7, span.end());
    for (String rest : text.stripTrailing().split("\n", -1)) {
      String said = rest.strip().replaceFirst("^//+!?", "").strip();
      section.append(indent).append(said.isEmpty() ? "///" : "/// " + said).append('\n');
    }
    return Optional.of(
        Fix.review(
            "Make it a `# Safety` section", Edit.replace(span, section.toString())));
  }
}
