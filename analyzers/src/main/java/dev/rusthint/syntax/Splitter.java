package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rusthint.syntax.Lexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Splits a file into its items, down to the members of modules, impls, traits and extern blocks.
///
/// The result depends on nothing but the text. A text whose brackets match is split by them alone.
/// In any other text (an unclosed bracket or string, as there always is while somebody types) an
/// item also ends where a line, indented no deeper than the item, begins another one: what is
/// broken does not swallow what follows.
final class Splitter {
  /// Containers nested deeper than this are left whole.
  private static final int MAX_NESTING = 200;

  /// What an item is must show within so many tokens.
  private static final int LOOKAHEAD = 64;

  /// Bounds the bytes that are read again after strings and comments that are not closed, in a
  /// text made of little else.
  private static final long READ_AGAIN = 1 << 20;

  private static final long READ_AGAIN_FACTOR = 16;

  private final byte[] bytes;
  private final Lexer lexer;
  private int nesting;

  /// Whether indentation decides beside brackets.
  private final boolean resynchronise;

  private boolean unbalanced;

  /// The offset after the keyword that made the current item what it is; from there on a line that
  /// begins another item ends this one.
  private int keywordEnd;

  private byte[] open = new byte[64];
  private int depth;

  /// The start of the line that holds the offset `scanned`, which only grows.
  private int lineStart;

  private int scanned;

  /// How many bytes were read again because a string or comment was not closed.
  private long readAgain;

  private Splitter(byte[] bytes, boolean resynchronise) {
    this.bytes = bytes;
    this.lexer = new Lexer(bytes, 0, bytes.length);
    this.resynchronise = resynchronise;
  }

  /// The units of a file.
  static List<Outline> split(byte[] bytes) {
    Splitter byBrackets = new Splitter(bytes, false);
    List<Outline> units = byBrackets.file();
    return byBrackets.unbalanced ? new Splitter(bytes, true).file() : units;
  }

  private List<Outline> file() {
    int from = SourceFile.byteOrderMark(bytes);
    if (from + 1 < bytes.length
        && bytes[from] == '#'
        && bytes[from + 1] == '!'
        && !startsInnerAttribute(from)) {
      while (from < bytes.length && bytes[from] != '\n') {
        from++;
      }
    }
    List<Outline> units = new ArrayList<>();
    lexer.resumeAt(from);
    lexer.next();
    int at = units(units, 0, -1);
    if (at < bytes.length) {
      units.add(new Outline(ItemKind.TRIVIA, at, bytes.length, bytes.length, bytes.length, List.of()));
    }
    return units;
  }

  /// `#!` and then, comments aside, a `[` (Reference, *Input format*: shebang removal).
  private boolean startsInnerAttribute(int at) {
    Lexer ahead = new Lexer(bytes, at + 2, bytes.length);
    Token token = ahead.next();
    while (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
      token = ahead.next();
    }
    return ahead.first() == '[';
  }

  /// Reads units from the current token on, the first beginning at `from`, up to the end of the
  /// text or of the container whose indentation is `containerIndent` (-1 for the file). Returns the
  /// offset after the last unit. The current token then is the one that ended the container.
  private int units(List<Outline> units, int from, int containerIndent) {
    int start = from;
    while (true) {
      skipComments();
      if (lexer.token() == Token.END) {
        return start;
      }
      if (containerIndent >= 0 && endsContainer(containerIndent)) {
        return start;
      }
      Outline unit = unit(start);
      units.add(unit);
      start = unit.end();
      if (lexer.end() != start || lexer.token() == Token.END) {
        lexer.resumeAt(start);
      }
      lexer.next();
    }
  }

  private boolean endsContainer(int containerIndent) {
    if (lexer.first() == '}') {
      if (!resynchronise) {
        return true;
      }
      int indent = lineIndent(lexer.start());
      return indent < 0 || indent <= containerIndent;
    }
    if (!resynchronise) {
      return false;
    }
    int indent = lineIndent(lexer.start());
    return indent >= 0 && indent <= containerIndent && beginsItem();
  }

  private void skipComments() {
    while (lexer.token() == Token.LINE_COMMENT || lexer.token() == Token.BLOCK_COMMENT) {
      if (!lexer.terminated()) {
        unterminated();
      }
      lexer.next();
    }
  }

