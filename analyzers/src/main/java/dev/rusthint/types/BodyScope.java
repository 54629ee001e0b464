package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.TypeScope;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a body can name beside its own locals.
///
/// As a [TypeScope] it knows no holes: the body's inference makes variables of them.
public interface BodyScope extends TypeScope {
  /// The module that it is in.
  Def module();

  /// The methods and associated functions of that name of all traits in scope.
  List<Def> traitMembers(String name);

  /// The type of a const parameter, null if there is none of that name.
  @Nullable Ty constParam(String name);

  /// What is required of the parameters in scope.
  List<Predicate> environment();

  /// Whether the `cfg` attributes of a statement, arm, field or the like leave it in.
  boolean isActive(Node node);

  /// What a macro call stands for; null if that is not known.
  ///
  /// @param call a macro invocation of the text that the scope is for
  SourceUnit.@Nullable OfExpansion expand(Node call, ExpansionKind kind);

  /// The scope of what a call in this one stands for.
  BodyScope inside(MacroText text);

  /// The scope of a block in this one: with the items and imports that it declares.
  BodyScope block(Node block);
}
