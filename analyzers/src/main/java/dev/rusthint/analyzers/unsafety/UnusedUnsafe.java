package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.UnsafeNarrowing;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An unsafe block in which nothing needs it.
public final class UnusedUnsafe implements Analyzer<UnusedUnsafe.Found> {
  /// @param around the unsafe block that it is in, null if nothing in it is unsafe
  record Found(Node keyword, @Nullable Node around) {}

  private static final Equivalent LINT = Equivalent.rustc("unused_unsafe");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/unused-unsafe",
              "unused-unsafe",
              "an unsafe block in which nothing needs it",
              """
              `unsafe` says that something here can go wrong in a way that the compiler does not see.
              Around code that is safe it costs reviewers their time, and it hides what is added to
              the block later.
              """)
          .withReach(Reach.TYPES)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

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
    if (keyword == null || block.inMacroArguments() || block.hasError()) {
      return List.of();
    }
    ItemTypes types = context.types();
    var found = UnsafeOperations.in(block, types, new CodeContracts());
    if (!found.operations().isEmpty()) {
      Node around = around(block);
      return around == null ? List.of() : List.of(new Found(keyword, around));
    }
    return found.unknown().isEmpty() && isAllKnown(block, types)
        ? List.of(new Found(keyword, null))
        : List.of();
  }

  /// The unsafe block around a block, in the same function or closure.
  private static @Nullable Node around(Node block) {
    Node at = block.ancestor(Kind.UNSAFE_BLOCK, Kind.CLOSURE_EXPRESSION, Kind.FUNCTION_ITEM);
    return at != null && at.is(Kind.UNSAFE_BLOCK) ? at : null;
  }

  /// Whether nothing in a block could be unsafe without being seen.
  private static boolean isAllKnown(Node block, ItemTypes types) {
    for (Node node : block.descendants()) {
      boolean isSeen =
          switch (node.kind()) {
            case MACRO_INVOCATION -> UnsafeNarrowing.MACROS.contains(node.textOf(Field.MACRO).orElse(""));
            // A field of a union in a pattern, or of something that may be one.
            case STRUCT_PATTERN -> false;
            // Whether those are unsafe has changed with the compiler's version.
            case CALL_EXPRESSION -> !isOfProcessor(node, types);
            case FIELD_EXPRESSION -> {
              Node value = node.child(Field.VALUE);
              yield value != null && !isUnionOrUnknown(types.of(value));
            }
            case IDENTIFIER -> node.inMacroArguments() || isKnown(node, types);
            default -> true;
          };
      if (!isSeen) {
        return false;
      }
    }
    return true;
  }

  /// To take the address of a union's field became safe not long ago.
  private static boolean isUnionOrUnknown(Ty type) {
    Ty behind = ItemTypes.behindReferences(type).getLast();
    return behind instanceof Ty.Unknown
        || behind instanceof Ty.Adt adt && adt.def().kind() == DefKind.UNION;
  }

  private static boolean isOfProcessor(Node call, ItemTypes types) {
    Node callee = call.child(Field.FUNCTION);
    return callee != null
        && types.of(callee) instanceof Ty.FnDef function
        && function.def().path().startsWith("core::core_arch::");
  }

  /// Whether a name is no expression, or one that is known: it could be a static.
  private static boolean isKnown(Node name, ItemTypes types) {
    Def item = types.item(name);
    if (item != null && item.kind() == DefKind.STATIC && item.facts().isUnsafe()) {
      // To take its address became safe in Rust 1.82.
      return false;
    }
    Node parent = name.parent();
    boolean isExpression =
        parent == null
            || switch (parent.kind()) {
              case SCOPED_IDENTIFIER, SCOPED_TYPE_IDENTIFIER, GENERIC_FUNCTION, MACRO_INVOCATION,
                  FIELD_INITIALIZER, LABEL, LIFETIME, CALL_EXPRESSION, TOKEN_TREE -> false;
              default -> true;
            };
    return !isExpression
        || types.declaration(name) != null
        || item != null
        || !(types.of(name) instanceof Ty.Unknown)
        || !(types.ofVariable(name) instanceof Ty.Unknown);
  }

  @Override
  public Message describe(Found found, Context context) {
    Message message =
        found.around() == null
            ? Message.at(found.keyword().span(), "nothing in this block needs `unsafe`")
            : Message.at(
                found.keyword().span(), "this block is inside an unsafe block already");
    return message.help("leave `unsafe` away").markUnnecessary().as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node keyword = found.keyword();
    Node next = keyword.nextSibling();
    return next == null || !isStatement(keyword)
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "leave `unsafe` away",
                Edit.delete(new Span(keyword.start(), next.start()))));
  }

  /// Whether a block without `unsafe` means the same there: as an operand it may not.
  private static boolean isStatement(Node keyword) {
    Node block = keyword.parent();
    Node parent = block == null ? null : block.parent();
    return parent != null
        && switch (parent.kind()) {
          case EXPRESSION_STATEMENT, BLOCK, LET_DECLARATION, MATCH_ARM, CLOSURE_EXPRESSION,
              ARGUMENTS -> true;
          default -> false;
        };
  }
}
