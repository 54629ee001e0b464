package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// `unsafe` outside the modules that the project's policy keeps it to: the option `unsafe-allowed`,
/// a comma-separated list of module paths (`crate::ffi`, `raw::*`) or file paths (`src/ffi/**`).
/// Without that option there is no policy, and nothing to find.
public final class OutsideCore implements Analyzer<OutsideCore.Found> {
  static final String OPTION = "unsafe-allowed";

  /// @param module the module it lies in, `crate::a::b`
  record Found(Node keyword, String what, String module) {}

  private static final RuleSpec SPEC =
      RuleSpec.of(
          "unsafe/outside-core",
          "outside-core",
          "`unsafe` outside the modules that the policy allows it in",
          """
          Unsafe code is easiest to review when it lives in few modules with safe interfaces. A
          project that has decided which these are says so in `rusthint.toml`:

          ```toml
          [policy]
          unsafe-modules = ["crate::raw", "crate::ffi"]
          ```

          Each other `unsafe` block, function, trait or impl is then reported. A module that is
          allowed allows what is below it.
          """);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.KW_UNSAFE);
  }

  @Override
  public List<Found> find(Node keyword, Context context) {
    String allowed = context.settings().option(OPTION);
    Node parent = keyword.parent();
    if (allowed == null || parent == null) {
      return List.of();
    }
    String what =
        switch (parent.kind()) {
          case UNSAFE_BLOCK -> "this block";
          case IMPL_ITEM -> "this impl";
          case TRAIT_ITEM -> "trait `" + parent.textOf(Field.NAME).orElse("…") + "`";
          case FUNCTION_MODIFIERS -> functionOf(parent);
          default -> "";
        };
    if (what.isEmpty()) {
      return List.of();
    }
    String path = context.settings().path();
    String module = moduleOf(path, keyword, context);
    for (String entry : allowed.split(",")) {
      if (allows(entry.strip(), module, path)) {
        return List.of();
      }
    }
    return List.of(new Found(keyword, what, module));
  }

  private static String functionOf(Node modifiers) {
    Node function = modifiers.parent();
    return function != null && function.is(Kind.FUNCTION_ITEM)
        ? "function `" + function.textOf(Field.NAME).orElse("…") + "`"
        : "";
  }

  /// The module that a node lies in: the file's, by its path if nothing else is known, and the
  /// `mod` blocks around the node.
  private static String moduleOf(String path, Node node, Context context) {
    StringBuilder inner = new StringBuilder();
    for (Node n = node.parent(); n != null; n = n.parent()) {
      if (n.is(Kind.MOD_ITEM)) {
        inner.insert(0, "::" + n.textOf(Field.NAME).orElse("…"));
      }
    }
    for (Placed p = context.item().parent(); p != null; p = p.parent()) {
      Node head = Attributes.itemOf(p.item().tree());
      if (p.kind() == ItemKind.MODULE && head != null) {
        inner.insert(0, "::" + head.textOf(Field.NAME).orElse("…"));
      }
    }
    String known = context.crate().modulePath();
    if (known != null) {
      return (known.isEmpty() ? "crate" : "crate::" + known) + inner;
    }
    StringBuilder outer = new StringBuilder("crate");
    String file = path.startsWith("src/") ? path.substring("src/".length()) : path;
    String[] parts = file.replaceFirst("\\.rs$", "").split("/");
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      boolean root = last && (parts[i].equals("lib") || parts[i].equals("main"));
      boolean folder = last && parts[i].equals("mod");
      if (!root && !folder && !parts[i].isEmpty()) {
        outer.append("::").append(parts[i]);
      }
    }
    return outer.append(inner).toString();
  }

  private static boolean allows(String entry, String module, String path) {
    if (entry.isEmpty()) {
      return false;
    }
    if (entry.contains("/") || entry.endsWith(".rs")) {
      return matches(entry, path, "/") || path.startsWith(entry.replaceFirst("/?$", "/"));
    }
    String wanted = entry.equals("crate") || entry.startsWith("crate::") ? entry : "crate::" + entry;
    return matches(wanted, module, ":") || module.startsWith(wanted + "::");
  }

  /// A glob: `*` is anything within one part, `**` anything.
  private static boolean matches(String glob, String text, String separator) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**", i)) {
        pattern.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        pattern.append("[^").append(separator).append("]*");
      } else {
        pattern.append(Pattern.quote(String.valueOf(glob.charAt(i))));
      }
    }
    return text.matches(pattern.toString());
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.keyword().span(),
            "unsafe is not allowed in `" + found.module() + "`, where " + found.what() + " stands")
        .note(
            "the policy keeps unsafe code to `" + context.settings().option(OPTION) + "`")
        .help("move it behind a safe function of one of those modules");
  }
}
