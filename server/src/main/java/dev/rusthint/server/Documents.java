package dev.rusthint.server;

import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.jspecify.annotations.Nullable;

/// The open documents, each as its newest [Snapshot].
///
/// One thread writes, in the order of the client's notifications; any thread reads. A change that
/// cannot belong to the text as it is known here (an older version, a place outside the text) is
/// never applied: from then on the document is *out of step*, has no hints, and takes no edits,
/// until the client sends its whole text: by a change without a range, on saving, or by opening it
/// again. The protocol has no request for it.
final class Documents {
  /// Takes note of what happens to documents.
  interface Listener {
    void opened(Snapshot snapshot);

    void changed(Snapshot snapshot);

    /// The text is no longer known: nothing that was said about the document holds.
    void lost(Snapshot last, String why);

    void closed(DocumentId id);
  }

  private record Document(Snapshot snapshot, boolean inStep) {}

  private final Map<String, Document> open = new ConcurrentHashMap<>();
  private final Listener listener;
  private final PositionEncoding encoding;

  /// @param encoding what the columns of the client's ranges count
  Documents(PositionEncoding encoding, Listener listener) {
    this.encoding = encoding;
    this.listener = listener;
  }

  /// The newest version of a document; null if it is not open or out of step.
  @Nullable Snapshot get(String uri) {
    Document document = open.get(uri);
    return document == null || !document.inStep ? null : document.snapshot;
  }

  /// The newest versions of all documents that are in step.
  List<Snapshot> all() {
    Collection<Document> documents = open.values();
    return documents.stream().filter(Document::inStep).map(Document::snapshot).toList();
  }

  boolean isOpen(String uri) {
    return open.containsKey(uri);
  }

  void open(TextDocumentItem item) {
    String language = item.getLanguageId() == null ? "" : item.getLanguageId();
    DocumentId id = DocumentId.of(item.getUri(), language);
    put(Snapshot.opened(id, item.getVersion(), SourceText.of(item.getText())));
  }

  private void put(Snapshot snapshot) {
    open.put(snapshot.id().uri(), new Document(snapshot, true));
    listener.opened(snapshot);
  }

  void close(String uri) {
    Document document = open.remove(uri);
    if (document != null) {
      listener.closed(document.snapshot.id());
    }
  }

  /// The document's whole text as the client saved it.
  void saved(String uri, @Nullable String text) {
    Document document = open.get(uri);
    if (document != null && !document.inStep && text != null) {
      Snapshot last = document.snapshot;
      put(Snapshot.opened(last.id(), last.version(), SourceText.of(text)));
    }
  }

  void change(DidChangeTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    Document document = open.get(uri);
    if (document == null) {
      throw ProtocolException.invalidParams(uri + " is not open");
    }
    Snapshot last = document.snapshot;
    Integer given = params.getTextDocument().getVersion();
    int version = given == null ? last.version() : given;
    if (version < last.version()) {
      lose(document, "version " + version + " came after version " + last.version());
      return;
    }
    boolean inStep = document.inStep;
    SourceText text = inStep ? last.text() : null;
    Drift drift = new Drift(0, 0, 0);
    for (TextDocumentContentChangeEvent change : params.getContentChanges()) {
      Range range = change.getRange();
      if (change.getText() == null) {
        lose(document, "a change of version " + version + " has no text");
        inStep = false;
        text = null;
      } else if (range == null) {
        text = SourceText.of(change.getText());
        drift = Drift.between(last.text(), text);
      } else if (text != null) {
        Span span = span(text, range);
        if (span == null) {
          lose(document, "an edit of version " + version + " lies outside the text: " + show(range));
          inStep = false;
          text = null;
        } else {
          SourceText next = text.replace(span, change.getText());
          int length = span.length() + next.length() - text.length();
          Drift step = Drift.of(span, length);
          drift = text == last.text() ? step : drift.then(step);
          text = next;
        }
      }
    }
    if (text == null) {
      return;
    }
    if (!inStep) {
      put(Snapshot.opened(last.id(), version, text));
      return;
    }
    Snapshot next = last.edited(version, text, drift);
    open.put(uri, new Document(next, true));
    listener.changed(next);
  }

  private void lose(Document document, String why) {
    if (document.inStep) {
      Snapshot last = document.snapshot;
      open.put(last.id().uri(), new Document(last, false));
      listener.lost(last, why);
    }
  }

  /// The bytes of a range; null if it is not in the text. The line after the last one stands for
  /// the end of the text, as clients use it; a column past a line's end is the line's end.
  private @Nullable Span span(SourceText text, Range range) {
    int start = offset(text, range.getStart());
    int end = offset(text, range.getEnd());
    return start < 0 || end < start ? null : new Span(start, end);
  }

  private int offset(SourceText text, org.eclipse.lsp4j.@Nullable Position position) {
    if (position == null) {
      return -1;
    }
    int line = position.getLine();
    int column = position.getCharacter();
    if (line < 0 || line > text.lineCount() || column < 0) {
      return -1;
    }
    return line == text.lineCount()
        ? text.length()
        : text.offset(new Position(line, column), encoding);
  }

  private static String show(Range range) {
    return show(range.getStart()) + " to " + show(range.getEnd());
  }

  private static String show(org.eclipse.lsp4j.@Nullable Position position) {
    return position == null ? "nowhere" : "line " + position.getLine() + ", column " + position.getCharacter();
  }
}
