package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.types.AutoTraits.Step;
import dev.rusthint.types.AutoTraits.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in words whether a struct, enum or union is `Send`, `Sync` and `Unpin`, and which field
/// decides.
public final class AutoTraitText {
  private static final List<String> TRAITS = List.of("Send", "Sync", "Unpin");

  private final World world;
  private final Def type;

  private AutoTraitText(World world, Def type) {
    this.world = world;
    this.type = type;
  }

  /// A line of Markdown for each trait; those of which nothing is known are left out.
  public static List<String> of(World world, Def type) {
    AutoTraitText text = new AutoTraitText(world, type);
    AutoTraits traits = new AutoTraits(world, type.generics().predicates());
    List<String> lines = new ArrayList<>();
    for (String name : TRAITS) {
      Def trait = world.stdType("core::marker::" + name);
      if (trait != null) {
        Verdict verdict = traits.of(trait, new Ty.Adt(type, type.generics().identity()));
        String said = text.verdict(verdict);
        if (said != null) {
          lines.add("- `" + name + "`: " + said);
        }
      }
    }
    return lines;
  }

  /// Those of `Send` and `Sync` that hold for a type, whatever its parameters are.
  public static List<String> shared(World world, Def type) {
    AutoTraits traits = new AutoTraits(world, type.generics().predicates());
    List<String> found = new ArrayList<>();
    for (String name : TRAITS.subList(0, 2)) {
      Def trait = world.stdType("core::marker::" + name);
      if (trait != null
          && traits.of(trait, new Ty.Adt(type, type.generics().identity()))
              instanceof Verdict.Holds holds
          && holds.conditions().isEmpty()) {
        found.add(name);
      }
    }
    return found;
  }

  private @Nullable String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Unclear _ -> null;
      case Verdict.Holds holds -> holds(holds);
      case Verdict.Lacks lacks -> "no, " + reason(lacks);
    };
  }

  private String holds(Verdict.Holds holds) {
    String conditions =
        holds.conditions().stream()
            .map(AutoTraitText::condition)
            .collect(Collectors.joining(", "));
    boolean isWritten = holds.impls().stream().anyMatch(this::isOwn);
    String how = conditions.isEmpty() ? "yes" : "if " + conditions;
    return isWritten ? how + ", by its own `impl`" : how;
  }

  private static String condition(TraitRef trait) {
    return "`" + TypeNames.of(trait.self()) + ": " + trait.trait().name() + "`";
  }

  private boolean isOwn(Def impl) {
    return impl.impl() instanceof ImplHead head
        && head.self() instanceof Ty.Adt adt
        && adt.def() == type;
  }

  private String reason(Verdict.Lacks lacks) {
    Step last = lacks.path().getLast();
    String self = "`" + TypeNames.of(last.goal().self()) + "`";
    String trait = "`" + last.goal().trait().name() + "`";
    if (lacks.path().size() == 1 && lacks.impl() != null) {
      return lacks.lack() == AutoTraits.Lack.NEGATIVE_IMPL
          ? "by its own `impl !" + last.goal().trait().name() + "`"
          : "its `impl` is for other arguments";
    }
    String fields = fields(lacks.path());
    String where = fields.isEmpty() ? "" : "because of `" + fields + "`: ";
    return where
        + switch (lacks.lack()) {
          case OBJECT -> self + " does not ask for " + trait;
          case NEGATIVE_IMPL, OTHER_IMPLS, NO_IMPL -> self + " is not " + trait;
        };
  }

  /// The way through the fields, `inner.next.0`; that of a variant begins with its name.
  private static String fields(List<Step> path) {
    List<String> names = new ArrayList<>();
    for (Step step : path) {
      if (step instanceof Step.Field(TraitRef _, Def owner, var field)) {
        if (owner.kind() == DefKind.VARIANT) {
          names.add(owner.name());
        }
        names.add(field.name());
      }
    }
    return String.join(".", names);
  }
}
