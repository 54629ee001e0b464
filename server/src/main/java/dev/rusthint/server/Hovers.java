package dev.rusthint.server;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;

/// `textDocument/hover`: what the providers have to say, one after the other.
final class Hovers {
  private final Documents documents;
  private final Analyses analyses;
  private final List<HoverProvider> providers;
  private final ClientFeatures client;
  private final Converter converter;
  private final Lanes lanes;

  Hovers(
      Documents documents,
      Analyses analyses,
      List<HoverProvider> providers,
      ClientFeatures client,
      Lanes lanes) {
    this.documents = documents;
    this.analyses = analyses;
    this.providers = List.copyOf(providers);
    this.client = client;
    this.converter = new Converter(client);
    this.lanes = lanes;
  }

  void addTo(Routes routes) {
    routes.request("textDocument/hover", HoverParams.class, this::hover);
  }

  private CompletableFuture<@Nullable Hover> hover(HoverParams params) {
    Snapshot snapshot = documents.get(Params.uri(params.getTextDocument()));
    Position position = Params.required(params.getPosition(), "position");
    if (snapshot == null) {
      return CompletableFuture.completedFuture(null);
    }
    return Work.after(
        analyses.of(snapshot), lanes.interactive(), (findings, _) -> hover(findings, position));
  }

  private @Nullable Hover hover(Findings findings, Position position) {
    Snapshot snapshot = findings.snapshot();
    int offset = converter.offset(snapshot.text(), position);
    List<String> texts = new ArrayList<>();
    Span narrowest = null;
    for (HoverProvider provider : providers) {
      for (HoverProvider.Part part : provider.at(findings, offset)) {
        texts.add(client.markdown() ? part.markdown() : Markup.plain(part.markdown()));
        if (narrowest == null || part.span().length() < narrowest.length()) {
          narrowest = part.span();
        }
      }
    }
    if (narrowest == null) {
      return null;
    }
    String kind = client.markdown() ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT;
    return new Hover(
        new MarkupContent(kind, String.join(client.markdown() ? "\n\n---\n\n" : "\n\n", texts)),
        converter.range(snapshot.text(), narrowest));
  }
}
