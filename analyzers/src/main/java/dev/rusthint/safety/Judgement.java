package dev.rusthint.safety;

import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one part of what an operation owes.
///
/// @param reason why it is proven, empty for other states
public record Judgement(Clause clause, State state, String reason) {
  public enum State {
    /// It can be seen to hold.
    PROVEN,
    /// The comment speaks of it.
    ARGUED,
    OPEN
  }

  /// Of all that an operation owes, options aside.
  ///
  /// @param comment what is said to justify it, null if nothing is
  public static List<Judgement> of(
      UnsafeOperation operation, ItemTypes types, @Nullable String comment) {
    Discharge discharge = new Discharge(operation, types);
    Argument argument = comment == null ? null : new Argument(comment);
    List<Judgement> judged = new ArrayList<>();
    for (Clause clause : operation.clauses()) {
      if (clause.kind() == Contract.Kind.OPTION) {
        continue;
      }
      String reason = discharge.reason(clause);
      State state =
          reason != null
              ? State.PROVEN
              : argument != null && argument.speaksOf(clause, operation)
                  ? State.ARGUED
                  : State.OPEN;
      judged.add(new Judgement(clause, state, reason == null ? "" : reason));
    }
    return judged;
  }
}
