package dev.rusthint.model.macros;

import static dev.rusthint.model.macros.TokenStream.CLOSE;
import static dev.rusthint.model.macros.TokenStream.DOLLAR_CRATE;
import static dev.rusthint.model.macros.TokenStream.END;
import static dev.rusthint.model.macros.TokenStream.GROUP_CLOSE;
import static dev.rusthint.model.macros.TokenStream.GROUP_OPEN;
import static dev.rusthint.model.macros.TokenStream.IDENT;
import static dev.rusthint.model.macros.TokenStream.LIFETIME;
import static dev.rusthint.model.macros.TokenStream.LITERAL;
import static dev.rusthint.model.macros.TokenStream.OPEN;
import static dev.rusthint.model.macros.TokenStream.PUNCT;

import dev.rusthint.cargo.Edition;
import org.jspecify.annotations.Nullable;

/// Finds how far a fragment goes: the grammar of the Reference as far as extents need it.
///
/// What stands in brackets is never looked into, so that the work is linear in the tokens passed
/// over, and nesting of brackets costs no stack. A place between tokens is an int: the index of the
/// next token times four, plus how many bytes of it are used up already, since a `>>` can end two
/// lists of arguments.
final class FragmentParser {
  /// Grammar that nests without brackets (`A<A<A<…`, `if if if …`) deeper than this does not parse.
  private static final int MAX_DEPTH = 400;

  private static final int LT = '<';
  private static final int GT = '>';
  private static final int PATH_SEP = TokenStream.code("::");
  private static final int ARROW = TokenStream.code("->");
  private static final int AND_AND = TokenStream.code("&&");
  private static final int OR_OR = TokenStream.code("||");
  private static final int SHL = TokenStream.code("<<");
  private static final int RANGE = TokenStream.code("..");
  private static final int RANGE_INCLUSIVE = TokenStream.code("..=");
  private static final int ELLIPSIS = TokenStream.code("...");

  private final TokenStream tokens;
  private final Edition edition;
  private int at;
  private int used;
  private int depth;

  FragmentParser(TokenStream tokens, Edition edition) {
    this.tokens = tokens;
    this.edition = edition;
  }

  /// Whether a fragment of this kind may begin with the token at `token`: if not, a matcher does
  /// not try; if so, it must be there.
  boolean canBegin(Fragment fragment, int token) {
    at = token;
    used = 0;
    byte kind = tokens.kind(token);
    if (kind == END) {
      return false;
    }
    if (kind == GROUP_OPEN) {
      Fragment group = Fragment.at(tokens.codes[token]);
      return switch (fragment) {
        case TT -> true;
        case IDENT, LIFETIME -> false;
        case VIS -> true;
        case EXPR, EXPR_2021 -> isExpression(group);
        case LITERAL ->
            group == Fragment.LITERAL || isExpression(group) && isLiteralGroup(token);
        case STMT, ITEM -> true;
        case BLOCK -> group == Fragment.BLOCK;
        case TY -> group == Fragment.TY || group == Fragment.PATH;
        case PATH -> group == Fragment.PATH || group == Fragment.TY;
        case META -> group == Fragment.META || group == Fragment.PATH;
        case PAT, PAT_PARAM ->
            group == Fragment.PAT
                || group == Fragment.PAT_PARAM
                || group == Fragment.PATH
                || group == Fragment.LITERAL
                || isExpression(group);
      };
    }
    if (kind == CLOSE || kind == GROUP_CLOSE) {
      return false;
    }
    return switch (fragment) {
      case TT, ITEM, STMT -> true;
      case IDENT -> kind == IDENT && !isKeyword(Keyword.UNDERSCORE);
      case LIFETIME -> kind == LIFETIME;
      case LITERAL -> beginsLiteral();
      case BLOCK -> isOpen('{');
      case META, PATH -> kind == IDENT || isPunct(PATH_SEP);
      case VIS -> kind == IDENT || isPunct(',') || beginsType();
      case TY -> beginsType();
      case EXPR ->
          edition.isAtLeast(Edition.E2024)
              ? (beginsExpression() || isKeyword(Keyword.UNDERSCORE)) && !isKeyword(Keyword.LET)
              : beginsExpression2021();
      case EXPR_2021 -> beginsExpression2021();
      case PAT, PAT_PARAM -> beginsPattern(fragment == Fragment.PAT);
    };
  }

  private boolean beginsExpression2021() {
    return beginsExpression() && !isKeyword(Keyword.LET) && !isKeyword(Keyword.CONST);
  }

  private static boolean isExpression(Fragment group) {
    return switch (group) {
      case EXPR, EXPR_2021, LITERAL, PATH, BLOCK -> true;
      default -> false;
    };
  }

  private boolean isLiteralGroup(int token) {
    int first = token + 1;
    while (tokens.kind(first) == GROUP_OPEN || tokens.isPunct(first, '-')) {
      first++;
    }
    int after = first + 1;
    while (tokens.kind(after) == GROUP_CLOSE && after < tokens.partners[token]) {
      after++;
    }
    return after == tokens.partners[token]
        && (tokens.kind(first) == LITERAL
            || tokens.isKeyword(first, Keyword.TRUE)
            || tokens.isKeyword(first, Keyword.FALSE));
  }

