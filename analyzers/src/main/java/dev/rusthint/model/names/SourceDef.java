package dev.rusthint.model.names;

import dev.rusthint.cargo.Edition;
import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefFacts;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Shape;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.macros.MacroDefinition;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A definition that is read from sources.
public final class SourceDef extends Def {
  private final SourceCrate crate;
  private final ItemSource item;
  private final DefVisibility visibility;
  private final TextualScope textual;
  private final @Nullable Scope around;
  private final boolean rewritten;

  /// Of a module its scope.
  private final @Nullable Scope scope;

  private final Memo<List<Def>> members = Memo.ofDefinitions();
  private final Memo<Generics> generics = new Memo<>();
  private final Memo<List<FieldDef>> fields = new Memo<>();
  private final Memo<FnSig> signature = new Memo<>();
  private final Memo<Ty> type = new Memo<>();
  private final Memo<ImplHead> impl = new Memo<>();
  private final Memo<List<Predicate>> bounds = new Memo<>();
  private final Memo<DefFacts> facts = new Memo<>();
  private final Memo<Shape> shape = new Memo<>();
  private final Memo<MacroDefinition> rules = new Memo<>();
  private final Memo<BodyScopes> bodies = Memo.ofDefinitions();
  private final Memo<Boolean> settled = new Memo<>();

  /// What is the same for a definition and those that are made beside it.
  ///
  /// @param textual the macros in textual scope where it stands
  /// @param around the scope that it stands in, null for the crate's root
  /// @param rewritten see [#isRewritten]
  record Place(
      ItemSource item,
      DefVisibility visibility,
      TextualScope textual,
      @Nullable Scope around,
      boolean rewritten) {}

  SourceDef(
      SourceCrate crate, DefKind kind, String name, @Nullable SourceDef parent, Place place) {
    this(crate, kind, name, parent, place, false);
  }

  /// @param noImplicitPrelude of a module, whether preludes are not in scope in it
  SourceDef(
      SourceCrate crate,
      DefKind kind,
      String name,
      @Nullable SourceDef parent,
      Place place,
      boolean noImplicitPrelude) {
    super(kind, name, parent);
    this.crate = crate;
    this.item = place.item;
    this.visibility = place.visibility;
    this.textual = place.textual;
    this.around = place.around;
    this.rewritten = place.rewritten;
    this.scope = kind == DefKind.MODULE ? new Scope(this, noImplicitPrelude) : null;
  }

  @Override
  public SourceCrate crate() {
    return crate;
  }

  /// Where it is written. For a module in a file of its own that is its `mod name;`; for the crate's
  /// root the first item of its file.
  public DefSource source() {
    return new DefSource(item.unit(), item.placed(), item.node());
  }

  /// The same definition in a later version of its file, in which only its body is another one. It
  /// has a body and scopes in it of its own; what other definitions mean by its name stays this one.
  ///
  /// @param placed the item in the later version of which it is the whole
  public SourceDef withBody(SourceFile file, Placed placed) {
    SourceUnit.OfFile unit = new SourceUnit.OfFile(item.unit().origin().path(), file);
    Place place =
        new Place(ItemSource.of(unit, placed), visibility, textual, around, rewritten);
    return new SourceDef(crate, kind(), name(), (SourceDef) parent(), place);
  }

  /// The `extern` block that it is declared in, or the head of that; null if it is not foreign.
  public @Nullable Node externBlock() {
    return item.externBlock();
  }

  /// Whether an attribute is on it that may replace it by something else: one that is neither built
  /// in nor of a tool.
  public boolean isRewritten() {
    return rewritten;
  }

  /// Whether it is what its item declares, and not something in the item's body.
  public boolean isWholeItem() {
    return item.index() < 0;
  }

  @Override
  public boolean isSettled() {
    return !rewritten && Boolean.TRUE.equals(settled.get(() -> !Conditions.areOpen(this), false));
  }

  /// The scope of a module.
  ///
  /// @throws NullPointerException if it is no module
  public Scope scope() {
    return Objects.requireNonNull(scope);
  }

