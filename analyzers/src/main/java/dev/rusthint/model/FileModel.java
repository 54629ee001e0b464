package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the items of one file declare: all that one item of the file can know of another. Of the
/// bodies of functions only the lifetimes that they name are part of it, so that typing in one
/// leaves it equal.
///
/// It resolves names as far as the file settles them. What a glob import of something outside the
/// file, or a macro, could decide otherwise is left open.
public final class FileModel {
  private final SourceFile file;
  private final List<String> signatures;
  private final CrateInfo crate;
  private volatile @Nullable FileScopes scopes;
  private volatile @Nullable Map<String, List<Placed>> named;

  private FileModel(SourceFile file, List<String> signatures, CrateInfo crate) {
    this.file = file;
    this.signatures = signatures;
    this.crate = crate;
  }

  /// @param crate decides the edition's prelude and `cfg`
  public static FileModel of(SourceFile file, CrateInfo crate) {
    List<String> signatures = new ArrayList<>(2 * file.allItems().size());
    for (Placed item : file.allItems()) {
      signatures.add(item.item().signature());
      signatures.add(item.item().lifetimesInBody());
    }
    return new FileModel(file, signatures, crate);
  }

  /// All items of the file in preorder; an item's [Placed#ordinal] is its index.
  public List<Placed> items() {
    return file.allItems();
  }

  /// The items of the file that declare a name, in any module or container, in the order of the
  /// text.
  public List<Placed> named(String name) {
    Map<String, List<Placed>> known = named;
    if (known == null) {
      known = new HashMap<>();
      for (Placed item : file.allItems()) {
        if (item.kind() != ItemKind.TRIVIA) {
          known.computeIfAbsent(declaration(item).name(), key -> new ArrayList<>(1)).add(item);
        }
      }
      named = known;
    }
    return known.getOrDefault(name, List.of());
  }

  /// What an item of the file declares.
  public Declaration declaration(Placed item) {
    return Declaration.of(file, item);
  }

  /// The path that a path in an item's head stands for: `Mutex` for `std::sync::Mutex` after `use
  /// std::sync::Mutex;`, `sync::Mutex` after `use std::sync;`, `Vec::new` for `std::vec::Vec::new`
  /// by the prelude. Generic arguments in `path` are not allowed.
  ///
  /// The result begins with the name of another crate (`std`, `core` and `alloc` as the code says;
  /// what the prelude gives counts as `std`: see [#isSame]), or with `crate` for what this crate
  /// declares. If the place of the file in its crate is not known ([CrateInfo#modulePath]), what
  /// the file declares itself begins with `self`, counted from the file. A primitive type stays as
  /// it is: `u8::MAX`. Imports that the active `cfg` leaves out do not count.
  ///
  /// @return empty if the file does not settle it
  public Optional<String> resolve(String path, Placed at) {
    return scopes().resolve(path, at, null);
  }

  /// The same for a path used at a node of the item's tree, where `use` declarations, items, type
  /// parameters and variables of the function around it count too.
  public Optional<String> resolve(String path, Placed at, Node node) {
    return scopes().resolve(path, at, node);
  }

  /// Whether `name!` at an item is std's macro of that name: no `macro_rules!` and no import of the
  /// file gives the name to another one. What other files of the crate define is not looked at.
  public boolean isStdMacro(String name, Placed at) {
    return scopes().isStdMacro(name, at);
  }

  /// Whether two paths name the same, `std`, `core` and `alloc` taken for one crate.
  public static boolean isSame(String path, String other) {
    return withoutFacade(path).equals(withoutFacade(other));
  }

  private static String withoutFacade(String path) {
    for (String facade : List.of("core::", "alloc::")) {
      if (path.startsWith(facade)) {
        return "std::" + path.substring(facade.length());
      }
    }
    return path;
  }

  private FileScopes scopes() {
    FileScopes known = scopes;
    if (known == null) {
      known = new FileScopes(file, crate);
      scopes = known;
    }
    return known;
  }

  /// Whether the two files declare the same, compared by the texts of their items. Models of one
  /// file with different crates are not told apart.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileModel model && signatures.equals(model.signatures);
  }

  @Override
  public int hashCode() {
    return signatures.hashCode();
  }
}
