package dev.rusthint.model.lower;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.DefSource;
import dev.rusthint.model.names.Resolver;
import dev.rusthint.model.names.Scope;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads macro calls that stand for types.
final class TypeMacros {
  /// What makes an item of a type, so that it can be parsed.
  private static final String BEFORE = "type T = ";

  private final SourceDef def;
  private final Scope scope;

  /// @param def the definition in which the calls are
  /// @param scope where in it they are
  TypeMacros(SourceDef def, Scope scope) {
    this.def = def;
    this.scope = scope;
  }

  /// The type that a call in the definition's own text stands for; unknown if that is not known.
  Ty type(Node call, TypeScope names) {
    DefSource source = def.source();
    return type(call, names, source.unit(), source.placed().start());
  }

  /// @param base the offset in the unit of the tree that the call is in
  Ty type(Node call, TypeScope names, SourceUnit unit, int base) {
    SourceUnit.OfExpansion made =
        new Resolver(def.crate()).expand(def, scope, unit, call, base, ExpansionKind.TYPE);
    if (made == null) {
      return Ty.UNKNOWN;
    }
    List<Placed> items =
        SourceFile.of(SourceText.of(BEFORE + made.expansion().text() + ";")).items();
    Node item = items.isEmpty() ? null : Attributes.itemOf(items.getFirst().item().tree());
    Node type = item == null ? null : item.child(Field.TYPE);
    return new TypeReader(new Inside(names, made)).type(type);
  }

  /// What names mean in an expansion: as around the call, but for `$crate`.
  private final class Inside implements TypeScope {
    private final TypeScope around;
    private final SourceUnit.OfExpansion made;

    Inside(TypeScope around, SourceUnit.OfExpansion made) {
      this.around = around;
      this.made = made;
    }

    @Override
    public Found resolve(List<String> segments, boolean isAbsolute, Namespace last) {
      if (!segments.getFirst().equals("$crate")) {
        return around.resolve(segments, isAbsolute, last);
      }
      CrateDefs dollarCrate = NameLookup.dollarCrate(made, def.crate());
      return NameLookup.resolve(def, scope, segments, isAbsolute, last, dollarCrate);
    }

    @Override
    public Ty macro(Node call) {
      return type(call, this, made, -BEFORE.length());
    }

    @Override
    public @Nullable Ty param(String name) {
      return around.param(name);
    }

    @Override
    public @Nullable Ty self() {
      return around.self();
    }

    @Override
    public @Nullable TraitRef selfTrait() {
      return around.selfTrait();
    }

    @Override
    public @Nullable TraitRef boundWith(Ty param, String assoc) {
      return around.boundWith(param, assoc);
    }

    @Override
    public Ty hole() {
      return around.hole();
    }

    @Override
    public boolean infers() {
      return around.infers();
    }

    @Override
    public Ty opaque(List<Node> bounds) {
      return Ty.UNKNOWN;
    }

    @Override
    public Ty constant(Node expression) {
      return around.constant(expression);
    }
  }
}
