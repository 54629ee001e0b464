package dev.rusthint.safety;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an unsafe operation can ask for, as a closed vocabulary: that of the project `tag-std` (and
/// so of its `#[safety::requires(…)]` tags), and after [#TRAIT] what is not modelled there.
///
/// Each has parameters, the last of which may be left out, and words in which `{n}` stands for the
/// argument with that number, `{values}` and `{initialised}` for the `len` values of type `T`, `{range}` for where a
/// number lies, and `{access}` for what memory is used for.
public enum Property {
  ALIGN("Align", "{0} is aligned for {1}", "p", "T"),
  SIZE("Size", "the size of {0} is {1}", "T", "c"),
  NO_PADDING("NoPadding", "{0} has no padding bytes", "T"),
  NON_NULL("NonNull", "{0} is not null", "p"),
  NULL("Null", "{0} is null", "p"),
  ALLOCATED("Allocated", "{0} points to memory for {values} that is allocated now by {3}", "p", "T", "len", "A"),
  IN_BOUND("InBound", "{values} from {0} on lie within one allocation", "p", "T", "len"),
  NON_OVERLAP("NonOverlap", "the memory of {values} at {0} and that at {1} do not overlap", "dst", "src", "T", "len"),
  VALID_NUM("ValidNum", "{0} is {range}", "exp", "range"),
  VALID_STRING("ValidString", "{0} is valid UTF-8", "s", "range"),
  VALID_C_STR("ValidCStr", "{0} points to a string that ends with a nul byte", "p", "len"),
  INIT("Init", "{0} points to {initialised}", "p", "T", "len"),
  UNWRAP("Unwrap", "{0} is {1}", "x", "T"),
  TYPED("Typed", "{0} points to a value of type {1}", "p", "T"),
  NON_OWNED("NonOwned", "nothing owns what {0} points to", "p"),
  OWNING("Owning", "nothing else owns or frees what {0} stands for", "p"),
  ALIAS("Alias", "nothing accesses what {0} points to against the rules of {1}", "p1", "p2"),
  ALIVE("Alive", "what {0} points to stays alive for as long as {1} is used", "p", "l"),
  PINNED("Pinned", "what {0} points to is not moved for {1}", "p", "l"),
  NON_VOLATILE("NonVolatile", "{values} at {0} are ordinary memory", "p", "T", "len"),
  OPENED("Opened", "{0} is open, and is what it is taken for", "fd"),
  TRAIT("Trait", "{0} implements {1}", "T", "trait"),
  UNREACHABLE("Unreachable", "this is never reached"),
  VALID_PTR("ValidPtr", "{0} is valid for {access} of {values}", "p", "T", "len"),
  DEREF("Deref", "{0} can be dereferenced for {values}", "p", "T", "len"),
  PTR_TO_REF(
      "Ptr2Ref",
      "{0} points to an initialised, aligned {1} that may be borrowed for as long as the reference is used",
      "p",
      "T"),
  LAYOUT("Layout", "{0} was allocated with the layout {1}", "p", "layout"),
  /// Of the processor.
  FEATURE("Feature", "the processor has {0}", "features"),
  NO_RACE("NoRace", "no other thread accesses {0} at the same time", "place"),
  /// What a foreign function's own documentation asks for.
  FOREIGN("Foreign", "what the documentation of {0} asks for", "function"),
  /// What an implementation of an unsafe trait promises; always with words of its own.
  PROMISE("Promise", "{0} keeps what {1} promises", "type", "trait"),
  /// What no other property says; always with words of its own.
  CONDITION("Condition", "{0}", "what");

  private static final Map<String, Property> BY_TAG = new HashMap<>();

  static {
    for (Property property : values()) {
      BY_TAG.put(property.tag, property);
    }
    // What earlier versions of the vocabulary call them.
    BY_TAG.put("Aligned", ALIGN);
    BY_TAG.put("InBounded", IN_BOUND);
    BY_TAG.put("!Null", NON_NULL);
    BY_TAG.put("!Volatile", NON_VOLATILE);
    BY_TAG.put("Ownning", OWNING);
    BY_TAG.put("ValidPtr2Ref", PTR_TO_REF);
  }

  private final String tag;
  private final String words;
  private final List<String> parameters;

  Property(String tag, String words, String... parameters) {
    this.tag = tag;
    this.words = words;
    this.parameters = List.of(parameters);
  }

  /// Its name in safety tags: `ValidPtr`.
  public String tag() {
    return tag;
  }

  /// What its arguments are called.
  public List<String> parameters() {
    return parameters;
  }

  /// The words for it where a contract has none of its own.
  String words() {
    return words;
  }

  /// The property that a tag names, names of earlier versions of the vocabulary included; null if
  /// there is none.
  public static @Nullable Property named(String tag) {
    return BY_TAG.get(tag);
  }
}
