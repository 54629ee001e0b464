package dev.rusthint.model;

import org.jspecify.annotations.Nullable;

/// What a path in some file of a crate leads to.
///
/// @param path for a type of the crate its module's path and its name, `a::Type`; for one of std
///   the path with the crate's name, `core::fmt::Formatter`
/// @param target for an alias of something of std, the path of that; null for all others
/// @param lifetimes how many lifetime parameters it has; [#ELSEWHERE] for what is of std, which is
///   not known here to exist, [#MODULE] for a module
public record NamedType(String path, @Nullable String target, int lifetimes) {
  public static final int ELSEWHERE = -1;
  public static final int MODULE = -2;

  NamedType(String path, int lifetimes) {
    this(path, null, lifetimes);
  }

  /// The path of std that this stands for, null if none.
  public @Nullable String inStd() {
    return isForeign() ? path : target;
  }

  public boolean isForeign() {
    return lifetimes == ELSEWHERE;
  }

  public boolean isModule() {
    return lifetimes == MODULE;
  }
}
