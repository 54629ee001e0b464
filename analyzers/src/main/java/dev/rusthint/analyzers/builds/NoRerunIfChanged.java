package dev.rusthint.analyzers.builds;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A build script that does not say when it has to run again (The Cargo Book, *Change
/// Detection*).
public final class NoRerunIfChanged implements Analyzer<Node> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/build-script",
              "no-rerun-if-changed",
              "a build script that runs on every change",
              """
              Without a `rerun-if-changed` or `rerun-if-env-changed` line cargo runs a build script
              again whenever any file of the package changes, and builds the crate and all that
              depend on it again with it.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.FILE);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM);
  }

  @Override
  public List<Node> find(Node function, Context context) {
    Node name = function.child(Field.NAME);
    Node body = function.child(Field.BODY);
    boolean main = name != null && name.textIs("main");
    if (context.crate().kind() != TargetKind.BUILD_SCRIPT || !main || body == null) {
      return List.of();
    }
    if (body.namedChildren().isEmpty() || body.hasError()) {
      return List.of();
    }
    for (Node node : body.descendants()) {
      switch (node.kind()) {
        case STRING_CONTENT -> {
          if (node.text().contains("rerun-if")) {
            return List.of();
          }
        }
        case CALL_EXPRESSION -> {
          if (mayPrint(node, context)) {
            return List.of();
          }
        }
        case MACRO_INVOCATION -> {
          if (Invocations.standardName(node, context).isEmpty()) {
            return List.of();
          }
        }
        default -> {}
      }
    }
    return List.of(name);
  }

  /// Whether the callee may be code that prints the line: anything but a path of std, and a method
  /// where all that is imported is std's.
  private static boolean mayPrint(Node call, Context context) {
    Node callee = call.child(Field.FUNCTION);
    if (callee == null) {
      return true;
    }
    if (callee.is(Kind.FIELD_EXPRESSION)) {
      return !importsOnlyStd(context);
    }
    Node path = callee.is(Kind.GENERIC_FUNCTION) ? callee.child(Field.FUNCTION) : callee;
    if (path == null) {
      return true;
    }
    Optional<String> resolved = context.model().resolve(path.text(), context.item(), path);
    return resolved.isEmpty()
        || !(resolved.get().startsWith("std::") || resolved.get().startsWith("core::"));
  }

  private static boolean importsOnlyStd(Context context) {
    for (Placed item : context.model().items()) {
      if (item.kind() == ItemKind.EXTERN_CRATE
          || item.kind() == ItemKind.MODULE_FILE
          || item.kind() == ItemKind.USE
              && !item.item().signature().matches("(?s).*\\buse\\s+(::)?std\\b.*")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Message describe(Node name, Context context) {
    return Message.at(name.span(), "this build script runs again on every change of the package")
        .help("print `cargo:rerun-if-changed=build.rs`, and a line for each other file that it reads");
  }

  @Override
  public Optional<Fix> fix(Node name, Context context) {
    Node function = name.parent();
    Node body = function == null ? null : function.child(Field.BODY);
    if (body == null) {
      return Optional.empty();
    }
    String indent = body.tree().indentAt(body.start()) + "    ";
    String line = "\n" + indent + "println!(\"cargo:rerun-if-changed=build.rs\");";
    return Optional.of(
        Fix.review("Run again only when build.rs changes", Edit.insert(body.start() + 1, line)));
  }
}
