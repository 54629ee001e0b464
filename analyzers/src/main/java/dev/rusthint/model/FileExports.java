package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of one file can be named from outside its crate. It knows modules and re-exported names,
/// not the file's items, so that it stays equal while items are written.
///
/// Names are counted from the file: `a::B` for `B` in the file's inline module `a`.
///
/// @param modules the modules whose `pub` items can be named; empty text for the file's own
/// @param names items that can be named by a re-export
/// @param types for the subjects of impls ([ImplHead#subject]), with the module before a `|`,
///   whether they can be named; those of other crates can
/// @param traits the same for traits
/// @param hiddenTypes those of `types` that are `#[doc(hidden)]`
/// @param hidden whether a module around the file is
/// @param uncertain names that some macro may re-export
/// @param cfg decides `cfg_attr(…, macro_export)`
/// @param path the path of the file's module from the crate root
/// @param scopes what the names in scope in each of its modules lead to
/// @param crateTypes the same for the modules of the crate
/// @param macros the crate's macros that pass the items on that they are given
record FileExports(
    Set<String> modules,
    Set<String> names,
    Map<String, Boolean> types,
    Map<String, Boolean> traits,
    Set<String> hiddenTypes,
    boolean hidden,
    Set<String> uncertain,
    CfgOracle cfg,
    String path,
    Map<String, Map<String, NamedType>> scopes,
    CrateTypes crateTypes,
    Map<String, MacroRules.Passing> macros)
    implements Exports {

  @Override
  public @Nullable NamedType typeNamed(SourceFile file, Placed item, String type) {
    String module = moduleOf(file, item);
    return crateTypes.find(
        PathParts.of(type), scopes.getOrDefault(module, Map.of()), join(path, module));
  }

  @Override
  public @Nullable Boolean isExported(SourceFile file, Placed item) {
    ItemKind container = item.item().container();
    Placed parent = item.parent();
    if (container == null || parent == null) {
      return ofModule(file, item);
    }
    return switch (container) {
      case TRAIT -> isExported(file, parent);
      case IMPL -> ofImpl(file, parent, Declaration.of(file, item));
      default -> ofName(Declaration.of(file, item), moduleOf(file, parent));
    };
  }

  @Override
  public boolean isLeftOut(SourceFile file, Placed item) {
    MacroCall call = Declaration.of(file, item).call();
    return call != null
        && MacroTable.of(macros, cfg).outcome(call) == MacroTable.Outcome.LEFT_OUT;
  }

  @Override
  public boolean isDocHidden(SourceFile file, Placed item) {
    if (hidden) {
      return true;
    }
    for (Placed p = item; p != null; p = p.parent()) {
      Declaration declaration = Declaration.of(file, p);
      if (isDocHidden(declaration, cfg)) {
        return true;
      }
      ImplHead head = declaration.impl();
      if (head != null
          && head.selfPath() != null
          && hiddenTypes.contains(moduleOf(file, p) + "|" + head.selfPath())) {
        return true;
      }
      if (p.kind() == ItemKind.MODULE && hasHiddenInside(file, p.children())) {
        return true;
      }
    }
    return hasHiddenInside(file, file.items());
  }

  /// Whether `#![doc(hidden)]` stands among the items of a file or module.
  private boolean hasHiddenInside(SourceFile file, List<Placed> items) {
    for (Placed item : items) {
      if (item.kind() != ItemKind.INNER_ATTRIBUTE) {
        break;
      }
      if (isDocHidden(Declaration.of(file, item), cfg)) {
        return true;
      }
    }
    return false;
  }

  static boolean isDocHidden(Declaration declaration, CfgOracle cfg) {
    for (Attribute attribute : Attribute.expand(declaration.attributes(), cfg)) {
      if (attribute.is("doc") && attribute.parts().contains("hidden")) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Boolean ofModule(SourceFile file, Placed item) {
    Declaration declaration = Declaration.of(file, item);
    String module = moduleOf(file, item);
    return switch (item.kind()) {
      case FUNCTION, STRUCT, ENUM, UNION, TRAIT, CONST, STATIC, TYPE_ALIAS, MODULE, MODULE_FILE ->
          ofName(declaration, module);
      case USE, EXTERN_CRATE ->
          declaration.visibility() == Visibility.PUBLIC && modules.contains(module);
      case MACRO_RULES -> {
        for (Attribute attribute : Attribute.expand(declaration.attributes(), cfg)) {
          if (attribute.is("macro_export")) {
            yield true;
          }
        }
        yield false;
      }
      case IMPL -> ofImpl(file, item, null);
      case MACRO_CALL -> null;
      case INNER_ATTRIBUTE, TRIVIA, OTHER, EXTERN_BLOCK -> false;
    };
  }

  private @Nullable Boolean ofName(Declaration declaration, String module) {
    // A private function can have the name of an exported type.
    if (declaration.visibility() != Visibility.PUBLIC) {
      return false;
    }
    if (modules.contains(module) || names.contains(join(module, declaration.name()))) {
      return true;
    }
    return uncertain.contains(declaration.name()) ? null : false;
  }

  private @Nullable Boolean ofImpl(SourceFile file, Placed block, @Nullable Declaration member) {
    ImplHead head = Declaration.of(file, block).impl();
    if (head == null) {
      return null;
    }
    if (member != null && !head.isTraitImpl() && member.visibility() != Visibility.PUBLIC) {
      return false;
    }
    String module = moduleOf(file, block) + "|";
    Boolean type = head.subject() == null ? null : types.get(module + head.subject());
    if (!head.isTraitImpl() || Boolean.FALSE.equals(type)) {
      return type;
    }
    Boolean trait = head.traitPath() == null ? null : traits.get(module + head.traitPath());
    return Boolean.FALSE.equals(trait) ? trait : type == null ? null : trait;
  }

  private static String moduleOf(SourceFile file, Placed item) {
    List<String> path = new ArrayList<>();
    for (Placed p = item.parent(); p != null; p = p.parent()) {
      if (p.kind() == ItemKind.MODULE) {
        path.addFirst(Declaration.of(file, p).name());
      }
    }
    return String.join("::", path);
  }

  static String join(String module, String name) {
    if (name.isEmpty()) {
      return module;
    }
    return module.isEmpty() ? name : module + "::" + name;
  }
}
