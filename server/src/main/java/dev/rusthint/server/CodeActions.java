package dev.rusthint.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/// `textDocument/codeAction` and `codeAction/resolve`: the hints' fixes, all machine fixes of a file
/// at once, ways to silence a hint, and what refactorings offer.
///
/// The hints that count are the server's own at the range; what the client sends along of other
/// servers' diagnostics is not even read.
final class CodeActions {
  /// The kind of the action that applies all machine fixes.
  static final String FIX_ALL = CodeActionKind.SourceFixAll + ".rusthint";

  private final Documents documents;
  private final Analyses analyses;
  private final ClientFeatures client;
  private final Converter converter;
  private final List<Refactoring> refactorings;
  private final Lanes lanes;

  CodeActions(
      Documents documents,
      Analyses analyses,
      List<Refactoring> refactorings,
      ClientFeatures client,
      Lanes lanes) {
    this.documents = documents;
    this.refactorings = refactorings;
    this.analyses = analyses;
    this.client = client;
    this.converter = new Converter(client);
    this.lanes = lanes;
  }

  void addTo(Routes routes) {
    routes
        .request("textDocument/codeAction", JsonObject.class, this::codeAction)
        .request("codeAction/resolve", JsonObject.class, this::resolve);
  }

  /// What a request asks for.
  ///
  /// @param only the kinds asked for, empty for any
  /// @param shown the diagnostics of ours that the client has there
  private record Asked(Range range, List<String> only, List<Diagnostic> shown) {
    boolean wants(String kind) {
      return only.isEmpty()
          || only.stream().anyMatch(k -> kind.equals(k) || kind.startsWith(k + "."));
    }
  }

