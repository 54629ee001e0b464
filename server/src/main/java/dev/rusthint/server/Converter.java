package dev.rusthint.server;

import dev.rusthint.text.Edit;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// Between byte offsets and a client's positions.
final class Converter {
  private final PositionEncoding encoding;
  private final boolean documentChanges;

  Converter(ClientFeatures client) {
    this.encoding = client.encoding();
    this.documentChanges = client.documentChanges();
  }

  Range range(SourceText text, Span span) {
    return new Range(position(text, span.start()), position(text, span.end()));
  }

  private Position position(SourceText text, int offset) {
    dev.rusthint.text.Position position = text.position(offset, encoding);
    return new Position(position.line(), position.column());
  }

  /// The offset of a position, clamped to the text: it only tells what a person points at.
  int offset(SourceText text, Position position) {
    if (position.getLine() >= text.lineCount()) {
      return text.length();
    }
    int line = Math.max(0, position.getLine());
    int column = Math.max(0, position.getCharacter());
    return text.offset(new dev.rusthint.text.Position(line, column), encoding);
  }

  Span span(SourceText text, Range range) {
    int start = offset(text, range.getStart());
    return new Span(start, Math.max(start, offset(text, range.getEnd())));
  }

  /// Edits of one version of a document; where the client can read it, the version is named, so
  /// that they are never applied to another.
  WorkspaceEdit edit(Snapshot snapshot, List<Edit> edits) {
    SourceText text = snapshot.text();
    String uri = snapshot.id().uri();
    List<TextEdit> converted = new ArrayList<>(edits.size());
    for (Edit edit : edits) {
      converted.add(new TextEdit(range(text, edit.span()), edit.newText()));
    }
    if (!documentChanges) {
      return new WorkspaceEdit(Map.of(uri, converted));
    }
    TextDocumentEdit change =
        new TextDocumentEdit(
            new VersionedTextDocumentIdentifier(uri, snapshot.version()),
            converted.stream().map(Either::<TextEdit, org.eclipse.lsp4j.SnippetTextEdit>forLeft).toList());
    return new WorkspaceEdit(List.of(Either.forLeft(change)));
  }
}
