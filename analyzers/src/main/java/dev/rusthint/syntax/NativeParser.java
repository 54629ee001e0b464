package dev.rusthint.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// The parser behind RustHint's own native library (`native/rusthint.c`): one downcall parses and
/// flattens an item. Each thread has a session of its own, freed when the thread is gone.
@SuppressWarnings("restricted")
final class NativeParser implements TreeParser {
  private static final long SESSION_BYTES = 32;
  private static final int INPUT_SLACK = 4096;

  /// What the native `rh_parse` returns when it took too long.
  private static final int GAVE_UP = -2;

  private final MethodHandle newSession;
  private final MethodHandle reserve;
  private final MethodHandle parse;
  private final MethodHandle free;
  private final Vocabulary vocabulary;
  private final String description;
  private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(this::open);

  private NativeParser(Path library) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
    newSession = linker.downcallHandle(find(lookup, "rh_new"), FunctionDescriptor.of(ADDRESS));
    reserve =
        linker.downcallHandle(
            find(lookup, "rh_reserve"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    parse =
        linker.downcallHandle(
            find(lookup, "rh_parse"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    free = linker.downcallHandle(find(lookup, "rh_free"), FunctionDescriptor.ofVoid(ADDRESS));
    MethodHandle names =
        linker.downcallHandle(
            find(lookup, "rh_vocabulary"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    description = "optimised native parser (" + library.getFileName() + ")";
    vocabulary = vocabulary(sessions.get().vocabulary(names));
  }

  /// Reads what `rh_vocabulary` writes.
  private static Vocabulary vocabulary(String text) {
    String[] parts = text.split("\n\n", 2);
    String[] symbols = parts[0].split("\n");
    int[] kinds = new int[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      String line = symbols[i];
      kinds[i] = Kind.ofSymbol(line.substring(1), line.charAt(0) == '1').ordinal();
    }
    String[] names = parts[1].split("\n");
    int[] fields = new int[names.length + 1];
    for (int i = 0; i < names.length; i++) {
      fields[i + 1] = Field.ofSymbol(names[i]).ordinal();
    }
    return new Vocabulary(kinds, fields);
  }

  private static MemorySegment find(SymbolLookup lookup, String name) {
    return lookup
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the native library has no " + name));
  }

  /// The parser of a library made from `native/rusthint.c`.
  ///
  /// @throws IllegalStateException if it is missing or not what it should be
  /// @throws IllegalArgumentException if it cannot be loaded
  static TreeParser load(Path library) {
    if (!Files.isRegularFile(library)) {
      throw new IllegalStateException(library + " is missing");
    }
    return new NativeParser(library);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int[] parse(byte[] bytes, int length, int from, int to) {
    return sessions.get().parse(bytes, length, from, to);
  }

  private Session open() {
    try {
      MemorySegment address = (MemorySegment) newSession.invokeExact();
      if (address.equals(MemorySegment.NULL)) {
        throw new IllegalStateException("the native parser could not be made");
      }
      return new Session(address);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e);
  }

  /// A native session, used by one thread. Its memory goes when the thread's reference does.
  private final class Session {
    private final MemorySegment header;
    private MemorySegment input = MemorySegment.NULL;

    Session(MemorySegment address) {
      Arena arena = Arena.ofAuto();
      header = address.reinterpret(SESSION_BYTES, arena, this::release);
    }

    private void release(MemorySegment segment) {
      try {
        free.invokeExact(segment);
      } catch (Throwable e) {
        throw rethrow(e);
      }
    }

    String vocabulary(MethodHandle vocabulary) {
      try {
        int length = (int) vocabulary.invokeExact(header);
        byte[] text = new byte[check(length)];
        MemorySegment.copy(inputSegment(), JAVA_BYTE, 0, text, 0, length);
        return new String(text, UTF_8);
      } catch (Throwable e) {
        throw rethrow(e);
      }
    }

    private MemorySegment inputSegment() {
      return header.get(ADDRESS, 0).reinterpret(header.get(JAVA_LONG, 8));
    }

    int[] parse(byte[] bytes, int length, int from, int to) {
      try {
        if (length > input.byteSize()) {
          check((int) reserve.invokeExact(header, (long) length + length / 4 + INPUT_SLACK));
          input = inputSegment();
        }
        MemorySegment.copy(bytes, 0, input, JAVA_BYTE, 0, length);
        int count = (int) parse.invokeExact(header, length, from, to);
        if (count == GAVE_UP) {
          return FlatTrees.givenUp(to - from);
        }
        check(count);
        int size = count * STRIDE;
        MemorySegment nodes = header.get(ADDRESS, 16).reinterpret((long) size * Integer.BYTES);
        int[] data = new int[size];
        MemorySegment.copy(nodes, JAVA_INT, 0, data, 0, size);
        vocabulary.translate(data);
        return data;
      } catch (Throwable e) {
        throw rethrow(e);
      }
    }

    private int check(int result) {
      if (result < 0) {
        throw new IllegalStateException("the native parser failed with " + result);
      }
      return result;
    }
  }
}
