package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.LeastSizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An enum with one variant that is far larger than all others.
public final class LargeVariant implements Analyzer<LargeVariant.Found> {
  /// @param second the size of the next smaller variant
  /// @param boxed the types of the fields that are best kept elsewhere, empty where that is not
  ///   certain to help
  record Found(Node item, Node name, Node variant, long size, long second, List<Node> boxed) {}

  private static final Equivalent LINT = Equivalent.clippy("large_enum_variant");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/large-variant",
              "large-variant",
              "a variant that is far larger than the others of its enum",
              """
              Every value of an enum has room for its largest variant, so one large variant makes
              all others as large: in each element of a vector, each message of a channel, each
              move. A `Box` around what is large costs an allocation where that variant is made,
              and nothing elsewhere. Sizes are those of 64-bit targets.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.ENUM_ITEM);
  }

  static long threshold(Settings settings, String option, long byDefault) {
    String written = settings.option(option);
    return written != null && written.matches("\\d{1,9}") ? Long.parseLong(written) : byDefault;
  }

  @Override
  public List<Found> find(Node item, Context context) {
    Node name = item.child(Field.NAME);
    Node body = item.child(Field.BODY);
    ItemTypes types = context.types();
    Def def = types.definition(item);
    if (name == null || body == null || def == null) {
      return List.of();
    }
    List<LeastSizes.Variant> variants =
        new LeastSizes(types.world(), DataModel.LP64)
            .variants(new Ty.Adt(def, def.generics().identity()));
    if (variants.size() < 2) {
      return List.of();
    }
    List<LeastSizes.Variant> bySize = new ArrayList<>(variants);
    bySize.sort(Comparator.comparingLong(LeastSizes.Variant::size).reversed());
    LeastSizes.Variant largest = bySize.getFirst();
    long second = bySize.get(1).size();
    long allowed = threshold(context.settings(), "enum-variant-size-threshold", 200);
    Node variant = node(body, largest.def().name());
    if (largest.size() - second <= allowed || variant == null) {
      return List.of();
    }
    List<Node> boxed = isCopy(item) ? List.of() : boxed(variant, largest, second + allowed);
    return List.of(new Found(item, name, variant, largest.size(), second, boxed));
  }

  private static @Nullable Node node(Node body, String variant) {
    for (Node child : body.namedChildren()) {
      Node name = child.is(Kind.ENUM_VARIANT) ? child.child(Field.NAME) : null;
      if (name != null && name.textIs(variant)) {
        return child;
      }
    }
    return null;
  }

  private static boolean isCopy(Node item) {
    for (Node attribute : Attributes.outer(item)) {
      if (Attributes.path(attribute).equals("derive")
          && attribute.text().matches("(?s).*\\bCopy\\b.*")) {
        return true;
      }
    }
    return false;
  }

  /// The types of the largest fields without which a variant is small enough.
  private static List<Node> boxed(Node variant, LeastSizes.Variant sizes, long allowed) {
    List<Node> written = fieldTypes(variant);
    if (written.size() != sizes.fields().size()) {
      return List.of();
    }
    List<Integer> bySize =
        IntStream.range(0, written.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> -sizes.fields().get(i)))
            .toList();
    List<Node> found = new ArrayList<>();
    long left = sizes.size();
    for (int i : bySize) {
      if (left <= allowed) {
        break;
      }
      found.add(written.get(i));
      left -= sizes.fields().get(i) - DataModel.LP64.pointer();
    }
    return left <= allowed ? found : List.of();
  }

  private static List<Node> fieldTypes(Node variant) {
    Node body = variant.child(Field.BODY);
    List<Node> types = new ArrayList<>();
    if (body != null) {
      boolean isNamed = body.is(Kind.FIELD_DECLARATION_LIST);
      for (Node child : body.namedChildren()) {
        Node type =
            isNamed
                ? child.is(Kind.FIELD_DECLARATION) ? child.child(Field.TYPE) : null
                : child.field() == Field.TYPE ? child : null;
        if (type != null) {
          types.add(type);
        }
      }
    }
    return types;
  }

  @Override
  public Message describe(Found found, Context context) {
    Node variant = found.variant().child(Field.NAME);
    String name = variant == null ? "" : variant.text();
    Message message =
        Message.at(
                found.name().span(),
                "`" + name + "` makes every `" + found.name().text() + "` take "
                    + found.size() + " bytes or more, where the other variants need "
                    + (found.second() == 0 ? "none" : "at most " + found.second()))
            .related(Place.here(found.variant().span()), "the large variant")
            .as(LINT);
    return found.boxed().isEmpty()
        ? message.help("keep what is large in it behind a `Box` or a reference")
        : message.help("put " + list(found.boxed()) + " into a `Box`");
  }

  private static String list(List<Node> types) {
    return String.join(
        " and ", types.stream().map(type -> "the `" + type.text() + "` in it").toList());
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    if (found.boxed().isEmpty()) {
      return Optional.empty();
    }
    Edit[] edits =
        found.boxed().stream()
            .map(type -> Edit.replace(type.span(), "Box<" + type.text() + ">"))
            .toArray(Edit[]::new);
    return Optional.of(Fix.review("Box what is large", edits));
  }
}
