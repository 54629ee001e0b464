package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.DefFacts;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of a definition.
final class FactsReader {
  private FactsReader() {}

  static DefFacts read(SourceDef def) {
    List<Attribute> attributes =
        Attribute.expand(def.item().attributes(), def.crate().config().cfg());
    String lang = null;
    String since = null;
    String constSince = null;
    boolean unstable = false;
    boolean mustUse = false;
    String deprecated = null;
    StringBuilder repr = new StringBuilder();
    StringBuilder features = new StringBuilder();
    for (Attribute attribute : attributes) {
      switch (attribute.path()) {
        case "lang" -> lang = attribute.value();
        case "stable" -> since = argument(attribute, "since");
        case "rustc_const_stable" -> constSince = argument(attribute, "since");
        case "unstable" -> unstable = true;
        case "must_use" -> mustUse = true;
        case "deprecated", "rustc_deprecated" -> {
          String from = argument(attribute, "since");
          deprecated = from == null ? "" : from;
        }
        case "repr" -> {
          if (attribute.arguments() != null) {
            repr.append(repr.isEmpty() ? "" : ", ").append(attribute.arguments().strip());
          }
        }
        case "target_feature" -> {
          String enabled = argument(attribute, "enable");
          if (enabled != null) {
            features.append(features.isEmpty() ? "" : ",").append(enabled);
          }
        }
        default -> {}
      }
    }
    boolean isUnsafe = false;
    boolean isForeign = def.item().isForeign();
    boolean isAuto = false;
    boolean hasBody = false;
    if (def.kind() == DefKind.TRAIT || def.kind() == DefKind.IMPL) {
      Node node = def.item().node();
      isUnsafe = node.has(Kind.KW_UNSAFE);
      isAuto = def.kind() == DefKind.TRAIT && isAuto(node);
    } else if (def.kind() == DefKind.STATIC) {
      Node node = def.item().node();
      isUnsafe = node.has(Kind.MUTABLE_SPECIFIER) || isForeign && !node.has(Kind.KW_SAFE);
    } else if (def.container() != null) {
      Node node = def.item().node();
      hasBody =
          switch (def.kind()) {
            case FUNCTION -> node.is(Kind.FUNCTION_ITEM);
            case CONST -> node.child(Field.VALUE) != null;
            default -> false;
          };
    }
    return new DefFacts(
        lang,
        since,
        constSince,
        unstable,
        mustUse,
        deprecated,
        isUnsafe,
        isForeign,
        isAuto,
        hasBody,
        repr.isEmpty() ? null : repr.toString(),
        features.isEmpty() ? null : features.toString());
  }

  private static boolean isAuto(Node trait) {
    Node name = trait.child(Field.NAME);
    String head = name == null ? "" : trait.tree().text(trait.start(), name.start());
    return (" " + head + " ").matches("(?s).*\\sauto\\s+trait\\s.*");
  }

  /// The string that an argument is set to: `1.0` of `since = "1.0"`.
  static @Nullable String argument(Attribute attribute, String name) {
    for (String part : attribute.parts()) {
      Attribute argument = Attribute.parse(part);
      if (argument.is(name)) {
        return argument.value();
      }
    }
    return null;
  }
}
