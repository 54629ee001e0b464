package dev.rusthint.server;

import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.report.LayoutText;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import dev.rusthint.types.AutoTraitText;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import dev.rusthint.types.layout.Repr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// On the name of a struct, enum or union where it is declared: its auto traits and what decides
/// them, and, if it has no parameters, its layout, drawn.
final class DeclaredTypeHover implements HoverProvider {
  private final Workspaces workspaces;
  private final DocumentTypes types;

  DeclaredTypeHover(Workspaces workspaces, DocumentTypes types) {
    this.workspaces = workspaces;
    this.types = types;
  }

  @Override
  public List<Part> at(Findings findings, int offset) {
    Snapshot snapshot = findings.snapshot();
    Placed item = snapshot.id().isRust() ? snapshot.file().itemAt(offset) : null;
    Node name = item == null ? null : nameAt(item, offset - item.start());
    if (item == null || name == null) {
      return List.of();
    }
    FileTypes known =
        types.of(
            snapshot.id().path(),
            snapshot.file(),
            workspaces.settings(snapshot.id(), snapshot.file()).crateRoot());
    Def declared = known == null ? null : known.declared(item);
    if (known == null || declared == null) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    Span span = item.toFile(name.span());
    List<String> traits = AutoTraitText.of(known.world(), declared);
    if (!traits.isEmpty()) {
      parts.add(new Part(span, String.join("\n", traits)));
    }
    String layout = drawn(known, declared);
    if (layout != null) {
      parts.add(new Part(span, "```text\n" + layout + "\n```"));
    }
    return parts;
  }

  private static @Nullable Node nameAt(Placed item, int offset) {
    Node node = Attributes.itemOf(item.item().tree());
    Node name = node == null ? null : node.child(Field.NAME);
    return name != null && name.span().touches(offset) ? name : null;
  }

  private @Nullable String drawn(FileTypes known, Def declared) {
    String target = workspaces.project().options().target();
    DataModel model =
        DataModel.of(target == null ? TargetTriple.host() : TargetTriple.of(target));
    Repr repr = Repr.parse(declared.facts().repr());
    if (model == null || repr == null || declared.generics().size() > 0) {
      return null;
    }
    Layout layout = new Layouts(known.world(), model).of(new Ty.Adt(declared, List.of()));
    return layout == null ? null : LayoutText.of(layout, repr);
  }
}
