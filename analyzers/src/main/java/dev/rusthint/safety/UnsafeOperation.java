package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation that only unsafe code may do (Reference, *Unsafety*).
///
/// @param at the expression
/// @param function what is called, null for other operations and for pointers to functions
/// @param contract what it owes, null if that is not known
/// @param given the expressions that stand for parameters
/// @param types what stands for type parameters
public record UnsafeOperation(
    Node at,
    What what,
    @Nullable Def function,
    @Nullable Contract contract,
    Map<String, Node> given,
    Map<String, Ty> types) {
  /// What kind of operation it is.
  public enum What {
    DEREFERENCE("dereference of a raw pointer"),
    CALL("call of an unsafe function"),
    FOREIGN_CALL("call of a foreign function"),
    FEATURE_CALL("call of a function that needs more of the processor"),
    POINTER_CALL("call of a pointer to an unsafe function"),
    STATIC_MUT("use of a `static mut`"),
    FOREIGN_STATIC("use of a foreign static"),
    UNION_FIELD("read of a union's field"),
    ASSEMBLY("inline assembly");

    private final String words;

    What(String words) {
      this.words = words;
    }

    /// A noun phrase for people.
    public String words() {
      return words;
    }
  }

  public UnsafeOperation {
    given = Map.copyOf(given);
    types = Map.copyOf(types);
  }

  /// The path of what is called, a method's with what it is for: `alloc::vec::Vec::set_len`; null for
  /// other operations.
  public @Nullable String functionName() {
    return function == null ? null : ContractKey.of(function).getFirst();
  }

  /// The parts of its contract; empty if that is not known.
  public List<Contract.Clause> clauses() {
    return contract == null ? List.of() : contract.clauses();
  }
}
