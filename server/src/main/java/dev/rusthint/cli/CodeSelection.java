package dev.rusthint.cli;

import dev.rusthint.model.TargetKind;
import dev.rusthint.workspace.ProjectOptions;
import dev.rusthint.workspace.ProjectOptions.TestCfg;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The options that choose code as cargo does.
final class CodeSelection {
  static final List<Option> OPTIONS =
      List.of(
          Option.list("--features", "LIST", "Features that are on, with commas or blanks between"),
          Option.flag("--all-features", "All features are on"),
          Option.flag("--no-default-features", "The feature `default` is off"),
          Option.of(
              "--target", "TRIPLE", "The target that `cfg` speaks of (default: this machine)"),
          Option.list("--cfg", "K=V", "A further `cfg`: a name, or a name with a value"),
          Option.flag("--lib", "The library"),
          Option.flag("--bins", "The programs"),
          Option.flag("--tests", "Library, programs and tests, with `cfg(test)` on"),
          Option.flag("--examples", "The examples"),
          Option.flag("--benches", "Library, programs and benchmarks, with `cfg(test)` on"),
          Option.flag("--all-targets", "All of these, with `cfg(test)` on and off"),
          Option.of("--edition", "YEAR", "The edition of files outside a crate (default: 2024)"));

  private static final List<String> EDITIONS = List.of("2015", "2018", "2021", "2024");

  private CodeSelection() {}

  static ProjectOptions of(Arguments arguments) throws UsageException {
    ProjectOptions options =
        ProjectOptions.commandLine()
            .withFeatures(
                arguments.parts("--features"),
                arguments.has("--all-features"),
                arguments.has("--no-default-features"))
            .withTarget(arguments.value("--target"), arguments.values("--cfg"));
    String edition = arguments.choice("--edition", EDITIONS);
    if (edition != null) {
      options = options.withDefaultEdition(Integer.parseInt(edition));
    }
    Set<TargetKind> plain = EnumSet.noneOf(TargetKind.class);
    Set<TargetKind> tested = EnumSet.noneOf(TargetKind.class);
    boolean all = arguments.has("--all-targets");
    if (all || arguments.has("--lib")) {
      plain.addAll(Set.of(TargetKind.LIB, TargetKind.PROC_MACRO));
    }
    if (all || arguments.has("--bins")) {
      plain.add(TargetKind.BIN);
    }
    if (all || arguments.has("--examples")) {
      plain.add(TargetKind.EXAMPLE);
    }
    if (all || arguments.has("--tests")) {
      tested.addAll(Set.of(TargetKind.LIB, TargetKind.PROC_MACRO, TargetKind.BIN, TargetKind.TEST));
    }
    if (all || arguments.has("--benches")) {
      tested.addAll(
          Set.of(TargetKind.LIB, TargetKind.PROC_MACRO, TargetKind.BIN, TargetKind.BENCH));
    }
    if (plain.isEmpty() && tested.isEmpty()) {
      return options;
    }
    Set<TargetKind> targets = EnumSet.copyOf(options.targets());
    targets.retainAll(Set.of(TargetKind.BUILD_SCRIPT));
    targets.addAll(plain);
    targets.addAll(tested);
    TestCfg test = tested.isEmpty() ? TestCfg.OFF : plain.isEmpty() ? TestCfg.ON : TestCfg.BOTH;
    return options.withTargets(targets).withTest(test);
  }
}
