package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.safety.Contracts;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.World;
import java.util.List;
import java.util.Set;

/// An unsafe operation that the project's policy does not allow: the option `unsafe-forbidden`, kinds
/// of operations (`static-mut`) and paths of functions (`std::mem::transmute`), with commas or line breaks between. Without
/// that option nothing is forbidden.
public final class ForbiddenOperation implements Analyzer<ForbiddenOperation.Found> {
  static final String OPTION = "unsafe-forbidden";

  /// @param entry the line of the policy that forbids it
  record Found(UnsafeOperation operation, String entry) {}

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/outside-core",
              "forbidden-operation",
              "an unsafe operation that the policy does not allow",
              """
              Some unsafe operations are harder to review than others, or have been replaced by safer
              ones. A project that does without them says so in `rusthint.toml`:

              ```toml
              [policy]
              forbidden-operations = ["std::mem::transmute", "static-mut"]
              ```

              An entry is the path of an unsafe function, or one of `dereference`, `foreign-call`,
              `target-feature-call`, `pointer-call`, `static-mut`, `foreign-static`, `union-field` and
              `inline-assembly`.
              """)
          .withReach(Reach.TYPES);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(
        Kind.UNARY_EXPRESSION,
        Kind.CALL_EXPRESSION,
        Kind.IDENTIFIER,
        Kind.SCOPED_IDENTIFIER,
        Kind.FIELD_EXPRESSION,
        Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    String forbidden = context.settings().option(OPTION);
    UnsafeOperation operation =
        forbidden == null ? null : UnsafeOperations.of(node, context.types(), Contracts.KNOWN);
    if (forbidden == null || operation == null) {
      return List.of();
    }
    for (String entry : forbidden.split("[\n,]")) {
      if (isMeant(entry.strip(), operation, context.types().world())) {
        return List.of(new Found(operation, entry.strip()));
      }
    }
    return List.of();
  }

  private static boolean isMeant(String entry, UnsafeOperation operation, World world) {
    if (entry.equals(word(operation.what()))) {
      return true;
    }
    Def function = operation.function();
    return function != null
        && entry.endsWith("::" + function.name())
        && (entry.equals(function.path())
            || entry.equals(operation.functionName())
            || world.stdValue(entry) == function);
  }

  private static String word(UnsafeOperation.What what) {
    return switch (what) {
      case DEREFERENCE -> "dereference";
      case CALL -> "";
      case FOREIGN_CALL -> "foreign-call";
      case FEATURE_CALL -> "target-feature-call";
      case POINTER_CALL -> "pointer-call";
      case STATIC_MUT -> "static-mut";
      case FOREIGN_STATIC -> "foreign-static";
      case UNION_FIELD -> "union-field";
      case ASSEMBLY -> "inline-assembly";
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    UnsafeOperation operation = found.operation();
    Def function = operation.function();
    String what =
        operation.what() == UnsafeOperation.What.CALL && function != null
            ? "a call of `" + function.name() + "`"
            : "a " + operation.what().words();
    return Message.at(operation.at().span(), what + " is not allowed here")
        .note("the policy forbids `" + found.entry() + "`")
        .help("do it by other means, or have the policy changed");
  }
}
