package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rusthint.syntax.Lexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Finds what tree-sitter-rust 0.24 cannot read though rustc accepts it, and what to show it
/// instead. Asked only about items that the parser found an error in, so it may guess: a guess that
/// does not mend the tree is dropped ([Repair]).
final class Masker {
  /// A lifetime stands for what is not there: the grammar takes one in every list of bounds,
  /// parameters and arguments.
  private static final String BOUND = " 'q ";

  /// Words after which an expression begins, so that `..=` has nothing on its left.
  private static final Set<String> BEFORE_EXPRESSION =
      Set.of("return", "break", "in", "if", "while", "match", "else", "move", "yield");

  private static final Set<String> PRIMITIVES =
      Set.of(
          "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "u128", "i128", "isize", "usize",
          "f32", "f64", "bool", "str", "char");

  private final byte[] bytes;
  private final Tokens tokens;
  private final ItemKind kind;

  /// The index of the `;` of the type alias that was seen last.
  private int aliasEnd;

  private final List<Disguise.Change> changes = new ArrayList<>();

  private Masker(byte[] bytes, Tokens tokens, ItemKind kind) {
    this.bytes = bytes;
    this.tokens = tokens;
    this.kind = kind;
  }

  /// What to change in an item's text, in the order of the text.
  static List<Disguise.Change> changes(byte[] bytes, Tokens tokens, ItemKind kind) {
    Masker masker = new Masker(bytes, tokens, kind);
    if (kind == ItemKind.INNER_ATTRIBUTE) {
      masker.innerAttribute();
    }
    if (kind == ItemKind.OTHER) {
      masker.fragment();
    }
    masker.code(0, tokens.size());
    masker.whiteSpace();
    return Disguise.ordered(masker.changes);
  }

  /// Changes that hide the outer attributes after the first token that is in none, in the order of
  /// the text.
  static List<Disguise.Change> attributes(Tokens tokens) {
    List<Disguise.Change> result = new ArrayList<>(0);
    boolean leading = true;
    for (int i = 0; i < tokens.size(); i++) {
      int close = tokens.isByte(i, '#') && tokens.isByte(i + 1, '[') ? tokens.partner(i + 1) : -1;
      if (close < 0) {
        leading = false;
        continue;
      }
      if (!leading) {
        result.add(Disguise.Change.hide(Mask.Kind.ATTRIBUTE, tokens.start(i), tokens.end(close)));
      }
      i = close;
    }
    return result;
  }

