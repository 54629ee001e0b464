package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The text form of an index: a definition a line, so that changes can be reviewed.
///
/// The first line is `crate NAME EDITION EXTERN…`. Each other line begins with what tells the
/// definition from others, `core::mem::swap()`, and its kind; the rest is in the order in which
/// [DefWriter] writes it, numbers before lists. A line that begins with a blank goes on with the one
/// before.
public final class CrateText {
  private CrateText() {}

  /// Writes a crate.
  ///
  /// @param outside a module that sees of the crate what is public only
  public static void write(CrateDefs crate, Def outside, Appendable out) throws IOException {
    References references = new References(crate);
    StringBuilder text = new StringBuilder();
    text.append("crate ").append(crate.name()).append(' ').append(crate.edition());
    crate.externs().keySet().stream().sorted().forEach(name -> text.append(' ').append(name));
    text.append('\n');
    TextSink sink = new TextSink(text, references);
    DefWriter writer = new DefWriter(sink, references, outside);
    for (Def def : references.own().defs()) {
      text.append(references.key(def));
      writer.write(def);
      text.append('\n');
    }
    out.append(text);
  }

  /// Reads crates, each after those that it refers to.
  ///
  /// @return them by their names
  /// @throws IllegalStateException if a text is not of this form
  public static Map<String, IndexedCrate> read(List<String> texts) {
    Map<String, TextRecords> known = new HashMap<>();
    Map<String, IndexedCrate> crates = new LinkedHashMap<>();
    for (String text : texts) {
      TextRecords records = new TextRecords(lines(text), known);
      known.put(records.crate(), records);
      crates.put(records.crate(), records.read());
    }
    return crates;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder last = new StringBuilder();
    for (String line : text.split("\n")) {
      if (!line.startsWith(" ") && !last.isEmpty()) {
        lines.add(last.toString());
        last.setLength(0);
      }
      last.append(line);
    }
    lines.add(last.toString());
    return lines;
  }
}
