package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.safety.Obligation.Access;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why an obligation of an operation holds, by what is visible around it: where a pointer comes from,
/// and what was tested before. Anything that it does not see through counts as not shown.
final class Discharge {
  private static final Pattern INTERVAL = Pattern.compile("\\[(?<least>.+), (?<most>.+)(?<end>[\\])])");
  private static final Pattern LENGTH = Pattern.compile("(?<owner>.+)\\.(?<what>len|capacity)\\(\\)");

  private static final Pattern SIZE =
      Pattern.compile("(?<count>\\w+) \\* size_of::<(?<type>\\w+)>\\(\\)");

  private final UnsafeOperation operation;
  private final ItemTypes types;
  private @Nullable List<Comparison> comparisons;
  private @Nullable List<Condition> conditions;

  Discharge(UnsafeOperation operation, ItemTypes types) {
    this.operation = operation;
    this.types = types;
  }

  /// Why one of a clause's alternatives holds, null if that is not to be seen.
  @Nullable String reason(Clause clause) {
    for (Obligation obligation : clause.anyOf()) {
      boolean speaksOfNow = clause.kind() == Contract.Kind.PRECONDITION || isTrait(obligation);
      String reason = speaksOfNow ? reason(obligation) : null;
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private static boolean isTrait(Obligation obligation) {
    return obligation.property() == Property.TRAIT;
  }

  private @Nullable String reason(Obligation obligation) {
    return switch (obligation.property()) {
      case NON_NULL -> nonNull(obligation);
      case ALIGN -> aligned(obligation);
      case VALID_PTR, DEREF -> valid(obligation);
      case INIT -> initialised(obligation);
      case TRAIT -> implemented(obligation);
      case VALID_NUM -> inInterval(obligation);
      case IN_BOUND -> inBounds(obligation);
      case VALID_STRING -> utf8(obligation);
      case OWNING, NON_OWNED -> owned(obligation);
      case ALLOCATED, LAYOUT -> boxed(obligation);
      default -> null;
    };
  }

  private @Nullable Node given(Obligation obligation, int number) {
    String name = obligation.arg(number);
    return name == null ? null : operation.given().get(name);
  }

  private @Nullable PointerOrigin origin(Obligation obligation) {
    Node pointer = given(obligation, 0);
    return pointer == null ? null : PointerOrigin.of(pointer, types);
  }

  private @Nullable String nonNull(Obligation obligation) {
    PointerOrigin origin = origin(obligation);
    if (origin != null) {
      return origin.words();
    }
    Node pointer = given(obligation, 0);
    if (pointer != null && ItemTypes.isAdt(types.of(pointer), "core::ptr::non_null::NonNull")) {
      return "it is a `NonNull`";
    }
    Variable variable = pointer == null ? null : Variable.of(pointer, types);
    if (variable == null) {
      return null;
    }
    for (Condition condition : conditions()) {
      if (!condition.holds()
          && isCall(condition.test(), variable, "is_null")
          && variable.isUnchanged(condition.test(), operation.at(), types)) {
        return "`" + condition.by() + "` has tested `" + condition.test().text() + "`";
      }
    }
    return null;
  }

  private @Nullable Ty type(Obligation obligation) {
    String name = obligation.arg(1);
    Ty type = name == null ? null : operation.types().get(name);
    if (type == null && name != null) {
      type = Ty.primitive(name);
    }
    return type == null || !ItemTypes.isKnown(type) ? null : type;
  }

  private @Nullable String aligned(Obligation obligation) {
    Ty type = type(obligation);
    if (type == null) {
      return null;
    }
    if (type instanceof Ty.Primitive(Prim prim) && prim.size() == 1) {
      return "a `" + prim.text() + "` may be at any address";
    }
    PointerOrigin origin = origin(obligation);
    return origin != null
            && origin.shape() != PointerOrigin.Shape.NON_NULL
            && ItemTypes.isSame(origin.target(), type)
        ? origin.words()
        : null;
  }

  private @Nullable String valid(Obligation obligation) {
    PointerOrigin origin = origin(obligation);
    Ty type = type(obligation);
    boolean writes =
        obligation.access() == Access.WRITES || obligation.access() == Access.READS_AND_WRITES;
    if (origin == null
        || type == null
        || writes && !origin.mutable()
        || !ItemTypes.isSame(origin.target(), type)
        || !origin.isFresh(operation.at(), types)) {
      return null;
    }
    String count = obligation.arg(2);
    return switch (origin.shape()) {
      case REFERENCE, CELL -> "1".equals(count) || isLiteral(count, 1) ? origin.words() : null;
      case PLACE -> "1".equals(count) ? origin.words() : null;
      case ELEMENTS -> isLengthOf(count, origin.source()) ? origin.words() : null;
      case BOX, NON_NULL -> null;
    };
  }

  private boolean isLiteral(@Nullable String name, int value) {
    Node node = name == null ? null : operation.given().get(name);
    BigInteger number = node == null ? null : integer(node);
    return number != null && number.intValue() == value;
  }

  /// Whether what is given for a parameter is `owner.len()`.
  private boolean isLengthOf(@Nullable String parameter, Node owner) {
    Node given = parameter == null ? null : operation.given().get(parameter);
    if (given == null) {
      return false;
    }
    Matcher length = LENGTH.matcher(text(given));
    Variable of = Variable.of(owner, types);
    return length.matches()
        && length.group("what").equals("len")
        && length.group("owner").equals(text(owner))
        && of != null;
  }

  private @Nullable String initialised(Obligation obligation) {
    PointerOrigin origin = origin(obligation);
    Ty type = type(obligation);
    if (origin == null
        || type == null
        || !ItemTypes.isSame(origin.target(), type)
        || !origin.isFresh(operation.at(), types)) {
      return null;
    }
    return switch (origin.shape()) {
      case REFERENCE, CELL -> "1".equals(obligation.arg(2)) ? origin.words() : null;
      case ELEMENTS -> isLengthOf(obligation.arg(2), origin.source()) ? origin.words() : null;
      case BOX, NON_NULL, PLACE -> null;
    };
  }

  private @Nullable String implemented(Obligation obligation) {
    String name = obligation.arg(0);
    Ty type = name == null ? null : operation.types().get(name);
    String trait = obligation.arg(1);
    if (type instanceof Ty.Ref && trait != null && trait.startsWith("Deref ")) {
      return "a reference's own do not";
    }
    if (type == null || !"Copy".equals(trait)) {
      return null;
    }
    Def copy = types.lang("copy");
    return copy != null && types.holds(new TraitRef(copy, List.of(type)), operation.at())
        ? "`" + ItemTypes.text(type) + "` is `Copy`"
        : null;
  }

  /// What was a box until now can be one again.
  private @Nullable String boxed(Obligation obligation) {
    PointerOrigin origin = origin(obligation);
    Def function = operation.function();
    Ty type = type(obligation);
    return origin != null
            && origin.shape() == PointerOrigin.Shape.BOX
            && function != null
            && ContractKey.of(function).getFirst().equals("alloc::boxed::Box::from_raw")
            && (obligation.property() == Property.ALLOCATED
                || type != null && ItemTypes.isSame(origin.target(), type))
        ? origin.words()
        : null;
  }

  /// What was a box until now has no other owner.
  private @Nullable String owned(Obligation obligation) {
    PointerOrigin origin = origin(obligation);
    return origin != null
            && origin.shape() == PointerOrigin.Shape.BOX
            && origin.variable() == null
        ? origin.words()
        : null;
  }

  private @Nullable String utf8(Obligation obligation) {
    Node bytes = given(obligation, 0);
    String text = bytes == null ? "" : text(bytes);
    if (bytes == null || !text.endsWith(".as_bytes()")) {
      return null;
    }
    Node callee = bytes.child(Field.FUNCTION);
    Node receiver = callee == null ? null : MethodReceiver.of(callee);
    Ty owner =
        receiver == null ? Ty.UNKNOWN : ItemTypes.behindReferences(types.of(receiver)).getLast();
    boolean isText =
        owner instanceof Ty.Primitive(Prim prim) && prim == Prim.STR
            || ItemTypes.isAdt(owner, "alloc::string::String");
    return isText && receiver != null ? "`" + text(receiver) + "` is UTF-8 already" : null;
  }

  /// `index` is within the slice `self`.
  private @Nullable String inBounds(Obligation obligation) {
    Node owner = given(obligation, 0);
    Node index = given(obligation, 2);
    if (owner == null || index == null) {
      return null;
    }
    Ty type = ItemTypes.behindReferences(types.of(owner)).getLast();
    BigInteger number = integer(index);
    if (type instanceof Ty.Array(Ty _, Ty.ConstValue(BigInteger length)) && number != null) {
      return number.compareTo(length) < 0 ? "the array has " + length + " elements" : null;
    }
    boolean isSequence =
        type instanceof Ty.Slice
            || type instanceof Ty.Array
            || type instanceof Ty.Primitive(Prim prim) && prim == Prim.STR
            || ItemTypes.isAdt(type, "alloc::vec::Vec");
    boolean isNumber = types.of(index) instanceof Ty.Primitive(Prim prim) && prim == Prim.USIZE;
    return isSequence && isNumber ? atMost(index, text(owner) + ".len()", owner, true) : null;
  }

  /// What is given for a parameter lies between two bounds.
  private @Nullable String inInterval(Obligation obligation) {
    String range = obligation.arg(1);
    String size = "[0, isize::MAX]".equals(range) ? sizeInBytes(obligation) : null;
    Node number = given(obligation, 0);
    if (size != null || number == null || range == null) {
      return size;
    }
    if (range.equals("!= 0") || range.equals("> 0")) {
      return notZero(number);
    }
    Matcher interval = INTERVAL.matcher(range);
    if (!interval.matches() || !interval.group("least").equals("0")) {
      return null;
    }
    BigInteger value = integer(number);
    boolean isClosed = interval.group("end").equals("]");
    if (value != null && value.signum() == 0 && isClosed) {
      return "it is zero";
    }
    Matcher length = LENGTH.matcher(interval.group("most"));
    if (length.matches()) {
      Node owner = operation.given().get(length.group("owner"));
      return owner == null
          ? null
          : atMost(
              number, text(owner) + "." + length.group("what") + "()", owner, !isClosed);
    }
    Node most = operation.given().get(interval.group("most"));
    return most == null ? null : atMost(number, text(most), most, !isClosed);
  }

  /// That so many values fit into memory: none or one of a type, or those that a slice has.
  private @Nullable String sizeInBytes(Obligation obligation) {
    String exp = obligation.arg(0);
    Matcher product = SIZE.matcher(exp == null ? "" : exp);
    Node count = product.matches() ? operation.given().get(product.group("count")) : null;
    if (count == null) {
      return null;
    }
    BigInteger number = integer(count);
    if (number != null && number.compareTo(BigInteger.ONE) <= 0) {
      return "no value is larger";
    }
    Ty type = operation.types().get(product.group("type"));
    Matcher length = LENGTH.matcher(text(count));
    Node callee = count.child(Field.FUNCTION);
    Node owner = callee == null ? null : MethodReceiver.of(callee);
    if (type == null || owner == null || !length.matches() || !length.group("what").equals("len")) {
      return null;
    }
    Ty of = ItemTypes.behindReferences(types.of(owner)).getLast();
    Ty element =
        of instanceof Ty.Slice slice
            ? slice.element()
            : ItemTypes.isAdt(of, "alloc::vec::Vec") ? ((Ty.Adt) of).args().getFirst() : Ty.UNKNOWN;
    return ItemTypes.isSame(element, type) ? "so many are in `" + shown(owner) + "`" : null;
  }

  private @Nullable String notZero(Node number) {
    BigInteger value = integer(number);
    if (value != null) {
      return value.signum() != 0 ? "it is " + value : null;
    }
    for (Comparison comparison : comparisons()) {
      BigInteger right = integer(comparison.right());
      boolean excludes =
          right != null
              && switch (comparison.operator()) {
                case OTHER -> right.signum() == 0;
                case GREATER -> right.signum() >= 0;
                case AT_LEAST, EQUAL -> right.signum() > 0;
                case LESS, AT_MOST -> false;
              };
      if (excludes && isSame(comparison.left(), number, comparison.by())) {
        return tested(comparison);
      }
    }
    return null;
  }

  /// Whether a number was found to be at most, or less than, another.
  ///
  /// @param most the code of the other
  /// @param owner what must not have changed since for that to mean the same
  private @Nullable String atMost(Node number, String most, Node owner, boolean isLess) {
    Variable variable = Variable.of(owner, types);
    if (variable == null) {
      return null;
    }
    BigInteger value = integer(number);
    for (Comparison comparison : comparisons()) {
      if (!text(comparison.right()).equals(most)
          || !variable.isUnchanged(evaluated(comparison.by()), operation.at(), types)) {
        continue;
      }
      BigInteger left = integer(comparison.left());
      boolean holds =
          value != null && left != null
              ? shows(left, comparison.operator(), value, isLess)
              : value == null
                  && shows(comparison.operator(), isLess)
                  && isSame(comparison.left(), number, comparison.by());
      if (holds) {
        return tested(comparison);
      }
    }
    return null;
  }

  private static boolean shows(Comparison.Operator operator, boolean isLess) {
    return switch (operator) {
      case LESS -> true;
      case AT_MOST, EQUAL -> !isLess;
      default -> false;
    };
  }

  /// Whether `left operator n` shows that `value < n`, or `value <= n`.
  private static boolean shows(
      BigInteger left, Comparison.Operator operator, BigInteger value, boolean isLess) {
    BigInteger least =
        switch (operator) {
          case LESS -> left.add(BigInteger.ONE);
          case AT_MOST, EQUAL -> left;
          default -> null;
        };
    return least != null && (isLess ? value.compareTo(least) < 0 : value.compareTo(least) <= 0);
  }

  /// Whether two expressions have the same value: one variable that keeps it.
  private boolean isSame(Node tested, Node used, Condition by) {
    Variable variable = Variable.of(used, types);
    if (variable == null || !text(tested).equals(variable.path())) {
      return false;
    }
    if (by.test().is(Kind.FOR_EXPRESSION)) {
      return variable.declaration().equals(tested)
          && variable.isUnchanged(evaluated(by), operation.at(), types);
    }
    Variable before = Variable.of(tested, types);
    return variable.equals(before) && variable.isUnchanged(by.test(), operation.at(), types);
  }

  /// What of a condition is evaluated; of a loop that is its range.
  private static Node evaluated(Condition condition) {
    Node test = condition.test();
    Node range = test.is(Kind.FOR_EXPRESSION) ? test.child(Field.VALUE) : null;
    return range == null ? test : range;
  }

  private static String tested(Comparison comparison) {
    Node test = comparison.by().test();
    if (test.is(Kind.FOR_EXPRESSION)) {
      return "the loop goes over `" + test.textOf(Field.VALUE).orElse("") + "`";
    }
    String holds = comparison.by().holds() ? "" : "not ";
    return "`" + comparison.by().by() + "` has tested " + holds + "`" + shown(test) + "`";
  }

  private boolean isCall(Node test, Variable receiver, String method) {
    Node callee = test.child(Field.FUNCTION);
    Node on = callee == null ? null : MethodReceiver.of(callee);
    return callee != null
        && on != null
        && receiver.equals(Variable.of(on, types))
        && callee.textOf(Field.FIELD).orElse("").equals(method)
        && types.of(on) instanceof Ty.RawPtr;
  }

  private List<Condition> conditions() {
    if (conditions == null) {
      conditions = Condition.before(operation.at(), types);
    }
    return conditions;
  }

  private List<Comparison> comparisons() {
    if (comparisons == null) {
      comparisons =
          conditions().stream()
              .map(Comparison::of)
              .filter(Objects::nonNull)
              .<Comparison>mapMulti(
                  (c, sink) -> {
                    sink.accept(c);
                    sink.accept(c.reversed());
                  })
              .toList();
    }
    return comparisons;
  }

  private static @Nullable BigInteger integer(Node node) {
    if (!node.is(Kind.INTEGER_LITERAL)) {
      return null;
    }
    Matcher digits = Pattern.compile("([0-9][0-9_]*)([iu].*)?").matcher(node.text());
    return digits.matches() ? new BigInteger(digits.group(1).replace("_", "")) : null;
  }

  private static String shown(Node node) {
    return node.text().replaceAll("\\s+", " ");
  }

  private static String text(Node node) {
    return node.text().replaceAll("\\s+", "");
  }
}
