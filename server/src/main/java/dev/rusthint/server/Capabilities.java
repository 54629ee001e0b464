package dev.rusthint.server;

import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;

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
    capabilities.setHoverProvider(true);
    if (client.codeActionLiterals()) {
      CodeActionOptions actions =
          new CodeActionOptions(
              List.of(
                  CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, CodeActions.FIX_ALL));
      actions.setResolveProvider(client.resolvesEdits());
      capabilities.setCodeActionProvider(actions);
    }
    if (client.pullsDiagnostics()) {
      DiagnosticRegistrationOptions pull = new DiagnosticRegistrationOptions(true, true);
      pull.setIdentifier(DiagnosticWriter.SOURCE);
      capabilities.setDiagnosticProvider(pull);
    }
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
    return capabilities;
  }
}
