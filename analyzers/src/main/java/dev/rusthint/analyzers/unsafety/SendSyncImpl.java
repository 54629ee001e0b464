package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.unsafety.SafeAccess.Method;
import dev.rusthint.analyzers.unsafety.SafeAccess.Receiver;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.AutoTraits;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An `unsafe impl` of `Send` or `Sync` that asks less of a parameter than the type's own safe methods
/// need (Bae et al., *Rudra*, SOSP 2021, *Send/Sync variance*; Nomicon, *Send and Sync*).
public final class SendSyncImpl implements Analyzer<SendSyncImpl.Found> {
  /// @param trait what is implemented
  /// @param wanted what should be asked of the parameter
  /// @param isSync whether the parameter is `Sync`
  /// @param field what has values of the parameter, if that is what decides
  /// @param method what gives them out, if that is
  record Found(
      Node impl,
      Node trait,
      Def type,
      String param,
      String wanted,
      boolean isSync,
      @Nullable FieldDef field,
      @Nullable Method method) {}

  private static final Equivalent FIELDS = Equivalent.clippy("non_send_fields_in_send_ty");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/send-sync-impl",
              "send-sync-impl",
              "an `unsafe impl` of `Send` or `Sync` that asks too little of a parameter",
              """
              A type is `Sync` if threads may use one value of it at once by `&`, and `Send` if a value may
              go to another thread. If its safe methods give out `&T` by `&self`, several threads get at one
              `T`, so `T` must be `Sync`; if they give out `T` or `&mut T`, a `T` comes to another thread, so
              it must be `Send`. Else safe code can share a `Cell` or send an `Rc`, and that is a data race.
              A lock, which lets one thread at a time at the value, needs `T: Send` alone to be `Sync`.
              Only public types are looked at, and none whose code tells threads apart.
              """)
          .withReach(Reach.TYPES)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(FIELDS);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.IMPL_ITEM);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Node written = node.child(Field.TRAIT);
    ItemTypes types = context.types();
    Def impl = written == null ? null : types.definition(node);
    ImplHead head = impl == null ? null : impl.impl();
    if (written == null
        || impl == null
        || head == null
        || head.trait() == null
        || head.isNegative()
        || !impl.facts().isUnsafe()
        || !(head.self() instanceof Ty.Adt self)
        || self.def().crate() != impl.crate()
        || self.def().visibility().module() != null) {
      return List.of();
    }
    Def send = types.world().stdType("core::marker::Send");
    Def sync = types.world().stdType("core::marker::Sync");
    Def trait = head.trait().trait();
    if (send == null || sync == null || trait != send && trait != sync) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (int place = 0; place < self.args().size(); place++) {
      if (!(self.args().get(place) instanceof Ty.Param param) || isOpen(impl, param, self)) {
        continue;
      }
      SafeAccess access = new SafeAccess(self.def(), place, types);
      Found next =
          trait == send
              ? send(node, written, impl, self, param, access, types)
              : sync(node, written, impl, self, param, access, types);
      if (next != null && !access.knowsThreads()) {
        found.add(next);
      }
    }
    return found;
  }

  /// Whether the impl asks something by which it may know more of the parameter than can be told
  /// here: a trait of somebody else's, or something of a type that the parameter is in.
  private static boolean isOpen(Def impl, Ty.Param param, Ty.Adt self) {
    if (self.args().stream().filter(param::equals).count() > 1) {
      return true;
    }
    for (Predicate clause : impl.generics().allPredicates()) {
      Def trait = clause.trait().trait();
      boolean isStandard = Set.of("core", "alloc", "std").contains(trait.crate().name());
      Ty of = clause.trait().self();
      boolean isPlain = of instanceof Ty.Param && !of.equals(param);
      boolean isOwn = of.equals(param) && isStandard;
      boolean mentions = clause.trait().args().stream().anyMatch(each -> mentions(each, param));
      if (!isOwn && mentions && !(isPlain && isStandard)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(Ty type, Ty.Param param) {
    return Given.mayHave(type, param)
        || type instanceof Ty.Projection projection
            && projection.args().stream().anyMatch(each -> mentions(each, param));
  }

  private static Set<Def> bounds(Def impl, Ty.Param param, ItemTypes types) {
    Set<Def> found = new HashSet<>();
    for (Predicate clause : types.world().elaborate(impl.generics().allPredicates())) {
      if (clause.trait().self().equals(param)) {
        found.add(clause.trait().trait());
      }
    }
    return found;
  }

  private static @Nullable Found send(
      Node node,
      Node written,
      Def impl,
      Ty.Adt self,
      Ty.Param param,
      SafeAccess access,
      ItemTypes types) {
    Def send = types.world().stdType("core::marker::Send");
    Def sync = types.world().stdType("core::marker::Sync");
    if (send == null || sync == null || bounds(impl, param, types).contains(send)) {
      return null;
    }
    AutoTraits traits = new AutoTraits(types.world(), impl.generics().allPredicates());
    // What is `Send` if a parameter is `Sync` borrows the values, by whatever type it does so.
    boolean mayBorrow = bounds(impl, param, types).contains(sync);
    for (FieldDef field : SafeAccess.fields(self.def())) {
      Ty type = Substitution.apply(field.type(), self.args());
      boolean owns = !mayBorrow || Given.by(type, param).contains(Given.OWNED);
      if (owns
          && !SafeAccess.isMarker(type)
          && traits.of(send, type) instanceof AutoTraits.Verdict.Holds holds
          && holds.conditions().contains(new TraitRef(send, List.of(param)))) {
        return new Found(node, written, self.def(), param.name(), "Send", mayBorrow, field, null);
      }
    }
    Method method =
        access.hasValues() ? access.find((m, given) -> isMoved(m, given, types)) : null;
    return method == null || method.bounds().contains(send)
        ? null
        : new Found(node, written, self.def(), param.name(), "Send", mayBorrow, null, method);
  }

  private static @Nullable Found sync(
      Node node,
      Node written,
      Def impl,
      Ty.Adt self,
      Ty.Param param,
      SafeAccess access,
      ItemTypes types) {
    Def send = types.world().stdType("core::marker::Send");
    Def sync = types.world().stdType("core::marker::Sync");
    if (send == null || sync == null || !access.hasValues()) {
      return null;
    }
    Set<Def> bounds = bounds(impl, param, types);
    if (!bounds.contains(sync)) {
      Method shared =
          access.find(
              (m, given) ->
                  m.receiver() == Receiver.SHARED
                      && given.contains(Given.SHARED)
                      && !m.bounds().contains(sync));
      if (shared != null) {
        return new Found(node, written, self.def(), param.name(), "Sync", false, null, shared);
      }
    }
    if (!bounds.contains(send)) {
      Method moved =
          access.find(
              (m, given) ->
                  m.receiver() == Receiver.SHARED
                      && isMoved(m, given, types)
                      && !m.bounds().contains(send));
      if (moved != null) {
        boolean isSync = bounds.contains(sync);
        return new Found(node, written, self.def(), param.name(), "Send", isSync, null, moved);
      }
    }
    return null;
  }

  /// Whether a method moves a value out, and not a copy or clone of it.
  private static boolean isMoved(Method method, Set<Given> given, ItemTypes types) {
    Def clone = types.lang("clone");
    Def copy = types.lang("copy");
    boolean mayClone = method.bounds().contains(clone) || method.bounds().contains(copy);
    return given.contains(Given.EXCLUSIVE) || given.contains(Given.OWNED) && !mayClone;
  }

  @Override
  public Message describe(Found found, Context context) {
    String type = found.type().name();
    String trait = found.trait().text();
    String name = trait.substring(trait.lastIndexOf(':') + 1);
    String claim = "`" + type + "` is `" + name + "` whatever `" + found.param() + "` is, ";
    Message message;
    if (found.field() != null) {
      message =
          Message.at(
                  found.trait().span(),
                  claim
                      + "but its field `"
                      + found.field().name()
                      + "` is only if `"
                      + found.param()
                      + ": Send`")
              .note(
                  found.isSync()
                      ? "safe code can send a `" + type + "` with a `MutexGuard` in it, which only the"
                          + " thread that locked may drop, to another thread"
                      : "safe code can send a `" + type + "` with an `Rc` in it to another thread,"
                          + " and both count its owners at once");
    } else {
      message = Message.at(found.trait().span(), claim + given(found)).note(race(found, name));
    }
    return message.help(
        "ask for it: `" + found.param() + ": " + found.wanted() + "`, or do not offer that safely");
  }

  private static String given(Found found) {
    Method method = found.method();
    String param = found.param();
    if (method == null) {
      return "";
    }
    String how =
        switch (method.receiver()) {
          case SHARED -> "(&self)";
          case EXCLUSIVE -> "(&mut self)";
          case OWNED -> "(self)";
        };
    String what =
        method.given().contains(Given.OWNED) && !found.wanted().equals("Sync")
            ? param
            : method.given().contains(Given.EXCLUSIVE) && !found.wanted().equals("Sync")
                ? "&mut " + param
                : "&" + param;
    return "but `" + method.def().name() + how + "` gives out `" + what + "`";
  }

  private static String race(Found found, String trait) {
    if (found.wanted().equals("Sync")) {
      return "threads that share a `" + found.type().name() + "` with a `Cell` in it all change"
          + " that at once";
    }
    return (trait.equals("Send") ? "a thread that is sent a `" : "a thread that shares a `")
        + found.type().name()
        + (found.isSync()
            ? "` gets a `MutexGuard` out of it, which only the thread that locked may drop"
            : "` gets an `Rc` out of it, the owners of which another thread may be counting");
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node params = found.impl().child(Field.TYPE_PARAMETERS);
    if (params == null) {
      return Optional.empty();
    }
    for (Node param : params.namedChildren()) {
      Node name = param.is(Kind.TYPE_PARAMETER) ? param.child(Field.NAME) : null;
      if (name != null && name.textIs(found.param())) {
        Node bounds = param.child(Field.BOUNDS);
        Edit edit =
            bounds == null
                ? Edit.insert(name.end(), ": " + found.wanted())
                : Edit.insert(bounds.end(), " + " + found.wanted());
        return Optional.of(
            Fix.review("Ask for `" + found.param() + ": " + found.wanted() + "`", edit));
      }
    }
    return Optional.empty();
  }
}
