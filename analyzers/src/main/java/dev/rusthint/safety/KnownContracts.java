package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.safety.Contract.Kind;
import dev.rusthint.safety.Obligation.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The contracts of the language's unsafe operations (Reference, *Unsafety*) and of the standard
/// library's unsafe functions, as they are kept with this program.
public final class KnownContracts {
  /// Of the operations of the language, and of the parts of the library.
  static final List<String> FILES =
      List.of(
          "language", "alloc", "arch", "boxed", "ffi", "mem", "misc", "num", "pin", "ptr", "slice",
          "str", "unstable", "vec");

  /// The operations of the language.
  static final Set<String> LANGUAGE = Set.copyOf(read(FILES.getFirst()).keySet());

  private KnownContracts() {}

  private static final class Loaded {
    static final Map<String, Contract> CONTRACTS = load();

    private static Map<String, Contract> load() {
      Map<String, Contract> contracts = new HashMap<>();
      for (String file : FILES) {
        read(file)
            .forEach(
                (name, contract) -> {
                  if (contracts.put(name, contract) != null) {
                    throw new IllegalStateException(name + " has two contracts");
                  }
                });
      }
      return Map.copyOf(contracts);
    }
  }

  private static Map<String, Contract> read(String file) {
    String name = "contracts/" + file + ".txt";
    try (InputStream in = KnownContracts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return ContractText.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the contracts are kept under.
  static Set<String> names() {
    return Loaded.CONTRACTS.keySet();
  }

  /// Of an operation of the language: `deref read`, `static mut`, `extern static`, `union field`,
  /// `asm`, `extern call`, `target_feature call`, `unsafe impl`.
  public static Contract ofLanguage(String operation) {
    Contract contract = Loaded.CONTRACTS.get(operation);
    if (contract == null) {
      throw new IllegalArgumentException("no contract of " + operation);
    }
    return contract;
  }

  /// Of an unsafe function or method of the standard library, or of an implementation of its unsafe
  /// traits; null if there is none. What a function asks of the processor is part of it, and all of it
  /// for one that is unsafe for nothing else.
  public static @Nullable Contract of(Def def) {
    Contract contract = kept(def);
    String features = def.facts().features();
    boolean isUnsafe = def.signature() != null && def.signature().isUnsafe();
    if (features == null || contract == null && isUnsafe) {
      return contract;
    }
    List<Clause> clauses = new ArrayList<>();
    clauses.add(
        new Clause(
            Kind.PRECONDITION,
            List.of(new Obligation(Property.FEATURE, List.of(features), Access.NONE, null))));
    if (contract != null) {
      clauses.addAll(contract.clauses());
    }
    return new Contract(clauses);
  }

  private static @Nullable Contract kept(Def def) {
    for (String key : ContractKey.of(def)) {
      Contract contract = Loaded.CONTRACTS.get(key);
      if (contract != null) {
        return contract;
      }
    }
    return null;
  }
}
