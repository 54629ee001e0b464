package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import org.jspecify.annotations.Nullable;

/// Where the contracts of unsafe functions come from.
public interface Contracts {
  /// Those that are kept with this program, and for foreign functions that of the language.
  Contracts KNOWN =
      function ->
          function.facts().isForeign()
              ? KnownContracts.ofLanguage("extern call")
              : KnownContracts.of(function);

  /// What a function owes; null if it is not known.
  @Nullable Contract of(Def function);
}
