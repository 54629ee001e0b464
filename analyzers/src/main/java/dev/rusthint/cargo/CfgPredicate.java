package dev.rusthint.cargo;

import java.util.List;
import java.util.stream.Collectors;

/// A predicate of conditional compilation, as in `#[cfg(…)]`, `cfg!(…)`, `cfg_attr` and
/// `[target.'cfg(…)']`. The grammar is that of the Rust reference, chapter "Conditional
/// compilation".
public sealed interface CfgPredicate {
  /// Reads what stands between the parentheses of `cfg(…)`. Never fails: text that is no predicate,
  /// such as one being typed, gives [Unreadable].
  static CfgPredicate parse(String text) {
    return new CfgParser(text).parse();
  }

  /// Reads a key of `[target.…]`, which is `cfg(…)` or a triple.
  static CfgPredicate ofTargetKey(String key) {
    String stripped = key.strip();
    if (stripped.startsWith("cfg(") && stripped.endsWith(")")) {
      return parse(stripped.substring("cfg(".length(), stripped.length() - 1));
    }
    return new Triple(stripped);
  }

  /// Whether code under this predicate is compiled. Where the set leaves names open, the answer is
  /// [Truth#UNKNOWN] only if it depends on them: `all(test, not(test))` is false.
  default Truth evaluate(CfgSet set) {
    return set.evaluate(this);
  }

  /// The value in Kleene's three-valued logic, which takes each open name by itself.
  Truth kleene(CfgSet set);

  /// `all(…)`: every one holds, as it is with none.
  record All(List<CfgPredicate> predicates) implements CfgPredicate {
    public All {
      predicates = List.copyOf(predicates);
    }

    @Override
    public Truth kleene(CfgSet set) {
      Truth result = Truth.TRUE;
      for (CfgPredicate predicate : predicates) {
        Truth one = predicate.kleene(set);
        result = one.compareTo(result) < 0 ? one : result;
      }
      return result;
    }

    @Override
    public String toString() {
      return "all(" + join(predicates) + ")";
    }
  }

  /// `any(…)`: at least one holds, which with none it does not.
  record Any(List<CfgPredicate> predicates) implements CfgPredicate {
    public Any {
      predicates = List.copyOf(predicates);
    }

    @Override
    public Truth kleene(CfgSet set) {
      Truth result = Truth.FALSE;
      for (CfgPredicate predicate : predicates) {
        Truth one = predicate.kleene(set);
        result = one.compareTo(result) > 0 ? one : result;
      }
      return result;
    }

    @Override
    public String toString() {
      return "any(" + join(predicates) + ")";
    }
  }

  /// `not(…)`.
  record Not(CfgPredicate predicate) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return predicate.kleene(set).not();
    }

    @Override
    public String toString() {
      return "not(" + predicate + ")";
    }
  }

  /// `true` or `false`.
  record Constant(boolean value) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return Truth.of(value);
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /// `name`, such as `unix` or `test`.
  record Name(String name) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return set.has(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// `key = "value"`.
  record KeyValue(String key, String value) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return set.has(key, value);
    }

    @Override
    public String toString() {
      return key + " = \"" + value + "\"";
    }
  }

  /// The target triple itself, as a key of `[target.…]`.
  record Triple(String triple) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return Truth.of(set.target().triple().equals(triple));
    }

    @Override
    public String toString() {
      return triple;
    }
  }

  /// Text that is no predicate of stable Rust; it may hold or not.
  ///
  /// @param reason what is wrong with it, for people
  record Unreadable(String text, String reason) implements CfgPredicate {
    @Override
    public Truth kleene(CfgSet set) {
      return Truth.UNKNOWN;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static String join(List<CfgPredicate> predicates) {
    return predicates.stream().map(CfgPredicate::toString).collect(Collectors.joining(", "));
  }
}
