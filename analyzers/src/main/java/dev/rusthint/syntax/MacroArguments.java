package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses the arguments of well-known macros as what they are.
///
/// The `token_tree` of such a macro keeps its place, its brackets and its separators; its other
/// children become
///
/// - for `println!`, `assert!`, `dbg!`, `join!` and their like: the expressions, with `,` between
///   them. A named argument, `name = value`, is an assignment expression.
/// - for `vec!` and its like: the expressions, with `,` between them, or the element, `;`, and the
///   length in the role [Field#LENGTH].
/// - for `matches!`: the expression, `,`, and a match pattern with its guard in the role
///   [Field#CONDITION].
/// - for `select!`: for each arm a match pattern, `=` and an expression, then perhaps `,`, `if` and
///   an expression, then `=>` and an expression. Arms as `recv(r) -> pattern` have `->` after the
///   first expression.
/// - for `thread_local!` and `lazy_static!`: the statics.
/// - for `cfg_if!`: `if`, an attribute item, and a token tree that holds `{`, items or statements,
///   `}`; then `else` and so on.
///
/// Macros in these arguments are treated the same way. A macro whose arguments do not parse so,
/// and any other macro, is left as it is: tokens.
final class MacroArguments {
  /// Macros nested deeper than this stay tokens.
  private static final int MAX_DEPTH = 24;

  private static final byte[] LINE = {'\n'};

  /// How a piece of a macro's arguments is read: what is put around it makes it a statement.
  private enum Form {
    ARGUMENTS("_(", "\n);"),
    ELEMENTS("[", "\n];"),
    EXPRESSION("(", "\n);"),
    PATTERN("match 0{", "\n=>0}"),
    STATEMENTS("{", "\n}"),
    STATEMENTS_UNENDED("{", "\n;}");

    private final String before;
    private final String after;

