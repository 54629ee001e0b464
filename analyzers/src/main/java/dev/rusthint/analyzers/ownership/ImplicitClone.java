package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A method that makes an owned value of a borrowed one, called on one that is owned already.
public final class ImplicitClone implements Analyzer<ImplicitClone.Found> {
  /// @param references how many are before the value
  record Found(MethodCall call, Ty type, int references) {}

  /// The methods by name.
  private static final Map<String, String> METHODS =
      Map.of(
          "to_owned", "alloc::borrow::ToOwned::to_owned",
          "to_string", "alloc::string::ToString::to_string",
          "to_vec", "alloc::slice::{impl}::to_vec",
          "to_path_buf", "std::path::{impl}::to_path_buf",
          "to_os_string", "std::ffi::os_str::{impl}::to_os_string");

  private static final Equivalent LINT = Equivalent.clippy("implicit_clone");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/needless-owned",
              "implicit-clone",
              "a conversion to an owned type of a value that has it",
              """
              `to_owned`, `to_vec` and the like make an owned value of a borrowed one. Of a value
              that is owned already they make a clone, and do not say so.
              """)
          .pedantic()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

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
    MethodCall call = MethodCall.of(node);
    String path = call == null ? null : METHODS.get(call.name().text());
    if (call == null || path == null || !call.arguments().isEmpty()) {
      return List.of();
    }
    ItemTypes types = context.types();
    Def method = types.method(node);
    if (method == null || !method.path().equals(path)) {
      return List.of();
    }
    List<Ty> steps = ItemTypes.behindReferences(types.of(call.receiver()));
    Ty value = steps.getLast();
    int references = steps.size() - 1;
    boolean clonesReference = references > 0 && call.name().textIs("to_owned");
    return value instanceof Ty.Adt
            && !clonesReference
            && ItemTypes.isSame(value, types.of(node))
            && types.isClone(value, node)
        ? List.of(new Found(call, value, references))
        : List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().call().span(),
            "this `%s` is a plain clone: the value is a `%s` already"
                .formatted(found.call().name().text(), ItemTypes.text(found.type())))
        .help("use `" + replacement(found) + "`")
        .as(LINT);
  }

  private static String replacement(Found found) {
    String receiver = found.call().receiver().text();
    return found.references() > 1
        ? "(" + "*".repeat(found.references() - 1) + receiver + ").clone()"
        : receiver + ".clone()";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Edit edit =
        found.references() > 1
            ? Edit.replace(found.call().call().span(), replacement(found))
            : Edit.replace(found.call().name().span(), "clone");
    return Optional.of(Fix.machine("Use `clone`", edit));
  }
}
