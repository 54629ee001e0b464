package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lifetime parameters that are named nowhere, in functions, impls, function pointers and the
/// predicates of `where` clauses. What [ExtraUnusedLifetimes] finds too is left to it.
public final class UnusedLifetimes implements Analyzer<UnusedLifetimes.Found> {
  /// @param item the function or impl that declares it, null for `for<'a>`
  record Found(@Nullable Node item, Node parameter) {}

  static final Equivalent LINT = Equivalent.rustc("unused_lifetimes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/needless",
              "unused-lifetimes",
              "a lifetime parameter that is named nowhere",
              """
              The compiler's own check for lifetime parameters without a use. It also looks at
              methods of trait impls, at `for<'a> fn(…)` and at `where for<'a> …`, and unlike
              clippy's takes a bound for a use.
              """)
          .optIn()
          .withReach(Reach.CRATE)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.TYPE_PARAMETERS, Kind.FOR_LIFETIMES);
  }

  @Override
  public List<Found> find(Node list, Context context) {
    Node owner = list.parent();
    if (owner == null) {
      return List.of();
    }
    return switch (owner.kind()) {
      case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM -> {
        Set<Node> reported = new HashSet<>();
        for (ExtraUnusedLifetimes.Found other : ExtraUnusedLifetimes.in(owner, context)) {
          reported.add(other.parameter());
        }
        List<Found> found = unused(list, owner, owner);
        found.removeIf(one -> reported.contains(one.parameter()));
        yield found;
      }
      case FUNCTION_TYPE -> isPointer(owner) ? unused(list, owner, null) : List.of();
      case HIGHER_RANKED_TRAIT_BOUND -> {
        Node predicate = owner.parent();
        yield predicate != null
                && predicate.is(Kind.WHERE_PREDICATE)
                && owner.field() == Field.LEFT
            ? unused(list, predicate, null)
            : List.of();
      }
      default -> List.of();
    };
  }

  private static boolean isPointer(Node function) {
    return function.has(Kind.KW_FN);
  }

  private static List<Found> unused(Node list, Node scope, @Nullable Node item) {
    List<Found> found = new ArrayList<>(0);
    for (Node child : list.children()) {
      Node name = child.is(Kind.LIFETIME_PARAMETER) ? child.child(Kind.LIFETIME) : child;
      if (name != null && name.is(Kind.LIFETIME) && !isUsed(name, scope)) {
        found.add(new Found(item, name));
      }
    }
    return found;
  }

  /// Whether something in `scope` other than its declaration names a lifetime.
  static boolean isUsed(Node declared, Node scope) {
    SyntaxTree tree = scope.tree();
    String name = declared.text();
    int i = scope.index();
    while (i < tree.next(scope.index())) {
      Kind kind = tree.kind(i);
      if (kind == Kind.LIFETIME && i != declared.index() && tree.node(i).text().equals(name)) {
        return true;
      }
      if (kind == Kind.QUOTE && tree.kind(tree.parent(i)) == Kind.TOKEN_TREE) {
        Node next = tree.node(i).nextSibling();
        if (next != null && name.equals("'" + next.text())) {
          return true;
        }
      }
      // Items inside have lifetimes of their own, perhaps of the same name.
      boolean inner = kind == Kind.FUNCTION_ITEM || kind == Kind.IMPL_ITEM;
      i = inner && i != scope.index() && isInBlock(tree, i) ? tree.next(i) : i + 1;
    }
    return false;
  }

  private static boolean isInBlock(SyntaxTree tree, int index) {
    return tree.kind(tree.parent(index)) == Kind.BLOCK;
  }

  @Override
  public Message describe(Found found, Context context) {
    if (found.item() == null) {
      return Message.at(
              found.parameter().span(),
              "`for<" + found.parameter().text() + ">` introduces a lifetime that nothing uses")
          .help("take it out")
          .markUnnecessary()
          .as(LINT);
    }
    return ExtraUnusedLifetimes.message(found.item(), found.parameter()).as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.item() == null ? Optional.empty() : ExtraUnusedLifetimes.remove(found.parameter());
  }
}
