package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.analyzers.Parameter;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A conversion of a value to the type it already has.
public final class NeedlessConversion implements Analyzer<NeedlessConversion.Found> {
  /// @param at what is underlined
  /// @param conversion what to leave out, as the message calls it
  /// @param type what the value is before and after; null where a parameter would convert it
  /// @param edit null where it takes more than that
  record Found(
      Span at, String conversion, @Nullable String type, @Nullable Edit edit, boolean isSafe) {}

  private static final String INTO_ITERATOR = "core::iter::traits::collect::IntoIterator";
  private static final String INTO_ITER = INTO_ITERATOR + "::into_iter";
  private static final String INTO = "core::convert::Into::into";
  private static final String FROM = "core::convert::From::from";

  /// The methods that convert, by name.
  private static final Map<String, String> METHODS =
      Map.of("into", INTO, "into_iter", INTO_ITER, "try_into", "core::convert::TryInto::try_into");

  private static final Set<String> FUNCTIONS =
      Set.of(FROM, INTO_ITER, "core::convert::TryFrom::try_from");

  /// Methods whose argument may be the conversion.
  private static final Map<String, Set<String>> MAPS =
      Map.of(
          "map",
          Set.of(
              "core::iter::traits::iterator::Iterator::map",
              "core::option::{impl}::map",
              "core::result::{impl}::map"),
          "map_err",
          Set.of("core::result::{impl}::map_err"));

