package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The binary form of an index, read piece by piece.
///
/// A header of four 32-bit numbers (what it is, the version of the form, the checksum of what
/// follows, the number of definitions) comes before [Layout]'s parts. Numbers in records have 7 bits
/// a byte, the lowest first.
public final class CrateIndex {
  static final int MAGIC = 0x52484958;

  /// Changes whenever what is written changes its meaning.
  public static final int VERSION = 3;

  static final int HEADER = 12;

  private CrateIndex() {}

  /// Writes a crate.
  ///
  /// @param id what tells it from all others that an index may refer to
  /// @param outside a module that sees of the crate what is public only
  /// @throws IllegalArgumentException if it refers to a crate that is not read from an index
  public static void write(CrateDefs crate, String id, Def outside, OutputStream out)
      throws IOException {
    byte[] parts = new BinaryWriter(new References(crate), id, outside).parts();
    CRC32 sum = new CRC32();
    sum.update(parts);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).putInt(VERSION).putInt((int) sum.getValue());
    out.write(header.array());
    out.write(parts);
  }

  /// Reads a crate.
  ///
  /// @param known the crates that it may refer to, by their ids
  /// @throws IOException if the bytes are not what [#write] wrote, or a crate is not there
  public static IndexedCrate read(ByteBuffer bytes, Map<String, IndexedCrate> known)
      throws IOException {
    if (bytes.limit() < HEADER || bytes.getInt(0) != MAGIC) {
      throw new IOException("this is not an index of a crate");
    }
    if (bytes.getInt(4) != VERSION) {
      throw new IOException("the index has version " + bytes.getInt(4) + ", not " + VERSION);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes.slice(HEADER, bytes.limit() - HEADER));
    if ((int) sum.getValue() != bytes.getInt(8)) {
      throw new IOException("the index is damaged");
    }
    BinaryRecords records = new BinaryRecords(bytes.slice(HEADER, bytes.limit() - HEADER));
    List<IndexedCrate> seen = new ArrayList<>();
    for (String id : records.crates()) {
      IndexedCrate crate = known.get(id);
      if (crate == null) {
        throw new IOException("crate `" + id + "`, which the index refers to, is not there");
      }
      seen.add(crate);
    }
    return records.link(seen);
  }
}