  private CompletableFuture<List<CodeAction>> codeAction(JsonObject params) {
    Snapshot snapshot = documents.get(uri(params));
    Asked asked = read(params);
    boolean wantsAny =
        asked.wants(CodeActionKind.QuickFix)
            || asked.wants(CodeActionKind.RefactorRewrite)
            || asked.wants(FIX_ALL);
    if (snapshot == null || !wantsAny || !client.codeActionLiterals()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return Work.after(
        analyses.of(snapshot),
        lanes.interactive(),
        (findings, cancellation) -> actions(findings, asked, cancellation));
  }

  private static String uri(JsonObject params) {
    if (params.get("textDocument") instanceof JsonObject document
        && document.get("uri") instanceof JsonPrimitive uri) {
      return uri.getAsString();
    }
    throw ProtocolException.invalidParams("textDocument.uri is missing");
  }

  private Asked read(JsonObject params) {
    try {
      Range range = Params.required(Wire.GSON.fromJson(params.get("range"), Range.class), "range");
      Params.required(range.getStart(), "range.start");
      Params.required(range.getEnd(), "range.end");
      List<String> only = new ArrayList<>();
      List<Diagnostic> shown = new ArrayList<>();
      if (params.get("context") instanceof JsonObject context) {
        if (context.get("only") instanceof JsonArray kinds) {
          kinds.forEach(kind -> only.add(kind.getAsString()));
        }
        if (context.get("diagnostics") instanceof JsonArray diagnostics) {
          for (JsonElement element : diagnostics) {
            if (element instanceof JsonObject diagnostic
                && diagnostic.get("source") instanceof JsonPrimitive source
                && source.getAsString().equals(DiagnosticWriter.SOURCE)) {
              shown.add(Wire.GSON.fromJson(diagnostic, Diagnostic.class));
            }
          }
        }
      }
      return new Asked(range, only, shown);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw ProtocolException.invalidParams("textDocument/codeAction: " + e.getMessage());
    }
  }

  private List<CodeAction> actions(Findings findings, Asked asked, Cancellation cancellation) {
    Snapshot snapshot = findings.snapshot();
    List<CodeAction> actions = new ArrayList<>();
    if (asked.wants(CodeActionKind.QuickFix)) {
      Span span = converter.span(snapshot.text(), asked.range());
      List<Hint> here =
          findings.hints().stream()
              .filter(h -> h.span().start() <= span.end() && span.start() <= h.span().end())
              .toList();
      for (Hint hint : here) {
        cancellation.check();
        fix(snapshot, hint, asked).ifPresent(actions::add);
      }
      actions.sort(Comparator.comparing(action -> !Boolean.TRUE.equals(action.getIsPreferred())));
      for (Hint hint : here) {
        suppress(snapshot, hint, asked, actions);
      }
    }
    if (asked.wants(CodeActionKind.RefactorRewrite)) {
      int offset = converter.offset(snapshot.text(), asked.range().getStart());
      for (Refactoring refactoring : refactorings) {
        cancellation.check();
        for (Refactoring.Offer offer : refactoring.at(snapshot, offset)) {
          CodeAction action = new CodeAction(offer.title());
          action.setKind(CodeActionKind.RefactorRewrite);
          ActionKey key = ActionKey.at(offer.kind(), snapshot, offer.place());
          give(action, key, snapshot, () -> edits(findings, key, cancellation));
          actions.add(action);
        }
      }
    }
    if (asked.wants(FIX_ALL) && hasMachineFix(findings)) {
      CodeAction action = new CodeAction("Apply all machine fixes of RustHint");
      action.setKind(FIX_ALL);
      ActionKey key = ActionKey.ofFile(snapshot);
      give(action, key, snapshot, () -> edits(findings, key, cancellation));
      actions.add(action);
    }
    return actions;
  }

  private static boolean hasMachineFix(Findings findings) {
    for (Hint hint : findings.hints()) {
      if (hint.rule().fixes() == Fixes.MACHINE && hint.fix().filter(Fix::machine).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Optional<CodeAction> fix(Snapshot snapshot, Hint hint, Asked asked) {
    if (hint.rule().fixes() == Fixes.NONE) {
      return Optional.empty();
    }
    return hint.fix()
        .map(
            fix -> {
              CodeAction action = quickFix(capitalized(fix.title()), snapshot, hint, asked);
              if (client.preferred() && fix.machine()) {
                action.setIsPreferred(true);
              }
              ActionKey key = ActionKey.of(ActionKey.Kind.FIX, snapshot, hint);
              give(action, key, snapshot, fix::edits);
              return action;
            });
  }

  private void suppress(Snapshot snapshot, Hint hint, Asked asked, List<CodeAction> actions) {
    Edit comment = Suppressions.byComment(snapshot, hint);
    if (comment != null) {
      String title = "Allow " + hint.id() + " here with a comment";
      CodeAction action = quickFix(title, snapshot, hint, asked);
      ActionKey key = ActionKey.of(ActionKey.Kind.COMMENT, snapshot, hint);
      give(action, key, snapshot, () -> List.of(comment));
      actions.add(action);
    }
    if (!snapshot.id().isRust()) {
      return;
    }
    Equivalent lint = Suppressions.lintOf(hint);
    Edit attribute = Suppressions.byAttribute(snapshot.file(), hint);
    if (lint != null && attribute != null) {
      String title = "Allow " + lint.attributeName() + " on this item";
      CodeAction action = quickFix(title, snapshot, hint, asked);
      ActionKey key = ActionKey.of(ActionKey.Kind.ATTRIBUTE, snapshot, hint);
      give(action, key, snapshot, () -> List.of(attribute));
      actions.add(action);
    }
  }

  private CodeAction quickFix(String title, Snapshot snapshot, Hint hint, Asked asked) {
    CodeAction action = new CodeAction(title);
    action.setKind(CodeActionKind.QuickFix);
    List<Diagnostic> shown = shown(snapshot, hint, asked);
    if (!shown.isEmpty()) {
      action.setDiagnostics(shown);
    }
    return action;
  }

  /// Gives an action its edit, or what the edit is found by when the client asks for it.
  private void give(
      CodeAction action, ActionKey key, Snapshot snapshot, Supplier<List<Edit>> edits) {
    if (client.resolvesEdits()) {
      action.setData(key.toJson());
    } else {
      action.setEdit(converter.edit(snapshot, edits.get()));
    }
  }

  /// The client's own diagnostics for a hint.
  private List<Diagnostic> shown(Snapshot snapshot, Hint hint, Asked asked) {
    Range range = converter.range(snapshot.text(), hint.span());
    return asked.shown().stream()
        .filter(d -> range.equals(d.getRange()) && d.getCode() != null)
        .filter(d -> hint.id().equals(d.getCode().getLeft()))
        .toList();
  }

  private static String capitalized(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private CompletableFuture<JsonObject> resolve(JsonObject action) {
    ActionKey key = ActionKey.read(action.get("data"));
    Snapshot snapshot = documents.get(key.uri());
    if (snapshot == null || snapshot.version() != key.version()) {
      throw ProtocolException.contentModified();
    }
    return Work.after(
        analyses.of(snapshot),
        lanes.interactive(),
        (findings, cancellation) -> {
          action.add(
              "edit",
              Wire.GSON.toJsonTree(converter.edit(snapshot, edits(findings, key, cancellation))));
          return action;
        });
  }

  private List<Edit> edits(Findings findings, ActionKey key, Cancellation cancellation) {
    Snapshot snapshot = findings.snapshot();
    if (key.kind() == ActionKey.Kind.FIX_ALL) {
      return FixAll.edits(
          snapshot.text(),
          text ->
              text == snapshot.text()
                  ? findings.hints()
                  : analyses.hints(snapshot, text, cancellation),
          cancellation);
    }
    for (Refactoring refactoring : refactorings) {
      if (refactoring.kinds().contains(key.kind())) {
        return refactoring.edits(snapshot, key.kind(), key.span());
      }
    }
    for (Hint hint : findings.hints()) {
      if (key.isOf(hint)) {
        return edits(snapshot, hint, key.kind());
      }
    }
    throw ProtocolException.contentModified();
  }

  private static List<Edit> edits(Snapshot snapshot, Hint hint, ActionKey.Kind kind) {
    return switch (kind) {
      case FIX -> hint.fix().map(Fix::edits).orElse(List.of());
      case COMMENT -> listOf(Suppressions.byComment(snapshot, hint));
      case ATTRIBUTE ->
          snapshot.id().isRust()
              ? listOf(Suppressions.byAttribute(snapshot.file(), hint))
              : List.of();
      default -> List.of();
    };
  }

  private static List<Edit> listOf(@Nullable Edit edit) {
    return edit == null ? List.of() : List.of(edit);
  }
}
