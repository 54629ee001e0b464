package dev.rusthint.hint;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.LintAttributes;
import dev.rusthint.model.LintLevel;
import dev.rusthint.model.LintSetting;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The level that attributes and `[lints]` give to a lint at a place, scoped as Rust scopes them:
/// the innermost setting wins, the last of several at one place, and nothing undoes `forbid`.
final class LintLevels {
  private LintLevels() {}

  /// The level set for `lint` at `node`, null if none is.
  static @Nullable LintLevel at(
      Node node, Placed placed, SourceFile file, CrateInfo crate, Equivalent lint) {
    for (Node n = node; n != null; n = n.parent()) {
      LintLevel level = onNode(n, crate.cfg(), lint);
      if (level != null) {
        return level;
      }
    }
    for (Placed p = placed.parent(); p != null; p = p.parent()) {
      LintLevel level = innermost(innerSettings(p.children(), crate.cfg()), lint);
      Node head = Attributes.itemOf(p.item().tree());
      if (level == null && head != null) {
        level = onNode(head, crate.cfg(), lint);
      }
      if (level != null) {
        return level;
      }
    }
    LintLevel level = innermost(innerSettings(file.items(), crate.cfg()), lint);
    return level != null ? level : innermost(crate.inherited(), lint);
  }

  /// The settings of inner attributes at the start of a file or module.
  static List<LintSetting> innerSettings(List<Placed> items, CfgOracle cfg) {
    List<LintSetting> settings = new ArrayList<>(0);
    for (Placed item : items) {
      if (item.kind() != ItemKind.INNER_ATTRIBUTE) {
        break;
      }
      for (Node attribute : Attributes.inner(item.item().tree().root())) {
        collect(attribute, cfg, settings);
      }
    }
    return settings;
  }

  private static @Nullable LintLevel onNode(Node node, CfgOracle cfg, Equivalent lint) {
    List<Node> outer = Attributes.outer(node);
    List<Node> inner = innerOf(node);
    if (outer.isEmpty() && inner.isEmpty()) {
      return null;
    }
    List<LintSetting> settings = new ArrayList<>();
    for (Node attribute : outer) {
      collect(attribute, cfg, settings);
    }
    for (Node attribute : inner) {
      collect(attribute, cfg, settings);
    }
    return innermost(settings, lint);
  }

  private static List<Node> innerOf(Node node) {
    return switch (node.kind()) {
      case BLOCK, DECLARATION_LIST, MATCH_BLOCK -> Attributes.inner(node);
      default -> List.of();
    };
  }

  private static void collect(Node attribute, CfgOracle cfg, List<LintSetting> settings) {
    String path = Attributes.path(attribute);
    String arguments = Attributes.arguments(attribute);
    if (arguments != null) {
      LintAttributes.collect(path, arguments, cfg, settings);
    }
  }

  static @Nullable LintLevel innermost(List<LintSetting> settings, Equivalent lint) {
    LintLevel level = null;
    for (LintSetting setting : settings) {
      if (level != LintLevel.FORBID && LintGroups.covers(setting, lint)) {
        level = setting.level();
      }
    }
    return level;
  }

  /// Whether some setting switches the lint on.
  static boolean isRaised(List<LintSetting> settings, Equivalent lint) {
    LintLevel level = innermost(settings, lint);
    return level != null && !level.silences();
  }
}