  /// The current token, a string or comment, is not closed: cuts it at its first line break when
  /// the text is known to be broken, so that the lines below are code again.
  private void unterminated() {
    unbalanced = true;
    readAgain += bytes.length - lexer.start();
    if (resynchronise && readAgain < READ_AGAIN + READ_AGAIN_FACTOR * bytes.length) {
      int cut = lexer.start();
      while (cut < bytes.length && bytes[cut] != '\n') {
        cut++;
      }
      lexer.resumeAt(cut);
    }
  }

  /// Reads one unit; the current token is its first. Afterwards the current token is its last.
  private Outline unit(int start) {
    int indent = lineIndent(lexer.start());
    int itemIndent = indent < 0 ? indentOfLineOf(lexer.start()) : indent;
    keywordEnd = lexer.start();
    while (lexer.first() == '#' && (afterHash() == '[' || afterHash() == '!')) {
      boolean inner = afterHash() == '!';
      if (inner) {
        lexer.next();
      }
      lexer.next();
      skipComments();
      if (lexer.first() != '[') {
        return leaf(ItemKind.OTHER, start, lexer.start(), lexer.start());
      }
      int close = bracketed(itemIndent);
      if (close < 0) {
        return leaf(ItemKind.OTHER, start, lexer.start(), lexer.start());
      }
      if (inner) {
        return leaf(ItemKind.INNER_ATTRIBUTE, start, close, close);
      }
      lexer.next();
      skipComments();
      if (lexer.token() == Token.END || lexer.first() == '}') {
        return leaf(ItemKind.OTHER, start, lexer.start(), lexer.start());
      }
    }
    int head = lexer.start();
    ItemKind kind = kindOfItem();
    if (kind.isContainer() && nesting < MAX_NESTING) {
      return container(kind, start, head, itemIndent);
    }
    if (kind.isContainer()) {
      kind = ItemKind.OTHER;
    }
    int end = itemEnd(kind, head, itemIndent);
    return new Outline(kind, start, head, end, end, List.of());
  }

  /// The byte after the current token, white space passed over: macros write `# [doc = "…"]`.
  private byte afterHash() {
    int distance = 0;
    while (lexer.peek(distance) == ' ' || lexer.peek(distance) == '\n') {
      distance++;
    }
    return lexer.peek(distance);
  }

  private static Outline leaf(ItemKind kind, int start, int head, int end) {
    return new Outline(kind, start, head, end, end, List.of());
  }

  /// Whether the current token, the first of its line, can begin an item. Deliberately narrow: it
  /// decides where broken text is cut.
  private boolean beginsItem() {
    byte first = lexer.first();
    if (first == '#') {
      return lexer.peek(0) == '[';
    }
    if (lexer.token() != Token.IDENTIFIER) {
      return false;
    }
    return switch (new String(bytes, lexer.start(), Math.min(12, lexer.end() - lexer.start()),
        ISO_8859_1)) {
      case "pub", "impl", "macro_rules" -> true;
      case "fn", "trait", "struct", "enum", "mod", "use", "static", "const", "type", "extern" ->
          followedByWordOrString();
      case "unsafe", "async" -> nextWordIsItemKeyword();
      default -> false;
    };
  }

  private boolean followedByWordOrString() {
    Lexer ahead = new Lexer(bytes, lexer.end(), bytes.length);
    Token token = ahead.next();
    return token == Token.IDENTIFIER || token == Token.STRING;
  }

  private boolean nextWordIsItemKeyword() {
    Lexer ahead = new Lexer(bytes, lexer.end(), bytes.length);
    ahead.next();
    return ahead.is("fn") || ahead.is("impl") || ahead.is("trait") || ahead.is("extern")
        || ahead.is("unsafe");
  }

  /// What the item is that begins at the current token, by its keyword after visibility and
  /// qualifiers. Looks ahead on a lexer of its own.
  private ItemKind kindOfItem() {
    Lookahead ahead = new Lookahead(bytes, lexer.start());
    ItemKind kind = kindOfItem(ahead);
    keywordEnd = kind == ItemKind.OTHER ? lexer.end() : ahead.end();
    return kind;
  }

