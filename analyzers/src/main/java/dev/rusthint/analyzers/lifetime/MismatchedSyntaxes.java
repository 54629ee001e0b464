package dev.rusthint.analyzers.lifetime;

import dev.rusthint.analyzers.lifetime.LifetimeUse.Form;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One lifetime that arguments and result of a function write in different ways: hidden in a path,
/// elided, or named (rustc's lint of that name).
public final class MismatchedSyntaxes implements Analyzer<MismatchedSyntaxes.Found> {
  /// The uses of one lifetime.
  record Found(List<LifetimeUse> inputs, List<LifetimeUse> outputs) {}

  private enum Category {
    HIDDEN,
    ELIDED,
    NAMED
  }

  private static final Equivalent LINT = Equivalent.rustc("mismatched_lifetime_syntaxes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/hidden",
              "mismatched-syntaxes",
              "a lifetime that arguments and result write in different ways",
              """
              `fn iter(&self) -> Iter<T>` borrows `self` for as long as the iterator lives, but only
              a reader who knows that `Iter` has a lifetime can tell. `Iter<'_, T>` shows it. The
              same holds the other way round: where one side names a lifetime and the other elides
              it, it is easily overlooked that the two are one, or that it is `'static`.
              """)
          .withReach(Reach.CRATE)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node parameters = function.child(Field.PARAMETERS);
    Node result = function.child(Field.RETURN_TYPE);
    if (parameters == null || result == null) {
      return List.of();
    }
    HiddenLifetimes paths = new HiddenLifetimes(context);
    TypeLifetimes output = new TypeLifetimes(paths, false);
    output.add(result);
    if (output.uses().isEmpty()) {
      return List.of();
    }
    List<LifetimeUse> inputs = new ArrayList<>();
    LifetimeUse ofSelf = null;
    for (Node parameter : parameters.children()) {
      if (!parameter.is(Kind.SELF_PARAMETER) && !parameter.is(Kind.PARAMETER)) {
        continue;
      }
      TypeLifetimes input = new TypeLifetimes(paths, true);
      input.add(parameter);
      for (LifetimeUse use : input.uses()) {
        if (!use.nested()) {
          inputs.add(use);
          ofSelf = ofSelf == null && isOfSelf(use, parameter) ? use : ofSelf;
        }
      }
    }
    return group(inputs, output.uses(), ofSelf);
  }

  /// Whether a lifetime is that of a reference to `Self` in the type of `self`.
  private static boolean isOfSelf(LifetimeUse use, Node parameter) {
    if (parameter.is(Kind.SELF_PARAMETER)) {
      return true;
    }
    Node pattern = parameter.child(Field.PATTERN);
    Node reference = use.form() == Form.ELIDED ? use.node() : use.node().parent();
    Node target = reference == null ? null : reference.child(Field.TYPE);
    return pattern != null
        && pattern.is(Kind.SELF)
        && use.isReference()
        && target != null
        && target.textIs("Self");
  }

  private static List<Found> group(
      List<LifetimeUse> inputs, List<LifetimeUse> outputs, @Nullable LifetimeUse ofSelf) {
    String elided = ofSelf != null ? key(ofSelf, inputs) : onlyKey(inputs);
    Map<String, List<LifetimeUse>> byLifetime = new LinkedHashMap<>();
    for (LifetimeUse use : outputs) {
      boolean written = use.isNamed() || use.form() == Form.STATIC;
      String key = written ? use.name() : use.nested() ? null : elided;
      if (key != null) {
        byLifetime.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(use);
      }
    }
    List<Found> found = new ArrayList<>(0);
    byLifetime.forEach(
        (key, out) -> {
          List<LifetimeUse> in = new ArrayList<>(1);
          for (LifetimeUse use : inputs) {
            if (key(use, inputs).equals(key)) {
              in.add(use);
            }
          }
          if (!in.isEmpty() && !agree(in, out)) {
            found.add(new Found(in, out));
          }
        });
    return found;
  }

  /// The lifetime of an argument: its name, or a number for one without a name.
  private static String key(LifetimeUse use, List<LifetimeUse> inputs) {
    boolean written = use.isNamed() || use.form() == Form.STATIC;
    return written ? use.name() : "#" + identity(use, inputs);
  }

  private static int identity(LifetimeUse use, List<LifetimeUse> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) == use) {
        return i;
      }
    }
    return -1;
  }

  /// The lifetime that elision gives the result, null if the arguments do not have just one.
  private static @Nullable String onlyKey(List<LifetimeUse> inputs) {
    String only = null;
    for (LifetimeUse use : inputs) {
      if (use.source() == LifetimeUse.Source.OBJECT_BOUND && use.form() == Form.STATIC) {
        continue;
      }
      String key = key(use, inputs);
      if (only != null && !only.equals(key)) {
        return null;
      }
      only = key;
    }
    return only;
  }

  private static boolean agree(List<LifetimeUse> inputs, List<LifetimeUse> outputs) {
    Category first = category(inputs.get(0));
    return inputs.stream().allMatch(use -> category(use) == first)
        && outputs.stream().allMatch(use -> category(use) == first);
  }

  private static Category category(LifetimeUse use) {
    return switch (use.form()) {
      case HIDDEN -> Category.HIDDEN;
      case ELIDED, ANONYMOUS -> Category.ELIDED;
      case NAMED, STATIC -> Category.NAMED;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    LifetimeUse at = firstUnnamed(found.inputs(), null);
    at = firstUnnamed(found.outputs(), at);
    LifetimeUse input = found.inputs().get(0);
    LifetimeUse output = found.outputs().get(0);
    String text =
        shown(output)
            + " in the result is "
            + verb(output)
            + ", the same lifetime is "
            + verb(input)
            + " in "
            + shown(input);
    Message message = Message.at(spanOf(at == null ? output : at), text);
    for (LifetimeUse use : found.outputs()) {
      message = message.related(Place.here(spanOf(use)), verb(use) + " here");
    }
    String name = nameOf(found);
    return message
        .note("a reader does not see that the result borrows from that argument")
        .help(
            name == null
                ? "write `'_` where the lifetime is hidden"
                : "write `" + name + "` on both sides")
        .as(LINT);
  }

  /// Hidden ones go first, as they are what surprises.
  private static @Nullable LifetimeUse firstUnnamed(
      List<LifetimeUse> uses, @Nullable LifetimeUse known) {
    if (known != null) {
      return known;
    }
    LifetimeUse first = null;
    for (LifetimeUse use : uses) {
      Category category = category(use);
      if (category == Category.HIDDEN) {
        return use;
      }
      first = first == null && category == Category.ELIDED ? use : first;
    }
    return first;
  }

  private static String verb(LifetimeUse use) {
    return switch (category(use)) {
      case HIDDEN -> "hidden";
      case ELIDED -> "elided";
      case NAMED -> "named";
    };
  }

  private static String shown(LifetimeUse use) {
    Node node = use.node();
    Node around =
        switch (use.form()) {
          case ELIDED -> node;
          case HIDDEN -> genericOf(node);
          default -> {
            Node parent = node.parent();
            Node type = parent != null && parent.is(Kind.TYPE_ARGUMENTS) ? parent.parent() : parent;
            yield type == null ? node : type;
          }
        };
    String text = around.text().replaceAll("\\s+", " ");
    return "`" + (text.length() > 50 ? text.substring(0, 49) + "…" : text) + "`";
  }

  private static Node genericOf(Node path) {
    Node parent = path.parent();
    return parent != null && parent.is(Kind.GENERIC_TYPE) ? parent : path;
  }

  private static Span spanOf(LifetimeUse use) {
    return use.form() == Form.HIDDEN ? genericOf(use.node()).span() : use.node().span();
  }

  private static @Nullable String nameOf(Found found) {
    for (List<LifetimeUse> uses : List.of(found.inputs(), found.outputs())) {
      for (LifetimeUse use : uses) {
        if (category(use) == Category.NAMED) {
          return use.name();
        }
      }
    }
    return null;
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    String name = nameOf(found);
    List<Edit> edits = new ArrayList<>(1);
    Map<Node, Integer> paths = new LinkedHashMap<>();
    for (List<LifetimeUse> uses : List.of(found.inputs(), found.outputs())) {
      for (LifetimeUse use : uses) {
        if (use.form() == Form.HIDDEN) {
          paths.merge(use.node(), 1, Integer::sum);
        } else if (name != null && category(use) == Category.ELIDED) {
          edits.add(named(use, name, context.tree()));
        }
      }
    }
    HiddenLifetimes hidden = new HiddenLifetimes(context);
    for (Map.Entry<Node, Integer> path : paths.entrySet()) {
      if (hidden.of(path.getKey()) != path.getValue()) {
        // It hides other lifetimes too, which have no common name.
        return Optional.empty();
      }
      String lifetime = name == null ? "'_" : name;
      String all = String.join(", ", java.util.Collections.nCopies(path.getValue(), lifetime));
      edits.add(HiddenInPaths.show(path.getKey(), all));
    }
    String title = name == null ? "Show the hidden lifetime" : "Write " + name + " on both sides";
    return edits.isEmpty() ? Optional.empty() : Optional.of(new Fix(title, true, edits));
  }

  private static Edit named(LifetimeUse use, String name, SyntaxTree tree) {
    if (use.form() == Form.ANONYMOUS) {
      return Edit.replace(use.node().span(), name);
    }
    int after = use.node().start() + 1;
    return Edit.insert(after, tree.byteAt(after) == ' ' ? " " + name : name + " ");
  }
}
