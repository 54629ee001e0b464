package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an item declares, as its first tokens tell: read without a syntax tree.
///
/// @param kind what it is
/// @param name its name without `r#`, empty if it has none
/// @param attributes its outer attributes; for an inner attribute that attribute
/// @param generics the names of its type and const parameters
/// @param lifetimes how many lifetime parameters it has
/// @param imports what a `use` or `extern crate` brings in
/// @param variants the names of an enum's variants
/// @param impl the head of an impl
/// @param call the macro that an item is made by
/// @param rules what a `macro_rules!` defines
public record Declaration(
    ItemKind kind,
    String name,
    Visibility visibility,
    List<Attribute> attributes,
    List<String> generics,
    int lifetimes,
    List<Import> imports,
    List<String> variants,
    @Nullable ImplHead impl,
    @Nullable MacroCall call,
    @Nullable MacroRules rules) {

  /// What an item of `file` declares, read once for each [dev.rusthint.syntax.Item].
  public static Declaration of(SourceFile file, Placed placed) {
    if (placed.item().declaration() instanceof Declaration known) {
      return known;
    }
    Declaration read = DeclarationReader.read(file.text(), placed);
    placed.item().setDeclaration(read);
    return read;
  }

  /// With more attributes before its own.
  Declaration under(List<Attribute> outer) {
    if (outer.isEmpty()) {
      return this;
    }
    List<Attribute> all = new ArrayList<>(outer);
    all.addAll(attributes);
    return new Declaration(
        kind, name, visibility, all, generics, lifetimes, imports, variants, impl, call, rules);
  }
}
