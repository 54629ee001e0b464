package dev.rusthint.model.macros;

import static dev.rusthint.model.macros.TokenStream.CLOSE;
import static dev.rusthint.model.macros.TokenStream.IDENT;
import static dev.rusthint.model.macros.TokenStream.LIFETIME;
import static dev.rusthint.model.macros.TokenStream.LITERAL;
import static dev.rusthint.model.macros.TokenStream.OPEN;
import static dev.rusthint.model.macros.TokenStream.PUNCT;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tokens of an expansion while it is made, and their rendering as text.
final class Result {
  // What an element is.
  private static final byte ARGUMENT = 0;
  private static final byte DEFINITION = 1;
  private static final byte CRATE = 2;
  private static final byte MADE = 3;

  /// The invisible bracket before a fragment; its operand is the fragment, `partner` where it ends.
  private static final byte GROUP = 4;

  private static final byte GROUP_END = 5;

  private static final byte[] DOLLAR_CRATE_TEXT = "$crate".getBytes(UTF_8);

  private static final int PATH_SEP = TokenStream.code("::");
  private static final int FAT_ARROW = TokenStream.code("=>");
  private static final int ARROW = TokenStream.code("->");
  private static final int AND_AND = TokenStream.code("&&");

  private final TokenStream definition;
  private final TokenStream arguments;
  private final int mark;

  private byte[] types = new byte[64];
  private int[] operands = new int[64];

  /// Of a bracket its partner; of punctuation of which a part is used, the bytes left out before it
  /// and, times four, those that are kept.
  private int[] partners = new int[64];

  /// Whether an element directly follows what is before it in the definition.
  private boolean[] joins = new boolean[64];

  private int size;
  private final List<byte[]> madeTexts = new ArrayList<>();
  private final List<Byte> madeKinds = new ArrayList<>();

  Result(TokenStream definition, TokenStream arguments, int mark) {
    this.definition = definition;
    this.arguments = arguments;
    this.mark = mark;
  }

  private int add(byte type, int operand, boolean joint) {
    if (size == types.length) {
      types = Arrays.copyOf(types, size * 2);
      operands = Arrays.copyOf(operands, size * 2);
      partners = Arrays.copyOf(partners, size * 2);
      joins = Arrays.copyOf(joins, size * 2);
    }
    types[size] = type;
    operands[size] = operand;
    partners[size] = 0;
    joins[size] = joint;
    return size++;
  }

  /// Adds a token of the definition, or an invisible bracket in it.
  void fromDefinition(int token) {
    copy(definition, DEFINITION, token, definition.isJoint(token));
  }

  /// The number of elements so far.
  int size() {
    return size;
  }

  /// Puts white space before an element.
  void apart(int element) {
    if (element < size) {
      joins[element] = false;
    }
  }

  void crate(int dollar) {
    add(CRATE, dollar, definition.isJoint(dollar));
  }

  void made(String text, byte kind) {
    madeTexts.add(text.getBytes(UTF_8));
    madeKinds.add(kind);
    add(MADE, madeTexts.size() - 1, false);
  }

  private final List<Integer> openGroups = new ArrayList<>();

  private void open(int fragment, boolean joint) {
    openGroups.add(add(GROUP, fragment, joint));
  }

  private void close() {
    int closing = add(GROUP_END, 0, false);
    int opening = openGroups.removeLast();
    partners[opening] = closing;
    partners[closing] = opening;
  }

  private void copy(TokenStream stream, byte type, int token, boolean joint) {
    switch (stream.kinds[token]) {
      case TokenStream.GROUP_OPEN -> open(stream.codes[token], joint);
      case TokenStream.GROUP_CLOSE -> close();
      default -> add(type, token, joint);
    }
  }

