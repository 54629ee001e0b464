package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.treesitter.jtreesitter.InputEncoding;
import io.github.treesitter.jtreesitter.Language;
import io.github.treesitter.jtreesitter.Node;
import io.github.treesitter.jtreesitter.Parser;
import io.github.treesitter.jtreesitter.Tree;
import io.github.treesitter.jtreesitter.TreeCursor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The parser behind the libraries of tree-sitter and its Rust grammar that Maven Central has, by
/// jtreesitter: for where [NativeParser] has no library. It gives the same trees, but takes several
/// calls for each node, and those libraries are compiled without optimisation.
final class FallbackParser implements TreeParser {
  private static final int NODE_BYTES = 32;

  /// How much longer these libraries take than ours: so much longer they may take too.
  private static final long SLOWNESS = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Language language;
  private final Vocabulary vocabulary;

  private FallbackParser(Language language) {
    this.language = language;
    vocabulary = vocabulary(language);
  }

  /// The parser of the libraries in the distribution's directory.
  ///
  /// @throws IllegalStateException if one of them is missing
  /// @throws RuntimeException if one of them cannot be loaded
  @SuppressWarnings("restricted")
  static TreeParser load() {
    for (String name : new String[] {"tree-sitter", "tree-sitter-rust"}) {
      if (!Files.isRegularFile(library(name))) {
        throw new IllegalStateException(library(name) + " is missing");
      }
    }
    SymbolLookup grammar = SymbolLookup.libraryLookup(library("tree-sitter-rust"), Arena.global());
    return new FallbackParser(Language.load(grammar, "tree_sitter_rust"));
  }

  /// Where a library of the distribution is.
  static Path library(String name) {
    return ParserChoice.directory().resolve(System.mapLibraryName(name));
  }

  private static Vocabulary vocabulary(Language language) {
    int[] kinds = new int[language.getSymbolCount()];
    for (int i = 0; i < kinds.length; i++) {
      @Nullable String name = language.getSymbolName((short) i);
      kinds[i] =
          Kind.ofSymbol(name == null ? "" : name, language.isNamed((short) i)).ordinal();
    }
    int[] fields = new int[language.getFieldCount() + 1];
    for (int i = 1; i < fields.length; i++) {
      @Nullable String name = language.getFieldNameForId((short) i);
      fields[i] = Field.ofSymbol(name == null ? "" : name).ordinal();
    }
    return new Vocabulary(kinds, fields);
  }

  @Override
  public String description() {
    return "libraries of Maven Central, slower ("
        + library("tree-sitter").getFileName()
        + ", "
        + library("tree-sitter-rust").getFileName()
        + ")";
  }

  /// Each text has a parser of its own, because jtreesitter keeps what it makes for a parse that may
  /// be given up for as long as the parser.
  @Override
  public int[] parse(byte[] bytes, int length, int from, int to) {
    long limit = SECONDS.toNanos(SLOWNESS) + SLOWNESS * length * 250L;
    long start = now();
    try (Parser parser = new Parser(language);
        @Nullable Tree tree =
            parser
                .parse(
                    (offset, _) ->
                        offset < length
                            ? new String(bytes, offset, length - offset, UTF_8)
                            : null,
                    InputEncoding.UTF_8,
                    new Parser.Options(_ -> now() - start > limit))
                .orElse(null)) {
      return tree == null ? FlatTrees.givenUp(to - from) : flatten(tree, from, to);
    }
  }

  /// Nanoseconds that this thread has worked, or else that have passed.
  private static long now() {
    return Thread.currentThread().isVirtual() || !THREADS.isCurrentThreadCpuTimeSupported()
        ? System.nanoTime()
        : THREADS.getCurrentThreadCpuTime();
  }

  private int[] flatten(Tree tree, int from, int to) {
    try (Arena arena = Arena.ofConfined()) {
      int[] data = new Walk(arena.allocate(NODE_BYTES, Long.BYTES), from, to).flatten(tree);
      vocabulary.translate(data);
      return data;
    }
  }

  /// The walk over one tree, which `rh_parse` in `native/rusthint.c` makes in the same way.
  private static final class Walk {
    /// Each node that the cursor stands on is written over the last.
    private final SegmentAllocator memory;

    private final int from;
    private final int to;
    private int[] data = new int[1024 * STRIDE];
    private int size;

    /// For each node above the cursor's, the index of the innermost flattened one.
    private int[] path = new int[64];

    private int depth;

    Walk(MemorySegment node, int from, int to) {
      memory = SegmentAllocator.prefixAllocator(node);
      this.from = from;
      this.to = to;
    }

    int[] flatten(Tree tree) {
      Node root = tree.getRootNode();
      int error = root.hasError() ? FLAG_ERROR << 24 : 0;
      add(root.getSymbol() & 0xFFFF | error, 0, to - from, -1);
      try (TreeCursor cursor = tree.walk()) {
        do {
          descend(cursor);
        } while (advance(cursor));
      }
      data[4] = size / STRIDE;
      return Arrays.copyOf(data, size);
    }

    /// Goes down along first children as far as there is something of the range.
    private void descend(TreeCursor cursor) {
      for (; ; ) {
        Node node = cursor.getCurrentNode(memory);
        int start = node.getStartByte();
        int end = node.getEndByte();
        boolean inside = depth > 0 && start >= from && end <= to;
        int index = 0;
        if (inside) {
          int flags = (node.isMissing() ? FLAG_MISSING : 0) | (node.isExtra() ? FLAG_EXTRA : 0);
          int field = cursor.getCurrentFieldId() & 0xFF;
          int word = node.getSymbol() & 0xFFFF | field << 16 | flags << 24;
          index = add(word, start - from, end - from, path[depth - 1]);
        }
        boolean touches = inside || (start <= to && end >= from);
        if (!touches || !cursor.gotoFirstChild()) {
          return;
        }
        if (depth == path.length) {
          path = Arrays.copyOf(path, depth * 2);
        }
        path[depth++] = index;
      }
    }

    /// Goes to the next sibling of the node or of one around it; false when there is none.
    private boolean advance(TreeCursor cursor) {
      while (!cursor.gotoNextSibling()) {
        if (depth == 0) {
          return false;
        }
        cursor.gotoParent();
        data[path[--depth] * STRIDE + 4] = size / STRIDE;
      }
      return true;
    }

    private int add(int word, int start, int end, int parent) {
      if (size == data.length) {
        data = Arrays.copyOf(data, size * 2);
      }
      int index = size / STRIDE;
      data[size] = word;
      data[size + 1] = start;
      data[size + 2] = end;
      data[size + 3] = parent;
      data[size + 4] = index + 1;
      size += STRIDE;
      return index;
    }
  }
}