  /// The place after the fragment that begins at `place`, or -1 if none of this kind is there.
  int end(Fragment fragment, int place) {
    at = place >> 2;
    used = place & 3;
    depth = 0;
    boolean found =
        switch (fragment) {
          case TT -> tokenTree();
          case IDENT -> tokens.kind(at) == IDENT && !isKeyword(Keyword.UNDERSCORE) && bump();
          case LIFETIME -> tokens.kind(at) == LIFETIME && bump();
          case LITERAL -> literal();
          case BLOCK -> group(Fragment.BLOCK) || bracketed('{');
          case META -> group(Fragment.META) || attribute();
          case PATH -> group(Fragment.PATH) || group(Fragment.TY) || path(true);
          case VIS -> visibility();
          case TY -> type(true);
          case EXPR, EXPR_2021 -> expression(true);
          case PAT -> edition.isAtLeast(Edition.E2021) ? patternOr() : pattern();
          case PAT_PARAM -> pattern();
          case ITEM -> group(Fragment.ITEM) || item(false);
          case STMT -> statement();
        };
    return found ? at * 4 + used : -1;
  }

  // Tokens.

  /// The bytes that are left of the punctuation here, 0 if there is none.
  private int punct() {
    return tokens.kind(at) == PUNCT ? tokens.codes[at] >>> 8 * used : 0;
  }

  private boolean isPunct(int code) {
    return punct() == code;
  }

  private boolean isOpen(int code) {
    return tokens.isOpen(at, code);
  }

  private boolean isKeyword(Keyword keyword) {
    return tokens.isKeyword(at, keyword);
  }

  private @Nullable Keyword keyword(int token) {
    if (tokens.kind(token) != IDENT || tokens.codes[token] == DOLLAR_CRATE) {
      return null;
    }
    return Keyword.of(tokens.codes[token]);
  }

  private boolean bump() {
    at++;
    used = 0;
    return true;
  }

  private boolean eat(Keyword keyword) {
    return isKeyword(keyword) && bump();
  }

  /// Takes punctuation that is exactly `code`.
  private boolean eat(int code) {
    return isPunct(code) && bump();
  }

  /// Takes the first byte of the punctuation here, if it is that.
  private boolean eatFirst(int first) {
    int rest = punct();
    if ((rest & 0xFF) != first) {
      return false;
    }
    if (rest >>> 8 == 0) {
      return bump();
    }
    used++;
    return true;
  }

  private boolean bracketed(int open) {
    if (!isOpen(open)) {
      return false;
    }
    at = tokens.partners[at] + 1;
    used = 0;
    return true;
  }

  private boolean group(Fragment fragment) {
    if (tokens.kind(at) != GROUP_OPEN || tokens.codes[at] != fragment.ordinal()) {
      return false;
    }
    return skipGroup();
  }

  private boolean skipGroup() {
    at = tokens.partners[at] + 1;
    used = 0;
    return true;
  }

  private @Nullable Fragment groupHere() {
    return tokens.kind(at) == GROUP_OPEN ? Fragment.at(tokens.codes[at]) : null;
  }

  private boolean tokenTree() {
    return switch (tokens.kind(at)) {
      case END, CLOSE, GROUP_CLOSE -> false;
      case OPEN, GROUP_OPEN -> skipGroup();
      default -> bump();
    };
  }

  private boolean anyBracketed() {
    return tokens.kind(at) == OPEN && skipGroup();
  }

  private boolean enter() {
    return ++depth < MAX_DEPTH;
  }

  private boolean leave(boolean result) {
    depth--;
    return result;
  }

  // Small fragments.

  private boolean beginsLiteral() {
    return tokens.kind(at) == LITERAL
        || isPunct('-')
        || isKeyword(Keyword.TRUE)
        || isKeyword(Keyword.FALSE);
  }

  private boolean literal() {
    Fragment group = groupHere();
    if (group != null) {
      return (group == Fragment.LITERAL || isExpression(group) && isLiteralGroup(at))
          && skipGroup();
    }
    eat('-');
    if (group(Fragment.LITERAL)) {
      return true;
    }
    return (tokens.kind(at) == LITERAL || isKeyword(Keyword.TRUE) || isKeyword(Keyword.FALSE))
        && bump();
  }

  /// The content of an attribute: a path and its input. Reference, *Attributes*.
  private boolean attribute() {
    if (isKeyword(Keyword.UNSAFE) && tokens.isOpen(at + 1, '(')) {
      at += 1;
      return bracketed('(');
    }
    if (!group(Fragment.PATH) && !simplePath()) {
      return false;
    }
    if (anyBracketed()) {
      return true;
    }
    return !eat('=') || expression(true);
  }

  private boolean simplePath() {
    eat(PATH_SEP);
    do {
      if (tokens.kind(at) != IDENT) {
        return false;
      }
      bump();
    } while (eat(PATH_SEP));
    return true;
  }

  /// Reference, *Visibility and Privacy*. It may be empty.
  private boolean visibility() {
    if (group(Fragment.VIS)) {
      return true;
    }
    if (!eat(Keyword.PUB) || !isOpen('(')) {
      return true;
    }
    Keyword inside = keyword(at + 1);
    boolean alone = tokens.kind(at + 2) == CLOSE;
    boolean isRestriction =
        inside == Keyword.IN
            || alone
                && (inside == Keyword.CRATE
                    || inside == Keyword.SELF_VALUE
                    || inside == Keyword.SUPER
                    || tokens.kind(at + 1) == IDENT && tokens.codes[at + 1] == DOLLAR_CRATE);
    return !isRestriction || bracketed('(');
  }

