package dev.rusthint.safety;

import java.util.List;

/// What an unsafe operation owes.
///
/// @param source where it comes from
public record Contract(List<Clause> clauses, Source source) {
  /// Where a contract comes from.
  public enum Source {
    /// It is kept with this program.
    KNOWN,
    /// The function states it.
    STATED,
    /// It is what the operations in the function's body ask of its parameters.
    DERIVED
  }

  public static final Contract NONE = new Contract(List.of());

  public Contract {
    clauses = List.copyOf(clauses);
  }

  /// One that is kept with this program.
  public Contract(List<Clause> clauses) {
    this(clauses, Source.KNOWN);
  }

  /// How an obligation binds.
  public enum Kind {
    /// It must hold when the operation begins.
    PRECONDITION,
    /// It must be kept afterwards: the operation leaves something behind that safe code could misuse.
    HAZARD,
    /// It is enough, and not needed.
    OPTION
  }

  /// One part of a contract: of the alternatives, one must hold.
  public record Clause(Kind kind, List<Obligation> anyOf) {
    public Clause {
      anyOf = List.copyOf(anyOf);
      if (anyOf.isEmpty()) {
        throw new IllegalArgumentException("no obligation");
      }
    }
  }
}