  /// Adds a fragment of the arguments, from a place to a place, where `$` stands in the definition.
  void fragment(Fragment fragment, int from, int to, int dollar) {
    int first = from >> 2;
    int last = to >> 2;
    boolean wraps = fragment.isOpaque() && !isGroup(first, last, to);
    if (wraps) {
      open(fragment.ordinal(), definition.isJoint(dollar));
    }
    boolean joint = definition.isJoint(dollar);
    for (int token = first; token < last; token++) {
      copy(arguments, ARGUMENT, token, joint);
      joint = false;
      if (token == first && (from & 3) > 0) {
        partners[size - 1] = part(from & 3, arguments.ends[token] - arguments.starts[token]);
      }
    }
    if ((to & 3) > 0) {
      int skipped = first == last ? from & 3 : 0;
      add(ARGUMENT, last, joint);
      partners[size - 1] = part(skipped, to & 3);
    }
    if (wraps) {
      close();
    }
  }

  private static int part(int from, int to) {
    return from + 4 * to;
  }

  private boolean isGroup(int first, int last, int to) {
    return (to & 3) == 0
        && arguments.kind(first) == TokenStream.GROUP_OPEN
        && arguments.partners[first] == last - 1;
  }

  // Looking at elements.

  private TokenStream stream(int element) {
    return types[element] == ARGUMENT ? arguments : definition;
  }

  private byte kind(int element) {
    return switch (types[element]) {
      case CRATE -> IDENT;
      case MADE -> madeKinds.get(operands[element]);
      default -> stream(element).kinds[operands[element]];
    };
  }

  private int code(int element) {
    if (element < 0 || element >= size || types[element] >= CRATE) {
      return 0;
    }
    int code = stream(element).codes[operands[element]];
    int part = partners[element];
    return part == 0 ? code : code >>> 8 * (part & 3) & (1 << 8 * ((part >> 2) - (part & 3))) - 1;
  }

  private boolean isPunct(int element, int code) {
    return element >= 0 && element < size && kind(element) == PUNCT && code(element) == code;
  }

  private boolean isKeyword(int element, Keyword keyword) {
    return element >= 0
        && element < size
        && kind(element) == IDENT
        && code(element) == keyword.code();
  }

  private boolean isBracket(int element) {
    return types[element] >= GROUP;
  }

  /// The first token at `element` or after it, [#size] if there is none.
  private int real(int element) {
    int at = element;
    while (at < size && isBracket(at)) {
      at++;
    }
    return at;
  }

  /// The element after the tree that begins at `element`, inside `end`.
  private int afterTree(int element, int end) {
    if (types[element] == GROUP) {
      return partners[element] + 1;
    }
    if (types[element] > DEFINITION || kind(element) != OPEN) {
      return element + 1;
    }
    int depth = 0;
    for (int at = element; at < end; at++) {
      if (!isBracket(at)) {
        byte kind = kind(at);
        depth += kind == OPEN ? 1 : kind == CLOSE ? -1 : 0;
        if (depth == 0) {
          return at + 1;
        }
      }
    }
    return end;
  }

  /// The text that has to be around the fragment whose bracket is at `group`, "" for none: `(`, `<`.
  private String wrapping(int group, int before) {
    int end = partners[group];
    int first = group + 1;
    if (first == end) {
      return "";
    }
    int after = real(end + 1);
    boolean inner = types[first] == GROUP && partners[first] == end - 1;
    if (inner) {
      return "";
    }
    return switch (Fragment.at(operands[group])) {
      case EXPR, EXPR_2021 -> expressionNeedsWrapping(first, end, before, after) ? "(" : "";
      case LITERAL ->
          isPunct(first, '-') && (isPunct(after, '.') || isPunct(after, '?')) ? "(" : "";
      case TY -> typeWrapping(first, end, before, after);
      case PAT, PAT_PARAM -> patternNeedsWrapping(first, end, before, after) ? "(" : "";
      default -> "";
    };
  }

  private boolean ends(int after) {
    return after >= size || kind(after) == CLOSE || isPunct(after, ',') || isPunct(after, ';');
  }

