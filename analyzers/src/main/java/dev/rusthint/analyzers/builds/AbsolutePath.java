package dev.rusthint.analyzers.builds;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A build script that hands the linker a path of one machine (The Cargo Book, *Build Scripts*).
public final class AbsolutePath implements Analyzer<Node> {
  private static final Pattern ABSOLUTE =
      Pattern.compile("^cargo::?rustc-link-search=(\\w+=)?(/|[A-Za-z]:\\\\)");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/build-script",
              "absolute-path",
              "a build script names a path of one machine",
              """
              `cargo:rustc-link-search` with an absolute path finds the library on machines that are
              laid out alike, and links another version, or none, elsewhere. `pkg-config`, an
              environment variable, or a path below `OUT_DIR` says what is meant.
              """);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.STRING_CONTENT);
  }

  @Override
  public List<Node> find(Node content, Context context) {
    boolean absolute =
        context.crate().kind() == TargetKind.BUILD_SCRIPT
            && ABSOLUTE.matcher(content.text()).find()
            && content.text().indexOf('{') < 0;
    return absolute ? List.of(content) : List.of();
  }

  @Override
  public Message describe(Node content, Context context) {
    return Message.at(content.span(), "this path is where this machine has the library")
        .help("ask `pkg-config`, or read the path from an environment variable");
  }
}