  /// Reads a few tokens, comments passed over; then there is nothing but [Token#END].
  private static final class Lookahead {
    private final Lexer lexer;
    private int left = LOOKAHEAD;

    Lookahead(byte[] bytes, int from) {
      lexer = new Lexer(bytes, from, bytes.length);
    }

    Token next() {
      Token token = lexer.next();
      while (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
        token = lexer.next();
        left--;
      }
      return left-- > 0 ? token : Token.END;
    }

    byte first() {
      return left >= 0 ? lexer.first() : 0;
    }

    byte peek(int distance) {
      return lexer.peek(distance);
    }

    int end() {
      return lexer.end();
    }

    boolean is(String text) {
      return lexer.is(text);
    }

    Token token() {
      return left >= 0 ? lexer.token() : Token.END;
    }

    /// Passes the bracketed group that begins here and returns the token after it.
    Token skipBrackets() {
      int level = 0;
      do {
        if (token() == Token.OPEN) {
          level++;
        } else if (token() == Token.CLOSE) {
          level--;
        }
        if (next() == Token.END) {
          return Token.END;
        }
      } while (level > 0);
      return token();
    }
  }

  private static ItemKind kindOfItem(Lookahead ahead) {
    Token token = ahead.next();
    if (token != Token.IDENTIFIER) {
      return ahead.first() == ':' || ahead.first() == '$' ? macroOrOther(ahead) : ItemKind.OTHER;
    }
    if (ahead.is("pub") || ahead.is("crate") && ahead.peek(0) != ':') {
      boolean pub = ahead.is("pub");
      token = ahead.next();
      if (pub && ahead.first() == '(') {
        token = ahead.skipBrackets();
      }
    }
    while (token == Token.IDENTIFIER) {
      if (ahead.is("fn")) {
        return ItemKind.FUNCTION;
      } else if (ahead.is("struct")) {
        return ItemKind.STRUCT;
      } else if (ahead.is("enum")) {
        return ItemKind.ENUM;
      } else if (ahead.is("impl")) {
        return ItemKind.IMPL;
      } else if (ahead.is("trait")) {
        return ItemKind.TRAIT;
      } else if (ahead.is("use")) {
        return ItemKind.USE;
      } else if (ahead.is("type")) {
        return ItemKind.TYPE_ALIAS;
      } else if (ahead.is("mod")) {
        ahead.next();
        ahead.next();
        return ahead.first() == '{' ? ItemKind.MODULE : ItemKind.MODULE_FILE;
      } else if (ahead.is("const")) {
        token = ahead.next();
        if (ahead.first() == '{') {
          return ItemKind.OTHER;
        }
        boolean qualifier =
            ahead.is("fn") || ahead.is("unsafe") || ahead.is("async") || ahead.is("extern")
                || ahead.is("trait") || ahead.is("impl");
        if (!qualifier) {
          return ItemKind.CONST;
        }
      } else if (ahead.is("static")) {
        return ItemKind.STATIC;
      } else if (ahead.is("extern")) {
        token = ahead.next();
        if (ahead.is("crate")) {
          return ItemKind.EXTERN_CRATE;
        }
        if (token == Token.STRING || token == Token.RAW_STRING) {
          token = ahead.next();
        }
        if (ahead.first() == '{') {
          return ItemKind.EXTERN_BLOCK;
        }
      } else if (ahead.is("unsafe") || ahead.is("async") || ahead.is("default")
          || ahead.is("auto") || ahead.is("safe") || ahead.is("gen")) {
        byte follows = ahead.peek(0);
        if (follows == '!' || follows == ':') {
          return macroOrOther(ahead);
        }
        token = ahead.next();
      } else if (ahead.is("union")) {
        token = ahead.next();
        if (token == Token.IDENTIFIER) {
          return ItemKind.UNION;
        }
        return ahead.first() == '!' ? ItemKind.MACRO_CALL : ItemKind.OTHER;
      } else if (ahead.is("macro_rules")) {
        ahead.next();
        if (ahead.first() != '!') {
          return ItemKind.OTHER;
        }
        return ahead.next() == Token.IDENTIFIER ? ItemKind.MACRO_RULES : ItemKind.MACRO_CALL;
      } else {
        return macroOrOther(ahead);
      }
    }
    return ItemKind.OTHER;
  }

