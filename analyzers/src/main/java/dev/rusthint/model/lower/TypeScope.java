package dev.rusthint.model.lower;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What names mean where a type is written.
public interface TypeScope {
  /// What the longest prefix of a path means that is settled without types.
  ///
  /// @param def null if it is nothing, or not known
  /// @param used how many of the segments it took
  record Found(@Nullable Def def, int used) {
    public static final Found NOTHING = new Found(null, 0);
  }

  /// @param last the namespace of the last segment
  Found resolve(List<String> segments, boolean isAbsolute, Namespace last);

  /// The type or const parameter with a name, null if there is none.
  @Nullable Ty param(String name);

  /// What `Self` is; null outside of traits, impls and types.
  @Nullable Ty self();

  /// The trait around, or that of the impl around, with its arguments.
  @Nullable TraitRef selfTrait();

  /// The traits that bounds require of a parameter or of `Self` of a trait and that have, or whose
  /// supertraits have, an associated type of a name.
  @Nullable TraitRef boundWith(Ty param, String assoc);

  /// The type that a macro call stands for, [Ty#UNKNOWN] if that is not known.
  Ty macro(Node call);

  /// What stands for `_`, and for an argument that is left out where it can be inferred.
  Ty hole();

  /// Whether arguments that are left out are inferred: in bodies.
  boolean infers();

  /// What `impl Bounds` stands for at this place.
  Ty opaque(List<Node> bounds);

  /// The value of a constant expression, [Ty#UNKNOWN] if that is not simple.
  Ty constant(Node expression);
}
