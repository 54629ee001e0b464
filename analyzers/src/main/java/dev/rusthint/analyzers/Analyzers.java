package dev.rusthint.analyzers;

import dev.rusthint.analyzers.asyncs.AsyncRules;
import dev.rusthint.analyzers.builds.BuildRules;
import dev.rusthint.analyzers.docs.DocsRules;
import dev.rusthint.analyzers.embedded.EmbeddedRules;
import dev.rusthint.analyzers.errors.ErrorRules;
import dev.rusthint.analyzers.ffi.FfiRules;
import dev.rusthint.analyzers.lifetime.LifetimeRules;
import dev.rusthint.analyzers.macros.MacroRules;
import dev.rusthint.analyzers.memory.MemoryRules;
import dev.rusthint.analyzers.ownership.OwnershipRules;
import dev.rusthint.analyzers.panic.PanicRules;
import dev.rusthint.analyzers.perf.PerfRules;
import dev.rusthint.analyzers.tests.TestRules;
import dev.rusthint.analyzers.traits.TraitRules;
import dev.rusthint.analyzers.unsafety.UnsafeRules;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Registry;
import java.util.List;
import java.util.stream.Stream;

/// All analyzers of Rust code. Each category has a list of its own, sorted by class name; a test
/// compares the lists with the classes that exist.
public final class Analyzers {
  private static final Registry REGISTRY =
      new Registry(
          Stream.of(
                  AsyncRules.ALL,
                  BuildRules.ALL,
                  DocsRules.ALL,
                  EmbeddedRules.ALL,
                  ErrorRules.ALL,
                  FfiRules.ALL,
                  LifetimeRules.ALL,
                  MacroRules.ALL,
                  MemoryRules.ALL,
                  OwnershipRules.ALL,
                  PanicRules.ALL,
                  PerfRules.ALL,
                  TestRules.ALL,
                  TraitRules.ALL,
                  UnsafeRules.ALL)
              .<Analyzer<?>>flatMap(List::stream)
              .toList());

  private Analyzers() {}

  public static Registry registry() {
    return REGISTRY;
  }
}
