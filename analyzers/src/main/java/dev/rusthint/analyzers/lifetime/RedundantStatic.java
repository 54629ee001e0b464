package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `'static` in the type of a constant or static, where a reference without a lifetime has it
/// anyway (Reference, *Lifetime elision*, `const` and `static` elision).
public final class RedundantStatic implements Analyzer<RedundantStatic.Found> {
  record Found(Node item, Node lifetime) {}

  private static final Equivalent LINT = Equivalent.clippy("redundant_static_lifetimes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/static-too-strict",
              "redundant-static",
              "`'static` where it is meant anyway",
              """
              The value of a constant or static lives as long as the program, and a reference in its
              type that names no lifetime is `'static`. `const NAME: &str` says all there is to say.
              """)
          .optIn()
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CONST_ITEM, Kind.STATIC_ITEM);
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node type = item.child(Field.TYPE);
    Node parent = item.parent();
    if (type == null || parent == null || !context.crate().allows(17)) {
      return List.of();
    }
    boolean member =
        parent.is(Kind.DECLARATION_LIST) && !isModule(parent)
            || parent.is(Kind.SOURCE_FILE) && context.item().item().container() != null;
    if (member || isWrittenByMacro(item)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>(0);
    visit(item, type, found);
    return found;
  }

  private static boolean isModule(Node list) {
    Node parent = list.parent();
    return parent != null && parent.is(Kind.MOD_ITEM);
  }

  /// What a macro makes of the item may want the lifetime.
  private static boolean isWrittenByMacro(Node item) {
    Node macro = item.ancestor(Kind.MACRO_INVOCATION);
    return macro != null && !macro.textOf(Field.MACRO).orElse("").endsWith("cfg_if");
  }

  private static void visit(Node item, Node type, List<Found> found) {
    switch (type.kind()) {
      case ARRAY_TYPE -> {
        Node element = type.child(Field.ELEMENT);
        if (element != null) {
          visit(item, element, found);
        }
      }
      case TUPLE_TYPE -> {
        if (type.has(Kind.COMMA)) {
          for (Node element : type.namedChildren()) {
            visit(item, element, found);
          }
        }
      }
      case REFERENCE_TYPE -> {
        Node lifetime = type.child(Kind.LIFETIME);
        Node target = type.child(Field.TYPE);
        if (target == null) {
          return;
        }
        if (lifetime != null && lifetime.textIs("'static") && isPlain(target)) {
          found.add(new Found(item, lifetime));
        }
        visit(item, target, found);
      }
      default -> {}
    }
  }

  /// Types in front of which a `'static` can go without a change of meaning; the lifetime of a
  /// trait object depends on the reference around it.
  private static boolean isPlain(Node type) {
    return switch (type.kind()) {
      case TYPE_IDENTIFIER, SCOPED_TYPE_IDENTIFIER, GENERIC_TYPE, PRIMITIVE_TYPE, ARRAY_TYPE,
          UNIT_TYPE ->
          true;
      case TUPLE_TYPE -> type.has(Kind.COMMA);
      default -> false;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    String kind = found.item().is(Kind.CONST_ITEM) ? "constant" : "static";
    String name = found.item().textOf(Field.NAME).orElse("…");
    return Message.at(
            found.lifetime().span(),
            "references in the type of " + kind + " `" + name + "` are `'static` anyway")
        .help("leave `'static` out")
        .markUnnecessary()
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    SyntaxTree tree = context.tree();
    int end = found.lifetime().end();
    while (end < tree.length() && Character.isWhitespace(tree.byteAt(end))) {
      end++;
    }
    Span span = new Span(found.lifetime().start(), end);
    return Optional.of(Fix.machine("Leave `'static` out", Edit.delete(span)));
  }
}
