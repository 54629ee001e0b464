package dev.rusthint.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rusthint.text.PositionEncoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.DiagnosticTag;
import org.jspecify.annotations.Nullable;

/// What the client can do, as far as the server asks: the capabilities that it sends with
/// `initialize`. What is missing or not understood is taken as not supported.
///
/// @param encoding what columns count between this client and the server
/// @param pullsDiagnostics `textDocument.diagnostic`: it asks for diagnostics
/// @param refreshesDiagnostics `workspace.diagnostics.refreshSupport`
/// @param readsVersions `publishDiagnostics.versionSupport`: it looks at a publication's version
/// @param related `relatedInformation` of diagnostics
/// @param codeDescription `codeDescription` of diagnostics
/// @param tags the diagnostic tags it shows
/// @param resolvesEdits code actions' edits can be asked for later
/// @param codeActionLiterals code actions may be more than commands
/// @param preferred `isPreferred` of code actions
/// @param documentChanges edits may name the version that they are for
/// @param markdown hovers may be Markdown
/// @param configuration `workspace/configuration` can be asked
/// @param registersConfiguration `didChangeConfiguration` can be registered for
/// @param registersWatchers `didChangeWatchedFiles` can be registered for
/// @param progress `window/workDoneProgress/create` can be sent
record ClientFeatures(
    PositionEncoding encoding,
    boolean pullsDiagnostics,
    boolean refreshesDiagnostics,
    boolean readsVersions,
    boolean related,
    boolean codeDescription,
    Set<DiagnosticTag> tags,
    boolean resolvesEdits,
    boolean codeActionLiterals,
    boolean preferred,
    boolean documentChanges,
    boolean markdown,
    boolean configuration,
    boolean registersConfiguration,
    boolean registersWatchers,
    boolean progress) {
  ClientFeatures {
    tags = Set.copyOf(tags);
  }

  /// Reads the `capabilities` of `initialize`.
  static ClientFeatures read(@Nullable JsonElement capabilities) {
    Json json = new Json(capabilities);
    Json textDocument = json.at("textDocument");
    Json workspace = json.at("workspace");
    Json window = json.at("window");
    Json publish = textDocument.at("publishDiagnostics");
    Json pull = textDocument.at("diagnostic");
    boolean pulls = pull.isObject();
    Json diagnostics = pulls ? pull : publish;
    Json codeAction = textDocument.at("codeAction");
    return new ClientFeatures(
        encoding(json.at("general").at("positionEncodings")),
        pulls,
        workspace.at("diagnostics").is("refreshSupport"),
        publish.is("versionSupport"),
        diagnostics.is("relatedInformation") || publish.is("relatedInformation"),
        diagnostics.is("codeDescriptionSupport") || publish.is("codeDescriptionSupport"),
        tags(diagnostics.at("tagSupport"), publish.at("tagSupport")),
        codeAction.at("resolveSupport").at("properties").strings().contains("edit")
            && codeAction.is("dataSupport"),
        codeAction.at("codeActionLiteralSupport").isObject(),
        codeAction.is("isPreferredSupport"),
        workspace.at("workspaceEdit").is("documentChanges"),
        markdown(textDocument.at("hover").at("contentFormat").strings()),
        workspace.is("configuration"),
        workspace.at("didChangeConfiguration").is("dynamicRegistration"),
        workspace.at("didChangeWatchedFiles").is("dynamicRegistration"),
        window.is("workDoneProgress"));
  }

  /// UTF-8 where the client has it, since that is what texts are kept in; else its own first
  /// choice; UTF-16 if it says nothing, as the protocol has it.
  private static PositionEncoding encoding(Json offered) {
    List<String> names = offered.strings();
    if (names.contains(PositionEncoding.UTF_8.protocolName())) {
      return PositionEncoding.UTF_8;
    }
    for (String name : names) {
      for (PositionEncoding encoding : PositionEncoding.values()) {
        if (encoding.protocolName().equals(name)) {
          return encoding;
        }
      }
    }
    return PositionEncoding.UTF_16;
  }

  private static Set<DiagnosticTag> tags(Json... supports) {
    Set<DiagnosticTag> tags = EnumSet.noneOf(DiagnosticTag.class);
    for (Json support : supports) {
      for (int value : support.at("valueSet").numbers()) {
        if (value == DiagnosticTag.Unnecessary.getValue()) {
          tags.add(DiagnosticTag.Unnecessary);
        } else if (value == DiagnosticTag.Deprecated.getValue()) {
          tags.add(DiagnosticTag.Deprecated);
        }
      }
    }
    return tags;
  }

  /// The formats are in the client's order of preference.
  private static boolean markdown(List<String> formats) {
    return !formats.isEmpty() && formats.getFirst().equals("markdown");
  }

  /// A JSON value of which anything may be missing.
  private record Json(@Nullable JsonElement value) {
    Json at(String key) {
      return new Json(value instanceof JsonObject object ? object.get(key) : null);
    }

    boolean isObject() {
      return value instanceof JsonObject;
    }

    boolean is(String key) {
      return at(key).value instanceof JsonPrimitive flag && flag.isBoolean() && flag.getAsBoolean();
    }

    List<String> strings() {
      List<String> strings = new ArrayList<>();
      if (value instanceof JsonArray array) {
        for (JsonElement element : array) {
          if (element instanceof JsonPrimitive text && text.isString()) {
            strings.add(text.getAsString());
          }
        }
      }
      return strings;
    }

    List<Integer> numbers() {
      List<Integer> numbers = new ArrayList<>();
      if (value instanceof JsonArray array) {
        for (JsonElement element : array) {
          if (element instanceof JsonPrimitive number && number.isNumber()) {
            numbers.add(number.getAsInt());
          }
        }
      }
      return numbers;
    }
  }
}
