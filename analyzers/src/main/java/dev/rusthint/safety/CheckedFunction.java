package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;

/// A safe function around an unsafe one, that asserts all that the other asks for.
public final class CheckedFunction {
  private CheckedFunction() {}

  /// Its lines; none if the unsafe function asks for nothing, or for something that no test can tell.
  public static List<String> of(Node function, ItemTypes types, Contracts contracts) {
    Def def = types.definition(function);
    FnSig sig = def == null ? null : def.signature();
    Node name = function.child(Field.NAME);
    Node params = function.child(Field.PARAMETERS);
    Node body = function.child(Field.BODY);
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Contract contract = def == null ? null : contracts.of(def);
    if (def == null
        || sig == null
        || name == null
        || params == null
        || body == null
        || modifiers == null
        || contract == null
        || sig.isAsync()
        || !sig.abi().equals("Rust")
        || sig.names().contains("_")
        || function.hasError()) {
      return List.of();
    }
    List<String> checks = checks(contract, sig);
    if (checks.isEmpty()) {
      return List.of();
    }
    Node before = modifiers.child(Kind.KW_UNSAFE);
    String head =
        before == null
            ? ""
            : text(function, function.start(), before.start())
                + text(function, before.end(), name.start()).stripLeading()
                + name.text()
                + "_checked"
                + text(function, name.end(), body.start()).strip();
    List<String> lines = new ArrayList<>();
    lines.add("/// [`" + link(def, name) + "`] with what it asks for asserted.");
    lines.add("///");
    lines.add("/// # Panics");
    lines.add("///");
    lines.add("/// If " + String.join(" or ", checks.stream().map(c -> "`" + c + "`").toList()) + " does not hold.");
    head.lines().forEach(lines::add);
    lines.set(lines.size() - 1, lines.getLast() + " {");
    checks.forEach(check -> lines.add("    assert!(" + check + ");"));
    List<String> args = sig.hasSelf() ? sig.names().subList(1, sig.names().size()) : sig.names();
    String call =
        (sig.hasSelf() ? "self." : isMember(def) ? "Self::" : "") + name.text() + "(" + String.join(", ", args) + ")";
    lines.add("    // SAFETY: all that it asks for was just asserted.");
    lines.add("    unsafe { " + call + " }");
    lines.add("}");
    return lines;
  }

  private static boolean isMember(Def def) {
    return def.container() != null;
  }

  private static String link(Def def, Node name) {
    return isMember(def) ? "Self::" + name.text() : name.text();
  }

  private static String text(Node function, int start, int end) {
    int from = start - function.start();
    byte[] bytes = function.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Span span = new Span(from, end - function.start());
    return new String(bytes, span.start(), span.length(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<String> checks(Contract contract, FnSig sig) {
    RuntimeCheck check =
        new RuntimeCheck(
            new RuntimeCheck.Given() {
              @Override
              public String code(String name) {
                return name;
              }

              @Override
              public Ty type(String name) {
                int at = sig.names().indexOf(name);
                return at < 0 ? Ty.UNKNOWN : sig.params().get(at);
              }
            });
    List<String> checks = new ArrayList<>();
    for (Clause clause : contract.clauses()) {
      if (clause.kind() == Contract.Kind.OPTION) {
        continue;
      }
      String test = clause.kind() == Contract.Kind.PRECONDITION ? check.of(clause) : null;
      if (test == null) {
        return List.of();
      }
      if (!checks.contains(test)) {
        checks.add(test);
      }
    }
    return checks;
  }
}
