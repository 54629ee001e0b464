package dev.rusthint.model;

/// What a path in some file of a crate leads to.
///
/// @param path for a type of the crate its module's path and its name, `a::Type`; for one of std
///   the path with the crate's name, `core::fmt::Formatter`
/// @param lifetimes how many lifetime parameters it has; [#ELSEWHERE] for what is of std, which is
///   not known here to exist, [#MODULE] for a module
public record NamedType(String path, int lifetimes) {
  public static final int ELSEWHERE = -1;
  public static final int MODULE = -2;

  public boolean isForeign() {
    return lifetimes == ELSEWHERE;
  }

  public boolean isModule() {
    return lifetimes == MODULE;
  }
}
