package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Context;
import dev.rusthint.model.FileModel;
import dev.rusthint.model.NamedType;
import dev.rusthint.std.StdLifetimes;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.Optional;

/// Tells how many lifetimes a path leaves out, for what the crate declares and for std.
final class HiddenLifetimes {
  static final int UNKNOWN = -1;

  private final Context context;

  HiddenLifetimes(Context context) {
    this.context = context;
  }

  /// The lifetime parameters of what `path`, without generic arguments, names; [#UNKNOWN] if that is
  /// not settled.
  int of(Node path) {
    if (path.is(Kind.TYPE_IDENTIFIER)
        && (path.textIs("Self") || isTypeParameter(path.text(), path))) {
      return 0;
    }
    String text = path.text().replaceAll("\\s", "");
    if (text.indexOf('<') >= 0 || text.startsWith("Self::")) {
      // An associated type: it has lifetimes of its own only if it is generic, and shows them then.
      return 0;
    }
    int local = inBlocks(text, path);
    if (local != UNKNOWN) {
      return local;
    }
    Optional<String> resolved = context.model().resolve(text, context.item(), path);
    if (resolved.isEmpty()) {
      return isAssociated(text, path) ? 0 : inCrate(text);
    }
    String full = resolved.get();
    Integer std = StdLifetimes.of(full);
    if (std != null) {
      return std;
    }
    int declared = inFile(full);
    return declared == UNKNOWN && full.startsWith("crate::") ? inCrate(full) : declared;
  }

  /// What the other files of the crate declare or import.
  private int inCrate(String path) {
    NamedType type = context.typeNamed(path);
    if (type == null) {
      return UNKNOWN;
    }
    if (type.isForeign()) {
      Integer std = StdLifetimes.of(type.path());
      return std == null ? UNKNOWN : std;
    }
    return type.isModule() ? UNKNOWN : type.lifetimes();
  }

  /// `T::Item` of a type parameter.
  private boolean isAssociated(String path, Node node) {
    int end = path.indexOf("::");
    return end > 0 && isTypeParameter(path.substring(0, end), node);
  }

  private boolean isTypeParameter(String name, Node node) {
    for (Node n = node.parent(); n != null; n = n.parent()) {
      if (declaresType(n, name)) {
        return true;
      }
    }
    for (Placed p = context.item().parent(); p != null; p = p.parent()) {
      Node head = Attributes.itemOf(p.item().tree());
      if (head != null && declaresType(head, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean declaresType(Node item, String name) {
    Node parameters = item.child(Field.TYPE_PARAMETERS);
    if (parameters == null) {
      return false;
    }
    for (Node parameter : parameters.children()) {
      if (parameter.is(Kind.TYPE_PARAMETER)
          && parameter.textOf(Field.NAME).orElse("").equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// What an item in a block around the node declares.
  private static int inBlocks(String name, Node node) {
    for (Node n = node.parent(); n != null; n = n.parent()) {
      if (n.is(Kind.BLOCK)) {
        for (Node child : n.children()) {
          if (isType(child) && child.textOf(Field.NAME).orElse("").equals(name)) {
            return count(child);
          }
        }
      }
    }
    return UNKNOWN;
  }

  private static boolean isType(Node node) {
    return switch (node.kind()) {
      case STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, TYPE_ITEM, TRAIT_ITEM -> true;
      default -> false;
    };
  }

  private int inFile(String full) {
    FileModel model = context.model();
    String name = full.substring(full.lastIndexOf(':') + 1);
    for (Placed item : model.named(name)) {
      switch (item.kind()) {
        case STRUCT, ENUM, UNION, TYPE_ALIAS, TRAIT -> {
          if (item.item().container() == null
              && full.equals(model.resolve("self::" + name, item).orElse(""))) {
            Node declared = Attributes.itemOf(item.item().tree());
            return declared == null ? UNKNOWN : count(declared);
          }
        }
        default -> {}
      }
    }
    return UNKNOWN;
  }

  private static int count(Node item) {
    Node parameters = item.child(Field.TYPE_PARAMETERS);
    int count = 0;
    if (parameters != null) {
      for (Node parameter : parameters.children()) {
        count += parameter.is(Kind.LIFETIME_PARAMETER) ? 1 : 0;
      }
    }
    return count;
  }

  /// Whether the item is a member of an impl or trait.
  static boolean isMember(Placed item) {
    ItemKind container = item.item().container();
    return container == ItemKind.IMPL || container == ItemKind.TRAIT;
  }
}
