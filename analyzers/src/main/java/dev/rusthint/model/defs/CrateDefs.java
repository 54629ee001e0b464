package dev.rusthint.model.defs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The definitions of one crate.
public interface CrateDefs {
  /// Its name in paths.
  String name();

  /// 2015 to 2024.
  int edition();

  /// The crate's root module.
  Def root();

  /// What a name means in a module, by its own items and its imports, seen from another module: null
  /// if nothing visible there. The prelude and the names of crates do not belong to a module.
  @Nullable Def lookup(Def module, String name, Namespace namespace, Def from);

  /// The names of a module that have a meaning in a namespace, with it, private ones too.
  Map<String, Def> names(Def module, Namespace namespace);

  /// Whether a module's names are all known: false where a macro that is not understood, or an
  /// import that leads to nothing, could add others.
  boolean isComplete(Def module);

  /// The traits that are in scope in a module by its own items and imports, those imported as `_`
  /// too, those of preludes not.
  Collection<Def> traitsInScope(Def module);

  /// All impls, in the order of the sources, those in bodies too.
  List<Def> impls();

  /// The same, by trait and type; made once and shared by all who ask.
  ImplIndex implIndex();

  /// The crates that its paths can begin with: `extern` names with the crates that they stand for.
  Map<String, CrateDefs> externs();

  /// The item with a `#[lang]` name, null if it is not of this crate.
  @Nullable Def langItem(String name);
}
