package dev.rusthint.workspace;

import dev.rusthint.safety.Judgement.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A place in the code that says `unsafe`, or that gives foreign code a way in.
///
/// @param crate the name of its crate
/// @param line where it begins, from 1
/// @param name of the function that a block is in, else of the item itself
/// @param isInSafeFunction whether it is a block in a function that anybody may call
/// @param code its first line
/// @param stated its `SAFETY:` comment, of a declaration its section `# Safety`; null if there is none
/// @param operations the unsafe operations in it, those in blocks of their own aside
/// @param unknown how many calls and dereferences in it may be unsafe: their types are not known
public record UnsafeSite(
    String crate,
    Path file,
    int line,
    Kind kind,
    String name,
    boolean isInSafeFunction,
    String code,
    @Nullable String stated,
    List<Operation> operations,
    int unknown) {
  /// What kind of site it is.
  public enum Kind {
    BLOCK,
    FUNCTION,
    TRAIT,
    IMPL,
    EXTERN_BLOCK,
    ATTRIBUTE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// An unsafe operation.
  ///
  /// @param what what kind of operation it is, a phrase
  /// @param function the path of what is called, null for other operations
  /// @param isContractKnown whether it is known what it asks for
  public record Operation(
      int line,
      String what,
      String code,
      @Nullable String function,
      boolean isContractKnown,
      List<Owed> owed) {
    public Operation {
      owed = List.copyOf(owed);
    }
  }

  /// Something that must hold for an operation.
  ///
  /// @param reason why it is proven, empty for other states
  public record Owed(String text, State state, String reason) {}

  public UnsafeSite {
    operations = List.copyOf(operations);
  }

  /// How many of its obligations are in a state.
  public long count(State state) {
    return operations.stream()
        .flatMap(o -> o.owed().stream())
        .filter(o -> o.state() == state)
        .count();
  }
}
