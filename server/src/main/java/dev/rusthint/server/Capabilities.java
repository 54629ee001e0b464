package dev.rusthint.server;

import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;

/// What the server tells a client that it can do.
final class Capabilities {
  private Capabilities() {}

  static ServerCapabilities of(ClientFeatures client) {
    ServerCapabilities capabilities = new ServerCapabilities();
    capabilities.setPositionEncoding(client.encoding().protocolName());
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    // The text brings a document back that is out of step.
    sync.setSave(new SaveOptions(true));
    capabilities.setTextDocumentSync(sync);
    return capabilities;
  }
}
