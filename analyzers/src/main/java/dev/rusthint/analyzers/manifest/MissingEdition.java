package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.Field;
import dev.rusthint.cargo.PackageSection;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;

/// A package without an edition: cargo takes 2015 (The Cargo Book, *The edition field*).
public final class MissingEdition implements ManifestAnalyzer<Field<String>> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/edition",
              "missing-edition",
              "a package without an edition",
              """
              Without `edition` a package is read as Rust 2015: `async` is a name, paths begin at
              the crate root, and `dyn` may be missing.
              """)
          .withFixes(Fixes.REVIEW);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Field<String>> find(ManifestContext context) {
    PackageSection section = context.manifest().packageSection();
    return section == null || section.name() == null || section.entry("edition") != null
        ? List.of()
        : List.of(section.name());
  }

  @Override
  public Message describe(Field<String> name, ManifestContext context) {
    return Message.at(name.span(), "`" + name.value() + "` has no edition, so cargo takes 2015")
        .help("add `edition = \"2024\"`; `cargo fix --edition` brings code along");
  }

  @Override
  public Optional<Fix> fix(Field<String> name, ManifestContext context) {
    return Optional.of(
        Fix.review("Add an edition", Edit.insert(name.span().end(), "\nedition = \"2024\"")));
  }
}