    Form(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  private static final Map<String, Shape> SHAPES = new HashMap<>();

  /// What the arguments of a macro look like.
  private enum Shape {
    ARGUMENTS,
    ELEMENTS,
    MATCHES,
    SELECT,
    STATICS,
    CFG_IF
  }

  static {
    for (String name :
        List.of(
            "print", "println", "eprint", "eprintln", "format", "format_args", "write", "writeln",
            "panic", "todo", "unimplemented", "unreachable", "assert", "assert_eq", "assert_ne",
            "debug_assert", "debug_assert_eq", "debug_assert_ne", "dbg", "trace", "debug", "info",
            "warn", "error", "log", "bail", "ensure", "anyhow", "join", "try_join", "pin",
            "pin_mut", "ready", "try", "addr_of", "addr_of_mut")) {
      SHAPES.put(name, Shape.ARGUMENTS);
    }
    SHAPES.put("vec", Shape.ELEMENTS);
    SHAPES.put("smallvec", Shape.ELEMENTS);
    SHAPES.put("matches", Shape.MATCHES);
    SHAPES.put("select", Shape.SELECT);
    SHAPES.put("select_biased", Shape.SELECT);
    SHAPES.put("thread_local", Shape.STATICS);
    SHAPES.put("lazy_static", Shape.STATICS);
    SHAPES.put("cfg_if", Shape.CFG_IF);
  }

  /// A range of the item's text to read in some form, or, without one, the nodes of a flat tree
  /// that stay.
  ///
  /// @param from offset of the first byte, or index of the first node
  /// @param to offset after the last byte, or index after the last node
  private record Entry(@Nullable Form form, int from, int to) {
    static Entry nodes(int from, int to) {
      return new Entry(null, from, to);
    }
  }

  /// A flat tree whose offsets are the item's after adding a shift.
  private static final class Fragment {
    private final int[] data;
    private final int[] shifts;
    private final int[] shiftsFrom;

    /// For a grafted token tree, what takes the place of its children.
    private final Map<Integer, List<Run>> grafts = new HashMap<>(2);

    /// Where each node is in the result.
    private int[] out = {};

    Fragment(int[] data, int[] shiftsFrom, int[] shifts) {
      this.data = data;
      this.shifts = shifts;
      this.shiftsFrom = shiftsFrom;
    }

    /// The text of a piece begins at a known offset and all that follows it has its shift.
    private int shift(int offset) {
      int found = Arrays.binarySearch(shiftsFrom, offset);
      return shifts[found >= 0 ? found : Math.max(0, -found - 2)];
    }

    private Kind kind(int index) {
      return Kind.ofOrdinal(data[index * TreeParser.STRIDE] & 0xFFFF);
    }

    private int start(int index) {
      return data[index * TreeParser.STRIDE + 1];
    }

    private int end(int index) {
      return data[index * TreeParser.STRIDE + 2];
    }

    private int next(int index) {
      return data[index * TreeParser.STRIDE + 4];
    }

    /// The index of the first child of a kind, or -1.
    private int child(int index, Kind kind) {
      for (int i = index + 1; i < next(index); i = next(i)) {
        if (kind(i) == kind) {
          return i;
        }
      }
      return -1;
    }
  }

  /// Sibling nodes of a fragment, `from..to`, cut off at the item's offset `limit`.
  private record Run(Fragment fragment, int from, int to, int limit) {}

  /// A token tree and the ways to read it, the first that parses to be taken.
  private record Candidate(Fragment fragment, int tokenTree, List<List<Entry>> readings) {}

  private final SyntaxTree tree;
  private final byte[] bytes;
  private final List<Mask> masks;

  private MacroArguments(SyntaxTree tree) {
    this.tree = tree;
    this.bytes = tree.bytes();
    this.masks = new ArrayList<>(tree.masks());
  }

  /// The tree with the arguments of well-known macros parsed; the same tree if there are none.
  static SyntaxTree graft(SyntaxTree tree) {
    if (!hasMacros(tree)) {
      return tree;
    }
    return new MacroArguments(tree).graft();
  }

  private static boolean hasMacros(SyntaxTree tree) {
    int[] data = tree.data();
    int wanted = Kind.MACRO_INVOCATION.ordinal();
    for (int at = 0; at < data.length; at += TreeParser.STRIDE) {
      if ((data[at] & 0xFFFF) == wanted) {
        return true;
      }
    }
    return false;
  }

  private SyntaxTree graft() {
    int[] data = tree.data();
    Fragment base = new Fragment(data, new int[] {0}, new int[] {0});
    List<Candidate> candidates = new ArrayList<>();
    collect(base, 1, tree.size(), candidates);
    boolean any = false;
    for (int depth = 0; depth < MAX_DEPTH && !candidates.isEmpty(); depth++) {
      List<Candidate> inside = new ArrayList<>();
      for (Candidate done : read(candidates)) {
        any = true;
        for (Run run : runs(done)) {
          if (run.fragment != done.fragment) {
            collect(run.fragment, run.from, run.to, inside);
          }
        }
      }
      candidates = inside;
    }
    if (!any) {
      return tree;
    }
    Assembly assembly = new Assembly(data.length);
    assembly.add(base, 0, tree.size(), -1, Integer.MAX_VALUE);
    masks.sort(Comparator.comparingInt(Mask::start));
    return new SyntaxTree(bytes, assembly.finish(), List.copyOf(masks));
  }

  private static List<Run> runs(Candidate done) {
    return done.fragment.grafts.getOrDefault(done.tokenTree, List.of());
  }

  /// Finds the macro calls among the nodes `from..to` whose arguments can be read.
  private void collect(Fragment fragment, int from, int to, List<Candidate> candidates) {
    for (int i = from; i < to; i++) {
      if (fragment.kind(i) != Kind.MACRO_INVOCATION) {
        continue;
      }
      int arguments = fragment.child(i, Kind.TOKEN_TREE);
      Shape shape = arguments < 0 ? null : SHAPES.get(name(fragment, i));
      // A broken call in an item's head can end with the brace that was added to it.
      if (shape != null && endOf(fragment, arguments) <= bytes.length) {
        new Reader(fragment, arguments).collect(shape, candidates);
      }
      i = fragment.next(i) - 1;
    }
  }

  /// Where a node ends in the text.
  private static int endOf(Fragment fragment, int node) {
    return fragment.end(node) + fragment.shift(fragment.start(node));
  }

  /// The last segment of a macro's path.
  private String name(Fragment fragment, int invocation) {
    int path = invocation + 1;
    int end = endOf(fragment, path);
    int start = end;
    int first = fragment.start(path) + fragment.shift(fragment.start(path));
    while (start > first && Lexer.isWordByte(bytes[start - 1])) {
      start--;
    }
    return new String(bytes, start, end - start, ISO_8859_1);
  }

  /// Reads token trees: all at once, and one by one if there is an error in any. Returns those that
  /// could be read.
  private List<Candidate> read(List<Candidate> candidates) {
    List<Entry> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      for (Entry entry : candidate.readings.getFirst()) {
        if (entry.form != null) {
          all.add(entry);
        }
      }
    }
    Snippet snippet = new Snippet(all);
    int[] data = Parsing.statements(snippet.text);
    if (!FlatTrees.hasError(data)) {
      Fragment fragment = snippet.fragment(data);
      List<List<Run>> found = new ArrayList<>();
      int at = 0;
      for (Candidate candidate : candidates) {
        List<Entry> entries = candidate.readings.getFirst();
        List<Run> runs = snippet.runs(candidate.fragment, entries, fragment, at);
        for (Entry entry : entries) {
          at += entry.form == null ? 0 : 1;
        }
        if (runs == null) {
          break;
        }
        found.add(runs);
      }
      if (found.size() == candidates.size()) {
        for (int i = 0; i < found.size(); i++) {
          candidates.get(i).fragment.grafts.put(candidates.get(i).tokenTree, found.get(i));
        }
        return candidates;
      }
    }
    List<Candidate> done = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (readAlone(candidate)) {
        done.add(candidate);
      }
    }
    return done;
  }

