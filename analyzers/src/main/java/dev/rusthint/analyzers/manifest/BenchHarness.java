package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.PackageSection;
import dev.rusthint.cargo.Target;
import dev.rusthint.cargo.TargetKind;
import dev.rusthint.cargo.TargetSection;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A criterion benchmark without `harness = false`: cargo builds it with the harness of the
/// standard library, which runs nothing of it.
public final class BenchHarness implements ManifestAnalyzer<Target> {
  private static final Pattern CRITERION_MAIN = Pattern.compile("(?m)^\\s*(?:criterion::)?criterion_main!");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/bench-harness",
              "bench-harness",
              "a criterion benchmark without `harness = false`",
              """
              `criterion_main!` writes a `main` of its own. With the built-in harness that `main` is
              never called: `cargo bench` reports 0 benchmarks and succeeds.
              """)
          .withFixes(Fixes.MACHINE);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Target> find(ManifestContext context) {
    CargoPackage cargoPackage = context.cargoPackage();
    if (cargoPackage == null) {
      return List.of();
    }
    List<Target> found = new ArrayList<>(0);
    for (Target target : cargoPackage.targets()) {
      if (target.kind() == TargetKind.BENCH && target.harness()) {
        String text = context.read().apply(target.root());
        if (text != null && CRITERION_MAIN.matcher(text).find()) {
          found.add(target);
        }
      }
    }
    return found;
  }

  private static Span place(Target target, ManifestContext context) {
    TargetSection section = target.section();
    if (section != null) {
      return section.table().span();
    }
    for (Dependency dependency : context.manifest().dependencies()) {
      if (dependency.packageName().equals("criterion")) {
        return dependency.key();
      }
    }
    PackageSection own = context.manifest().packageSection();
    return own == null ? Span.at(0) : own.table().span();
  }

  @Override
  public Message describe(Target target, ManifestContext context) {
    return Message.at(
            place(target, context),
            "the benchmark `"
                + target.name()
                + "` has criterion's `main`, which the built-in harness never calls")
        .help("set `harness = false` for it");
  }

  @Override
  public Optional<Fix> fix(Target target, ManifestContext context) {
    TargetSection section = target.section();
    if (section == null) {
      String text = "\n[[bench]]\nname = \"" + target.name() + "\"\nharness = false\n";
      int end = context.manifest().text().length();
      return Optional.of(Fix.machine("Switch the harness off", Edit.insert(end, text)));
    }
    if (section.harness() != null) {
      return Optional.of(
          Fix.machine("Switch the harness off", Edit.replace(section.harness().span(), "false")));
    }
    int end = section.table().contentEnd();
    return Optional.of(
        Fix.machine("Switch the harness off", Edit.insert(end, "\nharness = false")));
  }
}
