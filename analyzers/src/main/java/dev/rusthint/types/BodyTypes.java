package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import java.util.Collections;
import java.util.Map;

/// The types of a body's expressions, before adjustments, and of the bindings of its patterns.
///
/// @param expressions the type of each expression; [Ty#UNKNOWN], or with it inside, where it was not
///   found out
/// @param bindings the type of each variable, by the identifier that declares it
/// @param items the method that a call means, and the constant, static, unit struct or unit variant
///   that a path names
/// @param calls what is known of each method call
/// @param targets what an expression is coerced to, where the place it stands in has a type
/// @param variables for each path that names a variable the identifier that declares it, for `self`
///   the parameter
/// @param texts the texts that the nodes are in: the body's own item, and what macro calls in it stand
///   for
public record BodyTypes(
    Map<Node, Ty> expressions,
    Map<Node, Ty> bindings,
    Map<Node, Def> items,
    Map<Node, MethodUse> calls,
    Map<Node, Ty> targets,
    Map<Node, Node> variables,
    BodyTexts texts) {
  static final BodyTypes NONE =
      new BodyTypes(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), BodyTexts.NONE);

  public BodyTypes {
    expressions = Collections.unmodifiableMap(expressions);
    bindings = Collections.unmodifiableMap(bindings);
    items = Collections.unmodifiableMap(items);
    calls = Collections.unmodifiableMap(calls);
    targets = Collections.unmodifiableMap(targets);
    variables = Collections.unmodifiableMap(variables);
  }
}