  private boolean readAlone(Candidate candidate) {
    for (List<Entry> reading : candidate.readings) {
      List<Entry> pieces = reading.stream().filter(entry -> entry.form != null).toList();
      Snippet snippet = new Snippet(pieces);
      SyntaxTree parsed = Parsing.snippet(snippet.text);
      if (parsed.hasError(0)) {
        continue;
      }
      Fragment fragment = snippet.fragment(parsed.data());
      List<Run> runs = snippet.runs(candidate.fragment, reading, fragment, 0);
      if (runs == null) {
        continue;
      }
      for (Mask mask : parsed.masks()) {
        int shift = fragment.shift(mask.start());
        masks.add(new Mask(mask.kind(), mask.start() + shift, mask.end() + shift));
      }
      candidate.fragment.grafts.put(candidate.tokenTree, runs);
      return true;
    }
    return false;
  }

  /// Pieces of the item's text, each made a statement.
  private final class Snippet {
    private final byte[] text;

    /// Where each piece begins in the text.
    private final int[] starts;

    private final List<Entry> pieces;

    Snippet(List<Entry> pieces) {
      this.pieces = pieces;
      int length = 0;
      for (Entry piece : pieces) {
        Form form = formOf(piece);
        length += form.before.length() + piece.to - piece.from + form.after.length() + LINE.length;
      }
      text = new byte[length];
      starts = new int[pieces.size()];
      int at = 0;
      for (int i = 0; i < pieces.size(); i++) {
        Entry piece = pieces.get(i);
        Form form = formOf(piece);
        at = put(form.before.getBytes(US_ASCII), 0, form.before.length(), at);
        starts[i] = at;
        at = put(bytes, piece.from, piece.to - piece.from, at);
        at = put(form.after.getBytes(US_ASCII), 0, form.after.length(), at);
        at = put(LINE, 0, LINE.length, at);
      }
    }

    private static Form formOf(Entry piece) {
      if (piece.form == null) {
        throw new IllegalArgumentException("no text to read");
      }
      return piece.form;
    }

    private int put(byte[] from, int start, int length, int at) {
      System.arraycopy(from, start, text, at, length);
      return at + length;
    }

    Fragment fragment(int[] data) {
      int[] shifts = new int[starts.length];
      for (int i = 0; i < starts.length; i++) {
        shifts[i] = pieces.get(i).from - starts[i];
      }
      return new Fragment(data, starts, shifts);
    }

