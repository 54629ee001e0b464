package dev.rusthint.analyzers.traits;

import dev.rusthint.hint.Context;
import dev.rusthint.model.Declaration;
import dev.rusthint.model.ImplHead;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which traits a type of the file derives, and which it implements by hand.
final class TraitImpls {
  static final Set<Kind> TYPES = Set.of(Kind.STRUCT_ITEM, Kind.ENUM_ITEM, Kind.UNION_ITEM);

  private TraitImpls() {}

  /// The trait's name in a `#[derive(…)]` of a type; null if it is not derived.
  static @Nullable Node derived(Node type, String trait) {
    for (Node attribute : Attributes.outer(type)) {
      Node tokens = attribute.child(Field.ARGUMENTS);
      if (Attributes.path(attribute).equals("derive") && tokens != null) {
        for (Node token : tokens.children()) {
          if (token.is(Kind.IDENTIFIER) && token.textIs(trait)) {
            return token;
          }
        }
      }
    }
    return null;
  }

  /// The impl in the same module of `trait` for the type and, as for `PartialEq`, against the type
  /// itself; null if there is none.
  static @Nullable Placed manual(Node type, String trait, Context context) {
    Node name = type.child(Field.NAME);
    if (name == null) {
      return null;
    }
    for (Placed item : context.model().items()) {
      if (item.kind() != ItemKind.IMPL || item.parent() != context.item().parent()) {
        continue;
      }
      Declaration declaration = context.model().declaration(item);
      ImplHead head = declaration.impl();
      if (head == null || head.isNegative() || !name.text().equals(head.selfPath())) {
        continue;
      }
      if (isPath(head.traitPath(), trait) && isAgainstItself(item)) {
        return item;
      }
    }
    return null;
  }

  /// The first line's worth of an impl, in the impl's own offsets: what a message points at.
  static Span head(Placed item) {
    Node head = Attributes.itemOf(item.item().tree());
    Node type = head == null ? null : head.child(Field.TYPE);
    return head == null || type == null
        ? Span.at(item.head() - item.start())
        : new Span(head.start(), type.end());
  }

  private static boolean isPath(@Nullable String path, String trait) {
    return path != null && (path.equals(trait) || path.endsWith("::" + trait));
  }

  private static boolean isAgainstItself(Placed item) {
    Node head = Attributes.itemOf(item.item().tree());
    Node trait = head == null ? null : head.child(Field.TRAIT);
    Node arguments =
        trait == null || !trait.is(Kind.GENERIC_TYPE) ? null : trait.child(Field.TYPE_ARGUMENTS);
    if (head == null || arguments == null) {
      return true;
    }
    Node other = arguments.namedChildren().isEmpty() ? null : arguments.namedChildren().get(0);
    Node own = head.child(Field.TYPE);
    return other != null
        && own != null
        && (other.textIs("Self") || withoutSpace(other).equals(withoutSpace(own)));
  }

  private static String withoutSpace(Node node) {
    return node.text().replaceAll("\\s", "");
  }
}
