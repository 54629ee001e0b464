package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An item's text and its syntax tree, shared by all snapshots of a file in which the item's bytes
/// and its kind of container are the same. For a container (`impl`, `mod`, …) that is its head: the
/// text up to and with its `{`.
///
/// It does not know where it lies; [Placed] does.
public final class Item {
  /// Longer items (generated tables) are not parsed: see [#isTooLong].
  public static final int MAX_LENGTH = 4 << 20;

  private final ItemKind kind;
  private final @Nullable ItemKind container;
  private final byte[] bytes;

  private volatile @Nullable SyntaxTree tree;
  private volatile @Nullable SyntaxTree treeWithMacros;
  private volatile @Nullable String signature;
  private volatile @Nullable String lifetimesInBody;

  /// What the layers above keep for this item; see [#memo] and [#declaration].
  private volatile @Nullable Object memo;

  private volatile @Nullable Object declaration;

  Item(ItemKind kind, @Nullable ItemKind container, byte[] bytes) {
    this.kind = kind;
    this.container = container;
    this.bytes = bytes;
  }

  public ItemKind kind() {
    return kind;
  }

  /// The kind of the container it is a direct member of, null in a file or module.
  public @Nullable ItemKind container() {
    return container == ItemKind.MODULE ? null : container;
  }

  public int length() {
    return bytes.length;
  }

  /// Whether the item is left unparsed for its length: its tree is a root alone.
  public boolean isTooLong() {
    return bytes.length > MAX_LENGTH;
  }

  /// Something that the driver keeps as long as the item lives, null at first. Written by one
  /// thread at a time.
  public @Nullable Object memo() {
    return memo;
  }

  public void setMemo(@Nullable Object memo) {
    this.memo = memo;
  }

  /// What the model keeps of this item as long as it lives, null at first; it depends on the item's
  /// text alone.
  public @Nullable Object declaration() {
    return declaration;
  }

  public void setDeclaration(Object declaration) {
    this.declaration = declaration;
  }

  /// The tree as the grammar gives it: the arguments of macros are tokens.
  public SyntaxTree tree() {
    SyntaxTree known = tree;
    if (known == null) {
      known = parse();
      tree = known;
    }
    return known;
  }

  /// The tree with the arguments of well-known macros (`println!`, `vec!`, `matches!`, …) parsed as
  /// the expressions and patterns they are, in place of their tokens.
  public SyntaxTree treeWithMacros() {
    SyntaxTree known = treeWithMacros;
    if (known == null) {
      known = MacroArguments.graft(tree());
      treeWithMacros = known;
    }
    return known;
  }

  /// The item's text without a function's body: what other items can depend on. Of what stands
  /// between items only the comments that document what is around them count.
  public String signature() {
    String known = signature;
    if (known == null) {
      known = kind == ItemKind.TRIVIA ? innerDocs() : signatureOf(tree());
      signature = known;
    }
    return known;
  }

  /// The lifetimes that a function's body names and that can be those of the containers around it,
  /// each once, in the order of their names: `'a 'static`. Those of items inside the body are not
  /// among them: they see none from outside (Reference, *Item declarations*). In a broken body any
  /// word that looks like a lifetime counts.
  public String lifetimesInBody() {
    String known = lifetimesInBody;
    if (known == null) {
      known = lifetimesOf(tree());
      lifetimesInBody = known;
    }
    return known;
  }

  private static String lifetimesOf(SyntaxTree tree) {
    Node function = tree.root().child(Kind.FUNCTION_ITEM);
    Node body = function == null ? null : function.child(Field.BODY);
    if (body == null) {
      return "";
    }
    TreeSet<String> names = new TreeSet<>();
    if (body.hasError()) {
      addWords(tree, body.start(), body.end(), names);
      return String.join(" ", names);
    }
    int end = tree.next(body.index());
    int i = body.index() + 1;
    while (i < end) {
      Kind kind = tree.kind(i);
      if (kind.isItem()) {
        i = tree.next(i);
      } else if (kind == Kind.TOKEN_TREE) {
        addWords(tree, tree.start(i), tree.end(i), names);
        i = tree.next(i);
      } else {
        if (kind == Kind.LIFETIME) {
          names.add(tree.text(tree.start(i), tree.end(i)));
        }
        i++;
      }
    }
    return String.join(" ", names);
  }

  private static void addWords(SyntaxTree tree, int start, int end, TreeSet<String> names) {
    // The brace that closes a broken body can be the one that was added to an item's head.
    int limit = Math.min(end, tree.length());
    Lexer lexer = new Lexer(tree.bytes(), Math.min(start, limit), limit);
    while (lexer.next() != Lexer.Token.END) {
      if (lexer.token() == Lexer.Token.LIFETIME) {
        names.add(tree.text(lexer.start(), lexer.end()));
      }
    }
  }

  private String innerDocs() {
    String text = new String(bytes, UTF_8);
    return text.contains("//!") || text.contains("/*!") ? text : "";
  }

  private static String signatureOf(SyntaxTree tree) {
    Node function = tree.root().child(Kind.FUNCTION_ITEM);
    Node body = function == null ? null : function.child(Field.BODY);
    return tree.text(0, body == null ? tree.length() : body.start());
  }

  boolean isSame(ItemKind otherKind, @Nullable ItemKind otherContainer, byte[] text, int from, int to) {
    return kind == otherKind
        && container == otherContainer
        && Arrays.equals(bytes, 0, bytes.length, text, from, to);
  }

  private SyntaxTree parse() {
    if (isTooLong() || kind == ItemKind.TRIVIA && isBlank()) {
      return new SyntaxTree(bytes, rootAlone(), List.of());
    }
    return Parsing.item(bytes, kind, container);
  }

  private boolean isBlank() {
    for (byte b : bytes) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  private int[] rootAlone() {
    return new int[] {Kind.SOURCE_FILE.ordinal(), 0, bytes.length, -1, 1};
  }

  @Override
  public String toString() {
    return kind + " of " + bytes.length + " bytes";
  }
}
