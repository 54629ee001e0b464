package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `let _ =` of a lock or a future, which is gone at once.
public final class LetUnderscore implements Analyzer<LetUnderscore.Found> {
  record Found(Node let, Node pattern, boolean isLock, Equivalent lint) {}

  /// Futures if what they hold is one.
  private static final Set<String> WRAPPERS = Set.of("core::pin::Pin", "alloc::boxed::Box");

  private static final Equivalent FUTURE = Equivalent.clippy("let_underscore_future");
  private static final Equivalent LOCK = Equivalent.clippy("let_underscore_lock");
  private static final Equivalent STD_LOCK = Equivalent.rustc("let_underscore_lock");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/dropped-at-once",
              "let-underscore",
              "`let _ =` of a lock or a future",
              """
              `let _` binds nothing: the value is dropped at the end of the statement. A lock is open
              again before the code that it should protect, and a future is dropped without having
              run. A name such as `_guard` keeps the value to the end of the block.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES)
          .withEquivalents(FUTURE, LOCK, STD_LOCK);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.LET_DECLARATION);
  }

  @Override
  public List<Found> find(Node let, Context context) {
    Node pattern = let.child(Field.PATTERN);
    Node value = let.child(Field.VALUE);
    if (pattern == null || value == null || !pattern.textIs("_")) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty type = types.of(value);
    Equivalent lock = lock(type);
    if (lock != null) {
      return List.of(new Found(let, pattern, true, lock));
    }
    return value.is(Kind.ASYNC_BLOCK) || isFuture(type, value, types)
        ? List.of(new Found(let, pattern, false, FUTURE))
        : List.of();
  }

  private static boolean isFuture(Ty type, Node where, ItemTypes types) {
    Def future = types.lang("future_trait");
    if (type instanceof Ty.Adt pin && !pin.args().isEmpty() && WRAPPERS.contains(pin.def().path())) {
      return isFuture(pin.args().getFirst(), where, types);
    }
    return future != null
        && ItemTypes.isKnown(type)
        && types.holds(new TraitRef(future, List.of(type)), where);
  }

  /// The lint about the guard of a lock; null if the value is none.
  static @Nullable Equivalent lock(Ty type) {
    boolean isResult = ItemTypes.isAdt(type, "core::result::Result");
    Ty inner = isResult && type instanceof Ty.Adt result ? result.args().getFirst() : type;
    if (!(inner instanceof Ty.Adt adt)) {
      return null;
    }
    return switch (adt.def().path()) {
      case "std::sync::poison::mutex::MutexGuard",
          "std::sync::poison::rwlock::RwLockReadGuard",
          "std::sync::poison::rwlock::RwLockWriteGuard" ->
          STD_LOCK;
      case "lock_api::mutex::MutexGuard",
          "lock_api::rwlock::RwLockReadGuard",
          "lock_api::rwlock::RwLockWriteGuard" ->
          LOCK;
      default -> null;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    return found.isLock()
        ? Message.at(found.pattern().span(), "`_` binds nothing: this lock is open again at once")
            .help("give it a name to hold it to the end of the block, or `drop` it to say so")
            .as(found.lint())
        : Message.at(found.let().span(), "this future is dropped without having run")
            .help("`await` it, or `drop` it to say so")
            .as(found.lint());
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.isLock()
        ? Optional.of(
            Fix.review(
                "Hold it to the end of the block",
                Edit.replace(found.pattern().span(), "_guard")))
        : Optional.empty();
  }
}
