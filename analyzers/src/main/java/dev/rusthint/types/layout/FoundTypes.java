package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.types.TypeText;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The structs, enums and unions that types are made of, with their layouts, by name.
public final class FoundTypes {
  private static final TypeText TEXT = new TypeText(_ -> "");

  private final Layouts layouts;
  private final Set<Ty> seen = new HashSet<>();
  private final SortedMap<String, Layout> found = new TreeMap<>();

  public FoundTypes(Layouts layouts) {
    this.layouts = layouts;
  }

  /// Those whose layout is known.
  public SortedMap<String, Layout> all() {
    return Collections.unmodifiableSortedMap(found);
  }

  /// A type, its arguments, its fields, and theirs.
  public void add(Ty type) {
    Deque<Ty> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      Ty next = open.poll();
      if (seen.add(next)) {
        open.addAll(parts(next));
        if (isClosed(next)) {
          Layout layout = layouts.of(next);
          if (layout != null) {
            open.addAll(fields(layout));
            if (next instanceof Ty.Adt) {
              found.put(TEXT.of(next), layout);
            }
          }
        }
      }
    }
  }

  /// The types without parameters that a module and those in it declare.
  public void addDeclared(Def module) {
    for (Def member : module.members()) {
      if (member.kind() == DefKind.MODULE) {
        addDeclared(member);
      } else if (member.kind().isAdt() && member.generics().size() == 0) {
        add(new Ty.Adt(member, List.of()));
      }
    }
  }

  private static List<Ty> fields(Layout layout) {
    return switch (layout.content()) {
      case Layout.Fields f -> f.places().stream().map(Layout.Place::type).toList();
      case Layout.Variants v ->
          v.variants().stream().flatMap(e -> e.places().stream()).map(Layout.Place::type).toList();
      case Layout.Whole _ -> List.of();
    };
  }

  private static List<Ty> parts(Ty type) {
    return switch (type) {
      case Ty.Adt t -> t.args();
      case Ty.Tuple t -> t.elements();
      case Ty.Array t -> List.of(t.element());
      case Ty.Slice t -> List.of(t.element());
      case Ty.Ref t -> List.of(t.target());
      case Ty.RawPtr t -> List.of(t.target());
      default -> List.of();
    };
  }

  /// Whether it has neither parameters nor parts that are not known.
  private static boolean isClosed(Ty type) {
    return switch (type) {
      case Ty.Param _, Ty.Infer _, Ty.Unknown _, Ty.Projection _, Ty.Opaque _, Ty.Closure _ -> false;
      case Ty.Array t when !(t.length() instanceof Ty.ConstValue) -> false;
      case Ty.FnPtr t -> t.params().stream().allMatch(FoundTypes::isClosed) && isClosed(t.result());
      case Ty.FnDef t -> t.args().stream().allMatch(FoundTypes::isClosed);
      case Ty.Dyn t ->
          t.bounds().stream()
              .allMatch(
                  bound ->
                      bound.args().stream().allMatch(FoundTypes::isClosed)
                          && bound.bindings().stream().allMatch(b -> isClosed(b.type())));
      default -> parts(type).stream().allMatch(FoundTypes::isClosed);
    };
  }
}