  // Paths and types.

  private boolean isSegment() {
    if (tokens.kind(at) != IDENT) {
      return false;
    }
    Keyword keyword = keyword(at);
    if (keyword == null || !keyword.isStrict()) {
      return true;
    }
    return switch (keyword) {
      case SELF_VALUE, SELF_TYPE, SUPER, CRATE -> true;
      default -> false;
    };
  }

  /// A path as types have it (`A<B>`) or as expressions have it (`A::<B>`). Reference, *Paths*.
  private boolean path(boolean inType) {
    if (!inType && (group(Fragment.PATH) || group(Fragment.TY))) {
      return pathRest(false);
    }
    eat(PATH_SEP);
    return segments(inType);
  }

  private boolean pathRest(boolean inType) {
    return !eat(PATH_SEP) || segments(inType);
  }

  private boolean segments(boolean inType) {
    while (true) {
      if (!isSegment()) {
        return false;
      }
      bump();
      if (inType && ((punct() & 0xFF) == LT && !isPunct(TokenStream.code("<=")))) {
        if (!genericArguments()) {
          return false;
        }
      } else if (inType && isOpen('(')) {
        return functionArguments();
      } else if (isPunct(PATH_SEP)
          && (tokens.isPunct(at + 1, LT) || tokens.isPunct(at + 1, SHL))) {
        bump();
        if (!genericArguments()) {
          return false;
        }
      } else if (inType && isPunct(PATH_SEP) && tokens.isOpen(at + 1, '(')) {
        bump();
        return functionArguments();
      }
      if (!isPunct(PATH_SEP)) {
        return true;
      }
      if (tokens.kind(at + 1) != IDENT) {
        return false;
      }
      bump();
    }
  }

  private boolean functionArguments() {
    bracketed('(');
    return !eat(ARROW) || type(false);
  }

  /// `<…>`. Reference, *Paths*, *Paths in expressions*.
  private boolean genericArguments() {
    if (!eatFirst(LT) || !enter()) {
      return false;
    }
    while (!eatFirst(GT)) {
      if (!genericArgument()) {
        return false;
      }
      if (!eat(',')) {
        return eatFirst(GT) && leave(true);
      }
    }
    return leave(true);
  }

  private boolean genericArgument() {
    if (tokens.kind(at) == LIFETIME && !tokens.isPunct(at + 1, '+')) {
      return bump();
    }
    if (constArgument()) {
      return true;
    }
    if (!type(true)) {
      return false;
    }
    if (eatFirst('=')) {
      return constArgument() || type(true);
    }
    return !eat(':') || bounds();
  }

  private boolean constArgument() {
    Fragment group = groupHere();
    if (group == Fragment.EXPR
        || group == Fragment.EXPR_2021
        || group == Fragment.LITERAL
        || group == Fragment.BLOCK) {
      return skipGroup();
    }
    return beginsLiteral() && literal() || bracketed('{');
  }

  /// `<T as Trait>::name`, with the cursor on the `<`.
  private boolean qualifiedPath(boolean inType) {
    if (!enter() || !eatFirst(LT) || !type(true)) {
      return false;
    }
    if (eat(Keyword.AS) && !group(Fragment.PATH) && !group(Fragment.TY) && !path(true)) {
      return false;
    }
    return eatFirst(GT) && leave(eat(PATH_SEP) && segments(inType));
  }

  private boolean beginsType() {
    Fragment group = groupHere();
    if (group != null) {
      return group == Fragment.TY || group == Fragment.PATH;
    }
    switch (tokens.kind(at)) {
      case LIFETIME -> {
        return true;
      }
      case OPEN -> {
        return isOpen('(') || isOpen('[');
      }
      case IDENT -> {
        Keyword keyword = keyword(at);
        return isSegment()
            || keyword == Keyword.UNDERSCORE
            || keyword == Keyword.FOR
            || keyword == Keyword.IMPL
            || keyword == Keyword.FN
            || keyword == Keyword.UNSAFE
            || keyword == Keyword.EXTERN
            || keyword == Keyword.TYPEOF;
      }
      case PUNCT -> {
        int code = punct();
        return code == '!'
            || code == '*'
            || code == '&'
            || code == AND_AND
            || code == '?'
            || code == LT
            || code == SHL
            || code == PATH_SEP;
      }
      default -> {
        return false;
      }
    }
  }

