package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `vec![Rc::new(x); n]`: one value, and `n` pointers to it.
public final class SharedInVecInit implements Analyzer<SharedInVecInit.Found> {
  /// @param pointer what the elements are: `Rc`, `Weak`, …
  record Found(Node vec, Node element, String pointer) {}

  private static final Map<String, String> POINTERS =
      Map.of(
          "alloc::rc::Rc", "Rc",
          "alloc::rc::Weak", "Weak",
          "alloc::sync::Arc", "Arc",
          "alloc::sync::Weak", "Weak");

  private static final Equivalent LINT = Equivalent.clippy("rc_clone_in_vec_init");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/shared-in-vec-init",
              "shared-in-vec-init",
              "a list whose elements are all one shared value",
              """
              `vec![x; n]` evaluates `x` once and clones it. A clone of an `Rc` or `Arc` is another
              pointer to the same value, so what one element changes inside, all elements show.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Found> find(Node vec, Context context) {
    Node arguments = vec.child(Kind.TOKEN_TREE);
    if (arguments == null || !vec.text().startsWith("vec!") || !arguments.has(Kind.SEMICOLON)) {
      return List.of();
    }
    List<Node> parts = arguments.namedChildren();
    FunctionCall made = parts.isEmpty() ? null : FunctionCall.of(last(parts.getFirst()));
    boolean isConstructor =
        made != null && (made.name().equals("new") || made.name().equals("from"));
    if (made == null
        || !isConstructor
        || !(context.types().of(made.call()) instanceof Ty.Adt type)
        || !(context.types().of(made.function()) instanceof Ty.FnDef)) {
      return List.of();
    }
    String pointer = POINTERS.get(type.def().path());
    return pointer == null ? List.of() : List.of(new Found(vec, made.call(), pointer));
  }

  /// The value of a block.
  private static Node last(Node element) {
    List<Node> inside = element.is(Kind.BLOCK) ? element.namedChildren() : List.of();
    return inside.isEmpty() ? element : inside.getLast();
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.vec().span(),
            "each element is a pointer to one value: `" + found.pointer() + "` is cloned, not `"
                + found.element().text() + "` called again")
        .help("use `(0..n).map(|_| …).collect()` for a value each, or make it before the list")
        .as(LINT);
  }
}
