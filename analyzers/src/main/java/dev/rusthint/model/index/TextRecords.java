package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what [TextSink] wrote.
final class TextRecords implements Records {
  private final String name;
  private final int edition;
  private final List<String> externs;
  private final List<String> bodies = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private final List<List<Integer>> members = new ArrayList<>();
  private final List<Integer> impls = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, TextRecords> known;
  private final IndexedCrate crate;

  /// @param known the crates that it may refer to, by their names
  TextRecords(List<String> lines, Map<String, TextRecords> known) {
    this.known = known;
    String[] head = lines.getFirst().split(" ");
    if (head.length < 3 || !head[0].equals("crate")) {
      throw new IllegalStateException("the text does not begin with `crate NAME EDITION`");
    }
    this.name = head[1];
    this.edition = Integer.parseInt(head[2]);
    this.externs = List.of(head).subList(3, head.length);
    for (String line : lines.subList(1, lines.size())) {
      add(line);
    }
    Map<String, CrateDefs> seen = new HashMap<>();
    for (String extern : externs) {
      seen.put(extern, named(extern).crate);
    }
    this.crate = new IndexedCrate(this, seen);
  }

  IndexedCrate read() {
    return crate;
  }

  private TextRecords named(String other) {
    TextRecords found = other.equals(name) ? this : known.get(other);
    if (found == null) {
      throw new IllegalStateException("crate `" + other + "` is not there");
    }
    return found;
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    String key = line.substring(0, space);
    int last = key.lastIndexOf("::");
    int parent = last < 0 ? -1 : number(key.substring(0, last));
    boolean isImpl = line.startsWith(TextSink.word(DefKind.IMPL) + " ", space + 1);
    int number = bodies.size();
    String own = last < 0 ? key : key.substring(last + 2);
    starts.add(new Start(isImpl ? "" : own.replaceFirst("(\\(\\)|!|=)?(#\\d+)?$", ""), parent));
    bodies.add(line.substring(space + 1));
    members.add(new ArrayList<>());
    numbers.put(key, number);
    if (isImpl) {
      impls.add(number);
    } else if (parent >= 0) {
      members.get(parent).add(number);
    }
  }

  private int number(String key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalStateException("`" + key + "` is not defined before it is used");
    }
    return number;
  }

  @Override
  public String id() {
    return name;
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
    return bodies.size();
  }

  @Override
  public Start start(int number) {
    return starts.get(number);
  }

  @Override
  public int[] members(int number) {
    return members.get(number).stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int[] impls() {
    return impls.stream().mapToInt(Integer::intValue).toArray();
  }

  private Def def(String key) {
    int end = key.indexOf("::");
    TextRecords of = named(end < 0 ? key : key.substring(0, end));
    return of.crate.def(of.number(key));
  }

  @Override
  public RecordSource open(int number) {
    return new Words(bodies.get(number).split(" "));
  }

  private final class Words implements RecordSource {
    private final String[] words;
    private int next;

    Words(String[] words) {
      this.words = words;
    }

    @Override
    public <E extends Enum<E>> E tag(Class<E> type) {
      return Enum.valueOf(type, words[next++].toUpperCase(Locale.ROOT));
    }

    @Override
    public <E extends Enum<E>> Set<E> set(Class<E> type) {
      Set<E> set = EnumSet.noneOf(type);
      String word = words[next++];
      if (!word.equals(TextSink.NOTHING)) {
        for (String each : word.split("\\+")) {
          set.add(Enum.valueOf(type, each.toUpperCase(Locale.ROOT)));
        }
      }
      return set;
    }

    @Override
    public int number() {
      return Integer.parseInt(words[next++]);
    }

    @Override
    public BigInteger big() {
      return new BigInteger(words[next++]);
    }

    @Override
    public @Nullable String text() {
      String word = words[next++];
      if (word.equals(TextSink.NOTHING)) {
        return null;
      }
      if (word.equals(TextSink.EMPTY) || word.indexOf('%') < 0) {
        return word.equals(TextSink.EMPTY) ? "" : word;
      }
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < word.length(); i++) {
        if (word.charAt(i) == '%') {
          text.append((char) Integer.parseInt(word, i + 1, i + 3, 16));
          i += 2;
        } else {
          text.append(word.charAt(i));
        }
      }
      return text.toString();
    }

    @Override
    public Def def() {
      return TextRecords.this.def(words[next++]);
    }

    @Override
    public boolean hasSources() {
      return false;
    }
  }
}
