package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.Def;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions, `#[cfg(…)]` and `#[cfg_attr(…)]`, that are neither certainly true nor certainly
/// false: those of a build script, say.
final class Conditions {
  private Conditions() {}

  /// Whether such a condition is on a struct, enum or union, on a module around it, or on a field or
  /// variant.
  static boolean areOpen(SourceDef adt) {
    CfgOracle cfg = adt.crate().config().cfg();
    for (Def at = adt; at instanceof SourceDef def; at = at.parent()) {
      if (areOpen(def.item().attributes(), cfg)) {
        return true;
      }
    }
    for (Node node : adt.item().node().descendants()) {
      Node attribute = node.is(Kind.ATTRIBUTE_ITEM) ? node.child(Kind.ATTRIBUTE) : null;
      if (attribute != null && areOpen(List.of(Attribute.parse(attribute.text())), cfg)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areOpen(List<Attribute> attributes, CfgOracle cfg) {
    for (Attribute attribute : attributes) {
      if (attribute.is("cfg") && isOpen(attribute.arguments(), cfg)) {
        return true;
      }
      List<String> parts = attribute.is("cfg_attr") ? attribute.parts() : List.of();
      if (parts.stream().skip(1).anyMatch(Conditions::changesLayout)
          && isOpen(parts.getFirst(), cfg)) {
        return true;
      }
    }
    return false;
  }

  private static boolean changesLayout(String attribute) {
    String path = Attribute.parse(attribute).path();
    return path.equals("repr") || path.equals("cfg") || path.equals("cfg_attr");
  }

  private static boolean isOpen(@Nullable String predicate, CfgOracle cfg) {
    return predicate != null && cfg.mayHold(predicate) && cfg.mayHold("not(" + predicate + ")");
  }
}
