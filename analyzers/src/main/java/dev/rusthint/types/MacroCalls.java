package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.Path;
import dev.rusthint.model.lower.TypeScope;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls of the macros of std, whose arguments the tree has as expressions, and of macros by example
/// whose text is at hand. Others are unknown.
final class MacroCalls {
  /// How many calls in a body are expanded, and to how much text.
  private static final int MAX_EXPANSIONS = 2_000;

  private static final long MAX_BYTES = 4L << 20;

  private static final Set<String> STD = Set.of("core", "alloc", "std");
  private static final Pattern BREAK = Pattern.compile("\\bbreak\\b");

  private final Inference in;
  private final Expressions expressions;
  private final Patterns patterns;
  private int expansions;
  private long bytes;

  MacroCalls(Inference in, Expressions expressions, Patterns patterns) {
    this.in = in;
    this.expressions = expressions;
    this.patterns = patterns;
  }

  Ty type(Node call, @Nullable Ty expected) {
    Node name = call.child(Field.MACRO);
    Node arguments = call.child(Kind.TOKEN_TREE);
    Path path = name == null ? null : Path.of(name);
    if (path == null || arguments == null) {
      return Ty.UNKNOWN;
    }
    Ty type = expanded(call, expected);
    if (type == null) {
      type = isStd(path) ? std(path, arguments, expected) : Ty.UNKNOWN;
    }
    if (type instanceof Ty.Unknown && BREAK.matcher(arguments.text()).find()) {
      expressions.blocks().mayLeaveLoop();
    }
    return type;
  }

  private @Nullable Ty expanded(Node call, @Nullable Ty expected) {
    SourceUnit.OfExpansion made = expand(call, ExpansionKind.EXPRESSION);
    MacroText text = made == null ? null : MacroText.of(made, ExpansionKind.EXPRESSION);
    if (text == null) {
      return made == null ? null : Ty.UNKNOWN;
    }
    enter(text);
    try {
      return expressions.type(text.node(), expected);
    } finally {
      in.leave();
    }
  }

  /// The statements that a call stands for, in the rib that it is in; their variables are seen
  /// after it.
  ///
  /// @param isValue whether the call ends its block and no semicolon is behind it, so that the last
  ///   expression is the block's value
  /// @return the type of the last expression, the unit if there is none; null if it is not known
  ///   which statements they are, and nothing was done
  @Nullable Ty statements(Node call, boolean isValue, @Nullable Ty expected) {
    SourceUnit.OfExpansion made = expand(call, ExpansionKind.STATEMENTS);
    MacroText text = made == null ? null : MacroText.of(made, ExpansionKind.STATEMENTS);
    if (text == null) {
      return null;
    }
    enter(text);
    try {
      Ty type = expressions.blocks().statements(text.node(), isValue ? expected : null);
      in.expressions.put(call, type);
      return type;
    } finally {
      in.leave();
    }
  }

  private SourceUnit.@Nullable OfExpansion expand(Node call, ExpansionKind kind) {
    if (expansions >= MAX_EXPANSIONS || bytes > MAX_BYTES) {
      return null;
    }
    in.checkpoint.run();
    SourceUnit.OfExpansion made = in.scope().expand(call, kind);
    if (made != null) {
      expansions++;
      bytes += made.expansion().text().length();
    }
    return made;
  }

  private void enter(MacroText text) {
    in.texts.add(text.node().tree(), text.made(), text.base());
    in.enter(in.scope().inside(text));
  }

  private Ty std(Path path, Node arguments, @Nullable Ty expected) {
    String macro = path.last().name();
    return switch (macro) {
      case "vec" -> vec(arguments, expected);
      case "matches" -> matches(arguments);
      case "write", "writeln" -> write(arguments);
      default -> {
        List<Ty> args = arguments(arguments);
        yield plain(macro, args);
      }
    };
  }

  private boolean isStd(Path path) {
    TypeScope.Found found =
        in.scope().resolve(path.names(), path.isAbsolute(), Namespace.MACRO);
    Def def = found.def();
    return def == null ? path.segments().size() == 1 : STD.contains(def.crate().name());
  }

