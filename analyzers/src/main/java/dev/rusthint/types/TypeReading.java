package dev.rusthint.types;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads types as [TypeText] writes them, those without parameters, opaque types and closures.
/// Arguments that are a definition's defaults may be left out.
public final class TypeReading {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*|-?\\d+");
  private static final Pattern ABI = Pattern.compile("extern \"([^\"]*)\" ");

  private final World world;

  public TypeReading(World world) {
    this.world = world;
  }

  /// Null if the text is no such type, or names something that is not known or not without doubt.
  public @Nullable Ty read(String text) {
    Reading reading = new Reading(text);
    try {
      Ty type = reading.type();
      return reading.at == text.length() ? type : null;
    } catch (Unreadable e) {
      return null;
    }
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    private boolean take(String token) {
      boolean is = text.startsWith(token, at);
      at += is ? token.length() : 0;
      return is;
    }

    private void need(String token) {
      if (!take(token)) {
        throw new Unreadable();
      }
    }

    private @Nullable Matcher match(Pattern pattern) {
      Matcher matcher = pattern.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        return null;
      }
      at = matcher.end();
      return matcher;
    }

    Ty type() {
      if (take("&")) {
        return new Ty.Ref(Region.ERASED, take("mut "), type());
      }
      if (take("*")) {
        boolean isMutable = take("mut ");
        if (!isMutable) {
          need("const ");
        }
        return new Ty.RawPtr(isMutable, type());
      }
      if (take("(")) {
        return tuple();
      }
      if (take("[")) {
        return sequence();
      }
      if (take("!")) {
        return Ty.NEVER;
      }
      if (take("dyn ")) {
        return object();
      }
      boolean isUnsafe = take("unsafe ");
      Matcher abi = match(ABI);
      if (take("fn(")) {
        return pointer(isUnsafe, abi == null ? "Rust" : abi.group(1));
      }
      if (isUnsafe || abi != null) {
        throw new Unreadable();
      }
      return take("fn ") ? item() : named();
    }

    private Ty tuple() {
      List<Ty> elements = new ArrayList<>();
      while (!take(")")) {
        elements.add(type());
        if (!take(", ") && !take(",")) {
          need(")");
          break;
        }
      }
      return new Ty.Tuple(elements);
    }

    private Ty sequence() {
      Ty element = type();
      Ty found = take("; ") ? new Ty.Array(element, type()) : new Ty.Slice(element);
      need("]");
      return found;
    }

    private Ty pointer(boolean isUnsafe, String abi) {
      List<Ty> params = new ArrayList<>();
      boolean isVariadic = false;
      while (!take(")")) {
        isVariadic = take("...");
        if (!isVariadic) {
          params.add(type());
        }
        if (!take(", ")) {
          need(")");
          break;
        }
      }
      Ty result = take(" -> ") ? type() : Ty.UNIT;
      return new Ty.FnPtr(params, result, isUnsafe, abi, isVariadic);
    }

    private Ty object() {
      List<Ty.DynBound> bounds = new ArrayList<>();
      do {
        Def trait = def();
        if (trait.kind() != DefKind.TRAIT) {
          throw new Unreadable();
        }
        List<Ty> args = new ArrayList<>();
        List<Ty.Binding> bindings = new ArrayList<>();
        if (take("<")) {
          do {
            binding(trait, args, bindings);
          } while (take(", "));
          need(">");
        }
        bounds.add(new Ty.DynBound(trait, args, bindings));
      } while (take(" + "));
      return new Ty.Dyn(bounds, Region.ERASED);
    }

    private void binding(Def trait, List<Ty> args, List<Ty.Binding> bindings) {
      int start = at;
      Matcher name = match(WORD);
      if (name == null || !take(" = ")) {
        at = start;
        args.add(type());
        return;
      }
      Def assoc = null;
      for (var each : world.withSupertraits(trait)) {
        Def member = each.trait().member(name.group(), Namespace.TYPE);
        assoc = assoc == null ? member : assoc;
      }
      if (assoc == null) {
        throw new Unreadable();
      }
      bindings.add(new Ty.Binding(assoc, type()));
    }

    private Ty item() {
      Def def = def();
      if (def.kind() != DefKind.FUNCTION && def.kind() != DefKind.STRUCT
          && def.kind() != DefKind.VARIANT) {
        throw new Unreadable();
      }
      return new Ty.FnDef(def, args(def));
    }

    private Ty named() {
      Matcher word = match(WORD);
      if (word == null) {
        throw new Unreadable();
      }
      String name = word.group();
      boolean isPath = text.startsWith("::", at);
      Ty primitive = isPath ? null : Ty.primitive(name);
      if (primitive != null) {
        return primitive;
      }
      if (name.equals("true") || name.equals("false")) {
        return Ty.ConstValue.of(name.equals("true") ? 1 : 0);
      }
      if (!Character.isJavaIdentifierStart(name.charAt(0))) {
        return new Ty.ConstValue(new BigInteger(name));
      }
      at = word.start();
      Def def = def();
      if (!def.kind().isAdt() && def.kind() != DefKind.FOREIGN_TYPE) {
        throw new Unreadable();
      }
      return new Ty.Adt(def, args(def));
    }

    /// What a path names; none of what several crates of one name have.
    private Def def() {
      List<String> path = new ArrayList<>();
      do {
        Matcher word = match(WORD);
        if (word == null) {
          throw new Unreadable();
        }
        path.add(word.group());
      } while (take("::"));
      Def found = only(path);
      // rustc may name a crate through one that depends on it.
      found = found == null && path.size() > 2 ? only(path.subList(1, path.size())) : found;
      if (found == null || text.startsWith("<", at) && found.generics().size() == 0) {
        throw new Unreadable();
      }
      return found;
    }

    private @Nullable Def only(List<String> path) {
      Def found = null;
      for (CrateDefs crate : world.crates()) {
        Def each = crate.name().equals(path.getFirst()) ? inside(crate, path) : null;
        if (each != null && found != null) {
          throw new Unreadable();
        }
        found = each == null ? found : each;
      }
      return found;
    }

    private static @Nullable Def inside(CrateDefs crate, List<String> path) {
      Def at = crate.root();
      for (int i = 1; i < path.size() && at != null; i++) {
        Def type = member(at, path.get(i), Namespace.TYPE);
        at = type == null ? member(at, path.get(i), Namespace.VALUE) : type;
      }
      return at;
    }

    /// What is declared there, or else imported, as rustc's own paths may lead through imports.
    private static @Nullable Def member(Def at, String name, Namespace namespace) {
      Def declared = at.member(name, namespace);
      return declared == null && at.kind() == DefKind.MODULE
          ? at.crate().names(at, namespace).get(name)
          : declared;
    }

    private List<Ty> args(Def def) {
      List<Ty> args = new ArrayList<>();
      if (take("<")) {
        do {
          args.add(type());
        } while (take(", "));
        need(">");
      }
      Generics generics = def.generics();
      for (int i = args.size(); i < generics.size(); i++) {
        Ty fallback = generics.param(i).fallback();
        if (fallback == null) {
          throw new Unreadable();
        }
        args.add(Substitution.apply(fallback, args));
      }
      if (args.size() != generics.size()) {
        throw new Unreadable();
      }
      return args;
    }
  }
}
