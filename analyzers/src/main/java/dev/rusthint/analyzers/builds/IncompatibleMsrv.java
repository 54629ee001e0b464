package dev.rusthint.analyzers.builds;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something of the standard library that the package's `rust-version` does not have.
public final class IncompatibleMsrv implements Analyzer<IncompatibleMsrv.Found> {
  /// @param isConst whether it is there in that version, but not for constants
  record Found(Span at, Def used, String since, boolean isConst) {}

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})(\\.\\d+)?");

  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

  /// A name that is none of the predicates that the compiler or cargo sets (Reference, *Conditional
  /// compilation*).
  private static final Pattern OWN_CFG =
      Pattern.compile(
          "\\b(?!(?:any|all|not|true|false|feature|unix|windows|test|debug_assertions|panic"
              + "|proc_macro|doc|doctest|miri|overflow_checks|target_\\w+)\\b)[A-Za-z_]\\w*");

  private static final Equivalent LINT = Equivalent.clippy("incompatible_msrv");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/msrv",
              "incompatible-msrv",
              "something of std that is newer than `rust-version`",
              """
              `rust-version` promises that the package builds with that release. Cargo holds a
              dependent back from a version that promises more than its compiler has, so a promise
              that is not kept shows as an error in other people's builds.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION, Kind.SCOPED_IDENTIFIER);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Integer promised = context.crate().rustVersion();
    if (promised == null || isTestCode(node, context)) {
      return List.of();
    }
    Def used = used(node, context.types());
    if (used == null || !isOfStd(used)) {
      return List.of();
    }
    String since = used.facts().since();
    String constSince = used.facts().constSince();
    Found found = null;
    if (since != null && isNewer(since, promised)) {
      found = new Found(place(node), used, since, false);
    } else if (constSince != null && isNewer(constSince, promised) && isConst(node)) {
      found = new Found(place(node), used, constSince, true);
    }
    return found == null || hasOwnVersion(node) || isUnderOwnCfg(node, context.item())
        ? List.of()
        : List.of(found);
  }

  /// Whether a condition around a node asks for a `cfg` of the package's own: what sets it, most
  /// often a build script, may have asked the compiler for its version.
  private static boolean isUnderOwnCfg(Node node, Placed item) {
    for (Node at = node; at != null; at = at.parent()) {
      if (hasOwnCfg(at)) {
        return true;
      }
    }
    for (Placed around = item.parent(); around != null; around = around.parent()) {
      Node head = Attributes.itemOf(around.item().tree());
      if (head != null && hasOwnCfg(head)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOwnCfg(Node node) {
    for (Node attribute : Attributes.outer(node)) {
      String arguments = Attributes.arguments(attribute);
      if (Attributes.path(attribute).equals("cfg")
          && arguments != null
          && OWN_CFG.matcher(STRING.matcher(arguments).replaceAll("")).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTestCode(Node node, Context context) {
    return !context.settings().isSet("check-incompatible-msrv-in-tests")
        && context.isTestCode(node);
  }

  /// The function or constant that a method call or a path means.
  private static @Nullable Def used(Node node, ItemTypes types) {
    if (node.is(Kind.CALL_EXPRESSION)) {
      Node function = node.child(Field.FUNCTION);
      boolean isName = function != null && function.is(Kind.IDENTIFIER);
      return function != null && isName ? function(function, types) : types.method(node);
    }
    Def function = function(whole(node), types);
    return function == null ? types.item(node) : function;
  }

  /// A path with the type arguments behind it.
  private static Node whole(Node path) {
    Node parent = path.parent();
    return parent != null
            && parent.is(Kind.GENERIC_FUNCTION)
            && path.field() == Field.FUNCTION
        ? parent
        : path;
  }

  private static @Nullable Def function(Node path, ItemTypes types) {
    return types.of(path) instanceof Ty.FnDef def ? def.def() : null;
  }

  private static boolean isOfStd(Def def) {
    return switch (def.crate().name()) {
      case "core", "alloc", "std" -> true;
      default -> false;
    };
  }

  private static boolean isNewer(String since, int promised) {
    Matcher version = VERSION.matcher(since);
    return version.matches() && Integer.parseInt(version.group(1)) > promised;
  }

  /// Whether the compiler has to be able to evaluate it.
  private static boolean isConst(Node node) {
    Node function = node.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION);
    Node modifiers = function == null ? null : function.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.has(Kind.KW_CONST) || Invocations.isConstContext(node);
  }

  /// Whether an attribute in the item says that another version counts.
  private static boolean hasOwnVersion(Node node) {
    return node.tree().text(0, node.tree().length()).contains("clippy::msrv");
  }

  private static Span place(Node node) {
    Node function = node.is(Kind.CALL_EXPRESSION) ? node.child(Field.FUNCTION) : null;
    Node callee =
        function != null && function.is(Kind.GENERIC_FUNCTION)
            ? function.child(Field.FUNCTION)
            : function;
    Node method = callee == null ? null : callee.child(Field.FIELD);
    if (method != null) {
      return new Span(method.start(), node.end());
    }
    return function != null ? function.span() : whole(node).span();
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.used().name();
    String version = found.since().replaceFirst("^(1\\.\\d+)\\.0$", "$1");
    String text =
        found.isConst()
            ? "`" + name + "` can be evaluated by the compiler since Rust " + version
            : "`" + name + "` is there since Rust " + version;
    return Message.at(
            found.at(), text + ", and this package promises 1." + context.crate().rustVersion())
        .help("do without it, or raise `rust-version` to " + version)
        .as(LINT);
  }
}
