package dev.rusthint.analyzers.errors;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.List;
import java.util.Set;

/// `process::exit` in a function other than `main`.
public final class Exit implements Analyzer<Exit.Found> {
  record Found(Node call, String function) {}

  private static final Equivalent LINT = Equivalent.clippy("exit");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "error/exit",
              "exit",
              "`process::exit` outside `main`",
              """
              `process::exit` ends the process at once: no destructor on the stack runs, buffers are
              not flushed, temporary files stay, and a caller that could have gone on cannot. Return
              an error and let `main` decide; `ExitCode` carries the status.
              """)
          .optIn()
          .withReach(Reach.FILE)
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
  public List<Found> find(Node call, Context context) {
    Node callee = call.child(Field.FUNCTION);
    Node function = call.ancestor(Kind.FUNCTION_ITEM);
    if (callee == null || function == null || !callee.text().endsWith("exit")) {
      return List.of();
    }
    Node name = function.child(Field.NAME);
    Placed container = context.item().parent();
    boolean method =
        container != null
            && container.kind() != ItemKind.MODULE
            && function.parent() != null
            && function.parent().is(Kind.SOURCE_FILE);
    // A method is often what decides for the program, as the lint has it.
    if (name == null || name.textIs("main") || method) {
      return List.of();
    }
    boolean exit =
        context
            .model()
            .resolve(callee.text(), context.item(), callee)
            .filter("std::process::exit"::equals)
            .isPresent();
    return exit ? List.of(new Found(call, name.text())) : List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().span(),
            "`" + found.function() + "` ends the whole process: destructors on the stack do not run")
        .help("return an error, and let `main` choose the exit code")
        .as(LINT);
  }
}
