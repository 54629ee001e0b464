package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `&'a mut self` where `'a` is also a lifetime of the type itself: the borrow lasts as long as the
/// value can.
public final class SelfBorrowForever implements Analyzer<SelfBorrowForever.Found> {
  /// @param lifetime the lifetime of the reference to self
  /// @param type the type that has the same lifetime
  record Found(Node function, Node lifetime, String type) {}

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/self-borrow-forever",
              "self-borrow-forever",
              "`&'a mut self` in a type that has `'a` itself",
              """
              `Parser<'a>` must not outlive `'a`, and behind a `&mut` its lifetime cannot be made
              shorter. A method that takes `&'a mut self` in an `impl<'a> Parser<'a>` therefore
              borrows the parser for as long as it can live at all: after one call it can never be
              used again, not even dropped if it has a destructor. Most often a `&mut self` with a
              lifetime of its own was meant.
              """)
          .withFixes(Fixes.REVIEW);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.SELF_PARAMETER, Kind.PARAMETER);
  }

  @Override
  public List<Found> find(Node parameter, Context context) {
    Node list = parameter.parent();
    Node function = list == null ? null : list.parent();
    Node lifetime = lifetimeOfSelf(parameter);
    if (function == null || lifetime == null || !function.is(Kind.FUNCTION_ITEM)) {
      return List.of();
    }
    Node impl = implOf(function, context.item());
    Node type = impl == null ? null : impl.child(Field.TYPE);
    // A trait's method has the signature that the trait gives it.
    if (impl == null || type == null || impl.child(Field.TRAIT) != null) {
      return List.of();
    }
    boolean declared =
        FunctionLifetimes.declared(impl.child(Field.TYPE_PARAMETERS)).containsKey(lifetime.text());
    TypeLifetimes self = new TypeLifetimes(null, false);
    self.add(type);
    boolean inSelf = self.uses().stream().anyMatch(use -> use.isNamed(lifetime.text()));
    return declared && inSelf
        ? List.of(new Found(function, lifetime, type.text()))
        : List.of();
  }

  /// The lifetime in `&'a mut self` or `self: &'a mut Self`, pinned or not.
  private static @Nullable Node lifetimeOfSelf(Node parameter) {
    if (parameter.is(Kind.SELF_PARAMETER)) {
      return parameter.has(Kind.MUTABLE_SPECIFIER) && parameter.has(Kind.AMP)
          ? parameter.child(Kind.LIFETIME)
          : null;
    }
    Node pattern = parameter.child(Field.PATTERN);
    Node type = parameter.child(Field.TYPE);
    if (pattern == null || type == null || !pattern.is(Kind.SELF)) {
      return null;
    }
    for (Node node : type.descendants()) {
      Node target = node.is(Kind.REFERENCE_TYPE) ? node.child(Field.TYPE) : null;
      if (target != null && target.textIs("Self") && node.has(Kind.MUTABLE_SPECIFIER)) {
        return node.child(Kind.LIFETIME);
      }
    }
    return null;
  }

  private static @Nullable Node implOf(Node function, Placed item) {
    Node list = function.parent();
    if (list == null) {
      return null;
    }
    Node head = null;
    if (list.is(Kind.DECLARATION_LIST)) {
      head = list.parent();
    } else if (item.parent() != null && item.parent().kind() == ItemKind.IMPL) {
      head = Attributes.itemOf(item.parent().item().tree());
    }
    return head != null && head.is(Kind.IMPL_ITEM) ? head : null;
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("…");
    String lifetime = found.lifetime().text();
    return Message.at(
            found.lifetime().span(),
            "a call of `" + name + "` borrows the `" + found.type() + "` for all of `" + lifetime + "`")
        .note("the value can never be used again after it, because `" + lifetime + "` is its own lifetime")
        .help("write `&mut self`, with a lifetime of its own if the result needs one");
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SyntaxTree tree = context.tree();
    int end = found.lifetime().end();
    while (end < tree.length() && Character.isWhitespace(tree.byteAt(end))) {
      end++;
    }
    Span span = new Span(found.lifetime().start(), end);
    return Optional.of(Fix.review("Borrow for the call only", Edit.delete(span)));
  }
}