  private Ty plain(String macro, List<Ty> args) {
    return switch (macro) {
      case "format" -> in.lang("String", List.of());
      case "format_args" -> in.lang("format_arguments", List.of());
      case "print", "println", "eprint", "eprintln", "assert", "assert_eq", "assert_ne",
          "debug_assert", "debug_assert_eq", "debug_assert_ne" ->
          Ty.UNIT;
      case "panic", "todo", "unimplemented", "unreachable", "compile_error" -> Ty.NEVER;
      case "dbg" ->
          args.isEmpty() ? Ty.UNIT : args.size() == 1 ? args.getFirst() : new Ty.Tuple(args);
      case "env", "concat", "stringify", "file", "module_path", "include_str" ->
          Coercion.reference(false, Ty.of(Prim.STR));
      case "line", "column" -> Ty.of(Prim.U32);
      case "cfg" -> in.bool();
      case "ready" -> polled(args);
      case "addr_of", "addr_of_mut" ->
          args.size() == 1
              ? new Ty.RawPtr(macro.equals("addr_of_mut"), args.getFirst())
              : Ty.UNKNOWN;
      case "pin" ->
          args.size() == 1
              ? in.std("core::pin::Pin", List.of(Coercion.reference(true, args.getFirst())))
              : Ty.UNKNOWN;
      default -> {
        args.forEach(in.table::taint);
        yield Ty.UNKNOWN;
      }
    };
  }

  /// What a `Poll` has when it is ready.
  private Ty polled(List<Ty> args) {
    Ty poll = args.size() == 1 ? in.settled(args.getFirst()) : Ty.UNKNOWN;
    if (poll instanceof Ty.Adt adt && adt.def() == in.world.stdType("core::task::Poll")) {
      return adt.args().getFirst();
    }
    in.table.taint(poll);
    return Ty.UNKNOWN;
  }

  private List<Ty> arguments(Node arguments) {
    List<Ty> types = new ArrayList<>();
    for (Node child : arguments.namedChildren()) {
      if (child.is(Kind.ASSIGNMENT_EXPRESSION)) {
        Node value = child.child(Field.RIGHT);
        if (value != null) {
          types.add(expressions.type(value, null));
        }
      } else if (Expressions.isExpression(child)) {
        types.add(expressions.type(child, null));
      }
    }
    return types;
  }

  private Ty vec(Node arguments, @Nullable Ty expected) {
    Ty element = null;
    if (expected != null
        && in.shallow(expected) instanceof Ty.Adt adt
        && adt.def() == in.world.stdType("alloc::vec::Vec")
        && !adt.args().isEmpty()) {
      element = adt.args().getFirst();
    }
    Ty wanted = element == null ? in.table.fresh() : element;
    boolean first = true;
    for (Node child : arguments.namedChildren()) {
      if (!Expressions.isExpression(child)) {
        continue;
      }
      if (child.field() == Field.LENGTH) {
        expressions.check(child, in.usize());
      } else if (first && element == null) {
        wanted = expressions.type(child, null);
      } else {
        expressions.check(child, wanted);
      }
      first = false;
    }
    Def vec = in.world.stdType("alloc::vec::Vec");
    if (vec == null) {
      in.table.taint(wanted);
      return Ty.UNKNOWN;
    }
    List<Ty> args = new ArrayList<>();
    args.add(wanted);
    for (int i = 1; i < vec.generics().size(); i++) {
      Ty fallback = vec.generics().param(i).fallback();
      args.add(fallback == null ? in.table.fresh() : Substitution.apply(fallback, args));
    }
    return new Ty.Adt(vec, args);
  }

  private Ty matches(Node arguments) {
    Ty scrutinee = Ty.UNKNOWN;
    in.locals.enter();
    for (Node child : arguments.namedChildren()) {
      if (child.is(Kind.MATCH_PATTERN)) {
        patterns.bind(child, scrutinee);
        Node guard = child.child(Field.CONDITION);
        if (guard != null) {
          expressions.check(guard, in.bool());
        }
      } else if (Expressions.isExpression(child)) {
        scrutinee = expressions.type(child, null);
      }
    }
    in.locals.leave();
    return in.bool();
  }

  /// `write!(w, …)` is `w.write_fmt(…)`.
  private Ty write(Node arguments) {
    List<Ty> types = arguments(arguments);
    if (types.isEmpty()) {
      return Ty.UNKNOWN;
    }
    MethodProbe.Pick pick = in.probe.find(in.settled(types.getFirst()), "write_fmt");
    FnSig sig = pick == null ? null : pick.method().signature();
    return pick == null || sig == null
        ? Ty.UNKNOWN
        : in.traits.normalize(Substitution.apply(sig.result(), pick.args()));
  }
}
