package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefVisibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One name, or one glob, that a `use` declaration brings into a scope (Reference, *Use
/// declarations*), and how far it is resolved.
final class Import {
  /// What is brought in.
  enum Form {
    NAME,
    /// `as _`
    UNNAMED,
    GLOB,
    /// `{self}`: the type namespace alone
    SELF,
    /// The glob whose names are the prelude of the crate: `#[prelude_import]`.
    PRELUDE
  }

  private final Scope scope;
  private final UsePath path;
  private final DefVisibility visibility;
  private final TextualScope textual;

  /// The namespaces that are settled, a bit for each.
  private int settled;

  private boolean found;
  private boolean doubtful;

  /// What the path before the last name leads to, once that is known.
  private @Nullable Def container;

  /// @param path the path; for a glob the path before `::*`
  /// @param name what it is called here, empty if it has no name
  /// @param isAbsolute whether it begins with `::`
  /// @param dollarCrate what `$crate` means in it, null where it does not occur
  record UsePath(
      Form form,
      List<String> path,
      String name,
      boolean isAbsolute,
      @Nullable CrateDefs dollarCrate) {}

  Import(Scope scope, UsePath path, DefVisibility visibility, TextualScope textual) {
    this.scope = scope;
    this.path = path;
    this.visibility = visibility;
    this.textual = textual;
  }

  Scope scope() {
    return scope;
  }

  UsePath path() {
    return path;
  }

  Form form() {
    return path.form();
  }

  String name() {
    return path.name();
  }

  boolean isGlob() {
    return path.form() == Form.GLOB || path.form() == Form.PRELUDE;
  }

  DefVisibility visibility() {
    return visibility;
  }

  TextualScope textual() {
    return textual;
  }

  boolean isSettled(int namespace) {
    return (settled & 1 << namespace) != 0;
  }

  /// Notes that it is known what it brings into a namespace: something or nothing.
  void settle(int namespace, boolean something) {
    settled |= 1 << namespace;
    found |= something;
  }

  boolean isAllSettled() {
    return settled == 7;
  }

  /// Notes that what it brings in, if anything, is not known for some namespace.
  void setDoubtful() {
    doubtful = true;
  }

  boolean isDoubtful() {
    return doubtful;
  }

  @Nullable Def container() {
    return container;
  }

  void setContainer(Def found) {
    container = found;
  }

  /// Whether it brings something in.
  boolean hasFound() {
    return found;
  }
}
