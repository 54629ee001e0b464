package dev.rusthint.server;

import dev.rusthint.safety.Contract;
import dev.rusthint.safety.Judgement;
import dev.rusthint.safety.SafetyDraft;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an unsafe operation owes, as people read it.
final class OperationMarkdown {
  private OperationMarkdown() {}

  /// A list: what is open first, then what the comment argues and what is proven.
  ///
  /// @param comment what is said to justify the operation, null if nothing is
  static String obligations(
      UnsafeOperation operation, ItemTypes types, @Nullable String comment, String indent) {
    if (operation.contract() == null) {
      return indent + "- what it asks for is not stated anywhere that is known";
    }
    StringBuilder text = new StringBuilder();
    if (operation.contract().source() == Contract.Source.DERIVED) {
      text.append(indent).append("- it has no `# Safety` section");
      text.append(
          operation.clauses().isEmpty()
              ? ", and its body does not show what it asks of its callers"
              : "; its body asks for at least this:");
    }
    List<Judgement> judged = Judgement.of(operation, types, comment);
    for (Judgement.State state :
        List.of(Judgement.State.OPEN, Judgement.State.ARGUED, Judgement.State.PROVEN)) {
      for (Judgement judgement : judged) {
        if (judgement.state() == state) {
          text.append(text.isEmpty() ? "" : "\n").append(indent).append("- ");
          append(judgement, operation, text);
        }
      }
    }
    for (Contract.Clause clause : operation.clauses()) {
      if (clause.kind() == Contract.Kind.OPTION) {
        text.append(text.isEmpty() ? "" : "\n").append(indent).append("- enough, and not needed: ");
        text.append(SafetyDraft.text(clause, operation));
      }
    }
    return text.isEmpty() ? indent + "- nothing that can be said in general" : text.toString();
  }

  private static void append(Judgement judgement, UnsafeOperation operation, StringBuilder text) {
    text.append(
        switch (judgement.state()) {
          case OPEN -> "**open**: ";
          case ARGUED -> "argued: ";
          case PROVEN -> "proven: ";
        });
    if (judgement.clause().kind() == Contract.Kind.HAZARD) {
      text.append("afterwards, ");
    }
    text.append(SafetyDraft.text(judgement.clause(), operation));
    if (!judgement.reason().isEmpty()) {
      text.append(" (").append(judgement.reason()).append(')');
    }
  }

  /// What the operation is: `call of an unsafe function, core::ptr::read`.
  static String title(UnsafeOperation operation) {
    String words = operation.what().words();
    String name = operation.functionName();
    return name == null ? words : words + ", " + Markup.code(name);
  }
}
