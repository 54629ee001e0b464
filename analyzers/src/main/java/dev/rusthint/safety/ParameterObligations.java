package dev.rusthint.safety;

import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.safety.Judgement.State;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the unsafe operations in a function's body ask of its parameters, and nothing in it shows: so
/// much its callers owe at least.
final class ParameterObligations {
  private ParameterObligations() {}

  /// In the names of the function's own parameters, each clause once.
  static List<Clause> of(Node function, ItemTypes types, Contracts contracts) {
    Node body = function.child(Field.BODY);
    Node list = function.child(Field.PARAMETERS);
    Set<Clause> asked = new LinkedHashSet<>();
    if (body != null && list != null) {
      for (UnsafeOperation operation : UnsafeOperations.in(body, types, contracts).operations()) {
        for (Judgement judgement : Judgement.of(operation, types, null)) {
          if (judgement.state() == State.OPEN
              && isOfParameters(judgement.clause(), operation, list, types)) {
            asked.add(inNamesOfCaller(judgement.clause(), operation));
          }
        }
      }
    }
    return new ArrayList<>(asked);
  }

  private static Clause inNamesOfCaller(Clause clause, UnsafeOperation operation) {
    return new Clause(
        clause.kind(),
        clause.anyOf().stream()
            .map(o -> o.replace(name -> Instance.given(name, operation)))
            .toList());
  }

  /// Whether an obligation speaks of parameters, or fields of them, that keep their value, and of
  /// nothing else that is given.
  private static boolean isOfParameters(
      Clause clause, UnsafeOperation operation, Node list, ItemTypes types) {
    List<Node> given =
        clause.anyOf().stream()
            .flatMap(o -> o.names().stream())
            .map(operation.given()::get)
            .filter(Objects::nonNull)
            .toList();
    return !given.isEmpty() && given.stream().allMatch(node -> isParameter(node, operation, list, types));
  }

  private static boolean isParameter(
      Node given, UnsafeOperation operation, Node list, ItemTypes types) {
    Variable variable = Variable.of(given, types);
    return variable != null
        && isParameter(variable.declaration())
        && variable.isUnchanged(list, operation.at(), types);
  }

  private static boolean isParameter(@Nullable Node declaration) {
    Node parent = declaration == null ? null : declaration.parent();
    return declaration != null
        && (declaration.is(Kind.SELF_PARAMETER) || parent != null && parent.is(Kind.PARAMETER));
  }
}