  /// A type; `A + B` only where `plus`. Reference, *Types*.
  private boolean type(boolean plus) {
    if (!enter()) {
      return false;
    }
    boolean joins = plus;
    while (true) {
      if (eatFirst('&')) {
        joins = false;
        if (tokens.kind(at) == LIFETIME) {
          bump();
        }
        eat(Keyword.MUT);
      } else if (isPunct('*')) {
        joins = false;
        bump();
        if (!eat(Keyword.CONST) && !eat(Keyword.MUT)) {
          return false;
        }
      } else {
        break;
      }
    }
    Fragment group = groupHere();
    if (group != null) {
      if (group != Fragment.TY && group != Fragment.PATH) {
        return false;
      }
      skipGroup();
      if (!pathRest(true)) {
        return false;
      }
      return leave(macroCall() || !joins || moreBounds());
    }
    if (bracketed('(')) {
      return leave(!joins || moreBounds());
    }
    if (bracketed('[') || eat('!') || eat(Keyword.UNDERSCORE)) {
      return leave(true);
    }
    if (isPunct(LT) || isPunct(SHL)) {
      return leave(qualifiedPath(true));
    }
    if (tokens.kind(at) == LIFETIME || isPunct('?')) {
      return leave(bounds());
    }
    Keyword keyword = keyword(at);
    if (keyword == Keyword.IMPL || keyword == Keyword.DYN && beginsBoundAfter(at + 1)) {
      bump();
      eat('*');
      return leave(bounds());
    }
    if (keyword == Keyword.FOR) {
      bump();
      if (!binder()) {
        return false;
      }
      keyword = keyword(at);
    }
    if (keyword == Keyword.FN || keyword == Keyword.UNSAFE || keyword == Keyword.EXTERN) {
      return leave(functionPointer());
    }
    if (!path(true)) {
      return false;
    }
    return leave(macroCall() || !joins || moreBounds());
  }

  private boolean macroCall() {
    if (isPunct('!') && tokens.kind(at + 1) == OPEN) {
      bump();
      return anyBracketed();
    }
    return false;
  }

  private boolean functionPointer() {
    eat(Keyword.UNSAFE);
    if (eat(Keyword.EXTERN) && tokens.kind(at) == LITERAL) {
      bump();
    }
    return eat(Keyword.FN) && isOpen('(') && functionArguments();
  }

