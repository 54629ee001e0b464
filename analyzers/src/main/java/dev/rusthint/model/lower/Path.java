package dev.rusthint.model.lower;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path as it is written (Reference, *Paths*).
///
/// @param isAbsolute whether it begins with `::`
/// @param self the type in `<T>::name` and `<T as Trait>::name`, null for other paths
/// @param trait the trait in `<T as Trait>::name`
/// @param segments the names; those of a qualified path after the `>`
public record Path(
    boolean isAbsolute, @Nullable Node self, @Nullable Node trait, List<Segment> segments) {
  /// A name of a path.
  ///
  /// @param arguments its generic arguments, [Kind#TYPE_ARGUMENTS] or a [Kind#FUNCTION_TYPE] for
  ///   `Fn(A) -> B`
  public record Segment(String name, @Nullable Node arguments) {}

  public Path {
    segments = List.copyOf(segments);
  }

  /// The path that a node of a type, expression, pattern or trait bound is; null if it is none.
  public static @Nullable Path of(Node node) {
    Reader reader = new Reader();
    if (!reader.read(node) || reader.segments.isEmpty() && reader.self == null) {
      return null;
    }
    return new Path(reader.isAbsolute, reader.self, reader.trait, reader.segments);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(segments.size());
    segments.forEach(s -> names.add(s.name));
    return names;
  }

  public Segment last() {
    return segments.getLast();
  }

  /// Whether it is one name without arguments.
  public boolean isName() {
    return !isAbsolute
        && self == null
        && segments.size() == 1
        && segments.getFirst().arguments == null;
  }

  private static final class Reader {
    private boolean isAbsolute;
    private @Nullable Node self;
    private @Nullable Node trait;
    private final List<Segment> segments = new ArrayList<>();

    boolean read(Node node) {
      return switch (node.kind()) {
        case IDENTIFIER, TYPE_IDENTIFIER, SELF, SUPER, CRATE, PRIMITIVE_TYPE, METAVARIABLE,
            FIELD_IDENTIFIER, SHORTHAND_FIELD_IDENTIFIER -> {
          String text = node.text();
          segments.add(new Segment(text.startsWith("r#") ? text.substring(2) : text, null));
          yield true;
        }
        case SCOPED_IDENTIFIER, SCOPED_TYPE_IDENTIFIER -> scoped(node);
        case GENERIC_TYPE, GENERIC_TYPE_WITH_TURBOFISH, GENERIC_PATTERN ->
            generic(node, node.child(Field.TYPE));
        case GENERIC_FUNCTION -> generic(node, node.child(Field.FUNCTION));
        case FUNCTION_TYPE -> {
          Node name = node.child(Field.TRAIT);
          yield name != null && read(name) && argue(node);
        }
        case BRACKETED_TYPE -> bracketed(node);
        default -> false;
      };
    }

    private boolean scoped(Node node) {
      Node path = node.child(Field.PATH);
      Node name = node.child(Field.NAME);
      if (path == null) {
        isAbsolute = true;
      } else if (!read(path)) {
        return false;
      }
      return name != null && read(name);
    }

    private boolean generic(Node node, @Nullable Node inner) {
      Node arguments = node.child(Field.TYPE_ARGUMENTS);
      if (arguments == null) {
        arguments = node.child(Kind.TYPE_ARGUMENTS);
      }
      if (inner == null) {
        inner = node.firstChild();
      }
      return inner != null && read(inner) && (arguments == null || argue(arguments));
    }

    private boolean argue(Node arguments) {
      if (segments.isEmpty()) {
        return false;
      }
      segments.set(
          segments.size() - 1, new Segment(segments.getLast().name, arguments));
      return true;
    }

    private boolean bracketed(Node node) {
      for (Node child : node.namedChildren()) {
        if (child.is(Kind.QUALIFIED_TYPE)) {
          self = child.child(Field.TYPE);
          trait = child.child(Field.ALIAS);
        } else {
          self = child;
        }
      }
      return self != null;
    }
  }
}
