package dev.rusthint.analyzers.macros;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `crate::` in an exported macro names the crate that calls it, not the one that defines it
/// (Reference, *Macros By Example*, hygiene).
public final class CrateInMacroDefinition implements Analyzer<CrateInMacroDefinition.Found> {
  record Found(Node keyword, String macro) {}

  private static final Equivalent LINT = Equivalent.clippy("crate_in_macro_def");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "macro/hygiene",
              "crate-in-macro-definition",
              "`crate` in an exported macro is the caller's crate",
              """
              A macro's tokens are resolved where it is called. `crate::helper` in an exported macro
              therefore means `helper` in whichever crate calls it, and fails to compile there, or
              finds something else of that name. `$crate` always means the crate that defines the
              macro.
              """)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_DEFINITION);
  }

  @Override
  public List<Found> find(Node definition, Context context) {
    if (!isExported(definition)) {
      return List.of();
    }
    Node name = definition.child(Field.NAME);
    for (Node node : definition.descendants()) {
      if (node.is(Kind.CRATE) && startsPath(node)) {
        // One finding a macro, as clippy has it: the others are mended with it.
        return List.of(new Found(node, name == null ? "this macro" : "`" + name.text() + "!`"));
      }
    }
    return List.of();
  }

  private static boolean isExported(Node definition) {
    for (Node attribute : Attributes.outer(definition)) {
      if (Attributes.path(attribute).equals("macro_export")) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsPath(Node crate) {
    Node next = crate.nextSibling();
    return next != null && next.text().startsWith("::");
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.keyword().span(),
            "`crate` in exported " + found.macro() + " means the crate that calls it")
        .help("write `$crate`, which is this crate wherever the macro is used")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine("Write `$crate`", Edit.insert(found.keyword().start(), "$")));
  }
}
