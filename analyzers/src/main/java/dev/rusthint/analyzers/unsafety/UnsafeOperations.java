package dev.rusthint.analyzers.unsafety;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operations inside an unsafe block that may be what it is unsafe for, as far as syntax tells:
/// dereferences, and calls whose names are not known to be safe (Reference, *Unsafety*). Types
/// would tell more.
final class UnsafeOperations {
  private static final int LONGEST = 60;

  /// Functions and methods of core and std that are unsafe wherever they appear, by name.
  private static final Set<String> UNSAFE =
      Set.of(
          "as_bytes_mut", "as_mut_vec", "assume_init", "assume_init_drop", "assume_init_mut",
          "assume_init_read", "assume_init_ref", "byte_add", "byte_offset", "byte_sub", "copy_from",
          "copy_from_nonoverlapping", "copy_nonoverlapping", "copy_to", "copy_to_nonoverlapping",
          "drop_in_place", "dealloc", "forget_unsized", "from_bytes_with_nul_unchecked",
          "from_raw", "from_raw_fd", "from_raw_in", "from_raw_parts", "from_raw_parts_in",
          "from_raw_parts_mut", "from_u32_unchecked", "from_utf8_unchecked",
          "from_utf8_unchecked_mut", "get_mut_unchecked", "get_unchecked", "get_unchecked_mut",
          "map_unchecked", "map_unchecked_mut", "new_unchecked", "offset", "offset_from",
          "read_unaligned", "read_volatile", "realloc", "set_len", "slice_unchecked",
          "to_int_unchecked", "transmute", "transmute_copy", "unchecked_add", "unchecked_mul",
          "unchecked_sub", "unreachable_unchecked", "unwrap_unchecked", "unwrap_err_unchecked",
          "write_bytes", "write_unaligned", "write_volatile", "zeroed");

  /// Safe functions and methods that often stand beside unsafe ones.
  private static final Set<String> SAFE =
      Set.of(
          "addr_of", "align_of", "as_mut_ptr", "as_ptr", "as_slice", "as_str", "borrow", "capacity",
          "assert", "cast", "cast_const", "cast_mut", "catch_unwind", "checked_add", "checked_mul",
          "checked_sub", "clone", "cloned", "copied", "dangling", "default", "deref", "drop", "eq",
          "expect", "forget", "from", "from_mut", "from_ref", "has_overflowed", "into", "into_iter",
          "into_raw", "is_empty", "is_err", "is_none", "is_null", "is_ok", "is_some", "iter",
          "iter_mut", "last_os_error", "len", "load", "max", "min", "needs_drop", "new", "next",
          "null", "null_mut", "ok", "slice_from_raw_parts", "slice_from_raw_parts_mut", "panic", "push", "size_of", "size_of_val", "spin_loop", "store",
          "swap", "take", "to_owned", "to_string", "to_vec", "try_into", "uninit", "unwrap",
          "unwrap_or", "with_capacity", "wrapping_add", "wrapping_sub");

  /// Unsafe functions that return a reference.
  private static final Set<String> REFERENCE =
      Set.of(
          "assume_init_mut", "assume_init_ref", "from_raw_parts", "from_raw_parts_mut",
          "get_unchecked", "get_unchecked_mut");

  private UnsafeOperations() {}

  /// The operations in the order of the text, each once, as a person would name them: `*p`,
  /// `slice::from_raw_parts(…)`. Empty if nothing in the block looks unsafe by itself.
  static List<String> in(Node block) {
    Set<String> certain = new LinkedHashSet<>();
    Set<String> possible = new LinkedHashSet<>();
    for (Node node : block.descendants()) {
      switch (node.kind()) {
        case UNARY_EXPRESSION -> {
          Node operator = node.firstChild();
          if (operator != null && operator.is(Kind.STAR) && !isOfReference(node)) {
            certain.add(shorten(node.text()));
          }
        }
        case CALL_EXPRESSION -> {
          Node function = node.child(Field.FUNCTION);
          String name = calledName(function);
          if (function == null || name == null || SAFE.contains(name)) {
            continue;
          }
          if (isUnsafe(name) || isInPtr(function)) {
            certain.add(call(node));
          } else if (function.is(Kind.IDENTIFIER) && Character.isLowerCase(name.charAt(0))) {
            certain.add(call(node));
          } else if (Character.isLowerCase(name.charAt(0))) {
            possible.add(call(node));
          }
        }
        case MACRO_INVOCATION -> {
          String name = node.textOf(Field.MACRO).orElse("");
          if (name.equals("asm") || name.endsWith("::asm")) {
            certain.add(name + "!");
          }
        }
        default -> {}
      }
    }
    return new ArrayList<>(certain.isEmpty() ? possible : certain);
  }

  /// Whether a dereference is of what a function gives that returns a reference.
  private static boolean isOfReference(Node dereference) {
    for (Node operand : dereference.namedChildren()) {
      String name = operand.is(Kind.CALL_EXPRESSION) ? calledName(operand.child(Field.FUNCTION)) : "";
      return name != null && REFERENCE.contains(name);
    }
    return false;
  }

  /// Whether a function is called as one of the module `ptr`.
  private static boolean isInPtr(Node function) {
    return function.text().matches("(\\w+\\s*::\\s*)*ptr\\s*::\\s*\\w+(?s:::.*)?");
  }

  private static boolean isUnsafe(String name) {
    return UNSAFE.contains(name) || name.endsWith("_unchecked") || name.endsWith("_unchecked_mut");
  }

  private static @Nullable String calledName(@Nullable Node function) {
    if (function == null) {
      return null;
    }
    return switch (function.kind()) {
      case IDENTIFIER -> function.text();
      case SCOPED_IDENTIFIER -> function.textOf(Field.NAME).orElse(null);
      case FIELD_EXPRESSION -> function.textOf(Field.FIELD).orElse(null);
      case GENERIC_FUNCTION -> calledName(function.child(Field.FUNCTION));
      default -> null;
    };
  }

  /// `name(…)`, `path::name(…)` or `receiver.name(…)`.
  private static String call(Node call) {
    Node function = call.child(Field.FUNCTION);
    String text = function == null ? "" : function.text();
    if (text.length() > LONGEST || text.indexOf('\n') >= 0) {
      String name = calledName(function);
      text = "." + (name == null ? "" : name);
    }
    Node arguments = call.child(Field.ARGUMENTS);
    boolean empty = arguments == null || arguments.namedChildren().isEmpty();
    return text + (empty ? "()" : "(…)");
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
