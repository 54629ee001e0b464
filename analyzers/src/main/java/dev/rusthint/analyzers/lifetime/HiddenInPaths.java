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
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A type that has lifetimes, written without them, where the compiler fills them in by elision.
public final class HiddenInPaths implements Analyzer<HiddenInPaths.Found> {
  /// @param name the type's name
  /// @param path the path that ends with it
  /// @param count how many lifetimes it leaves out
  record Found(Node name, Node path, int count) {}

  private static final Equivalent LINT = Equivalent.rustc("elided_lifetimes_in_paths");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/hidden",
              "hidden-in-paths",
              "a type written without the lifetimes that it has",
              """
              `fn fmt(&self, f: &mut Formatter)` does not show that a `Formatter` borrows something.
              `Formatter<'_>` does, and means the same. Where a borrow is not to be seen in a
              signature, errors about it are hard to follow.
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
    return Set.of(Kind.TYPE_IDENTIFIER);
  }

  @Override
  public List<Found> find(Node name, Context context) {
    Node path = pathOf(name);
    if (path == null || showsLifetimes(path) || !isElided(path)) {
      return List.of();
    }
    int count = new HiddenLifetimes(context).of(path);
    return count > 0 ? List.of(new Found(name, path, count)) : List.of();
  }

  /// The path that ends with `name`, null if none does.
  private static @Nullable Node pathOf(Node name) {
    Node parent = name.parent();
    if (parent == null || name.field() == Field.NAME && !parent.is(Kind.SCOPED_TYPE_IDENTIFIER)) {
      return null;
    }
    return parent.is(Kind.SCOPED_TYPE_IDENTIFIER) ? parent : name;
  }

  private static boolean showsLifetimes(Node path) {
    Node arguments = argumentsOf(path);
    return arguments != null && arguments.has(Kind.LIFETIME);
  }

  private static @Nullable Node argumentsOf(Node path) {
    Node parent = path.parent();
    return parent != null && parent.is(Kind.GENERIC_TYPE) && path.field() == Field.TYPE
        ? parent.child(Field.TYPE_ARGUMENTS)
        : null;
  }

  /// Whether the path stands where a lifetime left out is elided. Expressions and patterns infer it;
  /// in the types of fields, the heads of impls and bounds it must be written.
  private static boolean isElided(Node path) {
    boolean inFunctionType = false;
    Node child = path;
    for (Node n = path.parent(); n != null; n = n.parent()) {
      switch (n.kind()) {
        case STRUCT_EXPRESSION, STRUCT_PATTERN, TUPLE_STRUCT_PATTERN, GENERIC_PATTERN,
            SCOPED_IDENTIFIER, GENERIC_TYPE_WITH_TURBOFISH, SCOPED_USE_LIST, USE_DECLARATION -> {
          return false;
        }
        case TYPE_ARGUMENTS -> {
          return isElidedArgument(n, inFunctionType);
        }
        case FUNCTION_TYPE -> {
          if (child.field() == Field.TRAIT) {
            return false;
          }
          inFunctionType = true;
        }
        case FIELD_DECLARATION, ORDERED_FIELD_DECLARATION_LIST, TRAIT_BOUNDS, WHERE_PREDICATE,
            TYPE_ITEM, ASSOCIATED_TYPE, IMPL_ITEM, TRAIT_ITEM, CONST_PARAMETER,
            TYPE_PARAMETER -> {
          return inFunctionType;
        }
        case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM, BLOCK, CLOSURE_EXPRESSION, CONST_ITEM,
            STATIC_ITEM, LET_DECLARATION, TYPE_CAST_EXPRESSION -> {
          return true;
        }
        case TOKEN_TREE -> {
          return false;
        }
        default -> {}
      }
      child = n;
    }
    return false;
  }

  /// The same for a path among the generic arguments of another: in `Vec::<Foo>::new()` that one is
  /// an expression, `Foo` is a type.
  private static boolean isElidedArgument(Node arguments, boolean inFunctionType) {
    Node user = arguments.parent();
    if (user == null) {
      return false;
    }
    if (inFunctionType || user.is(Kind.GENERIC_FUNCTION)) {
      return true;
    }
    Node around = user.parent();
    if (around == null) {
      return false;
    }
    return switch (around.kind()) {
      case SCOPED_IDENTIFIER, STRUCT_EXPRESSION, STRUCT_PATTERN, TUPLE_STRUCT_PATTERN -> true;
      default ->
          user.is(Kind.GENERIC_TYPE_WITH_TURBOFISH)
              || user.is(Kind.FIELD_EXPRESSION)
              || isElided(user);
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.name().text();
    return Message.at(
            found.name().span(),
            found.count() == 1
                ? "`" + name + "` has a lifetime that is not to be seen here"
                : "`" + name + "` has " + found.count() + " lifetimes that are not to be seen here")
        .help("write `" + name + "<" + anonymous(found.count()) + (isGeneric(found) ? ", …>`" : ">`"))
        .as(LINT);
  }

  private static boolean isGeneric(Found found) {
    return argumentsOf(found.path()) != null;
  }

  static String anonymous(int count) {
    return String.join(", ", java.util.Collections.nCopies(count, "'_"));
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine("Show the lifetime", show(found.path(), anonymous(found.count()))));
  }

  /// Writes lifetimes into a path.
  static Edit show(Node path, String lifetimes) {
    Node arguments = argumentsOf(path);
    if (arguments == null) {
      return Edit.insert(path.end(), "<" + lifetimes + ">");
    }
    Node open = arguments.child(Kind.LT);
    boolean empty = arguments.namedChildren().isEmpty();
    int at = open == null ? arguments.start() + 1 : open.end();
    return Edit.insert(at, lifetimes + (empty ? "" : ", "));
  }
}
