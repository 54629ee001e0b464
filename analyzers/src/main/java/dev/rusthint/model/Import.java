package dev.rusthint.model;

import java.util.List;

/// One name that a `use` declaration or `extern crate` brings into its module.
///
/// @param path the parts of the path that it stands for; for a glob, of the path before `::*`
/// @param name the name it is known by here; `_` if by none, `*` for a glob
/// @param isAbsolute whether the path begins with `::`
/// @param isExternCrate whether it is an `extern crate`, so that the path is a crate's name
public record Import(List<String> path, String name, boolean isAbsolute, boolean isExternCrate) {
  public Import {
    path = List.copyOf(path);
  }

  public boolean isGlob() {
    return name.equals("*");
  }
}
