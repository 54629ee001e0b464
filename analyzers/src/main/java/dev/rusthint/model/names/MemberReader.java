package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/// Reads the variants of an enum and the members of a trait or impl.
final class MemberReader {
  private final SourceDef container;
  private final CfgOracle cfg;
  private final List<Def> members = new ArrayList<>();

  private MemberReader(SourceDef container) {
    this.container = container;
    this.cfg = container.crate().config().cfg();
  }

  static List<Def> read(SourceDef container) {
    MemberReader reader = new MemberReader(container);
    if (container.kind() == DefKind.ENUM) {
      reader.variants();
    } else {
      reader.members(container.item().members(), 0);
    }
    return List.copyOf(reader.members);
  }

  private void variants() {
    ItemSource item = container.item();
    Node body = item.node().child(Field.BODY);
    if (body == null) {
      return;
    }
    for (Node child : body.children()) {
      if (child.is(Kind.ENUM_VARIANT)) {
        ItemSource variant = new ItemSource(item.unit(), item.placed(), child.index());
        add(variant, DefKind.VARIANT, DefVisibility.PUBLIC);
      }
    }
  }

  private void members(List<ItemSource> items, int depth) {
    boolean isTrait = container.kind() == DefKind.TRAIT;
    boolean ofTrait = isTrait || container.item().node().child(Field.TRAIT) != null;
    for (ItemSource item : items) {
      DefKind kind =
          switch (item.kind()) {
            case FUNCTION -> DefKind.FUNCTION;
            case CONST -> DefKind.CONST;
            case TYPE_ALIAS -> DefKind.ASSOC_TYPE;
            default -> null;
          };
      if (item.kind() == ItemKind.MACRO_CALL) {
        call(item, depth);
      } else if (kind != null) {
        add(
            item,
            kind,
            isTrait
                ? container.visibility()
                : ofTrait
                    ? DefVisibility.PUBLIC
                    : Visibilities.read(item, sourceModule(), container.crate()));
      }
    }
  }

  private void call(ItemSource item, int depth) {
    List<Attribute> attributes = Attribute.expand(item.attributes(), cfg);
    if (Attribute.mayHold(attributes, cfg)) {
      SourceUnit.OfExpansion made = container.crate().expandMember(container, item);
      if (made != null && depth < Expansions.MAX_DEPTH) {
        members(Expansions.items(made), depth + 1);
      }
    }
  }

  private SourceDef sourceModule() {
    return (SourceDef) container.module();
  }

  private void add(ItemSource item, DefKind kind, DefVisibility visibility) {
    List<Attribute> attributes = Attribute.expand(item.attributes(), cfg);
    String name = item.name();
    if (Attribute.mayHold(attributes, cfg) && !name.isEmpty()) {
      members.add(
          new SourceDef(
              container.crate(),
              kind,
              name,
              container,
              new SourceDef.Place(
                  item,
                  visibility,
                  container.textual(),
                  container.around(),
                  KnownAttributes.mayRewrite(attributes))));
    }
  }
}
