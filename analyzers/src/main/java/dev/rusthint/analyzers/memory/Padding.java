package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.BetterOrder;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import dev.rusthint.types.layout.Repr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `repr(C)` struct whose fields would take less in another order.
public final class Padding implements Analyzer<Padding.Found> {
  record Found(Node item, Node name, long size, BetterOrder better) {}

  private static final Set<String> PLAIN =
      Set.of(
          "Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/padding",
              "padding",
              "a `repr(C)` struct that wastes bytes between its fields",
              """
              `repr(C)` keeps the fields in the order of the source, each at an offset that its
              alignment divides; what is skipped for that is lost in every value. With the fields
              of the largest alignment first nothing is skipped between them. Structs that other
              languages or other crates can see are left alone, because there the order is part of
              the interface. Sizes are those of 64-bit targets.
              """)
          .optIn()
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.STRUCT_ITEM);
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node name = item.child(Field.NAME);
    ItemTypes types = context.types();
    Def def = types.definition(item);
    if (name == null
        || def == null
        || item.has(Kind.VISIBILITY_MODIFIER)
        || def.generics().size() > 0
        || hasUnknownDerive(item)) {
      return List.of();
    }
    Repr repr = Repr.parse(def.facts().repr());
    if (repr == null || !repr.isC()) {
      return List.of();
    }
    Layout layout =
        new Layouts(types.world(), DataModel.LP64).of(new Ty.Adt(def, List.of()));
    BetterOrder better = layout == null ? null : BetterOrder.of(repr, layout);
    return layout == null || better == null || isSeenByOthers(def)
        ? List.of()
        : List.of(new Found(item, name, layout.size(), better));
  }

  /// Whether a derive may look at the bytes.
  private static boolean hasUnknownDerive(Node item) {
    for (Node attribute : Attributes.outer(item)) {
      if (Attributes.path(attribute).equals("derive")) {
        String text = attribute.text();
        String list = text.substring(text.indexOf('(') + 1, Math.max(text.lastIndexOf(')'), 0));
        for (String each : list.split(",")) {
          if (!each.isBlank() && !PLAIN.contains(each.strip())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether the crate talks to other languages, or promises something of the struct's bytes.
  private static boolean isSeenByOthers(Def struct) {
    CrateDefs crate = struct.crate();
    for (Def impl : crate.impls()) {
      ImplHead head = impl.impl();
      boolean isOfStruct = head != null && head.self() instanceof Ty.Adt t && t.def() == struct;
      if (isOfStruct && impl.facts().isUnsafe() || declaresForeign(impl)) {
        return true;
      }
    }
    return declaresForeign(crate.root());
  }

  private static boolean declaresForeign(Def container) {
    for (Def member : container.members()) {
      FnSig sig = member.kind() == DefKind.FUNCTION ? member.signature() : null;
      if (sig != null && !sig.abi().equals("Rust")
          || member.kind() == DefKind.FOREIGN_TYPE
          || member.kind() == DefKind.MODULE && declaresForeign(member)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    long saved = found.size() - found.better().size();
    return Message.at(
            found.name().span(),
            "`" + found.name().text() + "` takes " + found.size() + " bytes, " + saved
                + " of them only because of the order of its fields")
        .note("`repr(C)` keeps that order, so the gaps before aligned fields stay")
        .help(
            "order the fields "
                + String.join(", ", found.better().fields())
                + ", or leave `repr(C)` away");
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node body = found.item().child(Field.BODY);
    if (body == null || !body.is(Kind.FIELD_DECLARATION_LIST)) {
      return Optional.empty();
    }
    List<Node> fields = new ArrayList<>();
    for (Node child : body.namedChildren()) {
      if (!child.is(Kind.FIELD_DECLARATION)) {
        // An attribute or a comment would have to move along.
        return Optional.empty();
      }
      fields.add(child);
    }
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < fields.size() && fields.size() == found.better().fields().size(); i++) {
      String wanted = found.better().fields().get(i);
      for (Node field : fields) {
        Node name = field.child(Field.NAME);
        if (name != null && name.textIs(wanted) && field != fields.get(i)) {
          edits.add(Edit.replace(fields.get(i).span(), field.text()));
        }
      }
    }
    return edits.isEmpty()
        ? Optional.empty()
        : Optional.of(Fix.review("Order the fields by alignment", edits.toArray(Edit[]::new)));
  }
}
