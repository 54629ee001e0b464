package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.PackageSection;
import dev.rusthint.cargo.TomlEntry;
import dev.rusthint.cargo.TomlNode;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.List;

/// A package of an edition before 2024.
public final class OldEdition implements ManifestAnalyzer<TomlEntry> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/edition",
              "old-edition",
              "a package of an earlier edition",
              """
              Edition 2024 drops temporaries of a block's last expression and of `if let` earlier,
              so that locks are held for less; wants `unsafe` on extern blocks and on attributes
              such as `no_mangle`, and an unsafe block around each unsafe operation of an unsafe
              function.
              """)
          .optIn();

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<TomlEntry> find(ManifestContext context) {
    PackageSection section = context.manifest().packageSection();
    TomlEntry edition = section == null ? null : section.entry("edition");
    boolean old =
        edition != null
            && edition.value() instanceof TomlNode.Text(var _, String year)
            && year.compareTo("2024") < 0;
    boolean allowed = context.settings().crate().allows(85);
    return old && allowed ? List.of(edition) : List.of();
  }

  @Override
  public Message describe(TomlEntry edition, ManifestContext context) {
    return Message.at(edition.value().span(), "edition 2024 is out since Rust 1.85")
        .note("temporaries in `if let` and at the end of blocks drop earlier there")
        .help("`cargo fix --edition` makes the changes that have to be made");
  }
}
