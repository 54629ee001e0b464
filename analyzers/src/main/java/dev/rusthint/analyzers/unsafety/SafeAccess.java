package dev.rusthint.analyzers.unsafety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What safe code of other crates gets out of values of a generic type, by the signatures of its
/// methods (Bae et al., *Rudra*, SOSP 2021, section 4.3).
final class SafeAccess {
  /// Names by which code tells threads or processors apart: such a type may give each its own value,
  /// or refuse all but one, which no signature tells.
  private static final Pattern BY_THREAD =
      Pattern.compile(
          "thread|tls$|^tls|cpu|hart_?id|core_?id|worker_?(id|index)", Pattern.CASE_INSENSITIVE);

  private static final Set<Kind> NAMES =
      Set.of(Kind.IDENTIFIER, Kind.FIELD_IDENTIFIER, Kind.TYPE_IDENTIFIER);

  private final Def type;
  private final int place;
  private final ItemTypes types;

  /// @param place the number of the type's parameter that is asked about
  SafeAccess(Def type, int place, ItemTypes types) {
    this.type = type;
    this.place = place;
    this.types = types;
  }

  /// How a method takes its receiver.
  enum Receiver {
    SHARED,
    EXCLUSIVE,
    OWNED
  }

  /// A method that gives something out.
  ///
  /// @param bounds the traits that the parameter must have for the method to be there
  record Method(Def def, Receiver receiver, Set<Given> given, Set<Def> bounds) {}

  /// The first public safe method for which this holds that gives out something of the parameter, and
  /// has it from nowhere but its receiver; null if there is none.
  @Nullable Method find(BiPredicate<Method, Set<Given>> wanted) {
    for (Def impl : impls()) {
      ImplHead head = impl.impl();
      boolean isPublic =
          head != null
              && (head.trait() == null || head.trait().trait().visibility().module() == null);
      if (head == null
          || !isPublic
          || !(head.self() instanceof Ty.Adt self)
          || !(self.args().get(place) instanceof Ty.Param param)) {
        continue;
      }
      for (Def member : impl.members()) {
        boolean isOffered = head.trait() != null || member.visibility().module() == null;
        Method method = isOffered ? method(member, param) : null;
        if (method != null && wanted.test(method, method.given)) {
          return method;
        }
      }
    }
    return null;
  }

  private List<Def> impls() {
    List<Def> found = new ArrayList<>();
    for (Def impl : type.crate().impls()) {
      ImplHead head = impl.impl();
      if (head != null
          && !head.isNegative()
          && head.self() instanceof Ty.Adt adt
          && adt.def() == type
          && adt.args().size() > place) {
        found.add(impl);
      }
    }
    return found;
  }

  private @Nullable Method method(Def member, Ty.Param param) {
    FnSig sig = member.kind() == DefKind.FUNCTION ? member.signature() : null;
    if (sig == null || !sig.hasSelf() || sig.isUnsafe() || sig.params().isEmpty()) {
      return null;
    }
    Receiver receiver = receiver(sig.params().getFirst());
    boolean hasOther =
        sig.params().stream().skip(1).anyMatch(each -> Given.mayHave(each, param));
    if (receiver == null || hasOther) {
      return null;
    }
    Ty result = new Projections(types.world()).normalize(sig.result());
    Set<Given> given = Given.by(result, param);
    return given.isEmpty()
        ? null
        : new Method(member, receiver, given, bounds(member.generics().allPredicates(), param));
  }

  private @Nullable Receiver receiver(Ty self) {
    return switch (self) {
      case Ty.Adt t when t.def() == type -> Receiver.OWNED;
      case Ty.Ref t when t.target() instanceof Ty.Adt adt && adt.def() == type ->
          t.mutable() ? Receiver.EXCLUSIVE : Receiver.SHARED;
      default -> null;
    };
  }

  /// The traits that clauses ask of a parameter, their supertraits among them.
  private Set<Def> bounds(List<Predicate> clauses, Ty.Param param) {
    return types.world().elaborate(clauses).stream()
        .filter(Predicate.Implements.class::isInstance)
        .map(Predicate::trait)
        .filter(trait -> trait.self().equals(param))
        .map(TraitRef::trait)
        .collect(Collectors.toSet());
  }

  /// Whether values of the type have values of the parameter, or a pointer that may lead to some.
  boolean hasValues() {
    Ty.Param param = new Ty.Param(place, type.generics().param(place).name());
    List<FieldDef> fields = fields(type);
    boolean hasPointer = fields.stream().anyMatch(field -> isPointer(field.type()));
    return fields.stream()
        .anyMatch(
            field ->
                Given.mayHave(field.type(), param) && (hasPointer || !isMarker(field.type())));
  }

  /// The fields of a struct or union, and those of all variants of an enum.
  static List<FieldDef> fields(Def type) {
    if (type.kind() != DefKind.ENUM) {
      return type.fields();
    }
    List<FieldDef> all = new ArrayList<>();
    type.members().forEach(variant -> all.addAll(variant.fields()));
    return all;
  }

  /// Whether it is `PhantomData`.
  static boolean isMarker(Ty type) {
    return type instanceof Ty.Adt adt && "phantom_data".equals(adt.def().facts().lang());
  }

  private static boolean isPointer(Ty type) {
    return type instanceof Ty.RawPtr
        || ItemTypes.isAdt(type, "core::ptr::non_null::NonNull")
        || ItemTypes.isAdt(type, "core::sync::atomic::Atomic");
  }

  /// Whether the type's code tells threads or processors apart.
  boolean knowsThreads() {
    for (FieldDef field : fields(type)) {
      if (BY_THREAD.matcher(field.name() + " " + ItemTypes.text(field.type())).find()) {
        return true;
      }
    }
    for (Def impl : impls()) {
      for (Def member : impl.members()) {
        ItemTypes.Body body = types.bodyOf(member);
        if (body != null && namesThreads(body.function())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean namesThreads(Node function) {
    for (Node node : function.descendants()) {
      if (NAMES.contains(node.kind()) && BY_THREAD.matcher(node.text()).find()) {
        return true;
      }
    }
    return false;
  }
}