  private boolean expressionNeedsWrapping(int first, int end, int before, int after) {
    boolean begins =
        before < 0
            || kind(before) == OPEN
            || isPunct(before, ',')
            || isPunct(before, ';')
            || isPunct(before, '=')
            || isPunct(before, ':')
            || isPunct(before, FAT_ARROW)
            || kind(before) == CLOSE && code(before) == '}'
            || isKeyword(before, Keyword.RETURN);
    if (begins && ends(after)) {
      return false;
    }
    boolean field = false;
    int previous = -1;
    for (int at = first; at < end; at = afterTree(at, end)) {
      if (isBracket(at)) {
        previous = at;
        continue;
      }
      byte kind = kind(at);
      boolean atom =
          switch (kind) {
            case LITERAL -> true;
            case OPEN -> code(at) != '{' && (at != first || code(at) != '{');
            case IDENT -> {
              Keyword keyword =
                  types[at] >= CRATE || code(at) == TokenStream.DOLLAR_CRATE
                      ? null
                      : Keyword.of(code(at));
              yield keyword == null
                  || !keyword.isStrict()
                  || keyword == Keyword.SELF_VALUE
                  || keyword == Keyword.SELF_TYPE
                  || keyword == Keyword.SUPER
                  || keyword == Keyword.CRATE
                  || keyword == Keyword.TRUE
                  || keyword == Keyword.FALSE
                  || keyword == Keyword.UNDERSCORE;
            }
            case PUNCT ->
                code(at) == '.'
                    || code(at) == PATH_SEP
                    || code(at) == '?'
                    || code(at) == '!' && previous >= 0 && kindOrZero(previous) == IDENT;
            default -> false;
          };
      if (!atom) {
        return true;
      }
      field = (kind == IDENT || kind == LITERAL) && isPunct(previous, '.');
      previous = at;
    }
    boolean called = after < size && kind(after) == OPEN && code(after) == '(';
    return field && called;
  }

  private byte kindOrZero(int element) {
    return isBracket(element) ? 0 : kind(element);
  }

  private String typeWrapping(int first, int end, int before, int after) {
    if (isPunct(after, PATH_SEP)) {
      return "<";
    }
    boolean joined =
        isPunct(before, '&')
            || isPunct(before, AND_AND)
            || isPunct(before, ARROW)
            || isKeyword(before, Keyword.MUT)
            || isKeyword(before, Keyword.CONST)
            || isKeyword(before, Keyword.AS)
            || before >= 0 && kind(before) == LIFETIME;
    boolean more = isPunct(after, '+');
    if (!joined && !more) {
      return "";
    }
    int angles = 0;
    for (int at = first; at < end; at = afterTree(at, end)) {
      if (isBracket(at) || kind(at) != PUNCT) {
        continue;
      }
      int code = code(at);
      if (code == '<') {
        angles++;
      } else if (code == '>' || code == TokenStream.code(">>")) {
        angles -= code == '>' ? 1 : 2;
      } else if (code == '+' && angles == 0) {
        return "(";
      }
    }
    return "";
  }

  private boolean patternNeedsWrapping(int first, int end, int before, int after) {
    boolean alternatives = false;
    boolean range = false;
    for (int at = first; at < end; at = afterTree(at, end)) {
      if (isBracket(at)) {
        continue;
      }
      alternatives |= isPunct(at, '|');
      range |= isPunct(at, TokenStream.code("..=")) || isPunct(at, TokenStream.code(".."));
    }
    if (range && (isPunct(before, '&') || isPunct(before, AND_AND))) {
      return true;
    }
    if (!alternatives) {
      return false;
    }
    boolean begins =
        before < 0
            || kind(before) == OPEN
            || kind(before) == CLOSE && code(before) == '}'
            || isPunct(before, ',');
    boolean ends =
        after >= size
            || kind(after) == CLOSE
            || isPunct(after, ',')
            || isPunct(after, FAT_ARROW)
            || isKeyword(after, Keyword.IF);
    return !begins || !ends;
  }

