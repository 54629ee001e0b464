package dev.rusthint.model.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.cargo.Edition;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefFacts;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Shape;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.macros.MacroDefinition;
import dev.rusthint.model.macros.TokenStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A definition that is read from an index; its details when they are first asked for.
final class IndexedDef extends Def {
  private final IndexedCrate crate;
  private final int number;
  private final Shape shape;
  private final AtomicReference<@Nullable Details> details = new AtomicReference<>();
  private final AtomicReferenceArray<@Nullable Map<String, Def>> names =
      new AtomicReferenceArray<>(Namespace.values().length);
  private final AtomicReference<@Nullable List<Def>> members = new AtomicReference<>();
  private final AtomicReference<@Nullable MacroDefinition> rules = new AtomicReference<>();

  IndexedDef(
      IndexedCrate crate,
      int number,
      DefKind kind,
      Shape shape,
      String name,
      @Nullable Def parent) {
    super(kind, name, parent);
    this.crate = crate;
    this.number = number;
    this.shape = shape;
  }

  int number() {
    return number;
  }

  /// Reads on to the details.
  ///
  /// @return where it is visible
  private static DefVisibility visibility(Def def, RecordSource in) {
    in.tag(DefKind.class);
    if (Details.hasShape(def.kind())) {
      in.tag(Shape.class);
    }
    return in.number() == 0 ? DefVisibility.PUBLIC : new DefVisibility(in.def());
  }

  private Details details() {
    Details known = details.get();
    if (known == null) {
      RecordSource in = crate.open(number);
      visibility(this, in);
      details.compareAndSet(null, Details.read(this, in));
      known = details.get();
    }
    if (known == null) {
      throw new IllegalStateException("details of `" + this + "` are gone");
    }
    return known;
  }

  Details.Imports imports() {
    return details().imports();
  }

  /// The names of a module with their meanings, as others see them.
  Map<String, Def> names(Namespace namespace) {
    Map<String, Def> known = names.get(namespace.ordinal());
    if (known == null) {
      Map<String, Def> all = new LinkedHashMap<>();
      for (Def member : members()) {
        if (member.isIn(namespace)
            && !member.name().equals("_")
            && member.visibility().module() == null) {
          all.put(member.name(), member);
        }
      }
      all.putAll(imports().byNamespace().get(namespace.ordinal()));
      known = Collections.unmodifiableMap(all);
      names.set(namespace.ordinal(), known);
    }
    return known;
  }

  @Override
  public IndexedCrate crate() {
    return crate;
  }

  @Override
  public DefVisibility visibility() {
    return visibility(this, crate.open(number));
  }

  @Override
  public Generics generics() {
    return details().generics();
  }

  @Override
  public List<Def> members() {
    List<Def> known = members.get();
    if (known == null) {
      List<Def> read = new ArrayList<>();
      for (int member : crate.members(number)) {
        read.add(crate.def(member));
      }
      members.compareAndSet(null, List.copyOf(read));
      known = members.get();
    }
    return known == null ? List.of() : known;
  }

  @Override
  public List<FieldDef> fields() {
    return details().fields();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public @Nullable FnSig signature() {
    return details().signature();
  }

  @Override
  public @Nullable Ty type() {
    return details().type();
  }

  @Override
  public @Nullable ImplHead impl() {
    return details().impl();
  }

  @Override
  public List<Predicate> bounds() {
    return details().bounds();
  }

  @Override
  public @Nullable MacroDefinition rules() {
    MacroDefinition known = rules.get();
    String written = known == null && kind() == DefKind.MACRO ? details().written() : null;
    if (written == null) {
      return known;
    }
    byte[] text = written.getBytes(UTF_8);
    Edition edition =
        Edition.of(Integer.toString(crate.edition())).orElse(Edition.LATEST);
    rules.compareAndSet(
        null, MacroDefinition.parse(TokenStream.of(text, 0, text.length), edition));
    return rules.get();
  }

  @Override
  public boolean isSettled() {
    return details().isSettled();
  }

  @Override
  public @Nullable String safetyAttributes() {
    return kind() == DefKind.MACRO ? null : details().written();
  }

  @Override
  public DefFacts facts() {
    return details().facts();
  }
}
