package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.Containers;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An unsafe function that other crates can call, or an unsafe trait, whose documentation has no
/// `# Safety` section.
public final class MissingSafetyDoc implements Analyzer<MissingSafetyDoc.Found> {
  record Found(Node item, Node name) {}

  private static final Equivalent LINT = Equivalent.clippy("missing_safety_doc");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/missing-safety-doc",
              "missing-safety-doc",
              "an unsafe function or trait without a `# Safety` section",
              """
              Whoever calls an unsafe function, or implements an unsafe trait, promises to keep its
              conditions. They can only do so if the documentation says what these are: by
              convention in a section called `# Safety`, which rustdoc shows and which a
              `// SAFETY:` comment at the call answers point by point.
              """)
          .withLevels(Level.HINT, Level.WARN)
          .withReach(Reach.CRATE)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM, Kind.TRAIT_ITEM);
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node name = item.child(Field.NAME);
    if (name == null || !SafetySection.isUnsafe(item)) {
      return List.of();
    }
    SafetySection docs = SafetySection.of(item);
    if (docs.isThere() || docs.isHidden() || docs.isUnknown()) {
      return List.of();
    }
    boolean wanted = item.is(Kind.TRAIT_ITEM) || isCallable(item, context);
    return wanted ? List.of(new Found(item, name)) : List.of();
  }

  /// Whether a function can be called from outside the crate by its own documentation.
  static boolean isCallable(Node function, Context context) {
    Node parent = function.parent();
    if (parent == null
        || !parent.is(Kind.SOURCE_FILE)
        || context.item().item().container() == ItemKind.EXTERN_BLOCK
        || Containers.isInTraitImpl(context.item())) {
      return false;
    }
    if (context.settings().isSet("check-private-items")) {
      return true;
    }
    return Boolean.TRUE.equals(context.isExported()) && !SafetySection.isInHidden(context.item());
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean trait = found.item().is(Kind.TRAIT_ITEM);
    String what = (trait ? "trait" : "function") + " `" + found.name().text() + "`";
    return Message.at(
            found.name().span(), "the documentation of unsafe " + what + " has no `# Safety` section")
        .note(
            trait
                ? "who implements it cannot know what to guarantee"
                : "who calls it cannot know what to make sure of")
        .help("list there what must hold for " + (trait ? "an implementation" : "a call"))
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SyntaxTree tree = context.tree();
    Node item = found.item();
    List<Node> docs = SafetySection.of(item).comments();
    Node before = docs.isEmpty() ? null : docs.get(docs.size() - 1);
    if (before != null && before.is(Kind.BLOCK_COMMENT)) {
      return Optional.empty();
    }
    int at = before != null ? before.end() : firstOf(item);
    SafetyComments lines = new SafetyComments(context);
    int line = before != null ? lines.lineStart(before.start()) : lines.lineStart(at);
    String indent = tree.text(line, before != null ? before.start() : at);
    if (!indent.isBlank() || line == 0 && context.item().start() > 0) {
      return Optional.empty();
    }
    StringBuilder section = new StringBuilder();
    if (before != null) {
      boolean broken = tree.byteAt(at - 1) == '\n';
      section.append(broken ? "" : "\n").append(indent).append("///\n");
    }
    section.append(indent).append("/// # Safety\n").append(indent).append("///\n");
    section.append(indent).append("/// TODO: what ").append(
        item.is(Kind.TRAIT_ITEM) ? "an implementation must guarantee" : "the caller must ensure");
    Node body = item.child(Field.BODY);
    List<String> operations =
        body == null || item.is(Kind.TRAIT_ITEM) ? List.of() : UnsafeOperations.in(body);
    if (!operations.isEmpty()) {
      section.append(", for the sake of");
      for (String operation : operations) {
        section.append('\n').append(indent).append("/// - `").append(operation).append('`');
      }
    }
    boolean endsLine = before != null && tree.byteAt(at - 1) != '\n';
    section.append(endsLine ? "" : "\n");
    int insertion = before != null ? at : line;
    return Optional.of(
        Fix.review("Draft a `# Safety` section", Edit.insert(insertion, section.toString())));
  }

  /// Where the item begins with its attributes.
  private static int firstOf(Node item) {
    int first = item.start();
    Node before = item.previousSibling();
    while (before != null && (before.is(Kind.ATTRIBUTE_ITEM) || before.kind().isComment())) {
      if (before.is(Kind.ATTRIBUTE_ITEM)) {
        first = before.start();
      }
      before = before.previousSibling();
    }
    return first;
  }
}
