package dev.rusthint.hint;

import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.Exports;
import dev.rusthint.model.FileModel;
import dev.rusthint.model.NamedType;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.types.ItemTypes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a rule may look at while it works on one item.
///
/// What it gives is limited to the rule's [Reach], so that a finding never depends on something
/// whose change would not make it looked for again.
public final class Context {
  private final SourceFile file;
  private final Placed placed;
  private final SyntaxTree tree;
  private final CrateInfo crate;
  private final Settings settings;
  private final Reach reach;
  private final Supplier<FileModel> model;
  private final @Nullable ItemTypes types;

  Context(
      SourceFile file,
      Placed placed,
      SyntaxTree tree,
      Settings settings,
      Reach reach,
      Supplier<FileModel> model,
      @Nullable ItemTypes types) {
    this.file = file;
    this.placed = placed;
    this.tree = tree;
    this.crate = settings.crate();
    this.settings = settings;
    this.reach = reach;
    this.model = model;
    this.types = types;
  }

  /// The item's tree: what [Analyzer#find]'s nodes belong to.
  public SyntaxTree tree() {
    return tree;
  }

  /// The item's kind, whether it begins the file, and the containers around it: only their heads may
  /// be looked at. Its children count as the file's ([Reach#FILE]).
  public Placed item() {
    return placed;
  }

  public CrateInfo crate() {
    return crate;
  }

  /// Options of the hint's configuration and of clippy.toml.
  public Settings settings() {
    return settings;
  }

  /// What the file declares.
  ///
  /// @throws IllegalStateException if the rule's reach is the item
  public FileModel model() {
    if (reach == Reach.ITEM || reach == Reach.TYPES) {
      throw new IllegalStateException("this rule's reach is its item");
    }
    return model.get();
  }

  /// The types in the item's bodies.
  ///
  /// @throws IllegalStateException if the rule's reach is another
  public ItemTypes types() {
    if (reach != Reach.TYPES || types == null) {
      throw new IllegalStateException("this rule does not ask for types");
    }
    return types;
  }

  /// Whether other crates can name this item; null if that is not known.
  ///
  /// @throws IllegalStateException if the rule's reach is less than the crate
  public @Nullable Boolean isExported() {
    if (reach != Reach.CRATE && reach != Reach.TYPES) {
      throw new IllegalStateException("this rule's reach is less than its crate");
    }
    Exports exports = crate.exports();
    return exports == null ? null : exports.isExported(file, placed);
  }

  /// Whether the item, something around it or its type is `#[doc(hidden)]`, here or in another file;
  /// false if the crate's files are not known.
  ///
  /// @throws IllegalStateException if the rule's reach is less than the crate
  public boolean isDocHidden() {
    if (reach != Reach.CRATE) {
      throw new IllegalStateException("this rule's reach is less than its crate");
    }
    Exports exports = crate.exports();
    return exports != null && exports.isDocHidden(file, placed);
  }

  /// Whether the node is code for tests alone: in a `#[test]` function or under `#[cfg(test)]`, in
  /// this item or by the modules around it.
  public boolean isTestCode(Node node) {
    return crate.testOnly() || TestCode.isTest(node, placed);
  }

  /// What a path that is used as a type in the item's module leads to, through the other files of
  /// the crate; null if that is not known, or it is a type without lifetimes and no alias of
  /// something of std.
  ///
  /// @throws IllegalStateException if the rule's reach is less than the crate
  public @Nullable NamedType typeNamed(String path) {
    if (reach != Reach.CRATE) {
      throw new IllegalStateException("this rule's reach is less than its crate");
    }
    Exports exports = crate.exports();
    return exports == null ? null : exports.typeNamed(file, placed, path);
  }
}
