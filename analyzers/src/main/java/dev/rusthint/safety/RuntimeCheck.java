package dev.rusthint.safety;

import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Obligations as conditions that a program can test: `!p.is_null()`, `i < v.len()`.
public final class RuntimeCheck {
  private static final Pattern INTERVAL = Pattern.compile("\\[(?<least>.+), (?<most>.+)(?<end>[\\])])");
  private static final Pattern COMPARED = Pattern.compile("(?<operator>!=|>=|<=|>|<|==) (?<with>\\S.*)");
  private static final String MULTIPLE = "a multiple of ";

  /// Code that can be said twice, and has no effect: names, fields, numbers, calls that only read.
  private static final Pattern REPEATABLE =
      Pattern.compile(
          "(?:[\\w.:+\\-*/% ]|&(?:mut )?|\\.(?:len|capacity|as_ptr|as_slice|as_bytes)\\(\\)"
              + "|size_of::<[\\w:]+>\\(\\)| as \\w+)+");

  private final Given given;

  /// What stands for the names in a contract.
  public interface Given {
    /// The code for a parameter or type parameter, the name itself for others.
    String code(String name);

    /// The type of what is given for a parameter; unknown for others.
    Ty type(String name);
  }

  public RuntimeCheck(Given given) {
    this.given = given;
  }

  /// A condition that is true if a part of a contract is met; null if no test can tell.
  public @Nullable String of(Clause clause) {
    for (Obligation obligation : clause.anyOf()) {
      String test = obligation.args().isEmpty() ? null : of(obligation);
      if (test != null && clause.anyOf().size() == 1) {
        return test;
      }
    }
    return null;
  }

  /// A condition that is false only if a part of a contract is not met; null if no test can tell.
  private @Nullable String necessary(Clause clause) {
    String exact = of(clause);
    if (exact != null || clause.anyOf().size() > 1) {
      return exact;
    }
    Obligation obligation = clause.anyOf().getFirst();
    return switch (obligation.property()) {
      case VALID_PTR, DEREF, PTR_TO_REF, INIT -> {
        String name = obligation.args().isEmpty() ? "" : obligation.args().getFirst();
        String length = obligation.arg(2);
        String code = code(name);
        yield code != null && (length == null || length.equals("1")) && isPointerToSome(name)
            ? "!" + operand(code) + ".is_null()"
            : null;
      }
      default -> null;
    };
  }

  /// Whether it is a pointer to what certainly takes memory: null is valid for what takes none.
  private boolean isPointerToSome(String name) {
    return given.type(name) instanceof Ty.RawPtr(boolean _, Ty target)
        && (target instanceof Ty.Primitive || target instanceof Ty.RawPtr || target instanceof Ty.Ref);
  }

  private @Nullable String of(Obligation obligation) {
    String name = obligation.args().getFirst();
    String code = code(name);
    String second = obligation.arg(1);
    if (code == null) {
      return null;
    }
    return switch (obligation.property()) {
      case NON_NULL -> isPointer(name) ? "!" + operand(code) + ".is_null()" : null;
      case ALIGN -> isPointerTo(name, second) ? operand(code) + ".is_aligned()" : null;
      case UNWRAP ->
          Set.of("Some", "Ok", "Err").contains(String.valueOf(second))
              ? operand(code) + ".is_" + String.valueOf(second).toLowerCase(Locale.ROOT) + "()"
              : null;
      case VALID_NUM -> second == null ? null : inRange(code, second);
      case VALID_STRING -> second == null ? isText(name, code) : null;
      case IN_BOUND -> inBounds(name, code, obligation.arg(2));
      default -> null;
    };
  }

  private @Nullable String code(String expression) {
    String code = Obligation.inExpression(expression, given::code).replaceAll("\\s+", " ");
    return REPEATABLE.matcher(code).matches() ? code : null;
  }

  /// As what a method can be called on.
  private static String operand(String code) {
    return code.matches("[\\w.:()]+") ? code : "(" + code + ")";
  }

  private boolean isPointer(String name) {
    return given.type(name) instanceof Ty.RawPtr;
  }

  private boolean isPointerTo(String name, @Nullable String type) {
    return given.type(name) instanceof Ty.RawPtr(boolean _, Ty target)
        && type != null
        && !(target instanceof Ty.Slice || target instanceof Ty.Dyn)
        && ItemTypes.isKnown(target)
        && ItemTypes.text(target).equals(given.code(type));
  }

  private @Nullable String inRange(String code, String range) {
    Matcher compared = COMPARED.matcher(range);
    if (compared.matches()) {
      String with = code(compared.group("with"));
      return with == null ? null : code + " " + compared.group("operator") + " " + with;
    }
    if (range.startsWith(MULTIPLE)) {
      String of = code(range.substring(MULTIPLE.length()));
      return of == null ? null : operand(code) + " % " + operand(of) + " == 0";
    }
    Matcher interval = INTERVAL.matcher(range);
    if (!interval.matches()) {
      return null;
    }
    String least = code(interval.group("least"));
    String most = code(interval.group("most"));
    if (least == null || most == null) {
      return null;
    }
    String below = code + (interval.group("end").equals("]") ? " <= " : " < ") + most;
    return least.equals("0") ? below : least + " <= " + code + " && " + below;
  }

  private @Nullable String isText(String name, String code) {
    Ty type = given.type(name);
    Ty behind = ItemTypes.behindReferences(type).getLast();
    boolean isBytes = behind instanceof Ty.Slice(Ty element) && element.equals(Ty.of(Prim.U8));
    boolean isList = ItemTypes.isAdt(behind, "alloc::vec::Vec");
    if (!isBytes && !isList) {
      return null;
    }
    String bytes = isList || !(type instanceof Ty.Ref) ? "&" + code : code;
    return "std::str::from_utf8(" + bytes + ").is_ok()";
  }

  /// Whether an index is less than the length of a slice or list.
  private @Nullable String inBounds(String name, String code, @Nullable String index) {
    Ty behind = ItemTypes.behindReferences(given.type(name)).getLast();
    boolean hasLength =
        behind instanceof Ty.Slice
            || behind instanceof Ty.Array
            || ItemTypes.isAdt(behind, "alloc::vec::Vec");
    if (!hasLength || index == null || !given.type(index).equals(Ty.of(Prim.USIZE))) {
      return null;
    }
    String at = code(index);
    return at == null ? null : at + " < " + operand(code) + ".len()";
  }

  /// Conditions that are false only if a precondition of an operation is not met that is not seen to
  /// hold.
  public static List<String> of(UnsafeOperation operation, ItemTypes types) {
    RuntimeCheck check =
        new RuntimeCheck(
            new Given() {
              @Override
              public String code(String name) {
                return Instance.given(name, operation);
              }

              @Override
              public Ty type(String name) {
                var node = operation.given().get(name);
                return node == null ? Ty.UNKNOWN : types.of(node);
              }
            });
    return Judgement.of(operation, types, null).stream()
        .filter(each -> each.state() != Judgement.State.PROVEN)
        .map(Judgement::clause)
        .filter(clause -> clause.kind() == Contract.Kind.PRECONDITION)
        .map(check::necessary)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