  // Rendering.

  private byte[] out = new byte[256];
  private int length;
  private int[] runStarts = new int[16];
  private int[] runOffsets = new int[16];
  private byte[] runSides = new byte[16];
  private int[] runContexts = new int[16];
  private int runs;
  private int[] markers = new int[0];
  private int markerCount;
  private final List<SyntaxContext> contexts = new ArrayList<>();
  private final Map<SyntaxContext, Integer> contextNumbers = new HashMap<>();
  private @Nullable SyntaxContext unmarked;
  private SyntaxContext marked = SyntaxContext.ROOT;

  /// The result as text, null if it is longer than `limit`.
  @Nullable Expansion render(ExpansionKind kind, int limit) {
    if (kind == ExpansionKind.EXPRESSION && size > 0 && !isBracket(size - 1)
        && isPunct(size - 1, ';')) {
      size--;
    }
    String[] wrappings = new String[size];
    int previous = -1;
    boolean pendingGroup = false;
    for (int at = 0; at < size; at++) {
      if (length > limit) {
        return null;
      }
      switch (types[at]) {
        case GROUP -> {
          String wrapping = wrapping(at, previous);
          wrappings[at] = wrapping;
          if (!pendingGroup) {
            int next = real(at);
            if (next < size) {
              space(previous, next, joins[at]);
            }
            pendingGroup = true;
          }
          bracket(operands[at], wrapping);
        }
        case GROUP_END -> {
          String wrapping = wrappings[partners[at]];
          bracket(-1, wrapping.isEmpty() ? "" : wrapping.equals("(") ? ")" : ">");
        }
        default -> {
          if (!pendingGroup) {
            space(previous, at, joins[at]);
          }
          token(at);
          previous = at;
          pendingGroup = false;
        }
      }
    }
    return new Expansion(
        SourceText.ofBytes(Arrays.copyOf(out, length)),
        Arrays.copyOf(runStarts, runs),
        Arrays.copyOf(runOffsets, runs),
        Arrays.copyOf(runSides, runs),
        Arrays.copyOf(runContexts, runs),
        contexts,
        Arrays.copyOf(markers, markerCount));
  }

  private void bracket(int fragment, String shown) {
    if (markerCount + 3 > markers.length) {
      markers = Arrays.copyOf(markers, Math.max(12, markers.length * 2));
    }
    markers[markerCount++] = length;
    markers[markerCount++] = shown.length();
    markers[markerCount++] = fragment;
    if (!shown.isEmpty()) {
      run(Origin.Side.MADE, 0, SyntaxContext.ROOT);
      append(shown.getBytes(UTF_8), 0, shown.length());
    }
  }

