package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.MacroTokens;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A macro that puts its caller's expression inside its own unsafe block, and nowhere else.
public final class MacroMetavariable implements Analyzer<MacroMetavariable.Found> {
  /// @param keyword the `unsafe` of the block
  /// @param variable the first metavariable in it that no safe code of the macro uses
  record Found(Node keyword, Node variable, String macro) {}

  private static final Equivalent LINT = Equivalent.clippy("macro_metavars_in_unsafe");

  private static final String PRIVATE_TOO = "warn-unsafe-macro-metavars-in-private-macros";

  /// Macros that do not evaluate what they are given.
  private static final Set<String> NOT_EVALUATED = Set.of("stringify", "concat", "cfg");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/macro-metavariable",
              "macro-metavariable",
              "a macro that puts its caller's expression in an unsafe block",
              """
              What a caller passes for `$e` may be any expression, one with unsafe operations too.
              Where the macro writes `unsafe { … $e … }`, those compile without an `unsafe` at the
              call, so that safe-looking code can break memory safety. Evaluate the argument
              outside, in a `let` or a `match`, and use the variable in the block.
              """)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_RULE);
  }

  @Override
  public List<Found> find(Node rule, Context context) {
    Node definition = rule.parent();
    Node pattern = rule.child(Field.LEFT);
    Node body = rule.child(Field.RIGHT);
    if (definition == null || pattern == null || body == null) {
      return List.of();
    }
    if (!isPublic(definition) && !context.settings().isSet(PRIVATE_TOO)) {
      return List.of();
    }
    Set<String> expressions = expressions(pattern);
    if (expressions.isEmpty()) {
      return List.of();
    }
    Set<String> safe = new HashSet<>();
    for (Node node : body.descendants()) {
      if (node.is(Kind.METAVARIABLE) && unsafeAround(node) == null && isEvaluated(node)) {
        safe.add(node.text());
      }
    }
    List<Found> found = new ArrayList<>(0);
    Set<Node> blocks = new HashSet<>();
    for (Node node : body.descendants()) {
      if (node.is(Kind.METAVARIABLE)
          && expressions.contains(node.text())
          && !safe.contains(node.text())
          && isEvaluated(node)) {
        Node keyword = unsafeAround(node);
        if (keyword != null && blocks.add(keyword)) {
          String name = definition.textOf(Field.NAME).orElse("…");
          found.add(new Found(keyword, node, name));
        }
      }
    }
    return found;
  }

  private static boolean isPublic(Node definition) {
    boolean exported = false;
    for (Node attribute : Attributes.outer(definition)) {
      exported |= Attributes.path(attribute).equals("macro_export");
      String arguments = Attributes.arguments(attribute);
      if (Attributes.path(attribute).equals("doc")
          && arguments != null
          && arguments.strip().equals("hidden")) {
        return false;
      }
    }
    return exported;
  }

  /// The metavariables that may stand for unsafe operations.
  private static Set<String> expressions(Node pattern) {
    Set<String> names = new HashSet<>();
    for (Node node : pattern.descendants()) {
      if (node.is(Kind.TOKEN_BINDING_PATTERN)) {
        String fragment = node.textOf(Field.TYPE).orElse("");
        switch (fragment) {
          case "expr", "expr_2021", "block", "stmt" -> names.add(node.textOf(Field.NAME).orElse(""));
          default -> {}
        }
      }
    }
    return names;
  }

  /// The `unsafe` of the innermost unsafe block around a token, null if there is none.
  private static @Nullable Node unsafeAround(Node token) {
    for (Node n = token.parent(); n != null; n = n.parent()) {
      if (MacroTokens.isBraces(n)) {
        Node before = n.previousSibling();
        if (before != null && before.is(Kind.KW_UNSAFE)) {
          return before;
        }
      }
    }
    return null;
  }

  /// Whether a metavariable's expression is run where it stands, not only named.
  private static boolean isEvaluated(Node variable) {
    for (Node n = variable.parent(); n != null; n = n.parent()) {
      Node bang = n.previousSibling();
      Node name = bang == null ? null : bang.previousSibling();
      if (bang != null && name != null && bang.text().equals("!")) {
        if (NOT_EVALUATED.contains(name.text())) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public Message describe(Found found, Context context) {
    String variable = found.variable().text();
    return Message.at(
            found.keyword().span(),
            "`"
                + found.macro()
                + "!` evaluates its caller's `"
                + variable
                + "` inside this unsafe block")
        .note("an unsafe operation in the argument then compiles without `unsafe` at the call")
        .help("bind `" + variable + "` to a variable outside of the block")
        .related(Place.here(found.variable().span()), "the caller's expression")
        .as(LINT);
  }
}
