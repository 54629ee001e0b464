package dev.rusthint.model.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.ImplIndex;
import dev.rusthint.model.index.BinaryWriter.Part;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Reads what [BinaryWriter] wrote.
final class BinaryRecords implements Records {
  private final ByteBuffer bytes;
  private final int[] parts;
  private final AtomicReferenceArray<@Nullable String> texts;
  private final String id;
  private final String name;
  private final int edition;
  private final int size;
  private final List<String> seen;
  private final Map<String, Integer> externs = new LinkedHashMap<>();
  private List<IndexedCrate> crates = List.of();

  BinaryRecords(ByteBuffer bytes) {
    this.bytes = bytes;
    Part[] all = Part.values();
    this.parts = new int[all.length + 1];
    int at = 4 * all.length;
    for (int i = 0; i < all.length; i++) {
      parts[i] = at;
      at += bytes.getInt(4 * i);
    }
    parts[all.length] = at;
    int count = (start(Part.TEXTS) - start(Part.TEXT_OFFSETS)) / 4 - 1;
    this.texts = new AtomicReferenceArray<>(count);
    Reader in = new Reader(start(Part.CRATE));
    this.id = in.name();
    this.name = in.name();
    this.edition = in.number();
    this.size = in.number();
    this.seen = new ArrayList<>();
    int others = in.number();
    for (int i = 0; i < others; i++) {
      seen.add(in.name());
    }
    int named = in.number();
    for (int i = 0; i < named; i++) {
      externs.put(in.name(), in.number());
    }
  }

  private int start(Part part) {
    return parts[part.ordinal()];
  }

  /// The ids of the crates that it refers to.
  List<String> crates() {
    return seen;
  }

  IndexedCrate link(List<IndexedCrate> others) {
    List<IndexedCrate> all = new ArrayList<>();
    Map<String, CrateDefs> named = new HashMap<>();
    externs.forEach((extern, place) -> named.put(extern, others.get(place - 1)));
    IndexedCrate made = new IndexedCrate(this, named);
    all.add(made);
    all.addAll(others);
    crates = List.copyOf(all);
    return made;
  }

  @Override
  public int bytes() {
    return bytes.limit();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String crate() {
    return name;
  }

  @Override
  public int edition() {
    return edition;
  }

  @Override
  public int size() {
    return size;
  }

  private Reader record(int number) {
    int offset = bytes.getInt(start(Part.RECORD_OFFSETS) + 4 * number);
    return new Reader(start(Part.RECORDS) + offset);
  }

  @Override
  public Start start(int number) {
    Reader in = record(number);
    return new Start(in.name(), in.number() - 1);
  }

  @Override
  public RecordSource open(int number) {
    Reader in = record(number);
    in.text();
    in.number();
    in.numbers();
    return in;
  }

  @Override
  public int[] members(int number) {
    Reader in = record(number);
    in.text();
    in.number();
    return in.numbers();
  }

  @Override
  public int[] impls() {
    return new Reader(start(Part.IMPLS)).numbers();
  }

  @Override
  public Map<String, Integer> langItems(IndexedCrate crate) {
    Reader in = new Reader(start(Part.LANG_ITEMS));
    Map<String, Integer> found = new HashMap<>();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      found.put(in.name(), in.number());
    }
    return found;
  }

  @Override
  public ImplIndex implIndex(IndexedCrate crate) {
    return new IndexedImpls(crate, new Reader(start(Part.IMPL_GROUPS)));
  }

  private String textAt(int number) {
    String known = texts.get(number);
    if (known == null) {
      int from = bytes.getInt(start(Part.TEXT_OFFSETS) + 4 * number);
      int to = bytes.getInt(start(Part.TEXT_OFFSETS) + 4 * number + 4);
      byte[] text = new byte[to - from];
      bytes.get(start(Part.TEXTS) + from, text);
      known = new String(text, UTF_8);
      texts.set(number, known);
    }
    return known;
  }

  /// Reads from a place on.
  private final class Reader implements RecordSource {
    private int at;

    Reader(int at) {
      this.at = at;
    }

    @Override
    public <E extends Enum<E>> E tag(Class<E> type) {
      return type.getEnumConstants()[bytes.get(at++)];
    }

    @Override
    public <E extends Enum<E>> Set<E> set(Class<E> type) {
      int bits = number();
      Set<E> set = EnumSet.noneOf(type);
      if (bits != 0) {
        for (E each : type.getEnumConstants()) {
          if ((bits & 1 << each.ordinal()) != 0) {
            set.add(each);
          }
        }
      }
      return set;
    }

    @Override
    public int number() {
      int number = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes.get(at++);
        number |= (next & 0x7f) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }

    int[] numbers() {
      int[] numbers = new int[number()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number();
      }
      return numbers;
    }

    @Override
    public BigInteger big() {
      byte[] value = new byte[number()];
      bytes.get(at, value);
      at += value.length;
      return new BigInteger(value);
    }

    @Override
    public @Nullable String text() {
      int number = number();
      return number == 0 ? null : textAt(number - 1);
    }

    @Override
    public Def def() {
      IndexedCrate crate = crates.get(number());
      return crate.def(number());
    }

    @Override
    public boolean hasSources() {
      return true;
    }
  }
}