  private void append(byte[] bytes, int from, int to) {
    int count = to - from;
    if (length + count > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + count));
    }
    System.arraycopy(bytes, from, out, length, count);
    length += count;
  }

  private void appendByte(char c) {
    if (length == out.length) {
      out = Arrays.copyOf(out, length * 2);
    }
    out[length++] = (byte) c;
  }

  private void token(int element) {
    int operand = operands[element];
    switch (types[element]) {
      case MADE -> {
        run(Origin.Side.MADE, 0, mark(SyntaxContext.ROOT));
        byte[] text = madeTexts.get(operand);
        append(text, 0, text.length);
      }
      case CRATE -> {
        run(Origin.Side.DEFINITION, definition.offset(operand), mark(definition.context(operand)));
        append(DOLLAR_CRATE_TEXT, 0, DOLLAR_CRATE_TEXT.length);
      }
      default -> {
        boolean argument = types[element] == ARGUMENT;
        TokenStream stream = argument ? arguments : definition;
        SyntaxContext context = stream.context(operand);
        boolean resolved =
            stream.kinds[operand] == IDENT && stream.codes[operand] == TokenStream.DOLLAR_CRATE;
        int part = partners[element];
        int start = stream.starts[operand] + (part & 3);
        int end = part == 0 ? stream.ends[operand] : stream.starts[operand] + (part >> 2);
        run(
            argument ? Origin.Side.CALL : Origin.Side.DEFINITION,
            stream.offset(operand) + (part & 3),
            argument || resolved ? context : mark(context));
        append(stream.text, start, end);
      }
    }
  }

  private SyntaxContext mark(SyntaxContext context) {
    if (!context.equals(unmarked)) {
      unmarked = context;
      marked = context.marked(mark);
    }
    return marked;
  }

  /// Says where the bytes from here on come from.
  private void run(Origin.Side side, int offset, SyntaxContext context) {
    int number;
    if (runs > 0 && contexts.get(runContexts[runs - 1]).equals(context)) {
      number = runContexts[runs - 1];
      boolean goesOn =
          side.ordinal() == runSides[runs - 1]
              && offset - runOffsets[runs - 1] == length - runStarts[runs - 1];
      if (goesOn && side != Origin.Side.MADE) {
        return;
      }
    } else {
      Integer known = contextNumbers.get(context);
      number = known == null ? contexts.size() : known;
      if (known == null) {
        contexts.add(context);
        contextNumbers.put(context, number);
      }
    }
    if (runs == runStarts.length) {
      runStarts = Arrays.copyOf(runStarts, runs * 2);
      runOffsets = Arrays.copyOf(runOffsets, runs * 2);
      runSides = Arrays.copyOf(runSides, runs * 2);
      runContexts = Arrays.copyOf(runContexts, runs * 2);
    }
    runStarts[runs] = length;
    runOffsets[runs] = offset;
    runSides[runs] = (byte) side.ordinal();
    runContexts[runs++] = number;
  }

  /// Writes the white space between two tokens: that which is there where they come from, if they
  /// follow each other there.
  private void space(int previous, int element, boolean joint) {
    if (previous < 0) {
      return;
    }
    if (types[previous] == types[element] && types[element] <= DEFINITION) {
      TokenStream stream = stream(element);
      int before = operands[previous];
      int token = operands[element];
      int next = before + 1;
      while (next < token && stream.kinds[next] >= TokenStream.GROUP_OPEN) {
        next++;
      }
      if (next == token && stream.isVerbatim(before) == stream.isVerbatim(token)) {
        gap(stream.text, stream.ends[before], stream.starts[token]);
        return;
      }
      if (before == token) {
        // Two parts of one operator: apart, they must not join again.
        appendByte(' ');
        return;
      }
    }
    if (!joint || !mayTouch(previous, element)) {
      appendByte(' ');
    }
  }

  private void gap(byte[] text, int from, int to) {
    boolean blank = true;
    boolean lines = false;
    for (int i = from; i < to; i++) {
      blank &= text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
      lines |= text[i] == '\n';
    }
    if (blank) {
      append(text, from, to);
    } else {
      appendByte(lines ? '\n' : ' ');
    }
  }

  private boolean separates(int element) {
    return code(element) == ',' || code(element) == ';';
  }

  /// Whether two tokens may follow each other without white space and stay what they are.
  private boolean mayTouch(int previous, int element) {
    if (markerCount > 0 && markers[markerCount - 1] < 0 && markers[markerCount - 2] > 0
        && markers[markerCount - 3] == length - 1) {
      return true;
    }
    byte left = kind(previous);
    byte right = kind(element);
    if (left == OPEN || left == CLOSE || right == OPEN || right == CLOSE) {
      return true;
    }
    if (left == PUNCT) {
      if (right == PUNCT) {
        return separates(previous) || separates(element);
      }
      return code(previous) == '$' ? !isKeyword(element, Keyword.CRATE) : code(previous) != '\'';
    }
    if (right != PUNCT) {
      return false;
    }
    int code = code(element) & 0xFF;
    return code != '\'' && code != '#' && (code != '.' || left != LITERAL);
  }
}
