package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `# Safety` section in the documentation of something safe.
public final class UnnecessarySafetyDoc implements Analyzer<UnnecessarySafetyDoc.Found> {
  /// @param heading the comment line with the heading, null if it stands elsewhere
  record Found(Node item, Node name, @Nullable Node heading) {}

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_safety_doc");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/unnecessary-safety-doc",
              "unnecessary-safety-doc",
              "a `# Safety` section on a safe function or trait",
              """
              A section called `# Safety` lists what callers must guarantee so that memory stays
              safe. A safe function may ask for nothing of the kind: if its caller can break memory
              safety, it has to be `unsafe`; if not, what it says belongs under another heading,
              such as `# Correctness` or `# Panics`.
              """)
          .optIn()
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
    if (name == null || SafetySection.isUnsafe(item)) {
      return List.of();
    }
    SafetySection docs = SafetySection.of(item);
    if (!docs.isThere() || docs.isHidden()) {
      return List.of();
    }
    if (!item.is(Kind.TRAIT_ITEM) && !MissingSafetyDoc.isCallable(item, context)) {
      return List.of();
    }
    Node heading = null;
    for (Node comment : docs.comments()) {
      if (comment.is(Kind.LINE_COMMENT)
          && SafetySection.isTitle(comment.text().substring(3).strip())) {
        heading = comment;
      }
    }
    return List.of(new Found(item, name, heading));
  }

  @Override
  public Message describe(Found found, Context context) {
    boolean trait = found.item().is(Kind.TRAIT_ITEM);
    String what = (trait ? "trait" : "function") + " `" + found.name().text() + "`";
    Message message =
        Message.at(found.name().span(), "safe " + what + " is documented with a `# Safety` section")
            .note("a safe " + (trait ? "trait" : "function") + " may ask for no such promise")
            .help("make it `unsafe` if memory safety depends on it, else change the heading")
            .as(LINT);
    return found.heading() == null
        ? message
        : message.related(Place.here(lineOf(found.heading())), "the section");
  }

  private static Span lineOf(Node comment) {
    return new Span(
        comment.start(), comment.start() + comment.text().stripTrailing().length());
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node heading = found.heading();
    if (heading == null) {
      return Optional.empty();
    }
    SyntaxTree tree = context.tree();
    int title = heading.start() + 3;
    while (tree.byteAt(title) == ' ' || tree.byteAt(title) == '#') {
      title++;
    }
    return Optional.of(
        Fix.review(
            "Call the section `# Correctness`",
            Edit.replace(new Span(title, lineOf(heading).end()), "Correctness")));
  }
}
