package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Message;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call that takes the value out of an `Option` or a `Result`, and panics if there is none.
///
/// @param value what it is taken out of
/// @param type of that
record Unwrapping(Node call, Node value, String method, Ty.Adt type) {
  private static final String OPTION = "core::option::Option";
  private static final String RESULT = "core::result::Result";

  /// Null if the node does not call one of the methods, or cannot panic.
  static @Nullable Unwrapping of(Node call, Set<String> methods, Context context) {
    MethodCall method = MethodCall.of(call);
    Node value;
    Def called;
    if (method != null) {
      value = method.receiver();
      called = methods.contains(method.name().text()) ? context.types().method(call) : null;
    } else {
      Node function = call.child(Field.FUNCTION);
      Node arguments = call.child(Field.ARGUMENTS);
      Node name = function == null ? null : function.child(Field.NAME);
      if (function == null
          || name == null
          || arguments == null
          || arguments.namedChildren().isEmpty()
          || !function.is(Kind.SCOPED_IDENTIFIER)
          || !methods.contains(name.text())) {
        return null;
      }
      value = arguments.namedChildren().getFirst();
      called = context.types().of(function) instanceof Ty.FnDef f ? f.def() : null;
    }
    if (called == null
        || !(ItemTypes.behindReferences(context.types().of(value)).getLast() instanceof Ty.Adt type)
        || !isOf(called, type)) {
      return null;
    }
    Unwrapping found = new Unwrapping(call, value, called.name(), type);
    return found.isCertain() ? null : found;
  }

  private static boolean isOf(Def called, Ty.Adt type) {
    String path = type.def().path();
    String method = called.path();
    return path.equals(OPTION) && method.equals("core::option::{impl}::" + called.name())
        || path.equals(RESULT) && method.equals("core::result::{impl}::" + called.name());
  }

  private boolean isResult() {
    return type.def().path().equals(RESULT);
  }

  private boolean wantsError() {
    return method.endsWith("_err");
  }

  /// Whether the other case of a `Result` has no values.
  private boolean isCertain() {
    if (!isResult() || type.args().size() != 2) {
      return false;
    }
    Ty other = type.args().get(wantsError() ? 0 : 1);
    return other instanceof Ty.Never
        || other instanceof Ty.Adt adt
            && adt.def().kind() == DefKind.ENUM
            && adt.def().members().isEmpty();
  }

  /// Whether such calls are allowed here: by the compiler alone, or in tests if the options say so.
  ///
  /// @param name as in the options' names
  boolean isAllowed(String name, Context context) {
    boolean inConsts = !"false".equals(context.settings().option("allow-" + name + "-in-consts"));
    return inConsts && Invocations.isConstContext(call)
        || context.settings().isSet("allow-" + name + "-in-tests") && context.isTestCode(call);
  }

  Message message() {
    String shown = Cast.shown(value);
    String other = isResult() ? (wantsError() ? "Ok" : "Err") : "None";
    String what = shown.equals("the value") ? "this" : shown;
    Message message =
        Message.at(call.span(), "this panics if " + what + " is `" + other + "`");
    if (isResult() && !wantsError()) {
      String error = ItemTypes.text(type.args().get(1));
      message = message.note("its error is `" + error + "`, which the panic alone shows");
    }
    return message.help(advice());
  }

  private String advice() {
    Node around =
        call.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION, Kind.ASYNC_BLOCK);
    Node result =
        around == null || !around.is(Kind.FUNCTION_ITEM) ? null : around.child(Field.RETURN_TYPE);
    String text = result == null ? "" : result.text();
    List<String> starts =
        isResult() ? List.of("Result<", "io::Result<") : List.of("Option<");
    boolean returns = !wantsError() && starts.stream().anyMatch(text::startsWith);
    if (returns) {
      return "return it with `?`: the function gives `" + text + "`";
    }
    return isResult()
        ? "handle the `" + (wantsError() ? "Ok" : "Err") + "`, or return it to the caller"
        : "handle the `None` with `let … else`, `ok_or` or a default";
  }
}