  /// The scope that the names in its own syntax are looked up in, blocks in it aside: that which it
  /// stands in, for a module its own.
  Scope around() {
    return kind() == DefKind.MODULE || around == null ? scope() : around;
  }

  ItemSource item() {
    return item;
  }

  TextualScope textual() {
    return textual;
  }

  @Override
  public DefVisibility visibility() {
    return visibility;
  }

  @Override
  public List<Def> members() {
    return switch (kind()) {
      case MODULE -> Collections.unmodifiableList(scope().declared());
      case ENUM, TRAIT, IMPL -> {
        List<Def> known = members.get(() -> MemberReader.read(this), List.of());
        yield known == null ? List.of() : known;
      }
      default -> List.of();
    };
  }

  @Override
  public Shape shape() {
    if (kind() != DefKind.STRUCT && kind() != DefKind.VARIANT) {
      return Shape.NAMED;
    }
    Shape known = shape.get(this::readShape, Shape.NAMED);
    return known == null ? Shape.NAMED : known;
  }

  private Shape readShape() {
    Node node = item.node();
    return node.has(Kind.FIELD_DECLARATION_LIST)
        ? Shape.NAMED
        : node.has(Kind.ORDERED_FIELD_DECLARATION_LIST) ? Shape.TUPLE : Shape.UNIT;
  }

  @Override
  public DefFacts facts() {
    DefFacts known = facts.get(() -> FactsReader.read(this), DefFacts.NONE);
    return known == null ? DefFacts.NONE : known;
  }

  @Override
  public Generics generics() {
    Generics known = generics.get(() -> crate.signatures().generics(this), Generics.NONE);
    return known == null ? Generics.NONE : known;
  }

  @Override
  public List<FieldDef> fields() {
    List<FieldDef> known = fields.get(() -> crate.signatures().fields(this), List.of());
    return known == null ? List.of() : known;
  }

  @Override
  public @Nullable FnSig signature() {
    return signature.get(() -> crate.signatures().signature(this), null);
  }

  @Override
  public @Nullable Ty type() {
    return type.get(() -> crate.signatures().type(this), Ty.UNKNOWN);
  }

  @Override
  public @Nullable ImplHead impl() {
    return kind() == DefKind.IMPL
        ? impl.get(() -> crate.signatures().impl(this), null)
        : null;
  }

  @Override
  public List<Predicate> bounds() {
    List<Predicate> known = bounds.get(() -> crate.signatures().bounds(this), List.of());
    return known == null ? List.of() : known;
  }

  @Override
  public @Nullable MacroDefinition rules() {
    return kind() == DefKind.MACRO && !isBuiltInMacro()
        ? rules.get(
            () ->
                MacroItems.rules(
                    item, Edition.of(Integer.toString(crate.edition())).orElse(Edition.LATEST)),
            null)
        : null;
  }

  /// Whether it is a macro that the compiler expands, whatever its rules say.
  private boolean isBuiltInMacro() {
    for (Attribute attribute : item.attributes()) {
      if (attribute.is("rustc_builtin_macro")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String safetyAttributes() {
    boolean isUnsafe =
        switch (kind()) {
          case FUNCTION -> signature() instanceof FnSig known && known.isUnsafe();
          case TRAIT -> facts().isUnsafe();
          default -> false;
        };
    if (!isUnsafe) {
      return null;
    }
    List<String> lines = new ArrayList<>();
    Node before = item.node().previousSibling();
    while (before != null && (before.kind().isComment() || before.is(Kind.ATTRIBUTE_ITEM))) {
      lines.addFirst(before.text());
      before = before.previousSibling();
    }
    return String.join("\n", lines);
  }

  /// The scopes of the blocks in the tree of its item.
  BodyScopes bodies() {
    SourceDef host = host();
    return Objects.requireNonNull(host.bodies.get(() -> new BodyScopes(host), null));
  }

  /// The definition whose item it is written in: another one for what is in a body.
  private SourceDef host() {
    SourceDef at = this;
    while (at.item.index() >= 0
        && at.parent() instanceof SourceDef around
        && around.item.placed() == at.item.placed()) {
      at = around;
    }
    return at;
  }
}
