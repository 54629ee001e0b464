package dev.rusthint.model.macros;

import dev.rusthint.cargo.Edition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A macro's rules, read once and made ready for many expansions. Immutable.
public final class MacroDefinition {
  private final List<Rule> rules;
  private final Edition edition;
  private final boolean complete;
  private final TokenStream tokens;

  private MacroDefinition(
      TokenStream tokens, List<Rule> rules, Edition edition, boolean complete) {
    this.tokens = tokens;
    this.rules = List.copyOf(rules);
    this.edition = edition;
    this.complete = complete;
  }

  /// Reads the rules of a macro: what stands between the braces of `macro_rules! name { … }`, or
  /// what follows the name in `macro name(…) { … }` and `macro name { … }`.
  ///
  /// Nothing makes it fail; a rule that is none ends the list ([#isComplete]).
  ///
  /// @param tokens the rules
  /// @param edition that of the definition's crate: it decides what `pat` and `expr` match
  public static MacroDefinition parse(TokenStream tokens, Edition edition) {
    List<Rule> rules = new ArrayList<>();
    if (!tokens.isBalanced()) {
      return new MacroDefinition(tokens, rules, edition, false);
    }
    int at = 0;
    int end = tokens.size();
    if (tokens.isOpen(0, '{') && tokens.partners[0] == end - 1) {
      at++;
      end--;
    }
    boolean complete = true;
    while (at < end && complete) {
      complete = false;
      if (tokens.kind(at) != TokenStream.OPEN) {
        break;
      }
      int matcherEnd = tokens.partners[at];
      int body = matcherEnd + 1;
      if (tokens.isPunct(body, TokenStream.code("=>"))) {
        body++;
      }
      if (body >= end || tokens.kind(body) != TokenStream.OPEN) {
        break;
      }
      int bodyEnd = tokens.partners[body];
      Rule rule = Rule.parse(tokens, at + 1, matcherEnd, body + 1, bodyEnd);
      if (rule == null) {
        break;
      }
      rules.add(rule);
      at = bodyEnd + 1;
      complete = at == end || tokens.isPunct(at, ';') || tokens.isPunct(at, ',');
      at++;
    }
    return new MacroDefinition(tokens, rules, edition, complete);
  }

  /// Whether all rules could be read.
  public boolean isComplete() {
    return complete;
  }

  /// The text that the rules are read from; null if an expansion made some of it, so that the text
  /// alone does not say what names in it mean.
  public @Nullable String written() {
    return tokens.written();
  }

  /// Whether the rules have a word with which items begin, so that what the macro stands for may have
  /// items that are not among its arguments.
  public boolean mentionsItems() {
    return ItemWords.areIn(tokens.text, 0, tokens.text.length);
  }

  List<Rule> rules() {
    return rules;
  }

  Edition edition() {
    return edition;
  }
}
