package dev.rusthint.safety;

import dev.rusthint.safety.Contract.Clause;
import java.util.List;
import java.util.Locale;

/// What a SAFETY comment speaks of. It is taken to argue an obligation if it has a word for it: a
/// comment is for people, and only one that says nothing of a thing is certain to have forgotten it.
final class Argument {
  private static final int LONG = 6;
  private static final int STEM = 5;

  private final String text;

  Argument(String comment) {
    text = comment.toLowerCase(Locale.ROOT);
  }

  boolean speaksOf(Clause clause, UnsafeOperation operation) {
    return clause.anyOf().stream().anyMatch(o -> speaksOf(o, operation));
  }

  private boolean speaksOf(Obligation obligation, UnsafeOperation operation) {
    Property property = obligation.property();
    if (property == Property.FOREIGN) {
      return !text.isBlank();
    }
    if (text.contains(property.tag().toLowerCase(Locale.ROOT))) {
      return true;
    }
    List<String> words = words(property);
    return words.isEmpty()
        ? sharesWords(Instance.text(obligation, operation))
        : words.stream().anyMatch(text::contains);
  }

  /// What people say of a property, as beginnings or parts of words; empty if there is no telling.
  private static List<String> words(Property property) {
    return switch (property) {
      case ALIGN -> List.of("align", "cast from", "reference");
      case SIZE, NO_PADDING -> List.of("size", "layout", "transparent", "padding", "repr");
      case NON_NULL, NULL -> List.of("null", "valid", "reference", "just allocated", "dangling");
      case ALLOCATED, IN_BOUND, DEREF, VALID_PTR ->
          List.of(
              "valid", "alloc", "bound", "within", "range", "len", "point", "reference", "capacity",
              "index", "live", "<", "offset");
      case NON_OVERLAP -> List.of("overlap", "disjoint", "distinct", "separate", "different", "fresh");
      case VALID_NUM ->
          List.of(
              "zero", "overflow", "bound", "range", "less", "greater", "most", "least", "<", ">", "len",
              "capacity", "check", "valid", "fit", "exceed", "within", "power of two", "max");
      case VALID_STRING -> List.of("utf", "ascii", "str", "char");
      case VALID_C_STR -> List.of("nul", "terminat", "c string", "cstr");
      case INIT ->
          List.of("init", "written", "wrote", "write", "zeroed", "fill", "set", "reference", "valid");
      case UNWRAP -> List.of("some", "none", "ok", "err", "check", "always");
      case TYPED -> List.of("type", "cast", "downcast", "valid");
      case NON_OWNED, OWNING ->
          List.of("own", "leak", "forget", "drop", "once", "unique", "into_raw", "copy", "free", "read");
      case ALIAS ->
          List.of(
              "alias", "exclusive", "unique", "only", "shared", "&mut", "borrow", "no other", "lock",
              "access", "reference", "own");
      case ALIVE -> List.of("live", "lifetime", "drop", "static", "dangl", "alive", "valid", "scope");
      case PINNED -> List.of("pin", "move");
      case NON_VOLATILE -> List.of("volatile", "memory", "mmio");
      case OPENED -> List.of("open", "fd", "descriptor", "handle", "socket");
      case TRAIT -> List.of("impl", "copy", "trait", "send", "sync");
      case UNREACHABLE -> List.of("unreach", "never", "impossible", "always", "cannot", "can't", "only");
      case PTR_TO_REF -> List.of("valid", "align", "init", "alias", "live", "reference", "borrow");
      case LAYOUT -> List.of("layout", "alloc", "size", "len");
      case FEATURE -> List.of("feature", "cpu", "detect", "support", "sse", "avx", "neon", "enabled");
      case NO_RACE ->
          List.of("thread", "race", "lock", "single", "exclusive", "atomic", "once", "synchron", "mutex");
      case FOREIGN, PROMISE, CONDITION -> List.of();
    };
  }

  /// Whether a long word of the obligation is in the comment.
  private boolean sharesWords(String obligation) {
    for (String word : obligation.toLowerCase(Locale.ROOT).split("\\W+")) {
      if (word.length() >= LONG && text.contains(word.substring(0, STEM))) {
        return true;
      }
    }
    return false;
  }
}
