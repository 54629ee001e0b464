package dev.rusthint.model.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the parts of an index: the number of bytes of each (32 bits), then the parts, in the order
/// of [Part].
final class BinaryWriter {
  /// The parts of an index.
  enum Part {
    /// Id, name, edition, the ids of the crates that it refers to, `extern` names with their crates.
    CRATE,
    /// The offset of each text in the next part, and the end of the last (32 bits each).
    TEXT_OFFSETS,
    TEXTS,
    /// The offset of each record in the next part, and the end of the last (32 bits each).
    RECORD_OFFSETS,
    RECORDS,
    IMPLS,
    /// Impls by trait and the head of the type: see [IndexedImpls].
    IMPL_GROUPS,
    LANG_ITEMS
  }

  private final References references;
  private final String id;
  private final Def outside;
  private final Numbering numbering;
  private final ByteSink records;

  BinaryWriter(References references, String id, Def outside) {
    this.references = references;
    this.id = id;
    this.outside = outside;
    this.numbering = references.own();
    this.records = new ByteSink(references);
  }

  byte[] parts() {
    Map<Part, byte[]> parts = new HashMap<>();
    List<Integer> offsets = new ArrayList<>();
    DefWriter writer = new DefWriter(records, references, outside);
    for (int number = 0; number < numbering.defs().size(); number++) {
      Def def = numbering.defs().get(number);
      offsets.add(records.size());
      records.text(def.name());
      records.number(numbering.parent(number) + 1);
      List<Integer> members = numbering.members(number);
      records.number(members.size());
      members.forEach(records::number);
      writer.write(def);
    }
    offsets.add(records.size());
    int end = records.size();
    parts.put(Part.CRATE, part(end, this::crate));
    parts.put(Part.IMPLS, part(records.size(), this::impls));
    parts.put(Part.IMPL_GROUPS, part(records.size(), this::groups));
    parts.put(Part.LANG_ITEMS, part(records.size(), this::langItems));
    parts.put(Part.RECORDS, Arrays.copyOf(records.bytes(), end));
    parts.put(Part.RECORD_OFFSETS, ints(offsets));
    texts(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Part part : Part.values()) {
      out.writeBytes(ints(List.of(of(parts, part).length)));
    }
    for (Part part : Part.values()) {
      out.writeBytes(of(parts, part));
    }
    return out.toByteArray();
  }

  private static byte[] of(Map<Part, byte[]> parts, Part part) {
    byte[] bytes = parts.get(part);
    if (bytes == null) {
      throw new IllegalStateException(part + " is missing");
    }
    return bytes;
  }

  /// What is written from a place on.
  private byte[] part(int from, Runnable write) {
    write.run();
    byte[] all = records.bytes();
    return Arrays.copyOfRange(all, from, all.length);
  }

  private void texts(Map<Part, byte[]> parts) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    for (String text : records.texts()) {
      offsets.add(texts.size());
      texts.writeBytes(text.getBytes(UTF_8));
    }
    offsets.add(texts.size());
    parts.put(Part.TEXTS, texts.toByteArray());
    parts.put(Part.TEXT_OFFSETS, ints(offsets));
  }

  private static byte[] ints(List<Integer> numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.size());
    numbers.forEach(bytes::putInt);
    return bytes.array();
  }

  private void crate() {
    CrateDefs crate = references.crate();
    List<CrateDefs> seen = references.crates();
    records.text(id);
    records.text(crate.name());
    records.number(crate.edition());
    records.number(numbering.defs().size());
    records.number(seen.size() - 1);
    seen.subList(1, seen.size()).forEach(other -> records.text(idOf(other)));
    records.number(crate.externs().size());
    crate
        .externs()
        .forEach(
            (name, other) -> {
              records.text(name);
              records.number(seen.indexOf(other));
            });
  }

  private static String idOf(CrateDefs crate) {
    if (crate instanceof IndexedCrate indexed) {
      return indexed.id();
    }
    throw new IllegalArgumentException("`" + crate.name() + "` is not read from an index");
  }

  private void impls() {
    records.number(numbering.impls().size());
    numbering.impls().forEach(records::number);
  }

  /// @param trait null for inherent impls
  /// @param head null for blanket impls and negative ones
  private record Group(IndexedImpls.Group sort, @Nullable Def trait, @Nullable Head head) {}

  private void groups() {
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int impl : numbering.impls()) {
      ImplHead head = numbering.defs().get(impl).impl();
      Group group = head == null || head.self() instanceof Ty.Unknown ? null : group(head);
      if (group != null) {
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(impl);
      }
    }
    records.number(groups.size());
    groups.forEach(this::group);
  }

  private static @Nullable Group group(ImplHead impl) {
    Head head = Head.of(impl.self());
    if (impl.trait() == null) {
      return head == null ? null : new Group(IndexedImpls.Group.INHERENT, null, head);
    }
    return impl.isNegative()
        ? new Group(IndexedImpls.Group.NEGATIVE, impl.trait().trait(), null)
        : new Group(IndexedImpls.Group.TRAIT, impl.trait().trait(), head);
  }

  private void group(Group group, List<Integer> impls) {
    records.tag(group.sort);
    if (group.trait != null) {
      records.def(group.trait);
    }
    if (group.sort != IndexedImpls.Group.NEGATIVE) {
      head(group.head);
    }
    records.number(impls.size());
    impls.forEach(records::number);
  }

  private void head(@Nullable Head head) {
    switch (head == null ? null : head.what()) {
      case null -> records.tag(IndexedImpls.HeadTag.BLANKET);
      case Def def -> {
        records.tag(IndexedImpls.HeadTag.DEF);
        records.def(def);
      }
      case Prim prim -> {
        records.tag(IndexedImpls.HeadTag.PRIM);
        records.tag(prim);
      }
      case Object other -> {
        records.tag(IndexedImpls.HeadTag.NAMED);
        records.text(other.toString());
      }
    }
  }

  private void langItems() {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Def def : numbering.defs()) {
      String lang = def.facts().lang();
      if (lang != null && references.crate().langItem(lang) == def) {
        found.put(lang, numbering.of(def));
      }
    }
    records.number(found.size());
    found.forEach(
        (name, number) -> {
          records.text(name);
          records.number(number);
        });
  }
}
