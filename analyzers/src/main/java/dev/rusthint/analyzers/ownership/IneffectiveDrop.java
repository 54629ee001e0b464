package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;

/// `drop` or `forget` of a reference, or of a copy.
public final class IneffectiveDrop implements Analyzer<IneffectiveDrop.Found> {
  record Found(Node call, String function, Ty type, Equivalent lint) {}

  private static final Equivalent DROP_REFERENCE = Equivalent.rustc("dropping_references");
  private static final Equivalent DROP_COPY = Equivalent.rustc("dropping_copy_types");
  private static final Equivalent FORGET_REFERENCE = Equivalent.rustc("forgetting_references");
  private static final Equivalent FORGET_COPY = Equivalent.rustc("forgetting_copy_types");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/ineffective-drop",
              "ineffective-drop",
              "`drop` or `forget` of a reference or a copy",
              """
              `drop` ends the life of what it is given. Given a reference it ends that and leaves the
              value, so a lock stays held and a file open; given a `Copy` value it ends a copy.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(DROP_REFERENCE, DROP_COPY, FORGET_REFERENCE, FORGET_COPY);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    FunctionCall call = FunctionCall.of(node);
    if (call == null || call.arguments().size() != 1) {
      return List.of();
    }
    boolean drops = call.name().equals("drop");
    if (!drops && !call.name().equals("forget")) {
      return List.of();
    }
    ItemTypes types = context.types();
    if (!call.means(drops ? "core::mem::drop" : "core::mem::forget", types)) {
      return List.of();
    }
    Node value = call.arguments().getFirst();
    Ty type = types.of(value);
    if (drops && isArm(node) && isCall(value)) {
      // `pattern => drop(f())`: to have the arm's type.
      return List.of();
    }
    if (type instanceof Ty.Ref) {
      return List.of(new Found(node, call.name(), type, drops ? DROP_REFERENCE : FORGET_REFERENCE));
    }
    return types.isCopy(type, node)
        ? List.of(new Found(node, call.name(), type, drops ? DROP_COPY : FORGET_COPY))
        : List.of();
  }

  private static boolean isArm(Node call) {
    Node parent = call.parent();
    return parent != null && parent.is(Kind.MATCH_ARM) && call.field() == Field.VALUE;
  }

  private static boolean isCall(Node value) {
    return value.is(Kind.CALL_EXPRESSION);
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean isReference = found.type() instanceof Ty.Ref;
    String what =
        isReference
            ? "a reference: what it points to stays"
            : "a copy: `" + ItemTypes.text(found.type()) + "` is `Copy`, and the original stays";
    return Message.at(
            found.call().span(), "`" + found.function() + "` gets " + what)
        .help(
            isReference
                ? "give it the value, or leave the call out"
                : "leave it out; `let _ = …` says that a value is not used")
        .as(found.lint());
  }
}
