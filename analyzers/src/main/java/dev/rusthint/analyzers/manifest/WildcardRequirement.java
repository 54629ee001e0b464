package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.Field;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/// A dependency that any version satisfies.
public final class WildcardRequirement implements ManifestAnalyzer<Field<String>> {
  private static final Equivalent LINT = Equivalent.clippy("wildcard_dependencies");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/requirement",
              "wildcard-requirement",
              "a dependency on any version",
              """
              `*` lets cargo take any version, past and to come, breaking changes included: the
              crate builds today and not tomorrow. The registry refuses to publish such a crate.
              """)
          .optIn()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Field<String>> find(ManifestContext context) {
    List<Field<String>> found = new ArrayList<>(0);
    for (Dependency dependency : context.manifest().dependencies()) {
      Field<String> version = dependency.version();
      if (version != null && version.value().strip().equals("*") && dependency.git() == null) {
        found.add(version);
      }
    }
    return found;
  }

  @Override
  public Message describe(Field<String> version, ManifestContext context) {
    return Message.at(version.span(), "any version satisfies this requirement")
        .help("name the version that the code is written against, as in `\"1.2\"`")
        .as(LINT);
  }
}
