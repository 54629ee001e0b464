package dev.rusthint.safety;

import java.util.List;

/// What an unsafe operation owes.
public record Contract(List<Clause> clauses) {
  public static final Contract NONE = new Contract(List.of());

  public Contract {
    clauses = List.copyOf(clauses);
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
