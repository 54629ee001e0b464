package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.LintCatalog;
import dev.rusthint.cargo.LintSetting;
import dev.rusthint.cargo.Manifest;
import dev.rusthint.cargo.WorkspaceSection;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A lint group in `[lints]` with the same priority as a lint that it should give way to: cargo
/// sorts them by name, not by place.
public final class LintGroupPriority implements ManifestAnalyzer<LintGroupPriority.Found> {
  record Found(LintSetting group, LintSetting lint) {}

  private static final Equivalent LINT = Equivalent.clippy("lint_groups_priority");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/lints-table",
              "lint-group-priority",
              "a lint group that may undo a single lint",
              """
              Cargo passes the lints of a table in the order of their `priority`, and in no order
              that the file shows among equals. A group at the same priority as one of its lints may
              come last and undo it. Give the group a lower one.
              """)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Found> find(ManifestContext context) {
    List<Found> found = new ArrayList<>(0);
    Manifest manifest = context.manifest();
    if (manifest.lints() != null) {
      check(manifest.lints().settings(), found);
    }
    WorkspaceSection workspace = manifest.workspace();
    if (workspace != null && workspace.lints() != null) {
      check(workspace.lints().settings(), found);
    }
    return found;
  }

  private static void check(List<LintSetting> settings, List<Found> found) {
    LintCatalog catalog = LintCatalog.bundled();
    for (LintSetting group : settings) {
      if (!catalog.isGroup(group.path()) || group.name().equals("warnings")) {
        continue;
      }
      for (LintSetting lint : settings) {
        boolean conflicts =
            lint.tool().equals(group.tool())
                && !catalog.isGroup(lint.path())
                && lint.priority() == group.priority()
                && lint.level() != group.level();
        if (conflicts) {
          found.add(new Found(group, lint));
          break;
        }
      }
    }
  }

  @Override
  public Message describe(Found found, ManifestContext context) {
    return Message.at(
            found.group().key(),
            "the group `%s` and the lint `%s` have the same priority: either may win"
                .formatted(found.group().name(), found.lint().name()))
        .related(Place.here(found.lint().key()), "the lint")
        .help("give the group a lower one: `priority = -1`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, ManifestContext context) {
    LintSetting group = found.group();
    String value = context.manifest().text().slice(group.span());
    // A table of its own is left to the person.
    if (!value.startsWith("\"")) {
      return Optional.empty();
    }
    String table = "{ level = " + value + ", priority = " + (found.lint().priority() - 1) + " }";
    return Optional.of(Fix.review("Lower the group's priority", Edit.replace(group.span(), table)));
  }
}
