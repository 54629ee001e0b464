package dev.rusthint.server;

import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.TextDocumentItem;

/// `textDocument/didOpen`, `didChange`, `didSave`, `didClose`.
final class Synchronization {
  private final Documents documents;
  private final Analyses analyses;

  Synchronization(Documents documents, Analyses analyses) {
    this.documents = documents;
    this.analyses = analyses;
  }

  void addTo(Routes routes) {
    routes
        .notification("textDocument/didOpen", DidOpenTextDocumentParams.class, this::didOpen)
        .notification("textDocument/didChange", DidChangeTextDocumentParams.class, this::didChange)
        .notification("textDocument/didSave", DidSaveTextDocumentParams.class, this::didSave)
        .notification("textDocument/didClose", DidCloseTextDocumentParams.class, this::didClose);
  }

  private void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = Params.required(params.getTextDocument(), "textDocument");
    Params.required(item.getUri(), "textDocument.uri");
    Params.required(item.getText(), "textDocument.text");
    documents.open(item);
  }

  private void didChange(DidChangeTextDocumentParams params) {
    Params.uri(params.getTextDocument());
    Params.required(params.getContentChanges(), "contentChanges");
    documents.change(params);
  }

  private void didSave(DidSaveTextDocumentParams params) {
    String uri = Params.uri(params.getTextDocument());
    documents.saved(uri, params.getText());
    analyses.rest(uri);
  }

  private void didClose(DidCloseTextDocumentParams params) {
    documents.close(Params.uri(params.getTextDocument()));
  }
}
