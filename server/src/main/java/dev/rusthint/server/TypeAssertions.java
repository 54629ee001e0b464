package dev.rusthint.server;

import dev.rusthint.model.defs.Def;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import dev.rusthint.types.AutoTraitText;
import dev.rusthint.types.FileTypes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes down that a type is `Send` or `Sync`, so that the compiler says when a change of a field
/// takes that away.
final class TypeAssertions implements Refactoring {
  private final Workspaces workspaces;
  private final DocumentTypes types;

  TypeAssertions(Workspaces workspaces, DocumentTypes types) {
    this.workspaces = workspaces;
    this.types = types;
  }

  @Override
  public Set<ActionKey.Kind> kinds() {
    return Set.of(ActionKey.Kind.AUTO_TRAITS);
  }

  @Override
  public List<Offer> at(Snapshot snapshot, int offset) {
    Placed item = snapshot.id().isRust() ? snapshot.file().itemAt(offset) : null;
    Node node = item == null ? null : Attributes.itemOf(item.item().tree());
    Node name = node == null ? null : node.child(Field.NAME);
    if (item == null || name == null || !item.toFile(name.span()).touches(offset)) {
      return List.of();
    }
    Span place = item.toFile(name.span());
    List<String> traits = traits(snapshot, item);
    return traits.isEmpty()
        ? List.of()
        : List.of(
            new Offer(
                ActionKey.Kind.AUTO_TRAITS,
                traits.stream().map(t -> "`" + t + "`").collect(Collectors.joining(" and ", "Assert that it is ", "")),
                place));
  }

  /// Those that hold for a struct, enum or union without parameters.
  private List<String> traits(Snapshot snapshot, Placed item) {
    FileTypes known =
        types.of(
            snapshot.id().path(),
            snapshot.file(),
            workspaces.settings(snapshot.id(), snapshot.file()).crateRoot());
    Def declared = known == null ? null : known.declared(item);
    return known == null || declared == null || declared.generics().size() > 0
        ? List.of()
        : AutoTraitText.shared(known.world(), declared);
  }

  @Override
  public List<Edit> edits(Snapshot snapshot, ActionKey.Kind kind, Span place) {
    Placed item = snapshot.id().isRust() ? snapshot.file().itemAt(place.start()) : null;
    Node node = item == null ? null : Attributes.itemOf(item.item().tree());
    Node name = node == null ? null : node.child(Field.NAME);
    List<String> traits = item == null ? List.of() : traits(snapshot, item);
    if (item == null || node == null || name == null || traits.isEmpty()) {
      return List.of();
    }
    SourceText text = snapshot.text();
    String indent = UnsafeSite.indent(text, item.toFile(node.span()).start());
    String space = indent.isBlank() ? indent : "";
    long lifetimes = node.child(Field.TYPE_PARAMETERS) == null ? 0 : 1;
    String type = name.text() + (lifetimes == 0 ? "" : "<'_>");
    String line = text.lineBreak() + space;
    String bounds = String.join(" + ", traits);
    String inserted =
        text.lineBreak()
            + line + "const _: () = {"
            + line + "    const fn assert<T: " + bounds + ">() {}"
            + line + "    assert::<" + type + ">();"
            + line + "};";
    return List.of(Edit.insert(item.toFile(node.span()).end(), inserted));
  }
}
