package dev.rusthint.server;

import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import org.jspecify.annotations.Nullable;

/// One version of a document: its text and, made when first asked for, its items. Never changes, so
/// that whoever holds one sees text, version and items that belong together.
final class Snapshot {
  private final DocumentId id;
  private final int version;
  private final SourceText text;
  private final @Nullable Drift lastEdit;

  /// The newest ancestor whose items are known, and how the text came from its; both null once
  /// this one's own are.
  private @Nullable SourceFile base;

  private @Nullable Drift sinceBase;
  private volatile @Nullable SourceFile file;

  private Snapshot(
      DocumentId id,
      int version,
      SourceText text,
      @Nullable Drift lastEdit,
      @Nullable SourceFile base,
      @Nullable Drift sinceBase) {
    this.id = id;
    this.version = version;
    this.text = text;
    this.lastEdit = lastEdit;
    this.base = base;
    this.sinceBase = sinceBase;
  }

  static Snapshot opened(DocumentId id, int version, SourceText text) {
    return new Snapshot(id, version, text, null, null, null);
  }

  /// The next version.
  ///
  /// @param edit how `newText` came from this text
  synchronized Snapshot edited(int newVersion, SourceText newText, Drift edit) {
    SourceFile known = file;
    return known != null
        ? new Snapshot(id, newVersion, newText, edit, known, edit)
        : new Snapshot(id, newVersion, newText, edit, base, Drift.join(sinceBase, edit));
  }

  DocumentId id() {
    return id;
  }

  int version() {
    return version;
  }

  SourceText text() {
    return text;
  }

  /// What the last change replaced; null if the document was just opened.
  @Nullable Drift lastEdit() {
    return lastEdit;
  }

  /// The items, for a document in Rust.
  SourceFile file() {
    SourceFile known = file;
    return known != null ? known : parse();
  }

  private synchronized SourceFile parse() {
    SourceFile known = file;
    if (known == null) {
      known = base == null ? SourceFile.of(text) : base.with(text);
      file = known;
      base = null;
      sinceBase = null;
    }
    return known;
  }

  /// Whether all that changed since the items were last known lies in one item longer than
  /// `length` bytes. False if the items of this version are known.
  synchronized boolean isEditOfItemLongerThan(int length) {
    if (base == null || sinceBase == null) {
      return false;
    }
    Span region = sinceBase.before();
    Placed item = base.itemAt(region.start());
    return item != null
        && item.item().length() > length
        && item.start() < region.start()
        && region.end() < item.end();
  }

  @Override
  public String toString() {
    return id.uri() + " version " + version;
  }
}