  /// `<'a, 'b>` after `for`.
  private boolean binder() {
    if (!eatFirst(LT)) {
      return false;
    }
    int open = 1;
    while (open > 0) {
      if (eatFirst(LT)) {
        open++;
      } else if (eatFirst(GT)) {
        open--;
      } else if (!tokenTree()) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsBoundAfter(int token) {
    byte kind = tokens.kind(token);
    if (kind == IDENT) {
      Keyword keyword = keyword(token);
      return keyword == null
          || !keyword.isStrict()
          || keyword == Keyword.FOR
          || keyword == Keyword.CRATE
          || keyword == Keyword.SELF_VALUE
          || keyword == Keyword.SELF_TYPE
          || keyword == Keyword.SUPER
          || keyword == Keyword.CONST;
    }
    return kind == LIFETIME
        || kind == GROUP_OPEN
        || tokens.isPunct(token, '?')
        || tokens.isPunct(token, '~')
        || tokens.isPunct(token, '*')
        || tokens.isPunct(token, LT)
        || tokens.isOpen(token, '(')
        || edition.isAtLeast(Edition.E2018) && tokens.isPunct(token, PATH_SEP);
  }

  private boolean moreBounds() {
    return !eat('+') || bounds();
  }

  /// Bounds joined by `+`, none of them too. Reference, *Trait and lifetime bounds*.
  private boolean bounds() {
    while (true) {
      if (tokens.kind(at) == LIFETIME || isOpen('(')) {
        if (!tokenTree()) {
          return false;
        }
      } else if (isKeyword(Keyword.USE)) {
        bump();
        if (!binder()) {
          return false;
        }
      } else if (beginsBoundAfter(at) && !isPunct('*')) {
        if (!bound()) {
          return false;
        }
      } else {
        return true;
      }
      if (!eat('+')) {
        return true;
      }
    }
  }

  private boolean bound() {
    if (eat(Keyword.FOR) && !binder()) {
      return false;
    }
    eat('~');
    eat(Keyword.CONST);
    if (isKeyword(Keyword.ASYNC)) {
      bump();
    }
    eat('?');
    if (eat(Keyword.FOR) && !binder()) {
      return false;
    }
    if (isPunct(LT)) {
      return qualifiedPath(true);
    }
    if (group(Fragment.PATH) || group(Fragment.TY)) {
      return pathRest(true);
    }
    return path(true);
  }

  // Patterns.

  private boolean beginsPattern(boolean or) {
    switch (tokens.kind(at)) {
      case IDENT -> {
        Keyword keyword = keyword(at);
        return keyword == null
            || isSegment()
            || keyword == Keyword.TRUE
            || keyword == Keyword.FALSE
            || keyword == Keyword.UNDERSCORE
            || keyword == Keyword.REF
            || keyword == Keyword.MUT
            || keyword == Keyword.BOX
            || keyword == Keyword.CONST;
      }
      case LITERAL -> {
        return true;
      }
      case OPEN -> {
        return isOpen('(') || isOpen('[');
      }
      case PUNCT -> {
        int code = punct();
        return code == '&'
            || code == AND_AND
            || code == '-'
            || code == RANGE
            || code == RANGE_INCLUSIVE
            || code == ELLIPSIS
            || code == PATH_SEP
            || code == LT
            || code == SHL
            || or && code == '|' && edition.isAtLeast(Edition.E2021);
      }
      default -> {
        return false;
      }
    }
  }

  private boolean patternOr() {
    eat('|');
    do {
      if (!pattern()) {
        return false;
      }
    } while (eat('|'));
    return true;
  }

  /// A pattern without `|` at its top. Reference, *Patterns*.
  private boolean pattern() {
    while (true) {
      if (eatFirst('&')) {
        eat(Keyword.MUT);
        continue;
      }
      Fragment group = groupHere();
      if (group == Fragment.PAT || group == Fragment.PAT_PARAM) {
        return skipGroup();
      }
      if (group == Fragment.EXPR || group == Fragment.EXPR_2021 || group == Fragment.LITERAL) {
        skipGroup();
        return patternRange();
      }
      if (bracketed('(') || bracketed('[')) {
        return true;
      }
      if (eat(Keyword.UNDERSCORE)) {
        return true;
      }
      if (isRange()) {
        return patternRange();
      }
      if (beginsLiteral()) {
        return literal() && patternRange();
      }
      if (eat('!')) {
        return true;
      }
      Keyword keyword = keyword(at);
      if (keyword == Keyword.CONST && tokens.isOpen(at + 1, '{')) {
        bump();
        return bracketed('{') && patternRange();
      }
      if (keyword == Keyword.BOX && beginsPatternAfterBox()) {
        bump();
        continue;
      }
      if (keyword == Keyword.MUT || keyword == Keyword.REF) {
        bump();
        eat(Keyword.REF);
        eat(Keyword.MUT);
        if (tokens.kind(at) != IDENT) {
          return false;
        }
        bump();
      } else {
        boolean plain = tokens.kind(at) == IDENT && !tokens.isPunct(at + 1, PATH_SEP);
        if (isPunct(LT) || isPunct(SHL) ? !qualifiedPath(false) : !path(false)) {
          return false;
        }
        if (macroCall() || bracketed('(') || bracketed('{')) {
          return true;
        }
        if (isRange()) {
          return patternRange();
        }
        if (!plain) {
          return true;
        }
      }
      if (!eat('@')) {
        return true;
      }
    }
  }

  private boolean beginsPatternAfterBox() {
    at++;
    boolean result = beginsPattern(false);
    at--;
    return result;
  }

  private boolean isRange() {
    int code = punct();
    return code == RANGE || code == RANGE_INCLUSIVE || code == ELLIPSIS;
  }

  /// What follows a pattern that may be the start of a range.
  private boolean patternRange() {
    if (!isRange()) {
      return true;
    }
    bump();
    Fragment group = groupHere();
    if (group != null && isExpression(group)) {
      skipGroup();
      return group != Fragment.PATH || pathRest(false);
    }
    if (beginsLiteral()) {
      return literal();
    }
    if (isPunct(LT) || isPunct(SHL)) {
      return qualifiedPath(false);
    }
    if (isKeyword(Keyword.CONST) && tokens.isOpen(at + 1, '{')) {
      bump();
      return bracketed('{');
    }
    return !isSegment() && !isPunct(PATH_SEP) || path(false);
  }

  // Expressions.

  private boolean beginsExpression() {
    switch (tokens.kind(at)) {
      case OPEN, LITERAL, LIFETIME -> {
        return true;
      }
      case GROUP_OPEN -> {
        Fragment group = Fragment.at(tokens.codes[at]);
        return isExpression(group) || group == Fragment.TY;
      }
      case IDENT -> {
        Keyword keyword = keyword(at);
        if (keyword == null || !keyword.isStrict()) {
          return true;
        }
        return switch (keyword) {
          case BREAK,
              CONST,
              CONTINUE,
              DO,
              BOX,
              FALSE,
              FOR,
              IF,
              LET,
              LOOP,
              MATCH,
              MOVE,
              RETURN,
              BECOME,
              TRUE,
              UNSAFE,
              WHILE,
              YIELD,
              STATIC,
              SELF_VALUE,
              SELF_TYPE,
              SUPER,
              CRATE ->
              true;
          default -> false;
        };
      }
      case PUNCT -> {
        int code = punct();
        return code == '!'
            || code == '-'
            || code == '*'
            || code == '|'
            || code == OR_OR
            || code == '&'
            || code == AND_AND
            || code == LT
            || code == SHL
            || code == PATH_SEP
            || code == '#'
            || isRange();
      }
      default -> {
        return false;
      }
    }
  }

  /// An expression; where not `braces`, a `{` after a path or a range is no part of it (the
  /// conditions of `if`, `while` and `match`). Reference, *Expressions*.
  private boolean expression(boolean braces) {
    return enter() && leave(operands(braces, false));
  }

  private boolean operands(boolean braces, boolean primed) {
    boolean first = primed;
    while (true) {
      int operand = first ? OPERAND_DONE : operand(braces);
      first = false;
      if (operand == OPERAND_MISSING) {
        return false;
      }
      if (operand == OPERAND_PREFIX) {
        continue;
      }
      if (operand == OPERAND_DONE) {
        if (!postfix()) {
          return false;
        }
        while (isKeyword(Keyword.AS)) {
          bump();
          if (!type(false)) {
            return false;
          }
        }
      }
      if (isRange()) {
        bump();
        if (!beginsOperand(braces)) {
          return true;
        }
      } else if (isBinary(punct())) {
        bump();
      } else {
        return true;
      }
    }
  }

  private static final int OPERAND_MISSING = 0;

  /// An operator, or words, after which an operand must follow.
  private static final int OPERAND_PREFIX = 1;

  /// An operand that `.`, `?`, `(` and `[` may follow.
  private static final int OPERAND_DONE = 2;

  /// An operand that only a binary operator may follow: `return` without a value.
  private static final int OPERAND_BARE = 3;

  private boolean beginsOperand(boolean braces) {
    return beginsExpression() && (braces || !isOpen('{'));
  }

  private boolean isBinary(int code) {
    return switch (code) {
      case '+', '-', '*', '/', '%', '^', '&', '|', '<', '>', '=' -> true;
      default ->
          code > 0xFF
              && code != ARROW
              && code != PATH_SEP
              && code != RANGE
              && code != RANGE_INCLUSIVE
              && code != ELLIPSIS
              && code != FAT_ARROW;
    };
  }

  private static final int FAT_ARROW = TokenStream.code("=>");

  private int operand(boolean braces) {
    while (isPunct('#') && (tokens.isOpen(at + 1, '['))) {
      bump();
      bracketed('[');
    }
    Fragment group = groupHere();
    if (group != null) {
      if (!isExpression(group) && group != Fragment.TY) {
        return OPERAND_MISSING;
      }
      skipGroup();
      if (group == Fragment.PATH || group == Fragment.TY) {
        if (!pathRest(false)) {
          return OPERAND_MISSING;
        }
        return pathTail(braces);
      }
      return OPERAND_DONE;
    }
    switch (tokens.kind(at)) {
      case LITERAL -> {
        bump();
        return OPERAND_DONE;
      }
      case OPEN -> {
        skipGroup();
        return OPERAND_DONE;
      }
      case LIFETIME -> {
        bump();
        if (!eat(':')) {
          return OPERAND_MISSING;
        }
        if (bracketed('{')) {
          return OPERAND_DONE;
        }
        Keyword keyword = keyword(at);
        return keyword == Keyword.LOOP || keyword == Keyword.WHILE || keyword == Keyword.FOR
            ? word(keyword, braces)
            : OPERAND_MISSING;
      }
      case PUNCT -> {
        return operator(braces);
      }
      case IDENT -> {
        Keyword keyword = keyword(at);
        if (keyword == null) {
          return path(false) ? pathTail(braces) : OPERAND_MISSING;
        }
        return word(keyword, braces);
      }
      default -> {
        return OPERAND_MISSING;
      }
    }
  }

  private int pathTail(boolean braces) {
    if (macroCall()) {
      return OPERAND_DONE;
    }
    if (braces) {
      bracketed('{');
    }
    return OPERAND_DONE;
  }

  private int operator(boolean braces) {
    int code = punct();
    if (code == '-' || code == '*' || code == '!') {
      bump();
      return OPERAND_PREFIX;
    }
    if (code == '&' || code == AND_AND) {
      eatFirst('&');
      if (isKeyword(Keyword.RAW)
          && (tokens.isKeyword(at + 1, Keyword.CONST) || tokens.isKeyword(at + 1, Keyword.MUT))) {
        bump();
        bump();
      } else {
        eat(Keyword.MUT);
      }
      return OPERAND_PREFIX;
    }
    if (code == '|' || code == OR_OR) {
      return closure();
    }
    if (isRange()) {
      bump();
      return beginsOperand(braces) ? OPERAND_PREFIX : OPERAND_BARE;
    }
    if (code == LT || code == SHL) {
      return qualifiedPath(false) ? pathTail(braces) : OPERAND_MISSING;
    }
    if (code == PATH_SEP) {
      return path(false) ? pathTail(braces) : OPERAND_MISSING;
    }
    return OPERAND_MISSING;
  }

  /// The parameters of a closure. Without a return type, an operand is its body.
  private int closure() {
    if (!eat(OR_OR)) {
      bump();
      while (!eat('|')) {
        while (isPunct('#') && tokens.isOpen(at + 1, '[')) {
          bump();
          bracketed('[');
        }
        if (!pattern() || eat(':') && !type(true) || !eat(',') && !isPunct('|')) {
          return OPERAND_MISSING;
        }
      }
    }
    if (eat(ARROW)) {
      if (!type(false)) {
        return OPERAND_MISSING;
      }
      return group(Fragment.BLOCK) || bracketed('{') ? OPERAND_DONE : OPERAND_MISSING;
    }
    return OPERAND_PREFIX;
  }

  private boolean block() {
    return group(Fragment.BLOCK) || bracketed('{');
  }

  private boolean beginsBlock(int token) {
    return tokens.isOpen(token, '{')
        || tokens.kind(token) == GROUP_OPEN
            && tokens.codes[token] == Fragment.BLOCK.ordinal();
  }

  private boolean beginsClosure(int token) {
    return tokens.isPunct(token, '|') || tokens.isPunct(token, OR_OR);
  }

  /// An operand that begins with a word which is a keyword somewhere.
  private int word(Keyword keyword, boolean braces) {
    switch (keyword) {
      case TRUE, FALSE, UNDERSCORE -> {
        bump();
        return OPERAND_DONE;
      }
      case SELF_VALUE, SELF_TYPE, SUPER, CRATE -> {
        return path(false) ? pathTail(braces) : OPERAND_MISSING;
      }
      case IF -> {
        return conditional();
      }
      case MATCH -> {
        bump();
        return done(expression(false) && bracketed('{'));
      }
      case WHILE -> {
        bump();
        return done(expression(false) && block());
      }
      case LOOP -> {
        bump();
        return done(block());
      }
      case FOR -> {
        bump();
        if (isPunct(LT)) {
          return binder() ? OPERAND_PREFIX : OPERAND_MISSING;
        }
        return done(patternOr() && eat(Keyword.IN) && expression(false) && block());
      }
      case UNSAFE -> {
        bump();
        return done(block());
      }
      case CONST -> {
        bump();
        return block() ? OPERAND_DONE : closureWords();
      }
      case STATIC, MOVE -> {
        return closureWords();
      }
      case LET -> {
        bump();
        return patternOr() && eatFirst('=') ? OPERAND_PREFIX : OPERAND_MISSING;
      }
      case RETURN, YIELD, BECOME -> {
        bump();
        return beginsOperand(braces) ? OPERAND_PREFIX : OPERAND_BARE;
      }
      case BREAK -> {
        bump();
        if (tokens.kind(at) == LIFETIME && !tokens.isPunct(at + 1, ':')) {
          bump();
        }
        return beginsOperand(braces) ? OPERAND_PREFIX : OPERAND_BARE;
      }
      case CONTINUE -> {
        bump();
        if (tokens.kind(at) == LIFETIME) {
          bump();
        }
        return OPERAND_BARE;
      }
      case DO -> {
        bump();
        return OPERAND_PREFIX;
      }
      case BOX -> {
        bump();
        return OPERAND_PREFIX;
      }
      case ASYNC, GEN -> {
        if (beginsBlock(at + 1) && edition.isAtLeast(Edition.E2018)) {
          bump();
          return done(block());
        }
        if (tokens.isKeyword(at + 1, Keyword.MOVE)
            || tokens.isKeyword(at + 1, Keyword.GEN)
            || beginsClosure(at + 1) && keyword == Keyword.ASYNC) {
          return closureWords();
        }
      }
      case TRY -> {
        if (beginsBlock(at + 1) && edition.isAtLeast(Edition.E2018)) {
          bump();
          return done(block());
        }
      }
      case BUILTIN -> {
        if (tokens.isPunct(at + 1, '#') && tokens.kind(at + 2) == IDENT) {
          at += 3;
          return done(anyBracketed());
        }
      }
      default -> {
        // A name, or a keyword that begins no expression.
      }
    }
    return isSegment() && path(false) ? pathTail(braces) : OPERAND_MISSING;
  }

  private static int done(boolean found) {
    return found ? OPERAND_DONE : OPERAND_MISSING;
  }

  /// `static async move |…|` or `async move {…}`.
  private int closureWords() {
    while (true) {
      Keyword keyword = keyword(at);
      if (keyword != Keyword.STATIC
          && keyword != Keyword.ASYNC
          && keyword != Keyword.GEN
          && keyword != Keyword.CONST
          && keyword != Keyword.MOVE) {
        break;
      }
      bump();
    }
    if (beginsClosure(at)) {
      return closure();
    }
    return done(block());
  }

  /// `if … {} else if … {} else {}`, with the cursor on the `if`.
  private int conditional() {
    while (eat(Keyword.IF)) {
      if (!expression(false) || !block()) {
        return OPERAND_MISSING;
      }
      if (!eat(Keyword.ELSE)) {
        return OPERAND_DONE;
      }
      if (!isKeyword(Keyword.IF)) {
        return done(block());
      }
    }
    return OPERAND_MISSING;
  }

  /// What follows an operand: `?`, `.await`, fields, calls, indices.
  private boolean postfix() {
    while (true) {
      if (eat('?') || bracketed('(') || bracketed('[')) {
        continue;
      }
      if (!isPunct('.')) {
        return true;
      }
      bump();
      byte kind = tokens.kind(at);
      if (kind == LITERAL || groupHere() == Fragment.LITERAL) {
        tokenTree();
        continue;
      }
      if (kind != IDENT) {
        return false;
      }
      bump();
      if (isPunct(PATH_SEP)) {
        bump();
        if (!genericArguments()) {
          return false;
        }
      }
    }
  }

  // Statements and items.

  /// A statement without the `;` that ends it, but with that of an item; a `;` alone is one too.
  /// Reference, *Statements*.
  private boolean statement() {
    Fragment group = groupHere();
    if (group == Fragment.STMT || group == Fragment.ITEM) {
      return skipGroup();
    }
    if (eat(';')) {
      return true;
    }
    while (isPunct('#') && tokens.isOpen(at + 1, '[')) {
      bump();
      bracketed('[');
    }
    if (isKeyword(Keyword.LET)) {
      bump();
      if (!patternOr() || eat(':') && !type(true)) {
        return false;
      }
      return !eatFirst('=') || expression(true) && (!eat(Keyword.ELSE) || block());
    }
    if (beginsItem()) {
      return item(true);
    }
    if (isBlockLike()) {
      if (operand(true) != OPERAND_DONE) {
        return false;
      }
      boolean goesOn = isPunct('.') || isPunct('?');
      return !goesOn || operands(true, true);
    }
    int start = at;
    if (isSegment() && path(false) && isPunct('!') && tokens.isOpen(at + 1, '{')) {
      macroCall();
      boolean goesOn = isPunct('.') || isPunct('?');
      return !goesOn || operands(true, true);
    }
    at = start;
    used = 0;
    return expression(true);
  }

  private boolean isBlockLike() {
    if (isOpen('{') || tokens.kind(at) == LIFETIME) {
      return true;
    }
    Keyword keyword = keyword(at);
    if (keyword == null) {
      return false;
    }
    return switch (keyword) {
      case IF, MATCH, LOOP, WHILE -> true;
      case FOR -> !tokens.isPunct(at + 1, LT);
      case UNSAFE, CONST -> beginsBlock(at + 1);
      case TRY -> beginsBlock(at + 1) && edition.isAtLeast(Edition.E2018);
      default -> false;
    };
  }

  /// Whether an item that is no macro call begins here, after its attributes.
  private boolean beginsItem() {
    Fragment group = groupHere();
    if (group == Fragment.VIS) {
      return true;
    }
    Keyword keyword = keyword(at);
    if (keyword == null) {
      return false;
    }
    boolean nameFollows = tokens.kind(at + 1) == IDENT;
    return switch (keyword) {
      case PUB, USE, MOD, FN, STRUCT, ENUM, TYPE, IMPL, TRAIT, EXTERN -> true;
      case CONST -> !beginsBlock(at + 1) && !beginsClosure(at + 1) && !isClosureWord(at + 1);
      case STATIC -> !beginsClosure(at + 1) && !isClosureWord(at + 1);
      case UNSAFE -> !beginsBlock(at + 1);
      case ASYNC, GEN, SAFE ->
          tokens.isKeyword(at + 1, Keyword.FN)
              || tokens.isKeyword(at + 1, Keyword.UNSAFE)
              || tokens.isKeyword(at + 1, Keyword.EXTERN) ;
      case UNION -> nameFollows && !tokens.isKeyword(at + 1, Keyword.AS);
      case AUTO -> tokens.isKeyword(at + 1, Keyword.TRAIT);
      case DEFAULT -> nameFollows && !tokens.isKeyword(at + 1, Keyword.AS);
      case MACRO -> nameFollows;
      case MACRO_RULES -> tokens.isPunct(at + 1, '!') && tokens.kind(at + 2) == IDENT;
      default -> false;
    };
  }

  private boolean isClosureWord(int token) {
    return tokens.isKeyword(token, Keyword.MOVE)
        || tokens.isKeyword(token, Keyword.ASYNC) && !tokens.isKeyword(token + 1, Keyword.FN)
            && !tokens.isKeyword(token + 1, Keyword.UNSAFE)
            && !tokens.isKeyword(token + 1, Keyword.EXTERN);
  }

  /// An item with its attributes; a macro call too unless it is a `statement`. Reference, *Items*.
  private boolean item(boolean statement) {
    while (isPunct('#') && tokens.isOpen(at + 1, '[')) {
      bump();
      bracketed('[');
    }
    if (group(Fragment.ITEM)) {
      return true;
    }
    if (!beginsItem()) {
      return !statement && itemMacro();
    }
    visibility();
    while (true) {
      Keyword keyword = keyword(at);
      if (keyword == null) {
        return itemMacro();
      }
      switch (keyword) {
        case MACRO_RULES -> {
          at += 3;
          return bracketed('{') || anyBracketed() && eat(';');
        }
        case MACRO -> {
          at += 2;
          bracketed('(');
          return bracketed('{');
        }
        case USE, TYPE -> {
          return toSemicolon();
        }
        case CONST, STATIC -> {
          if (keyword == Keyword.STATIC || !isFunctionWord(at + 1)) {
            return toSemicolon();
          }
          bump();
        }
        case EXTERN -> {
          bump();
          if (tokens.kind(at) == LITERAL || groupHere() == Fragment.LITERAL) {
            tokenTree();
          }
          if (isOpen('{')) {
            return bracketed('{');
          }
          if (isKeyword(Keyword.CRATE)) {
            return toSemicolon();
          }
        }
        case UNSAFE, ASYNC, GEN, SAFE, DEFAULT, AUTO -> bump();
        case FN, MOD, STRUCT, ENUM, UNION, TRAIT, IMPL -> {
          return toBody();
        }
        default -> {
          return itemMacro();
        }
      }
    }
  }

  private boolean isFunctionWord(int token) {
    Keyword keyword = keyword(token);
    if (keyword == null) {
      return false;
    }
    return switch (keyword) {
      case FN, UNSAFE, ASYNC, EXTERN, TRAIT, IMPL, GEN, SAFE, AUTO -> true;
      default -> false;
    };
  }

  private boolean itemMacro() {
    if (!group(Fragment.PATH) && !simplePath() || !isPunct('!') || tokens.kind(at + 1) != OPEN) {
      return false;
    }
    bump();
    return bracketed('{') || anyBracketed() && eat(';');
  }

  private boolean toSemicolon() {
    while (!eat(';')) {
      if (!tokenTree()) {
        return false;
      }
    }
    return true;
  }

  /// To the body of an item or to its `;`. Braces between `<` and `>` are arguments.
  private boolean toBody() {
    int open = 0;
    while (true) {
      if (open == 0 && (bracketed('{') || group(Fragment.BLOCK))) {
        return true;
      }
      if (eat(';')) {
        return true;
      }
      if (isPunct(LT) || isPunct(SHL)) {
        open += isPunct(LT) ? 1 : 2;
        bump();
      } else if ((punct() & 0xFF) == GT) {
        eatFirst(GT);
        open = Math.max(0, open - 1);
      } else if (!tokenTree()) {
        return false;
      }
    }
  }
}