  /// Changes that make the paths of types plain, those of `Vec::<u8>` where no call follows, in the
  /// order of the text.
  static List<Disguise.Change> turbofishes(Tokens tokens) {
    List<Disguise.Change> result = new ArrayList<>(0);
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.isPunctuation(i, "::<")) {
        continue;
      }
      int close = tokens.angleEnd(i + 2);
      boolean type =
          close >= 0
              && !tokens.isByte(close + 1, '(')
              && !tokens.isByte(close + 1, '{')
              && !tokens.isPunctuation(close + 1, "::");
      if (type) {
        result.add(
            Disguise.Change.hide(Mask.Kind.TURBOFISH, tokens.start(i), tokens.end(i + 1)));
      }
    }
    return result;
  }

  /// Changes that make a macro's definition, whose rules the grammar cannot read, a macro call.
  static List<Disguise.Change> definitions(byte[] bytes, Tokens tokens) {
    Masker masker = new Masker(bytes, tokens, ItemKind.MACRO_RULES);
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "macro_rules") && tokens.isByte(i + 1, '!') && tokens.isWord(i + 2)) {
        masker.name(i);
        masker.hide(Mask.Kind.MACRO_TOKEN, i + 2, i + 2);
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      masker.macroToken(i);
    }
    return masker.changes;
  }

  /// Looks at the tokens `from..to` that are no arguments of a macro.
  private void code(int from, int to) {
    int i = from;
    while (i < to) {
      int macro = macroArguments(i);
      if (macro >= 0) {
        int close = tokens.partner(macro);
        int end = close < 0 ? to : close;
        for (int t = macro + 1; t < end; t++) {
          macroToken(t);
        }
        boolean keyword = tokens.is(i, "try") || tokens.is(i, "dyn");
        if (keyword || tokens.is(i, "macro_rules") && macro == i + 2) {
          name(i);
        }
        i = end + 1;
        continue;
      }
      switch (tokens.token(i)) {
        case IDENTIFIER -> word(i);
        case NUMBER -> number(i);
        case CHAR, STRING -> escapes(i);
        case PUNCTUATION -> punctuation(i);
        case CLOSE -> closing(i);
        default -> {}
      }
      i++;
    }
  }

  /// If a macro call, a macro definition or an attribute begins at `i`, the index of the bracket
  /// that opens its arguments; else -1.
  private int macroArguments(int i) {
    if (tokens.isWord(i) && tokens.isByte(i + 1, '!') && !tokens.isPunctuation(i + 1, "!=")) {
      int open = tokens.isWord(i + 2) && tokens.is(i, "macro_rules") ? i + 3 : i + 2;
      return tokens.token(open) == Token.OPEN && !tokens.is(i, "impl") ? open : -1;
    }
    if (tokens.isByte(i, '#')) {
      int open = tokens.isByte(i + 1, '!') ? i + 2 : i + 1;
      return tokens.isByte(open, '[') ? open : -1;
    }
    return -1;
  }

  private void word(int i) {
    switch (tokens.first(i)) {
      case 'u' -> {
        if (tokens.is(i, "unsafe")) {
          unsafe(i);
        } else if (tokens.is(i, "union") && !tokens.isWord(i + 1)) {
          name(i);
        }
      }
      case 's' -> {
        if (tokens.is(i, "safe") && (tokens.is(i + 1, "fn") || tokens.is(i + 1, "static"))) {
          hide(Mask.Kind.SAFE_ITEM, i, i);
        } else if (tokens.is(i, "super") && tokens.isByte(i + 1, '(')) {
          name(i);
        } else if (tokens.is(i, "struct")) {
          struct(i);
        }
      }
      case 'r' -> {
        boolean operator = tokens.is(i + 1, "const") || tokens.is(i + 1, "mut");
        if (tokens.is(i, "raw") && tokens.isByte(i - 1, '&') && !operator) {
          name(i);
        }
      }
      case 't' -> {
        if (tokens.is(i, "try") && !tokens.isByte(i + 1, '{')) {
          name(i);
        } else if (tokens.is(i, "type")) {
          typeAlias(i);
        }
      }
      case 'd' -> {
        if (tokens.is(i, "default")) {
          defaultWord(i);
        } else if (tokens.is(i, "dyn")) {
          dyn(i);
        }
      }
      case 'a' -> {
        if (tokens.is(i, "async") && !isAsyncKeyword(i)) {
          name(i);
        } else if (tokens.is(i, "auto") && tokens.is(i + 1, "trait")) {
          hide(Mask.Kind.QUALIFIER, i, i);
        } else if (tokens.is(i, "as")) {
          typeTurbofish(i + 1);
        }
      }
      case 'i' -> {
        if (tokens.is(i, "impl")) {
          impl(i);
        } else if (tokens.is(i, "if")) {
          condition(i + 1);
        }
      }
      case 'c' -> {
        if (tokens.is(i, "const") && tokens.is(i + 1, "trait")) {
          hide(Mask.Kind.QUALIFIER, i, i);
        }
      }
      case 'e' -> {
        if (tokens.is(i, "extern") && tokens.token(i + 1) == Token.RAW_STRING) {
          replace(Mask.Kind.LITERAL, i + 1, "\"C\"");
        } else if (tokens.is(i, "enum")) {
          generics(i + 2);
        }
      }
      case 'f' -> {
        if (tokens.is(i, "fn")) {
          generics(tokens.isWord(i + 1) ? i + 2 : i + 1);
        } else if (tokens.is(i, "for")) {
          binder(i);
        }
      }
      case 'm' -> {
        if (tokens.is(i, "match")) {
          condition(i + 1);
        } else if (tokens.is(i, "macro")) {
          macroItem(i);
        }
      }
      case 'p' -> {
        if (tokens.is(i, "pub") && tokens.is(i + 1, "impl")) {
          hide(Mask.Kind.QUALIFIER, i, i);
        }
      }
      case 'l' -> {
        boolean reserved =
            tokens.is(i + 1, "self") || tokens.is(i + 1, "super") || tokens.is(i + 1, "crate");
        if (tokens.is(i, "let") && reserved) {
          name(i + 1);
        }
      }
      case 'w' -> {
        if (tokens.is(i, "where")) {
          where(i);
        } else if (tokens.is(i, "while")) {
          condition(i + 1);
        }
      }
      default -> {}
    }
    if (tokens.is(i, "trait")) {
      int next = generics(i + 2);
      if (tokens.isByte(next, ':') && (endsBounds(next + 1) || tokens.is(next + 1, "where"))) {
        insert(Mask.Kind.EMPTY, tokens.end(next), BOUND);
      } else if (tokens.isByte(next, ':') && tokens.isByte(next + 1, '!')) {
        hide(Mask.Kind.QUALIFIER, next + 1, next + 1);
      }
    }
    if (tokens.isByte(i - 1, '=')) {
      condition(i);
    }
    if (PRIMITIVES.contains(text(i)) && isPlainName(i)) {
      name(i);
    }
    if (tokens.is(i, "_")) {
      inferredType(i);
    }
    if (tokens.is(i, "box") && beginsOperand(i + 1)) {
      hide(Mask.Kind.QUALIFIER, i, i);
    }
  }

  /// Whether the name of a primitive type at `i` stands where the grammar takes only other names.
  private boolean isPlainName(int i) {
    if (tokens.isByte(i + 1, '@') || tokens.is(i + 1, "for")) {
      return true;
    }
    if (tokens.isByte(i + 1, '<')) {
      return !tokens.isByte(i + 2, '>') && tokens.angleEnd(i + 1) > 0;
    }
    boolean type =
        tokens.isByte(i - 1, '>')
            || tokens.isByte(i - 1, ':')
            || tokens.is(i - 1, "as")
            || tokens.is(i - 1, "for");
    return tokens.isByte(i + 1, '{') && !type;
  }

  /// `macro name(…) { … }`, as the arguments of a macro called `macro`.
  private void macroItem(int i) {
    if (!tokens.isWord(i + 1) || tokens.token(i + 2) != Token.OPEN) {
      return;
    }
    int close = tokens.partner(i + 2);
    int last = tokens.isByte(i + 2, '(') ? tokens.partner(close + 1) : close;
    if (close < 0 || last < close) {
      return;
    }
    if (tokens.is(i - 1, "pub")) {
      hide(Mask.Kind.QUALIFIER, i - 1, i - 1);
    } else if (tokens.isByte(i - 1, ')') && tokens.is(tokens.partner(i - 1) - 1, "pub")) {
      hide(Mask.Kind.QUALIFIER, tokens.partner(i - 1) - 1, i - 1);
    }
    insert(Mask.Kind.MACRO_ITEM, tokens.end(i), "!{");
    insert(Mask.Kind.MACRO_ITEM, tokens.end(last), "}");
  }

  /// `for<…>`: its parameters, and what it belongs to if that is a bound.
  private void binder(int i) {
    int after = generics(i + 1);
    if (after == i + 1) {
      return;
    }
    boolean function =
        tokens.is(after, "fn") || tokens.is(after, "unsafe") || tokens.is(after, "extern");
    boolean bound =
        tokens.isByte(i - 1, '+') || tokens.isByte(i - 1, '(') || tokens.isByte(i - 1, '<');
    if (bound && !function) {
      hide(Mask.Kind.BINDER, i, after - 1);
      return;
    }
    for (int t = i + 2; t < after - 1; t++) {
      if (tokens.isByte(t, ':')) {
        int end = t;
        while (end < after - 2 && !tokens.isByte(end + 1, ',')) {
          end++;
        }
        hide(Mask.Kind.BOUNDS, t, end);
        t = end;
      } else if (tokens.isWord(t)) {
        replace(Mask.Kind.NAME, t, "'q");
      }
    }
  }

  private String text(int i) {
    return new String(bytes, tokens.start(i), tokens.end(i) - tokens.start(i), ISO_8859_1);
  }

  private void impl(int i) {
    if (endsBounds(i + 1)) {
      insert(Mask.Kind.EMPTY, tokens.end(i), " Q ");
    }
    int next = generics(i + 1);
    if (tokens.is(next, "const") || tokens.isByte(next, '!') && isNegative(next)) {
      hide(Mask.Kind.QUALIFIER, next, next);
    }
    lifetimeBound(next);
  }

  /// Whether the `!` at `i` belongs to `impl !Type {}`: it is no type, and no `for` follows, with
  /// which the grammar knows it.
  private boolean isNegative(int i) {
    int t = i + 1;
    int end = Math.min(tokens.size(), i + Tokens.MAX_STEPS);
    while (t < end && !tokens.isByte(t, '{')) {
      if (tokens.is(t, "for")) {
        return false;
      }
      t++;
    }
    return t > i + 1;
  }

  private void unsafe(int i) {
    if (tokens.is(i + 1, "mod")) {
      hide(Mask.Kind.QUALIFIER, i, i);
      return;
    }
    if (tokens.is(i + 1, "static")) {
      hide(Mask.Kind.UNSAFE_ITEM, i, i);
      return;
    }
    if (!tokens.is(i + 1, "extern")) {
      return;
    }
    boolean abi =
        tokens.token(i + 2) == Token.STRING || tokens.token(i + 2) == Token.RAW_STRING;
    if (tokens.isByte(abi ? i + 3 : i + 2, '{')) {
      hide(Mask.Kind.UNSAFE_EXTERN, i, i);
    }
  }

  private boolean isAsyncKeyword(int i) {
    int next = i + 1;
    return tokens.is(next, "fn")
        || tokens.is(next, "move")
        || tokens.is(next, "unsafe")
        || tokens.is(next, "extern")
        || tokens.is(next, "gen")
        || tokens.isByte(next, '{')
        || tokens.isByte(next, '|');
  }

  private void defaultWord(int i) {
    boolean qualifier =
        tokens.is(i + 1, "type")
            || tokens.is(i + 1, "impl")
            || tokens.is(i + 1, "unsafe") && tokens.is(i + 2, "impl")
            || tokens.is(i + 1, "const")
                && !tokens.is(i + 2, "fn")
                && !tokens.is(i + 2, "unsafe")
                && !tokens.is(i + 2, "async")
                && !tokens.is(i + 2, "extern");
    if (qualifier) {
      hide(Mask.Kind.QUALIFIER, i, i);
    }
  }

  private void dyn(int i) {
    Token next = tokens.token(i + 1);
    boolean keyword =
        next == Token.IDENTIFIER
            || next == Token.LIFETIME
            || tokens.isByte(i + 1, '(')
            || tokens.isByte(i + 1, '?')
            || tokens.isByte(i + 1, ':') && tokens.start(i + 1) > tokens.end(i);
    if (keyword && tokens.isByte(i + 1, '?')) {
      hide(Mask.Kind.QUALIFIER, i + 1, i + 1);
    } else if (keyword) {
      lifetimeBound(i + 1);
    } else {
      name(i);
    }
  }

  /// `dyn 'a + Trait`: the grammar wants a trait first, so the lifetime looks like one.
  private void lifetimeBound(int i) {
    if (tokens.token(i) != Token.LIFETIME) {
      return;
    }
    int start = tokens.start(i);
    changes.add(
        new Disguise.Change(Mask.Kind.LIFETIME_BOUND, start, tokens.end(i), renamed(i, 0)));
    if (tokens.isByte(i + 1, '+') && (endsBounds(i + 2) || tokens.isByte(i + 2, ':'))) {
      insert(Mask.Kind.EMPTY, tokens.end(i + 1), BOUND);
    }
  }

  private boolean beginsOperand(int i) {
    return switch (tokens.token(i)) {
      case IDENTIFIER, NUMBER, STRING, RAW_STRING, CHAR -> true;
      case OPEN -> !tokens.isByte(i, '{');
      default -> tokens.isByte(i, '_');
    };
  }

  /// `&_` as a parameter of `fn(…)`, which the grammar takes for a pattern.
  private void inferredType(int i) {
    boolean pointed = tokens.isByte(i - 1, '&') || tokens.is(i - 1, "mut");
    if (!pointed) {
      return;
    }
    int open = enclosing(i);
    boolean function =
        tokens.is(open - 1, "fn")
            || tokens.is(open - 1, "Fn")
            || tokens.is(open - 1, "FnMut")
            || tokens.is(open - 1, "FnOnce");
    if (tokens.isByte(open, '(') && function) {
      replace(Mask.Kind.NAME, i, "Q");
    }
  }

  /// The index of the bracket that is open at the token `i`, or -1.
  private int enclosing(int i) {
    int t = i - 1;
    for (int steps = 0; t >= 0 && tokens.token(t) != Token.OPEN; steps++) {
      if (steps == Tokens.MAX_STEPS) {
        return -1;
      }
      t = tokens.token(t) == Token.CLOSE && tokens.partner(t) >= 0 ? tokens.partner(t) - 1 : t - 1;
    }
    return t;
  }

  private void name(int i) {
    int last = tokens.end(i) - tokens.start(i) - 1;
    changes.add(
        new Disguise.Change(Mask.Kind.NAME, tokens.start(i), tokens.end(i), renamed(i, last)));
  }

  /// The text of a token with `_` for one of its bytes.
  private byte[] renamed(int i, int at) {
    byte[] shown = Arrays.copyOfRange(bytes, tokens.start(i), tokens.end(i));
    shown[at] = '_';
    return shown;
  }

  /// A struct's generics, and the `where` of one without fields.
  private void struct(int i) {
    int next = generics(i + 2);
    if (tokens.is(next, "where")) {
      int end = whereEnd(next);
      if (tokens.isByte(end, ';')) {
        insert(Mask.Kind.EMPTY, tokens.start(next), " () ");
      }
    }
  }

  private void typeAlias(int i) {
    int name = i + 1;
    if (!tokens.isWord(name)) {
      return;
    }
    int next = generics(name + 1);
    aliasEnd = next;
    int farthest = Math.min(tokens.size(), next + Tokens.MAX_STEPS);
    while (aliasEnd < farthest && !tokens.isByte(aliasEnd, ';')) {
      aliasEnd++;
    }
    if (tokens.isByte(next, ':') && !tokens.isByte(next + 1, ':')) {
      int end = next + 1;
      while (end < aliasEnd
          && !tokens.is(end, "where")
          && !tokens.isByte(end, '=')
          && !tokens.isByte(end, ';')) {
        int after = tokens.afterAngles(end);
        end = after > end ? after : end + 1;
      }
      int assigned = tokens.is(end, "where") ? whereEnd(end) : end;
      if (tokens.isByte(assigned, '=')) {
        hide(Mask.Kind.BOUNDS, next, end - 1);
      }
    }
    for (int t = next; t < aliasEnd; t++) {
      if (tokens.isByte(t, '=')) {
        return;
      }
    }
    int before = i - 1;
    if (tokens.isByte(before, ')')) {
      before = tokens.partner(before) - 1;
    }
    if (tokens.is(before, "pub")) {
      hide(Mask.Kind.QUALIFIER, before, i - 1);
    }
  }

  /// Looks at the parameters or arguments between `<` at `i` and its `>`; returns the index after
  /// them, `i` if there are none.
  private int generics(int i) {
    if (!tokens.isByte(i, '<')) {
      return i;
    }
    int close = tokens.angleEnd(i);
    if (close < 0) {
      return i;
    }
    int t = i + 1;
    while (t < close) {
      if (tokens.token(t) == Token.OPEN) {
        t = tokens.partner(t) + 1;
        continue;
      }
      boolean bounds =
          tokens.isByte(t, ':') && !tokens.isByte(t + 1, ':') && !tokens.isByte(t - 1, ':')
              || tokens.isByte(t, '+');
      if (bounds && endsBounds(t + 1)) {
        insert(Mask.Kind.EMPTY, tokens.end(t), BOUND);
      } else if (bounds && tokens.isByte(t + 1, '!')) {
        hide(Mask.Kind.QUALIFIER, t + 1, t + 1);
      }
      boolean parameter = t == i + 1 || tokens.isByte(t - 1, ',');
      boolean declared = tokens.isByte(t + 1, ',') || tokens.isByte(t + 1, '>');
      if (parameter && declared && tokens.isWord(t) && PRIMITIVES.contains(text(t))) {
        name(t);
      }
      t++;
    }
    return close + 1;
  }

  private boolean endsBounds(int i) {
    return switch (tokens.first(i)) {
      case ',', '>', '=', '{', ';', ')', 0 -> true;
      default -> false;
    };
  }

  /// The index of the token that ends the `where` clause at `i`: `{`, `;` or `=`.
  private int whereEnd(int i) {
    int t = i + 1;
    int farthest = Math.min(tokens.size(), i + Tokens.MAX_STEPS);
    while (t < farthest && !tokens.isByte(t, '{') && !tokens.isByte(t, ';')) {
      if (i < aliasEnd && tokens.isByte(t, '=')) {
        return t;
      }
      int after = tokens.afterAngles(t);
      if (after > t) {
        t = after;
      } else if (tokens.token(t) == Token.OPEN && tokens.partner(t) >= 0) {
        t = tokens.partner(t) + 1;
      } else {
        t++;
      }
    }
    return t;
  }

  /// The predicates of a `where` clause: what the grammar does not take on the left, and bounds
  /// that are not there.
  private void where(int i) {
    int end = whereEnd(i);
    int t = i + 1;
    while (t < end) {
      t = predicate(t, end) + 1;
    }
  }

  /// Returns the index of the comma after the predicate that begins at `from`, or `end`.
  private int predicate(int from, int end) {
    int left = from;
    if (tokens.is(left, "for") && tokens.isByte(left + 1, '<')) {
      left = tokens.afterAngles(left + 1);
    }
    int colon = -1;
    int t = left;
    while (t < end) {
      int after = tokens.afterAngles(t);
      if (after > t) {
        t = after;
        continue;
      }
      if (tokens.token(t) == Token.OPEN && tokens.partner(t) >= 0) {
        t = tokens.partner(t) + 1;
        continue;
      }
      if (tokens.isByte(t, ',')) {
        break;
      }
      if (tokens.isPunctuation(t, "::")) {
        t += 2;
        continue;
      }
      if (colon < 0 && tokens.isByte(t, ':')) {
        colon = t;
      }
      if (colon < 0 && tokens.isByte(t, '=')) {
        int last = tokens.isPunctuation(t, "==") ? t + 1 : t;
        changes.add(
            Disguise.Change.show(
                Mask.Kind.EQUALITY, tokens.start(t), tokens.end(last), last > t ? ": " : ":"));
        colon = t;
      }
      if ((t == colon || tokens.isByte(t, '+')) && endsBounds(t + 1)) {
        insert(Mask.Kind.EMPTY, tokens.end(t), BOUND);
      }
      t++;
    }
    if (colon > left && left == from) {
      leftSide(left, colon);
    }
    return t;
  }

  private void leftSide(int from, int colon) {
    if (tokens.isByte(from, '(') && tokens.partner(from) == from + 1 && colon == from + 2) {
      insert(Mask.Kind.EMPTY, tokens.end(from), " Q ");
      return;
    }
    boolean bare =
        tokens.is(from, "dyn")
            || tokens.is(from, "fn")
            || tokens.is(from, "unsafe")
            || tokens.is(from, "extern")
            || tokens.isByte(from, '!')
            || tokens.isByte(colon - 1, ')')
            || tokens.isByte(colon - 1, ']') && tokens.isByte(from + 1, '!');
    if (bare && !tokens.isByte(from, '(')) {
      wrap(from, colon - 1, "(", ")");
    }
  }

  /// `break 'a {}` and the like as a condition: its block would be taken for the value of `break`.
  private void condition(int i) {
    boolean jump = tokens.is(i, "break") || tokens.is(i, "continue") || tokens.is(i, "return");
    if (!jump) {
      return;
    }
    int last = tokens.token(i + 1) == Token.LIFETIME ? i + 1 : i;
    if (tokens.isByte(last + 1, '{')) {
      wrap(i, last, "(", ")");
    }
  }

  private void number(int i) {
    boolean field =
        tokens.isByte(i + 1, ':')
            && !tokens.isByte(i + 2, ':')
            && (tokens.isByte(i - 1, '{')
                || tokens.isByte(i - 1, ',')
                || tokens.isByte(i - 1, ']'));
    if (field) {
      String letters = "i".repeat(tokens.end(i) - tokens.start(i));
      replace(Mask.Kind.TUPLE_INDEX, i, letters);
      return;
    }
    suffix(i);
    boolean method =
        tokens.isByte(i + 1, '.') && tokens.first(i + 2) == '_' && tokens.isWord(i + 2);
    if (method) {
      insert(Mask.Kind.LITERAL, tokens.end(i), " ");
    }
  }

  /// `1.0f16`, `1.0f128`, and suffixes that no type has.
  private void suffix(int i) {
    int start = tokens.start(i);
    int end = tokens.end(i);
    boolean hex = end > start + 1 && bytes[start] == '0' && bytes[start + 1] == 'x';
    if (hex) {
      return;
    }
    int letter = start;
    while (letter < end && (bytes[letter] <= '9' || bytes[letter] == '_')) {
      letter++;
    }
    if (letter == end) {
      return;
    }
    boolean known =
        bytes[letter] == 'e'
            || bytes[letter] == 'E'
            || bytes[letter] == 'f'
            || PRIMITIVES.contains(new String(bytes, letter, end - letter, ISO_8859_1));
    boolean prefixed = letter == start + 1 && (bytes[letter] == 'b' || bytes[letter] == 'o');
    if (!known && !prefixed) {
      String digits = "_".repeat(end - letter);
      changes.add(Disguise.Change.show(Mask.Kind.LITERAL, letter, end, digits));
    } else if (end - start > 3 && Lexer.matches(bytes, end - 3, end, "f16")) {
      changes.add(Disguise.Change.show(Mask.Kind.LITERAL, end - 3, end, "f32"));
    } else if (end - start > 4 && Lexer.matches(bytes, end - 4, end, "f128")) {
      changes.add(Disguise.Change.show(Mask.Kind.LITERAL, end - 4, end, "_f32"));
    }
  }

  /// `_` among the digits of a Unicode escape.
  private void escapes(int i) {
    int end = tokens.end(i);
    int at = tokens.start(i);
    while (at < end) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      if (at + 2 < end && bytes[at + 1] == 'u' && bytes[at + 2] == '{') {
        int digit = at + 3;
        for (; digit < end && bytes[digit] != '}'; digit++) {
          if (bytes[digit] == '_') {
            changes.add(Disguise.Change.show(Mask.Kind.LITERAL, digit, digit + 1, "0"));
          }
        }
      }
      at += 2;
    }
  }

  private void punctuation(int i) {
    switch (tokens.first(i)) {
      case '.' -> range(i);
      case '<' -> {
        if (tokens.isByte(i + 1, '>') && tokens.isWord(i - 1) && PRIMITIVES.contains(text(i - 1))) {
          hide(Mask.Kind.TURBOFISH, i, i + 1);
        } else if (tokens.isByte(i + 1, '>')) {
          insert(Mask.Kind.EMPTY, tokens.end(i), BOUND);
        }
      }
      case ',' -> {
        if (tokens.isByte(i + 1, '|')) {
          insert(Mask.Kind.EMPTY, tokens.end(i), " Q ");
        }
      }
      case '~' -> {
        if (tokens.is(i + 1, "const")) {
          hide(Mask.Kind.QUALIFIER, i, i + 1);
        }
      }
      case '+' -> {
        if (tokens.isByte(i + 1, '>') || tokens.isByte(i + 1, ')') && isInType(i)) {
          insert(Mask.Kind.EMPTY, tokens.end(i), BOUND);
        } else if (tokens.isByte(i + 1, '!') && kind == ItemKind.TRAIT) {
          hide(Mask.Kind.QUALIFIER, i + 1, i + 1);
        }
      }
      case '-' -> negative(i);
      case ':' -> {
        if (tokens.isPunctuation(i, "::<")) {
          patternTurbofish(i);
        } else if (!tokens.isByte(i + 1, ':') && !tokens.isByte(i - 1, ':')) {
          typeTurbofish(i + 1);
        }
      }
      case '>' -> {
        if (tokens.isPunctuation(i - 1, "->")) {
          typeTurbofish(i + 1);
        }
      }
      default -> {}
    }
  }

  /// Whether the group that the token at `i` ends begins like a type.
  private boolean isInType(int i) {
    int open = tokens.partner(i + 1);
    return tokens.is(open + 1, "dyn") || tokens.is(open + 1, "impl");
  }

  private void range(int i) {
    if (tokens.isPunctuation(i, "..=")) {
      Token before = tokens.token(i - 1);
      boolean operand =
          before == Token.NUMBER
              || before == Token.CHAR
              || before == Token.STRING
              || before == Token.RAW_STRING
              || before == Token.CLOSE
              || tokens.isByte(i - 1, '?')
              || before == Token.IDENTIFIER && !BEFORE_EXPRESSION.contains(text(i - 1));
      if (!operand) {
        insert(Mask.Kind.PREFIX_RANGE, tokens.start(i), " Q ");
      }
    } else if (tokens.is(i - 1, "for") && tokens.isByte(i + 2, '{')) {
      changes.add(
          Disguise.Change.show(Mask.Kind.NAME, tokens.start(i), tokens.end(i + 1), "Q_"));
    } else if (tokens.isPunctuation(i, "..") && tokens.isByte(i + 2, '}')) {
      int open = tokens.partner(i + 2);
      if (open > 0 && isAssignee(open, i + 2)) {
        insert(Mask.Kind.REST, tokens.end(i + 1), " Q ");
      }
    }
  }

  /// Whether `Path { … }` between the braces is assigned to, and no pattern.
  private boolean isAssignee(int open, int close) {
    boolean assigned =
        tokens.isByte(close + 1, '=')
            && !tokens.isPunctuation(close + 1, "=>")
            && !tokens.isPunctuation(close + 1, "==");
    int t = open - 1;
    while (tokens.isWord(t) || tokens.isByte(t, ':')) {
      if (tokens.is(t, "let") || tokens.is(t, "ref") || tokens.is(t, "mut")) {
        return false;
      }
      t--;
    }
    byte before = tokens.first(t);
    return (assigned && (before == ';' || before == '{' || before == '}')) || isInAssignee(t, close);
  }

  /// Whether the group around a struct expression is a tuple or array at the start of a statement
  /// that is assigned to.
  private boolean isInAssignee(int before, int close) {
    int t = enclosing(before + 1);
    int end = tokens.partner(t);
    if (t < 0 || end < close || tokens.isByte(t, '{')) {
      return false;
    }
    boolean assigned =
        tokens.isByte(end + 1, '=')
            && !tokens.isPunctuation(end + 1, "=>")
            && !tokens.isPunctuation(end + 1, "==");
    int start = tokens.isWord(t - 1) ? t - 2 : t - 1;
    byte first = tokens.first(start);
    return assigned && (first == ';' || first == '{' || first == '}');
  }

  /// `-1` as a generic argument.
  private void negative(int i) {
    if (tokens.token(i + 1) != Token.NUMBER) {
      return;
    }
    boolean ends = tokens.isByte(i + 2, ',') || tokens.isByte(i + 2, '>');
    if (!ends) {
      return;
    }
    int t = i - 1;
    int farthest = i - Tokens.MAX_STEPS;
    while (t >= 0 && !tokens.isByte(t, '<')) {
      if (t < farthest) {
        return;
      }
      if (tokens.token(t) == Token.CLOSE && tokens.partner(t) >= 0) {
        t = tokens.partner(t);
      } else if (tokens.token(t) == Token.OPEN || tokens.isByte(t, ';')) {
        return;
      }
      t--;
    }
    if (t >= 0 && tokens.angleEnd(t) > i) {
      wrap(i, i + 1, "{", "}");
    }
  }

  /// `Path::<Args> { … }` as a pattern, where the grammar takes no arguments.
  private void patternTurbofish(int i) {
    int close = tokens.angleEnd(i + 2);
    if (tokens.isPunctuation(close + 1, "=>")
        || tokens.isByte(close + 1, '!') && tokens.token(close + 2) == Token.OPEN) {
      hide(Mask.Kind.TURBOFISH, i, close);
    }
    if (close < 0 || !tokens.isByte(close + 1, '{')) {
      return;
    }
    int end = tokens.partner(close + 1);
    if (end < 0) {
      return;
    }
    int next = end + 1;
    while (tokens.isByte(next, ')') || tokens.isByte(next, ']') || tokens.isByte(next, ',')) {
      next++;
    }
    boolean pattern =
        tokens.isPunctuation(next, "=>")
            || tokens.is(next, "if")
            || tokens.isByte(next, '|') && !tokens.isByte(next + 1, '|')
            || tokens.isByte(next, '=') && !tokens.isByte(next + 1, '=');
    if (pattern) {
      hide(Mask.Kind.TURBOFISH, i, close);
    }
  }

  /// `Path::<Args>` as a type, after `as`, `->` or `:`: hides the `::`.
  private void typeTurbofish(int from) {
    int t = from;
    while (tokens.isByte(t, '&')
        || tokens.isByte(t, '*')
        || tokens.is(t, "mut")
        || tokens.is(t, "const")
        || tokens.token(t) == Token.LIFETIME) {
      t++;
    }
    while (tokens.isWord(t) && tokens.isPunctuation(t + 1, "::") && tokens.isWord(t + 3)) {
      t += 3;
    }
    if (!tokens.isWord(t) || !tokens.isPunctuation(t + 1, "::<")) {
      return;
    }
    int close = tokens.angleEnd(t + 3);
    boolean type =
        tokens.isByte(from - 1, ':')
            ? tokens.isByte(close + 1, '=')
                || tokens.isByte(close + 1, ';')
                || isParameter(from - 1)
            : !tokens.isByte(close + 1, '(') && !tokens.isByte(close + 1, ':');
    if (close >= 0 && type) {
      hide(Mask.Kind.TURBOFISH, t + 1, t + 2);
    }
  }

  /// Whether the token at `i` stands directly in the parentheses of `fn name(…)`.
  private boolean isParameter(int i) {
    int open = enclosing(i);
    return tokens.isByte(open, '(') && tokens.is(open - 2, "fn");
  }

  /// A match arm that ends with a block and is followed by a pattern that looks like an operator.
  private void closing(int i) {
    boolean operator = tokens.isByte(i + 1, '&') || tokens.isByte(i + 1, '|');
    if (!tokens.isByte(i, '}') || !operator || !tokens.isPunctuation(tokens.partner(i) - 2, "=>")) {
      return;
    }
    int farthest = Math.min(tokens.size(), i + Tokens.MAX_STEPS);
    for (int t = i + 1; t < farthest; t++) {
      if (tokens.isPunctuation(t, "=>")) {
        insert(Mask.Kind.SEPARATOR, tokens.end(i), ",");
        return;
      }
      if (tokens.token(t) == Token.OPEN && tokens.partner(t) >= 0) {
        t = tokens.partner(t);
      } else if (tokens.token(t) == Token.CLOSE || tokens.isByte(t, ';')) {
        return;
      }
    }
  }

  private void macroToken(int i) {
    switch (tokens.token(i)) {
      case NUMBER -> suffix(i);
      case CHAR, STRING -> escapes(i);
      case PUNCTUATION -> {
        byte first = tokens.first(i);
        if (first == '~') {
          replace(Mask.Kind.MACRO_TOKEN, i, "^");
        } else if (first == '\\' || first == '`') {
          replace(Mask.Kind.MACRO_TOKEN, i, "@");
        } else if (first == '$' && !isMetavariable(i)) {
          replace(Mask.Kind.MACRO_TOKEN, i, "@");
        }
      }
      default -> {}
    }
  }

  private boolean isMetavariable(int i) {
    boolean adjacent = tokens.start(i + 1) == tokens.end(i);
    return adjacent && (tokens.isWord(i + 1) || tokens.isByte(i + 1, '('));
  }

  /// `#!` and `[` with something between them.
  private void innerAttribute() {
    int hash = 0;
    while (hash < tokens.size() && !tokens.isPunctuation(hash, "#!")) {
      hash++;
    }
    int from = tokens.end(hash + 1);
    int to = tokens.start(hash + 2);
    if (from < to && tokens.isByte(hash + 2, '[')) {
      changes.add(Disguise.Change.show(Mask.Kind.WHITE_SPACE, from, to, ""));
    }
  }

  /// A file that is an expression, for `include!`: a literal, or what ends with a bracket.
  private void fragment() {
    boolean whole =
        switch (tokens.token(0)) {
          case STRING, RAW_STRING, NUMBER, CHAR -> tokens.size() == 1;
          case OPEN, IDENTIFIER ->
              tokens.partner(tokens.size() - 1) >= 0 && !tokens.isByte(tokens.size() - 1, '}');
          default -> false;
        };
    if (whole) {
      insert(Mask.Kind.SEPARATOR, tokens.end(tokens.size() - 1), ";");
    }
  }

  /// White space that is not ASCII, between tokens.
  private void whiteSpace() {
    for (int i = 0; i <= tokens.size(); i++) {
      int from = tokens.end(i - 1);
      int to = tokens.start(i);
      if (hasWide(from, to)) {
        Lexer lexer = new Lexer(bytes, from, to);
        int end = from;
        do {
          lexer.next();
          for (int at = end; at < lexer.start(); at++) {
            if (bytes[at] < 0) {
              changes.add(Disguise.Change.show(Mask.Kind.WHITE_SPACE, at, at + 1, " "));
            }
          }
          end = lexer.end();
        } while (lexer.token() != Token.END);
      }
    }
  }

  private boolean hasWide(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0) {
        return true;
      }
    }
    return false;
  }

  private void hide(Mask.Kind kind, int firstToken, int lastToken) {
    changes.add(
        Disguise.Change.hide(kind, tokens.start(firstToken), tokens.end(lastToken)));
  }

  private void replace(Mask.Kind kind, int token, String shown) {
    changes.add(Disguise.Change.show(kind, tokens.start(token), tokens.end(token), shown));
  }

  private void insert(Mask.Kind kind, int at, String shown) {
    changes.add(Disguise.Change.show(kind, at, at, shown));
  }

  private void wrap(int firstToken, int lastToken, String open, String close) {
    insert(Mask.Kind.BARE, tokens.start(firstToken), open);
    insert(Mask.Kind.BARE, tokens.end(lastToken), close);
  }
}