    /// The nodes that a reading asks for; null if some piece is not of its form. Its first piece is
    /// the piece `at` of this snippet.
    @Nullable List<Run> runs(Fragment around, List<Entry> reading, Fragment fragment, int at) {
      List<Run> runs = new ArrayList<>(reading.size());
      int piece = at;
      for (Entry entry : reading) {
        if (entry.form == null) {
          runs.add(new Run(around, entry.from, entry.to, Integer.MAX_VALUE));
          continue;
        }
        int statement = statementAt(fragment, starts[piece] - entry.form.before.length());
        Run run = statement < 0 ? null : run(fragment, statement, entry);
        if (run == null) {
          return null;
        }
        runs.add(run);
        piece++;
      }
      return runs;
    }

    private static int statementAt(Fragment fragment, int offset) {
      for (int i = 1; i < fragment.next(0); i = fragment.next(i)) {
        if (fragment.start(i) == offset) {
          return fragment.kind(i) == Kind.EXPRESSION_STATEMENT ? i : -1;
        }
      }
      return -1;
    }

    private static @Nullable Run run(Fragment fragment, int statement, Entry entry) {
      int node = statement + 1;
      int list =
          switch (formOf(entry)) {
            case ARGUMENTS ->
                fragment.kind(node) == Kind.CALL_EXPRESSION
                    ? fragment.child(node, Kind.ARGUMENTS)
                    : -1;
            case ELEMENTS -> fragment.kind(node) == Kind.ARRAY_EXPRESSION ? node : -1;
            case EXPRESSION -> fragment.kind(node) == Kind.PARENTHESIZED_EXPRESSION ? node : -1;
            case STATEMENTS, STATEMENTS_UNENDED -> fragment.kind(node) == Kind.BLOCK ? node : -1;
            case PATTERN -> fragment.kind(node) == Kind.MATCH_EXPRESSION ? arm(fragment, node) : -1;
          };
      if (list < 0) {
        return null;
      }
      if (entry.form == Form.PATTERN) {
        return new Run(fragment, list + 1, fragment.child(list, Kind.FAT_ARROW), entry.to);
      }
      // Between the brackets, that is without the first and the last child.
      int last = list + 1;
      while (fragment.next(last) < fragment.next(list)) {
        last = fragment.next(last);
      }
      return new Run(fragment, fragment.next(list + 1), last, entry.to);
    }

    /// The only arm of a match expression, or -1.
    private static int arm(Fragment fragment, int match) {
      int block = fragment.child(match, Kind.MATCH_BLOCK);
      int arm = block < 0 ? -1 : fragment.child(block, Kind.MATCH_ARM);
      if (arm < 0 || fragment.next(fragment.next(arm)) != fragment.next(block)) {
        return -1;
      }
      return arm;
    }
  }

  /// Finds out which parts of a token tree are what.
  private final class Reader {
    private final Fragment fragment;

    private final int tokenTree;

    /// The children of the token tree without comments; the first and last are its brackets.
    private final int[] children;

    private final List<Entry> entries = new ArrayList<>();
    private int at = 1;

    Reader(Fragment fragment, int tokenTree) {
      this.fragment = fragment;
      this.tokenTree = tokenTree;
      int[] found = new int[16];
      int count = 0;
      for (int i = tokenTree + 1; i < fragment.next(tokenTree); i = fragment.next(i)) {
        if (fragment.kind(i).isComment()) {
          continue;
        }
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i;
      }
      children = Arrays.copyOf(found, count);
    }

    private int last() {
      return children.length - 1;
    }

    private Kind kind(int child) {
      return child < children.length ? fragment.kind(children[child]) : Kind.UNKNOWN;
    }

    private int start(int child) {
      int start = fragment.start(children[child]);
      return start + fragment.shift(start);
    }

    private int end(int child) {
      int start = fragment.start(children[child]);
      return fragment.end(children[child]) + fragment.shift(start);
    }

