package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.ForgottenObligations;
import dev.rusthint.safety.StatedSafety;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A SAFETY comment that leaves out what an operation asks for.
public final class UndischargedObligation implements Analyzer<UndischargedObligation.Found> {
  /// @param left what the comment says nothing of
  record Found(UnsafeOperation operation, Node keyword, List<String> left) {}

  private static final int MOST_SHOWN = 3;

  /// Comments that argue by something that stands elsewhere.
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?i)\\binvariants?\\b|\\bsee\\b|\\babove\\b|\\bbelow\\b|\\bcontract\\b|\\bcaller|"
              + "\\bconstruct|\\bguarante|\\bas in\\b|\\bsame\\b|\\bpreconditions?\\b|\\bensure");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/undischarged-obligation",
              "undischarged-obligation",
              "a SAFETY comment that says nothing of what an operation asks for",
              """
              A `SAFETY:` comment is an argument that each condition of each unsafe operation in its
              block holds. A condition that neither the comment speaks of nor the code around it
              shows has most likely been forgotten, and forgotten conditions are where unsound code
              comes from. A comment that refers to an invariant, or to its callers, is taken to
              argue by that.
              """)
          .optIn()
          .withReach(Reach.TYPES);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.UNSAFE_BLOCK);
  }

  @Override
  public List<Found> find(Node block, Context context) {
    Node keyword = block.child(Kind.KW_UNSAFE);
    String comment = block.inMacroArguments() ? null : StatedSafety.of(block);
    if (keyword == null || comment == null || ELSEWHERE.matcher(comment).find()) {
      return List.of();
    }
    ItemTypes types = context.types();
    List<Found> found = new ArrayList<>();
    for (UnsafeOperation operation :
        UnsafeOperations.in(block, types, new CodeContracts()).operations()) {
      List<String> left = ForgottenObligations.of(operation, types, comment);
      if (!left.isEmpty()) {
        found.add(new Found(operation, keyword, left));
      }
    }
    return found;
  }

  @Override
  public Message describe(Found found, Context context) {
    List<String> left = found.left();
    String first = left.getFirst();
    Message message =
        Message.at(
            found.operation().at().span(),
            "the `SAFETY:` comment does not speak of this: " + first);
    for (String other : left.subList(1, Math.min(left.size(), MOST_SHOWN))) {
      message = message.note("nor of this: " + other);
    }
    if (left.size() > MOST_SHOWN) {
      message = message.note("and " + (left.size() - MOST_SHOWN) + " more");
    }
    return message
        .related(Place.here(found.keyword().span()), "the block that the comment is for")
        .help("say why it holds, or what invariant it follows from");
  }
}
