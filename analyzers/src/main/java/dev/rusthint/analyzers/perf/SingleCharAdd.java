package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A string of one character that is added to a `String`.
public final class SingleCharAdd implements Analyzer<SingleCharAdd.Found> {
  /// @param method what adds a character
  /// @param character the literal of it
  record Found(MethodCall call, Node literal, String method, String character) {}

  private static final Map<String, String> METHODS =
      Map.of("push_str", "push", "insert_str", "insert");

  /// One character, or one escape, between quotes.
  private static final Pattern SINGLE =
      Pattern.compile("[^\\\\]|\\\\[nrt0'\"\\\\]|\\\\x[0-7][0-9a-fA-F]|\\\\u\\{[0-9a-fA-F_]+\\}");

  private static final Equivalent LINT = Equivalent.clippy("single_char_add_str");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/string-building",
              "single-char-add",
              "a string of one character added to a `String`",
              """
              A `char` says that there is exactly one character, and `push` has not to copy a slice
              of a length that it does not know.
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
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    MethodCall call = MethodCall.of(node);
    String method = call == null ? null : METHODS.get(call.name().text());
    if (call == null
        || method == null
        || call.arguments().size() != (method.equals("insert") ? 2 : 1)) {
      return List.of();
    }
    Node literal = call.arguments().getLast();
    String character = character(literal);
    Def def = character == null ? null : context.types().method(node);
    return def != null
            && character != null
            && def.path().equals("alloc::string::{impl}::" + call.name().text())
        ? List.of(new Found(call, literal, method, character))
        : List.of();
  }

  /// The literal of the only character of a string literal; null if it has another number of them.
  private static @Nullable String character(Node literal) {
    String text = literal.text();
    if (!literal.is(Kind.STRING_LITERAL) || !text.startsWith("\"") || text.length() < 3) {
      return null;
    }
    String inside = text.substring(1, text.length() - 1);
    boolean isOne =
        inside.codePointCount(0, inside.length()) == 1 && !inside.equals("\\")
            || SINGLE.matcher(inside).matches();
    if (!isOne) {
      return null;
    }
    return switch (inside) {
      case "'" -> "'\\''";
      case "\\\"" -> "'\"'";
      case "\n" -> "'\\n'";
      default -> "'" + inside + "'";
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.call().call().span(), "this string is a single character")
        .help("use `" + found.method() + "` with the character `" + found.character() + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine(
            "Add a character",
            Edit.replace(found.call().name().span(), found.method()),
            Edit.replace(found.literal().span(), found.character())));
  }
}