    void collect(Shape shape, List<Candidate> candidates) {
      if (last() < 2) {
        return;
      }
      List<List<Entry>> readings =
          switch (shape) {
            case ARGUMENTS -> whole(Form.ARGUMENTS);
            case ELEMENTS -> whole(Form.ELEMENTS);
            case STATICS -> statics();
            case MATCHES -> matches();
            case SELECT -> select();
            case CFG_IF -> cfgIf();
          };
      if (!readings.isEmpty()) {
        candidates.add(new Candidate(fragment, tokenTree, readings));
      }
      if (shape == Shape.CFG_IF && !readings.isEmpty()) {
        for (int child : children) {
          if (fragment.kind(child) == Kind.TOKEN_TREE && fragment.kind(child + 1) == Kind.LBRACE) {
            Reader body = new Reader(fragment, child);
            if (body.last() > 1) {
              candidates.add(new Candidate(fragment, child, body.whole(Form.STATEMENTS)));
            }
          }
        }
      }
    }

    /// All between the brackets.
    private List<List<Entry>> whole(Form form) {
      keep(0);
      piece(form, 1, last());
      keep(last());
      return List.of(entries);
    }

    /// The last static of `thread_local!` may lack its semicolon.
    private List<List<Entry>> statics() {
      if (kind(last() - 1) == Kind.SEMICOLON) {
        return whole(Form.STATEMENTS);
      }
      keep(0);
      entries.add(new Entry(Form.STATEMENTS_UNENDED, end(0), end(last() - 1)));
      keep(last());
      return List.of(entries);
    }

    private void keep(int child) {
      entries.add(Entry.nodes(children[child], fragment.next(children[child])));
    }

    /// Reads the children from `from` up to `to`, and the comments around them.
    private void piece(Form form, int from, int to) {
      entries.add(new Entry(form, end(from - 1), start(to)));
    }

    /// The expression ends at the first comma, or, as `a::<B, C>(), pattern` has commas of its own,
    /// at a later one.
    private List<List<Entry>> matches() {
      int end = kind(last() - 1) == Kind.COMMA ? last() - 1 : last();
      List<List<Entry>> readings = new ArrayList<>(1);
      for (int i = 2; i < end - 1 && readings.size() < 4; i++) {
        if (kind(i) == Kind.COMMA) {
          entries.clear();
          keep(0);
          piece(Form.EXPRESSION, 1, i);
          keep(i);
          piece(Form.PATTERN, i + 1, end);
          if (end < last()) {
            keep(end);
          }
          keep(last());
          readings.add(List.copyOf(entries));
        }
      }
      return readings;
    }

    private List<List<Entry>> select() {
      keep(0);
      if (isWord(at, "biased") && kind(at + 1) == Kind.SEMICOLON) {
        keep(at++);
        keep(at++);
      }
      while (at < last()) {
        if (!arm()) {
          return List.of();
        }
      }
      keep(last());
      return List.of(entries);
    }

    private boolean isWord(int child, String word) {
      return child < children.length
          && Lexer.matches(bytes, start(child), end(child), word);
    }

    private boolean arm() {
      int arrow = find(Kind.FAT_ARROW, at, last());
      if (arrow < 0 || arrow == at) {
        return false;
      }
      boolean word = isWord(at, "else") || isWord(at, "complete") || isWord(at, "default");
      if (word && arrow == at + 1) {
        keep(at);
      } else if (!head(arrow)) {
        return false;
      }
      keep(arrow);
      int body = arrow + 1;
      int end = body;
      boolean block =
          kind(body) == Kind.TOKEN_TREE && bytes[start(body)] == '{' && !continues(body + 1);
      if (block) {
        end = body + 1;
      } else {
        end = expressionEnd(body);
      }
      if (end == body) {
        return false;
      }
      piece(Form.EXPRESSION, body, end);
      at = end;
      if (at < last() && kind(at) == Kind.COMMA) {
        keep(at++);
      }
      return true;
    }

    /// The first comma from `from` on that is not among generic arguments, or the end.
    private int expressionEnd(int from) {
      int angles = 0;
      for (int i = from; i < last(); i++) {
        switch (kind(i)) {
          case LT -> angles += angles > 0 || kind(i - 1) == Kind.COLON_COLON ? 1 : 0;
          case GT -> angles -= angles > 0 ? 1 : 0;
          case SHR -> angles -= Math.min(angles, 2);
          case COMMA -> {
            if (angles == 0) {
              return i;
            }
          }
          default -> {}
        }
      }
      return last();
    }

