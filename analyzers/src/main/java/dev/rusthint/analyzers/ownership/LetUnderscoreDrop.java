package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;

/// `let _ =` of a value whose drop does something.
public final class LetUnderscoreDrop implements Analyzer<LetUnderscoreDrop.Found> {
  record Found(Node let, String type) {}

  private static final int MAX_DEPTH = 8;

  private static final Equivalent LINT = Equivalent.rustc("let_underscore_drop");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/dropped-at-once",
              "let-underscore-drop",
              "`let _ =` of a value whose drop does something",
              """
              `let _` binds nothing: the value is dropped at the end of the statement, not of the block
              as one with a name is. `drop(…)` says that this is meant.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.LET_DECLARATION);
  }

  @Override
  public List<Found> find(Node let, Context context) {
    Node pattern = let.child(Field.PATTERN);
    Node value = let.child(Field.VALUE);
    if (pattern == null || value == null || !pattern.textIs("_")) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty type = types.of(value);
    return LetUnderscore.lock(type) == null && isDropped(type, value, types, 0)
        ? List.of(new Found(let, ItemTypes.text(type)))
        : List.of();
  }

  /// Whether dropping a value of a type certainly runs code, or that of a type parameter may.
  private static boolean isDropped(Ty type, Node where, ItemTypes types, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (type) {
      case Ty.Tuple tuple ->
          tuple.elements().stream().anyMatch(each -> isDropped(each, where, types, depth + 1));
      case Ty.Array array -> isDropped(array.element(), where, types, depth + 1);
      case Ty.Adt adt -> isAdtDropped(adt, where, types, depth);
      case Ty.Param _, Ty.Projection _, Ty.Opaque _ -> !types.isCopy(type, where);
      case Ty.Dyn _ -> true;
      default -> false;
    };
  }

  private static boolean isAdtDropped(Ty.Adt adt, Node where, ItemTypes types, int depth) {
    Def drop = types.lang("drop");
    if (drop == null || adt.def().path().equals("core::mem::manually_drop::ManuallyDrop")) {
      return false;
    }
    // Their tables are of a crate that is not read.
    if (adt.def().path().startsWith("std::collections::hash::")
        || types.holds(new TraitRef(drop, List.of(adt)), where)) {
      return true;
    }
    List<Def> parts =
        adt.def().kind() == DefKind.ENUM ? adt.def().members() : List.of(adt.def());
    for (Def part : parts) {
      for (FieldDef field : part.fields()) {
        Ty type = Substitution.apply(field.type(), adt.args());
        if (isDropped(type, where, types, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.let().span(), "`_` binds nothing: this `" + found.type() + "` is dropped at once")
        .help("`drop(…)` says so, and a name such as `_kept` keeps it to the end of the block")
        .as(LINT);
  }
}