  /// A path and `!` make a macro call; anything else is no item.
  private static ItemKind macroOrOther(Lookahead ahead) {
    Token token = ahead.token();
    while (token == Token.IDENTIFIER || ahead.first() == ':' || ahead.first() == '$') {
      token = ahead.next();
    }
    return ahead.first() == '!' && ahead.peek(0) != '=' ? ItemKind.MACRO_CALL : ItemKind.OTHER;
  }

  private Outline container(ItemKind kind, int start, int head, int indent) {
    int angle = 0;
    byte previous = 0;
    while (true) {
      Token token = lexer.token();
      if (token == Token.END) {
        unbalanced = true;
        return leaf(ItemKind.OTHER, start, head, lexer.start());
      }
      byte first = lexer.first();
      if (stopsHere(indent)) {
        return leaf(ItemKind.OTHER, start, head, lexer.start());
      }
      if (token == Token.OPEN) {
        if (first == '{' && angle <= 0) {
          break;
        }
        if (bracketed(indent) < 0) {
          return leaf(ItemKind.OTHER, start, head, lexer.start());
        }
      } else if (token == Token.CLOSE) {
        return leaf(ItemKind.OTHER, start, head, lexer.start());
      } else if (first == ';' && token == Token.PUNCTUATION) {
        return leaf(ItemKind.OTHER, start, head, lexer.end());
      } else if (first == '<' && token == Token.PUNCTUATION) {
        angle++;
      } else if (first == '>' && previous != '-' && previous != '=') {
        angle--;
      }
      previous = lexer.peek(0) == '>' ? first : 0;
      checkTerminated(indent);
      lexer.next();
    }
    int headEnd = lexer.end();
    lexer.next();
    List<Outline> children = new ArrayList<>();
    nesting++;
    int childrenEnd = units(children, headEnd, indent);
    nesting--;
    int end;
    if (lexer.token() == Token.END) {
      unbalanced = true;
      end = bytes.length;
    } else if (lexer.first() == '}') {
      end = lexer.end();
    } else {
      end = childrenEnd;
    }
    int closing = end > childrenEnd && bytes[end - 1] == '}' && lexer.first() == '}' ? end - 1 : end;
    if (closing > childrenEnd) {
      children.add(leaf(ItemKind.TRIVIA, childrenEnd, closing, closing));
    }
    return new Outline(kind, start, head, headEnd, end, children);
  }

  /// Reads the rest of an item; returns the offset after it and leaves its last token current.
  private int itemEnd(ItemKind kind, int head, int indent) {
    boolean braceEnds =
        switch (kind) {
          case FUNCTION, STRUCT, ENUM, UNION, MACRO_RULES, MACRO_CALL, OTHER, MODULE_FILE -> true;
          default -> false;
        };
    boolean untilSemicolon = kind == ItemKind.MACRO_CALL || kind == ItemKind.MACRO_RULES;
    int angle = 0;
    byte previous = 0;
    while (true) {
      Token token = lexer.token();
      byte first = lexer.first();
      if (token == Token.END) {
        if (kind != ItemKind.OTHER) {
          unbalanced = true;
        }
        return bytes.length;
      }
      if (stopsHere(indent)) {
        return lexer.start();
      }
      if (token == Token.OPEN) {
        boolean brace = first == '{';
        int close = bracketed(indent);
        if (close < 0) {
          return lexer.start();
        }
        if (brace && braceEnds && angle <= 0) {
          return close;
        }
      } else if (token == Token.CLOSE) {
        // A bracket that nothing here opened: the container's own, or a stray one.
        if (lexer.start() > head) {
          unbalanced |= kind != ItemKind.OTHER || first != '}';
          return lexer.start();
        }
        unbalanced = true;
        return lexer.end();
      } else if (token == Token.PUNCTUATION) {
        if (first == ';') {
          return lexer.end();
        }
        if (!untilSemicolon && kind != ItemKind.OTHER) {
          if (first == '<') {
            angle++;
          } else if (first == '>' && previous != '-' && previous != '=') {
            angle--;
          }
        }
        previous = lexer.peek(0) == '>' ? first : 0;
      } else {
        checkTerminated(indent);
      }
      lexer.next();
    }
  }