  private static final Equivalent LINT = Equivalent.clippy("useless_conversion");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/needless-conversion",
              "needless-conversion",
              "a conversion of a value to the type it already has",
              """
              Every type converts to itself, so `into`, `from`, `try_into` and `into_iter` compile
              where there is nothing to convert. A reader then looks for two types that are not
              there, and `try_into` makes them handle an error that cannot occur.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node call, Context context) {
    MethodCall method = MethodCall.of(call);
    Found found;
    if (method == null) {
      found = function(call, context.types());
    } else if (method.arguments().isEmpty() && METHODS.containsKey(method.name().text())) {
      found = method(method, context.types());
    } else if (method.arguments().size() == 1 && MAPS.containsKey(method.name().text())) {
      found = mapped(method, context.types());
    } else {
      found = null;
    }
    return found == null ? List.of() : List.of(found);
  }

  // Methods.

  private static @Nullable Found method(MethodCall call, ItemTypes types) {
    MethodUse use = types.call(call.call());
    String name = call.name().text();
    String wanted = METHODS.get(name);
    if (use == null || wanted == null || !use.is(wanted)) {
      return null;
    }
    Ty before = types.of(call.receiver());
    Ty after = types.of(call.call());
    if (name.equals("into_iter")) {
      if (isWantedAnyway(call, before, types)) {
        return argument(call, use, before);
      }
      Node outer = call.call().parent() == null ? null : call.call().parent().parent();
      MethodCall around = MethodCall.of(outer, "into_iter", 0);
      boolean isInner = around != null && around.receiver().equals(call.call());
      if (isInner || isUnchangeable(call, types)) {
        return null;
      }
    } else if (name.equals("try_into")) {
      after = success(after);
    }
    if (after == null || use.derefs() != 0 || !ItemTypes.isSame(before, after)) {
      return null;
    }
    return new Found(
        call.call().span(),
        "`." + name + "()`",
        ItemTypes.text(before),
        name.equals("try_into") ? null : Edit.delete(call.suffix()),
        true);
  }

  /// `T` of `Result<T, _>`.
  private static @Nullable Ty success(Ty type) {
    return type instanceof Ty.Adt result
            && result.def().path().equals("core::result::Result")
            && !result.args().isEmpty()
        ? result.args().getFirst()
        : null;
  }

  /// Whether the call is an argument for a parameter that takes whatever has an `into_iter`.
  private static boolean isWantedAnyway(MethodCall call, Ty receiver, ItemTypes types) {
    Parameter parameter = Parameter.of(call.call(), types);
    if (parameter == null || !(parameter.type() instanceof Ty.Param param)) {
      return false;
    }
    boolean converts = false;
    for (Predicate predicate : parameter.function().generics().allPredicates()) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)
          && trait.self() instanceof Ty.Param self
          && self.index() == param.index()) {
        if (trait.trait().path().equals(INTO_ITERATOR)) {
          converts = true;
        } else if (trait.args().size() > 1
            || !types.holds(new TraitRef(trait.trait(), List.of(receiver)), call.call())) {
          return false;
        }
      }
    }
    return converts;
  }

  private static @Nullable Found argument(MethodCall call, MethodUse use, Ty receiver) {
    if (use.derefs() != 0 || !ItemTypes.isKnown(receiver)) {
      return null;
    }
    Edit edit =
        switch (use.borrow()) {
          // The place is left with the caller, as the method call did.
          case NONE ->
              receiver instanceof Ty.Ref r && r.mutable()
                  ? null
                  : Edit.delete(call.suffix());
          case SHARED -> Edit.replace(call.call().span(), "&" + call.receiver().text());
          case MUTABLE -> Edit.replace(call.call().span(), "&mut " + call.receiver().text());
          case CONST_POINTER -> null;
        };
    return new Found(call.call().span(), "`.into_iter()`", null, edit, true);
  }

  /// Whether a variable that is not `mut` is the receiver, and something is done with the iterator
  /// in the same expression: it may need to be mutable there.
  private static boolean isUnchangeable(MethodCall call, ItemTypes types) {
    Node parent = call.call().parent();
    boolean isWhole =
        parent == null
            || switch (parent.kind()) {
              case LET_DECLARATION, BLOCK, EXPRESSION_STATEMENT -> true;
              default -> false;
            };
    if (isWhole || !call.receiver().is(Kind.IDENTIFIER) && !call.receiver().is(Kind.SELF)) {
      return false;
    }
    return !types.isDeclaredMutable(call.receiver());
  }

  // Functions.

  private static @Nullable Found function(Node call, ItemTypes types) {
    Node function = call.child(Field.FUNCTION);
    Node arguments = call.child(Field.ARGUMENTS);
    if (function == null
        || arguments == null
        || !function.is(Kind.SCOPED_IDENTIFIER)
        || arguments.namedChildren().size() != 1
        || !FUNCTIONS.contains(pathEnd(function))
        || !(types.of(function) instanceof Ty.FnDef def)
        || !FUNCTIONS.contains(def.def().path())) {
      return null;
    }
    Node value = arguments.namedChildren().getFirst();
    boolean isTry = def.def().name().equals("try_from");
    Ty before = types.of(value);
    Ty after = isTry ? success(types.of(call)) : types.of(call);
    if (after == null || !ItemTypes.isSame(before, after)) {
      return null;
    }
    Edit edit =
        isTry ? null : Edit.replace(call.span(), Expressions.textFor(value, call));
    return new Found(
        call.span(), "`" + function.text() + "()`", ItemTypes.text(before), edit, isSettled(value));
  }

  /// The function that the last name of a path could mean.
  private static String pathEnd(Node path) {
    Node name = path.child(Field.NAME);
    return name == null
        ? ""
        : switch (name.text()) {
          case "from" -> FROM;
          case "into_iter" -> INTO_ITER;
          case "try_from" -> "core::convert::TryFrom::try_from";
          default -> "";
        };
  }

  /// Whether the value has its type wherever it stands.
  private static boolean isSettled(Node value) {
    return switch (value.kind()) {
      case IDENTIFIER, SELF, FIELD_EXPRESSION, STRING_LITERAL, MACRO_INVOCATION -> true;
      default -> false;
    };
  }

  // Arguments of `map`.

  private static @Nullable Found mapped(MethodCall call, ItemTypes types) {
    Node argument = call.argument();
    if (!argument.is(Kind.SCOPED_IDENTIFIER)) {
      return null;
    }
    MethodUse use = types.call(call.call());
    Set<String> paths = MAPS.getOrDefault(call.name().text(), Set.of());
    if (use == null
        || !paths.contains(use.method().path())
        || !(types.of(argument) instanceof Ty.FnDef conversion)
        || !Set.of(FROM, INTO).contains(conversion.def().path())
        || conversion.args().size() != 2
        || !ItemTypes.isSame(conversion.args().get(0), conversion.args().get(1))) {
      return null;
    }
    return new Found(
        call.suffix(),
        "`." + call.name().text() + "(" + argument.text() + ")`",
        ItemTypes.text(conversion.args().getFirst()),
        Edit.delete(call.suffix()),
        true);
  }

  @Override
  public Message describe(Found found, Context context) {
    Message message =
        found.type() == null
            ? Message.at(
                found.at(), "the function that gets this iterator calls `into_iter` itself")
            : Message.at(
                found.at(),
                found.conversion() + " converts `" + found.type() + "` to the type it already has");
    return message.help("leave out " + found.conversion()).as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Edit edit = found.edit();
    if (edit == null || Expressions.hasComment(context.tree(), edit.span())) {
      return Optional.empty();
    }
    String title = "Leave out the conversion";
    return Optional.of(found.isSafe() ? Fix.machine(title, edit) : Fix.review(title, edit));
  }
}
