package dev.rusthint.analyzers.builds;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;

/// A build script that fetches something.
public final class NetworkInBuildScript implements Analyzer<Node> {
  private static final Set<String> CLIENTS = Set.of("reqwest", "ureq", "curl", "attohttpc", "minreq");

  private static final Set<String> PROGRAMS = Set.of("\"curl\"", "\"wget\"");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/build-script",
              "network-in-build-script",
              "a build script uses the network",
              """
              A build that downloads fails without a network, gives another result when what it
              downloads changes, and runs unpinned code from outside on every machine that builds
              the crate. Ship what is needed with the crate, or leave it to the person who builds to
              provide it.
              """)
          .withReach(Reach.FILE);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Node> find(Node call, Context context) {
    Node callee = call.child(Field.FUNCTION);
    Node arguments = call.child(Field.ARGUMENTS);
    if (context.crate().kind() != TargetKind.BUILD_SCRIPT || callee == null || arguments == null) {
      return List.of();
    }
    if (!callee.is(Kind.SCOPED_IDENTIFIER) && !callee.is(Kind.IDENTIFIER)) {
      return List.of();
    }
    String path = context.model().resolve(callee.text(), context.item(), callee).orElse("");
    String crate = path.contains("::") ? path.substring(0, path.indexOf("::")) : "";
    boolean client = CLIENTS.contains(crate);
    boolean program =
        path.equals("std::process::Command::new")
            && PROGRAMS.contains(arguments.text().replaceAll("[()\\s]", ""));
    return client || program ? List.of(call) : List.of();
  }

  @Override
  public Message describe(Node call, Context context) {
    return Message.at(call.span(), "this build script uses the network")
        .help("ship what it fetches with the crate, or let the person who builds provide it");
  }
}