  /// Marks an unclosed string or comment, and one whose content looks like the code below it.
  private void checkTerminated(int indent) {
    if (!lexer.terminated()) {
      unterminated();
      return;
    }
    if (resynchronise && lexer.token() == Token.STRING) {
      int lineBreak = swallowsItem(indent);
      if (lineBreak >= 0) {
        lexer.resumeAt(lineBreak);
      }
    }
  }

  /// The offset of the first line break in the current string if some line in it begins an item,
  /// indented no deeper than `indent`; else -1.
  private int swallowsItem(int indent) {
    int stringEnd = lexer.end();
    int firstBreak = -1;
    for (int i = lexer.start(); i < stringEnd; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      if (firstBreak < 0) {
        firstBreak = i;
      }
      int word = i + 1;
      while (word < stringEnd && (bytes[word] == ' ' || bytes[word] == '\t')) {
        word++;
      }
      if (word - i - 1 > indent || word >= stringEnd) {
        continue;
      }
      Splitter probe = new Splitter(bytes, true);
      probe.lexer.resumeAt(word);
      probe.lexer.next();
      if (probe.lexer.start() == word && probe.beginsItem()) {
        return firstBreak;
      }
    }
    return -1;
  }

  /// Whether the current token, at the start of its line, begins what follows a broken item.
  private boolean stopsHere(int indent) {
    if (lexer.start() < keywordEnd) {
      return false;
    }
    int here = lineIndent(lexer.start());
    return here >= 0 && here <= indent && beginsItem();
  }

  /// Reads the bracketed group that begins at the current token; leaves its closing bracket
  /// current and returns the offset after it. Returns -1 if the group is not closed: then the
  /// current token is the one that follows it.
  private int bracketed(int indent) {
    int base = depth;
    push(lexer.first());
    while (true) {
      Token token = lexer.next();
      switch (token) {
        case END -> {
          unbalanced = true;
          depth = base;
          return -1;
        }
        case OPEN -> push(lexer.first());
        case CLOSE -> {
          byte close = lexer.first();
          if (resynchronise && close == '}') {
            int here = lineIndent(lexer.start());
            if (here >= 0 && here < indent) {
              return abandon(base);
            }
            if (here == indent && open[base] == '{') {
              depth = base;
              return lexer.end();
            }
          }
          if (matches(open[depth - 1], close)) {
            depth--;
          } else {
            unbalanced = true;
            unwindTo(base, close);
          }
          if (depth == base) {
            return lexer.end();
          }
        }
        case IDENTIFIER, PUNCTUATION -> {
          if (resynchronise && stopsHere(indent)) {
            return abandon(base);
          }
        }
        case STRING, RAW_STRING, LINE_COMMENT, BLOCK_COMMENT -> checkTerminated(indent);
        case LIFETIME, CHAR, NUMBER -> {}
      }
    }
  }

  /// A closing bracket of another kind than the innermost open one: closes the innermost group of
  /// its own kind above `base`, or is passed over if there is none.
  private void unwindTo(int base, byte close) {
    for (int i = depth - 1; i >= base; i--) {
      if (matches(open[i], close)) {
        depth = i;
        return;
      }
    }
  }

  private int abandon(int base) {
    unbalanced = true;
    depth = base;
    return -1;
  }

  private void push(byte bracket) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = bracket;
  }

  private static boolean matches(byte open, byte close) {
    return open == '(' ? close == ')' : open == '[' ? close == ']' : close == '}';
  }

  /// The indentation in bytes of the line that the token at `offset` begins, or -1 if another
  /// token precedes it on the line.
  private int lineIndent(int offset) {
    int i = offset;
    while (i > 0 && (bytes[i - 1] == ' ' || bytes[i - 1] == '\t')) {
      i--;
    }
    return i == 0 || bytes[i - 1] == '\n' ? offset - i : -1;
  }

  private int indentOfLineOf(int offset) {
    while (scanned < offset) {
      if (bytes[scanned++] == '\n') {
        lineStart = scanned;
      }
    }
    int i = lineStart;
    while (i < offset && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i - lineStart;
  }
}
