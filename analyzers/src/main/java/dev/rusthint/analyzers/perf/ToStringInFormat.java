package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.FormatCall;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `x.to_string()` as an argument of a macro that formats.
public final class ToStringInFormat implements Analyzer<ToStringInFormat.Found> {
  record Found(MethodCall call, String macro) {}

  private static final Equivalent LINT = Equivalent.clippy("to_string_in_format_args");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/format-needless",
              "to-string-in-format",
              "`to_string` of what is formatted anyway",
              """
              `{}` writes a value by its `Display`, and `to_string` does the same into a `String`
              that is made for nothing else.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    FormatCall format = FormatCall.of(node);
    if (format == null || !format.isPositional()) {
      return List.of();
    }
    ItemTypes types = context.types();
    List<Found> found = new ArrayList<>();
    for (Node argument : format.arguments()) {
      MethodCall call = MethodCall.of(argument, "to_string", 0);
      MethodUse use = call == null ? null : types.call(argument);
      if (call != null && use != null && isNeedless(call, use, types)) {
        found.add(new Found(call, format.name()));
      }
    }
    return found;
  }

  private static boolean isNeedless(MethodCall call, MethodUse use, ItemTypes types) {
    Ty type = types.of(call.receiver());
    List<Ty> steps = ItemTypes.behindReferences(type);
    // What the method is found on lies behind references alone, which format as what they point to.
    return use.is("alloc::string::ToString::to_string")
        && ItemTypes.isKnown(type)
        && use.receiver() instanceof Ty.Ref self
        && steps.stream().anyMatch(s -> ItemTypes.isSame(s, self.target()));
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().suffix(),
            "`" + found.macro() + "!` formats the value itself: this makes a string first")
        .help("leave out `.to_string()`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine("Format the value itself", Edit.delete(found.call().suffix())));
  }
}
