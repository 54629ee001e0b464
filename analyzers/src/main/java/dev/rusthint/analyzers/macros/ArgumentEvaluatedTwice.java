package dev.rusthint.analyzers.macros;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An `$e:expr` that a macro puts in more than once: its side effects happen that often.
public final class ArgumentEvaluatedTwice implements Analyzer<ArgumentEvaluatedTwice.Found> {
  record Found(Node second, Node first, String name, String macro) {}

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "macro/argument-evaluated-twice",
              "argument-evaluated-twice",
              "a macro evaluates its argument more than once",
              """
              A macro puts in the tokens of its argument, not its value. `max!(next(), 1)` that
              expands to `if next() > 1 { next() } else { 1 }` calls `next` twice. A `match` on the
              argument evaluates it once and keeps temporaries alive: `match $e { value => … }`.
              """)
          .withLevels(Level.INFO, Level.WARN);

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
    Node pattern = rule.child(Field.LEFT);
    Node body = rule.child(Field.RIGHT);
    if (pattern == null || body == null) {
      return List.of();
    }
    List<Found> found = new ArrayList<>(0);
    for (Node binding : pattern.descendants()) {
      if (binding.is(Kind.TOKEN_BINDING_PATTERN)
          && binding.textOf(Field.TYPE).filter(t -> t.startsWith("expr")).isPresent()) {
        String name = binding.textOf(Field.NAME).orElse("");
        List<Node> uses = new ArrayList<>();
        collect(body, name, uses);
        if (uses.size() > 1) {
          found.add(new Found(uses.get(1), uses.get(0), name, macroName(rule)));
        }
      }
    }
    return found;
  }

  /// The first two uses of the variable that surely both run: side by side among the tokens of one
  /// group, where nothing chooses between them.
  private static void collect(Node group, String name, List<Node> uses) {
    List<Node> here = new ArrayList<>();
    Node before = null;
    for (Node token : group.children()) {
      if (isChoice(token)) {
        here.clear();
      } else if (token.is(Kind.METAVARIABLE) && token.textIs(name) && !isQuoted(before)) {
        here.add(token);
      } else if (token.is(Kind.TOKEN_TREE) && !isQuoted(before) && isPlain(token)) {
        Node inside = only(token, name);
        if (inside != null) {
          here.add(inside);
        }
      }
      if (here.size() > 1) {
        uses.addAll(here.subList(0, 2));
        return;
      }
      before = token.kind().isComment() ? before : token;
    }
    for (Node token : group.children()) {
      if (token.is(Kind.TOKEN_TREE) && uses.isEmpty()) {
        collect(token, name, uses);
      }
    }
  }

  /// A group in parentheses or square brackets is evaluated where it stands.
  private static boolean isPlain(Node group) {
    Node first = group.firstChild();
    return first != null && !first.is(Kind.LBRACE);
  }

  /// The use of the variable in a group, if nothing in the group chooses.
  private static @Nullable Node only(Node group, String name) {
    Node before = null;
    for (Node token : group.children()) {
      if (isChoice(token)) {
        return null;
      }
      if (token.is(Kind.METAVARIABLE) && token.textIs(name) && !isQuoted(before)) {
        return token;
      }
      if (token.is(Kind.TOKEN_TREE) && isPlain(token) && !isQuoted(before)) {
        Node inside = only(token, name);
        if (inside != null) {
          return inside;
        }
      }
      before = token;
    }
    return null;
  }

  /// Tokens after which it is not known what runs: branches, closures, short circuits, types.
  private static boolean isChoice(Node token) {
    return switch (token.text()) {
      case "=>", "else", "||", "&&", "|", "?", "return", "break", "match", "if", "while", "for",
          "loop", "fn", "impl", "macro_rules", "const", "static", "move", "async" -> true;
      default -> false;
    };
  }

  /// Whether the group or variable after this token is taken as text, or for its type only.
  private static boolean isQuoted(@Nullable Node before) {
    if (before == null) {
      return false;
    }
    if (before.text().equals("!")) {
      Node name = before.previousSibling();
      // An unknown macro may do anything with its argument.
      return name != null;
    }
    return false;
  }

  private static String macroName(Node rule) {
    Node definition = rule.parent();
    return definition == null ? "" : definition.textOf(Field.NAME).orElse("");
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.second().span(),
            "`" + found.macro() + "!` evaluates `" + found.name() + "` more than once")
        .related(Place.here(found.first().span()), "evaluated here already")
        .help("bind it once: `match " + found.name() + " { value => … }`");
  }
}
