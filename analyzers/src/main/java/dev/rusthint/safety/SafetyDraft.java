package dev.rusthint.safety;

import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.safety.Judgement.State;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Comments that say why unsafe code is sound, begun for those who have to write them: a line for
/// each obligation, with the reason where it can be seen.
public final class SafetyDraft {
  private static final int LONGEST = 60;

  private final ItemTypes types;
  private final Contracts contracts;

  public SafetyDraft(ItemTypes types, Contracts contracts) {
    this.types = types;
    this.contracts = contracts;
  }

  /// The lines of a SAFETY comment for an unsafe block, without slashes; with those only that are
  /// open where there is a comment already. Empty if there is nothing to say.
  ///
  /// @param comment what the comment there says, null if there is none
  public List<String> comment(Node block, @Nullable String comment) {
    List<UnsafeOperation> operations = UnsafeOperations.in(block, types, contracts).operations();
    Set<String> lines = new LinkedHashSet<>();
    Set<String> said = new LinkedHashSet<>();
    for (UnsafeOperation operation : operations) {
      List<String> own = new ArrayList<>();
      for (Judgement judgement : Judgement.of(operation, types, comment)) {
        String line = line(judgement, operation);
        boolean isWanted = comment == null || judgement.state() == State.OPEN;
        if (isWanted && said.add(line)) {
          own.add("- " + line);
        }
      }
      if (!own.isEmpty() && operations.size() > 1) {
        lines.add("`" + shortened(operation.at()) + "`:");
      }
      lines.addAll(own);
    }
    List<String> all = new ArrayList<>(lines);
    if (comment == null && !all.isEmpty()) {
      boolean hasTitle = operations.size() > 1;
      all.set(0, hasTitle ? "SAFETY: " + all.getFirst() : all.getFirst());
      if (!hasTitle) {
        all.addFirst("SAFETY: `" + shortened(operations.getFirst().at()) + "`:");
      }
    }
    return all;
  }

  private static String line(Judgement judgement, UnsafeOperation operation) {
    String text = text(judgement.clause(), operation);
    return judgement.state() == State.PROVEN
        ? text + ": " + judgement.reason() + "."
        : text + ": TODO: say why.";
  }

  /// What one part of a contract asks for, with its alternatives.
  public static String text(Clause clause, UnsafeOperation operation) {
    return text(clause, name -> Instance.given(name, operation));
  }

  private static String text(Clause clause, UnaryOperator<String> given) {
    return clause.anyOf().stream()
        .map(o -> o.text(given))
        .map(SafetyDraft::withoutPeriod)
        .collect(Collectors.joining(", or "));
  }

  private static String withoutPeriod(String text) {
    return text.replaceFirst("[.;]$", "");
  }

  /// The lines of a section `# Safety` for an unsafe function, without slashes: what the operations
  /// in its body ask of its parameters and nothing in it shows.
  public List<String> section(Node function) {
    Set<String> asked = new LinkedHashSet<>();
    for (Clause clause : ParameterObligations.of(function, types, contracts)) {
      asked.add("- " + text(clause, name -> name) + ".");
    }
    List<String> lines = new ArrayList<>(List.of("# Safety", ""));
    if (asked.isEmpty()) {
      lines.add("TODO: say what callers must ensure.");
    } else {
      lines.add("Callers must ensure that:");
      lines.addAll(asked);
    }
    return lines;
  }

  private static String shortened(Node node) {
    String text = node.text().replaceAll("\\s+", " ");
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }
}
