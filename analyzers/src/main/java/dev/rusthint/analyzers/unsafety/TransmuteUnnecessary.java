package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `transmute` between numbers, letters and bytes for which there is a cast or a method.
public final class TransmuteUnnecessary implements Analyzer<TransmuteUnnecessary.Found> {
  /// @param name what it is instead, as part of a sentence
  /// @param text what to write
  /// @param isTight whether nothing binds tighter than that text
  record Instead(String name, String text, boolean isTight) {}

  record Found(Transmute transmute, Instead instead) {}

  private static final Equivalent LINT = Equivalent.rustc("unnecessary_transmutes");

  /// Minor versions of Rust: of the methods, and since when they can be called in a `const fn`.
  private static final int BITS = 20;

  private static final int NUMBER_BYTES = 32;
  private static final int FLOAT_BYTES = 40;
  private static final int CONST_NUMBER_BYTES = 44;
  private static final int UNCHECKED_LETTER = 52;
  private static final int CONST_UNCHECKED_LETTER = 81;
  private static final int CONST_FLOATS = 83;

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-scalar",
              "transmute-unnecessary",
              "a `transmute` between numbers, letters and bytes for which there is a cast or a method",
              """
              A cast or method that is made for two types does the same, says what it does, and does
              not compile when one of the types changes. Nearly all of them are safe.
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
  public List<Found> find(Node node, Context context) {
    Transmute transmute = Transmute.of(node, context.types());
    Instead instead = transmute == null ? null : instead(transmute, context);
    return transmute == null || instead == null
        ? List.of()
        : List.of(new Found(transmute, instead));
  }

  private static @Nullable Instead instead(Transmute transmute, Context context) {
    Ty from = transmute.from();
    Ty to = transmute.to();
    if (from instanceof Ty.Primitive(Prim source)) {
      if (to instanceof Ty.Primitive(Prim target)) {
        return ofTwo(source, target, transmute, context);
      }
      return isBytes(to) && isNumber(source) && hasBytes(source, transmute, context)
          ? call(source.text() + "::to_ne_bytes", transmute)
          : null;
    }
    return to instanceof Ty.Primitive(Prim target)
            && isBytes(from)
            && isNumber(target)
            && hasBytes(target, transmute, context)
        ? call(target.text() + "::from_ne_bytes", transmute)
        : null;
  }

  private static @Nullable Instead ofTwo(
      Prim from, Prim to, Transmute transmute, Context context) {
    if (from == to || from.size() < 0 != to.size() < 0) {
      // The size of an address is another one elsewhere.
      return null;
    }
    boolean isCast = from == Prim.BOOL || from == Prim.CHAR || from.isInteger();
    if (isCast && to.isInteger()) {
      return cast(transmute.operand(), to);
    }
    if (from.isInteger() && to == Prim.CHAR) {
      boolean has = allows(transmute, context, UNCHECKED_LETTER, CONST_UNCHECKED_LETTER);
      return !has
          ? null
          : call("char::from_u32_unchecked", transmute, from, Prim.U32);
    }
    if (!allows(transmute, context, BITS, CONST_FLOATS)) {
      return null;
    }
    if (from.isFloat() && to.isInteger()) {
      Instead bits = call(from.text() + "::to_bits", transmute);
      return to.isSigned()
          ? new Instead(
              bits.name() + " and a cast", bits.text() + " as " + to.text(), false)
          : bits;
    }
    return from.isInteger() && to.isFloat()
        ? call(to.text() + "::from_bits", transmute, from, unsigned(from))
        : null;
  }

  private static Prim unsigned(Prim number) {
    return switch (number) {
      case I16 -> Prim.U16;
      case I32 -> Prim.U32;
      case I64 -> Prim.U64;
      case I128 -> Prim.U128;
      default -> number;
    };
  }

  private static Instead cast(String operand, Prim to) {
    return new Instead("a cast", operand + " as " + to.text(), false);
  }

  private static Instead call(String function, Transmute transmute) {
    return new Instead(
        "`" + function + "`", function + "(" + transmute.value().text() + ")", true);
  }

  /// A call of a function that takes another type, to which the value has to be cast.
  private static Instead call(String function, Transmute transmute, Prim from, Prim taken) {
    return from == taken
        ? call(function, transmute)
        : new Instead(
            "a cast and `" + function + "`",
            function + "(" + transmute.operand() + " as " + taken.text() + ")",
            true);
  }

  private static boolean isBytes(Ty type) {
    return type instanceof Ty.Array(Ty element, _) && element.equals(Ty.of(Prim.U8));
  }

  private static boolean isNumber(Prim prim) {
    return prim.isInteger() || prim.isFloat();
  }

  private static boolean hasBytes(Prim number, Transmute transmute, Context context) {
    return number.isFloat()
        ? allows(transmute, context, FLOAT_BYTES, CONST_FLOATS)
        : allows(transmute, context, NUMBER_BYTES, CONST_NUMBER_BYTES);
  }

  private static boolean allows(
      Transmute transmute, Context context, int since, int constSince) {
    return context.crate().allows(transmute.isConst() ? constSince : since);
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    return Message.at(
            transmute.call().span(),
            "this `transmute` from `"
                + transmute.fromText()
                + "` to `"
                + transmute.toText()
                + "` is "
                + found.instead().name())
        .help("write `" + found.instead().text() + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Instead instead = found.instead();
    return Optional.of(
        Fix.machine(
            "Use " + instead.name(),
            found.transmute().replace(instead.text(), instead.isTight())));
  }
}
