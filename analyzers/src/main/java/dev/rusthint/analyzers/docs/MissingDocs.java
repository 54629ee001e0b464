package dev.rusthint.analyzers.docs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.DocComments;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;

/// An item that other crates can name, without documentation (rustc lint `missing_docs`).
public final class MissingDocs implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.rustc("missing_docs");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "docs/missing",
              "missing-docs",
              "an exported item without documentation",
              """
              What a crate exports is read in its documentation more often than in its source. A
              line that says what the item is for, in which units, and when it fails is worth more
              than its name alone.
              """)
          .optIn()
          .withReach(Reach.CRATE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM, Kind.STRUCT_ITEM, Kind.ENUM_ITEM, Kind.UNION_ITEM, Kind.TRAIT_ITEM, Kind.TYPE_ITEM, Kind.ASSOCIATED_TYPE, Kind.CONST_ITEM, Kind.STATIC_ITEM, Kind.MOD_ITEM, Kind.MACRO_DEFINITION, Kind.FIELD_DECLARATION, Kind.ENUM_VARIANT);
  }

  @Override
  public List<Node> find(Node node, Context context) {
    if (DocComments.isDocumented(node) || !isDeclaration(node, context)) {
      return List.of();
    }
    // Nor does rustc look at what is built for tests.
    if (context.isTestCode(node) || !context.crate().cfg().mayHold("not(test)")) {
      return List.of();
    }
    boolean documented = Boolean.TRUE.equals(context.isExported()) && !context.isDocHidden();
    return documented ? List.of(node) : List.of();
  }

  private static boolean isDeclaration(Node node, Context context) {
    Placed item = context.item();
    switch (node.kind()) {
      case FIELD_DECLARATION -> {
        Node list = node.parent();
        Node owner = list == null ? null : list.parent();
        return owner != null
            && (owner.is(Kind.ENUM_VARIANT)
              ? isDeclaration(owner, context)
              : isTopItem(owner) && isPublic(node));
      }
      case ENUM_VARIANT -> {
        Node list = node.parent();
        Node owner = list == null ? null : list.parent();
        return owner != null && isTopItem(owner);
      }
      case MOD_ITEM -> {
        // The documentation of a module in a file of its own is in that file.
        return isTopItem(node)
            && item.kind() == ItemKind.MODULE
            && !hasInnerDocs(item.children());
      }
      case CONST_ITEM -> {
        Node name = node.child(Field.NAME);
        if (name == null || name.textIs("_")) {
          return false;
        }
      }
      default -> {}
    }
    return isTopItem(node) && !isInTraitImpl(item);
  }

  private static boolean hasInnerDocs(List<Placed> members) {
    for (Placed member : members) {
      if (!DocComments.inner(member.item().tree().root()).isEmpty()) {
        return true;
      }
      if (member.kind() != ItemKind.INNER_ATTRIBUTE) {
        return false;
      }
    }
    return false;
  }

  private static boolean isTopItem(Node node) {
    Node parent = node.parent();
    return parent != null && parent.is(Kind.SOURCE_FILE);
  }

  private static boolean isInTraitImpl(Placed item) {
    Placed container = item.parent();
    if (container == null || container.kind() != ItemKind.IMPL) {
      return false;
    }
    Node head = Attributes.itemOf(container.item().tree());
    return head == null || head.child(Field.TRAIT) != null;
  }

  private static boolean isPublic(Node node) {
    Node visibility = node.child(Kind.VISIBILITY_MODIFIER);
    return visibility != null && visibility.textIs("pub");
  }

  @Override
  public Message describe(Node node, Context context) {
    Node name = node.child(Field.NAME);
    Node at = name == null ? node : name;
    String what =
        switch (node.kind()) {
          case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM ->
              context.item().parent() != null && context.item().parent().kind() != ItemKind.MODULE
                  ? "method"
                  : "function";
          case STRUCT_ITEM -> "struct";
          case ENUM_ITEM -> "enum";
          case UNION_ITEM -> "union";
          case TRAIT_ITEM -> "trait";
          case TYPE_ITEM -> "type alias";
          case ASSOCIATED_TYPE -> "associated type";
          case CONST_ITEM -> "constant";
          case STATIC_ITEM -> "static";
          case MOD_ITEM -> "module";
          case MACRO_DEFINITION -> "macro";
          case FIELD_DECLARATION -> "field";
          default -> "variant";
        };
    return Message.at(
            new Span(node.start(), at.end()),
            "the exported " + what + " `" + at.text() + "` has no documentation")
        .as(LINT);
  }
}