    /// Whether the expression goes on after a block.
    private boolean continues(int child) {
      return child < last() && (kind(child) == Kind.DOT || kind(child) == Kind.QUESTION);
    }

    private boolean head(int arrow) {
      int equals = find(Kind.EQ, at, arrow);
      if (kind(at + 1) == Kind.TOKEN_TREE && kind(at + 2) == Kind.THIN_ARROW) {
        piece(Form.EXPRESSION, at, at + 2);
        keep(at + 2);
        piece(Form.PATTERN, at + 3, arrow);
        return at + 3 < arrow;
      }
      if (equals <= at) {
        // `default(timeout) => …` of crossbeam.
        piece(Form.EXPRESSION, at, arrow);
        return isWord(at, "default");
      }
      piece(Form.PATTERN, at, equals);
      keep(equals);
      int condition = -1;
      for (int i = equals + 1; i + 1 < arrow; i++) {
        if (kind(i) == Kind.COMMA && kind(i + 1) == Kind.KW_IF) {
          condition = i;
        }
      }
      int end = condition < 0 ? arrow : condition;
      if (end == equals + 1 || condition + 2 == arrow) {
        return false;
      }
      piece(Form.EXPRESSION, equals + 1, end);
      if (condition >= 0) {
        keep(condition);
        keep(condition + 1);
        piece(Form.EXPRESSION, condition + 2, arrow);
      }
      return true;
    }

    private int find(Kind kind, int from, int to) {
      for (int i = from; i < to; i++) {
        if (kind(i) == kind) {
          return i;
        }
      }
      return -1;
    }

    private List<List<Entry>> cfgIf() {
      keep(0);
      while (at < last()) {
        boolean condition =
            kind(at) == Kind.KW_IF && kind(at + 1) == Kind.HASH && kind(at + 2) == Kind.TOKEN_TREE;
        if (condition) {
          keep(at);
          piece(Form.STATEMENTS, at + 1, at + 3);
          at += 3;
        } else if (isWord(at, "else")) {
          keep(at);
          at++;
          if (kind(at) == Kind.KW_IF) {
            continue;
          }
        } else {
          return List.of();
        }
        if (at >= last() || kind(at) != Kind.TOKEN_TREE || bytes[start(at)] != '{') {
          return List.of();
        }
        keep(at);
        at++;
      }
      keep(last());
      return List.of(entries);
    }
  }

  /// Puts fragments together into one flat tree.
  private static final class Assembly {
    private int[] data;
    private int size;

    Assembly(int length) {
      data = new int[length + length / 4];
    }

    /// Adds the nodes `from..to` of a fragment below the node `parent` of the result.
    void add(Fragment fragment, int from, int to, int parent, int limit) {
      if (fragment.out.length == 0) {
        fragment.out = new int[fragment.data.length / TreeParser.STRIDE];
      }
      int i = from;
      while (i < to) {
        int at = i * TreeParser.STRIDE;
        int shift = fragment.shift(fragment.data[at + 1]);
        int start = fragment.data[at + 1] + shift;
        if (start >= limit) {
          i = fragment.next(i);
          continue;
        }
        if (size + TreeParser.STRIDE > data.length) {
          data = Arrays.copyOf(data, data.length * 2);
        }
        int above = fragment.data[at + 3];
        int index = size / TreeParser.STRIDE;
        fragment.out[i] = index;
        data[size] = fragment.data[at];
        data[size + 1] = start;
        data[size + 2] = Math.min(fragment.data[at + 2] + shift, limit);
        data[size + 3] = above >= from ? fragment.out[above] : parent;
        size += TreeParser.STRIDE;
        List<Run> runs = fragment.grafts.get(i);
        if (runs == null) {
          i++;
        } else {
          for (Run run : runs) {
            add(run.fragment, run.from, run.to, index, run.limit);
          }
          i = fragment.next(i);
        }
      }
    }

    int[] finish() {
      int[] result = Arrays.copyOf(data, size);
      FlatTrees.link(result);
      return result;
    }
  }
}
