package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was found for goals without variables, in one body: nothing that is found out later changes
/// it. Without it the work for a chain of adapters grows exponentially with its length, since each
/// `Chain<A, B>` asks for `A` and for `B` several times.
final class SettledGoals {
  private final InferenceTable table;
  private final Function<Ty, @Nullable ClosureInfo> closures;
  private final Map<Goal, Selection> selections = new HashMap<>();
  private final Map<Goal, Ty> projections = new HashMap<>();

  /// A trait or associated type with its arguments.
  ///
  /// @param calls for each closure in them what it takes and gives, which its type does not tell
  record Goal(Def what, List<Ty> args, List<List<Ty>> calls) {}

  SettledGoals(InferenceTable table, Function<Ty, @Nullable ClosureInfo> closures) {
    this.table = table;
    this.closures = closures;
  }

  /// The goal; null if there are variables in it.
  ///
  /// @param args as far as they are known
  @Nullable Goal goal(Def what, List<Ty> args) {
    if (table.haveVariables(args)) {
      return null;
    }
    if (args.stream().noneMatch(Types::hasClosure)) {
      return new Goal(what, args, List.of());
    }
    Map<Ty.Closure, List<Ty>> calls = new LinkedHashMap<>();
    return args.stream().allMatch(type -> isSettled(type, calls))
        ? new Goal(what, args, new ArrayList<>(calls.values()))
        : null;
  }

  /// Whether there are no variables in what the closures of a type take and give, which is added.
  private boolean isSettled(Ty type, Map<Ty.Closure, List<Ty>> calls) {
    for (Ty.Closure closure : Types.closures(type)) {
      if (calls.containsKey(closure)) {
        continue;
      }
      ClosureInfo info = closures.apply(closure);
      if (info == null) {
        return false;
      }
      List<Ty> call = new ArrayList<>(table.resolve(info.params()));
      call.add(table.resolve(info.result()));
      if (table.haveVariables(call)) {
        return false;
      }
      calls.put(closure, call);
      if (!call.stream().allMatch(each -> isSettled(each, calls))) {
        return false;
      }
    }
    return true;
  }

  @Nullable Selection selection(Goal goal) {
    return selections.get(goal);
  }

  /// Keeps a selection if there is nothing in it but the goal itself.
  void add(Goal goal, Selection found) {
    if (found instanceof Selection.ByImpl || found instanceof Selection.Fails) {
      selections.put(goal, found);
    }
  }

  @Nullable Ty projection(Goal goal) {
    return projections.get(goal);
  }

  /// Keeps what a projection stands for if all of it is known.
  void add(Goal goal, Ty found) {
    Ty known = table.resolve(found);
    if (!table.hasVariables(known) && !Types.hasUnknown(known)) {
      projections.put(goal, known);
    }
  }
}
