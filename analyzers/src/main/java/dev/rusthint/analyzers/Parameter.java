package dev.rusthint.analyzers;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameter that an argument is for.
///
/// @param type as it is declared, in terms of the function's parameters
public record Parameter(Def function, Ty type) {

  /// Null if the node is no argument, or it is not known what is called.
  public static @Nullable Parameter of(Node argument, ItemTypes types) {
    Node arguments = argument.parent();
    Node call = arguments == null ? null : arguments.parent();
    if (arguments == null
        || call == null
        || !arguments.is(Kind.ARGUMENTS)
        || !call.is(Kind.CALL_EXPRESSION)) {
      return null;
    }
    int position = arguments.namedChildren().indexOf(argument);
    MethodUse use = types.call(call);
    Node function = call.child(Field.FUNCTION);
    Def def;
    if (use != null) {
      def = use.method();
      position++;
    } else {
      def = function != null && types.of(function) instanceof Ty.FnDef f ? f.def() : null;
    }
    List<Ty> params = def == null ? List.of() : params(def);
    return def == null || position < 0 || position >= params.size()
        ? null
        : new Parameter(def, params.get(position));
  }

  /// Of a constructor its fields.
  private static List<Ty> params(Def def) {
    if (def.kind() != DefKind.FUNCTION) {
      return def.fields().stream().map(FieldDef::type).toList();
    }
    FnSig sig = def.signature();
    return sig == null ? List.of() : sig.params();
  }
}
