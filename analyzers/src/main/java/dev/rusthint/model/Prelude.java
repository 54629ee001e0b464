package dev.rusthint.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that every module has without an import (std's documentation, module `prelude`, Rust
/// 1.95), and the macros of std.
final class Prelude {
  private static final Map<String, String> CORE = new HashMap<>();
  private static final Map<String, String> ALLOC = new HashMap<>();
  private static final Map<String, String> SINCE_2021 = new HashMap<>();
  private static final Map<String, String> SINCE_2024 = new HashMap<>();

  private static final Set<String> PRIMITIVES =
      Set.of(
          "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
          "i64", "i128", "isize", "f32", "f64");

  private static final Set<String> MACROS =
      Set.of(
          "assert",
          "assert_eq",
          "assert_ne",
          "cfg",
          "column",
          "compile_error",
          "concat",
          "dbg",
          "debug_assert",
          "debug_assert_eq",
          "debug_assert_ne",
          "env",
          "eprint",
          "eprintln",
          "file",
          "format",
          "format_args",
          "include",
          "include_bytes",
          "include_str",
          "line",
          "matches",
          "module_path",
          "option_env",
          "panic",
          "print",
          "println",
          "stringify",
          "thread_local",
          "todo",
          "try",
          "unimplemented",
          "unreachable",
          "vec",
          "write",
          "writeln");

  /// What a glob import of these modules of std brings in.
  private static final Map<String, Set<String>> GLOBS =
      Map.of("io::prelude", Set.of("Read", "Write", "BufRead", "Seek"));

  static {
    put(CORE, "marker", "Copy", "Send", "Sized", "Sync", "Unpin");
    put(CORE, "ops", "Drop", "Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce");
    put(CORE, "mem", "drop", "align_of", "align_of_val", "size_of", "size_of_val");
    put(CORE, "clone", "Clone");
    put(CORE, "cmp", "PartialEq", "PartialOrd", "Eq", "Ord");
    put(CORE, "convert", "AsRef", "AsMut", "Into", "From");
    put(CORE, "default", "Default");
    put(CORE, "iter", "Iterator", "Extend", "IntoIterator", "DoubleEndedIterator");
    put(CORE, "iter", "ExactSizeIterator");
    put(CORE, "option", "Option");
    put(CORE, "option::Option", "Some", "None");
    put(CORE, "result", "Result");
    put(CORE, "result::Result", "Ok", "Err");
    put(ALLOC, "borrow", "ToOwned");
    put(ALLOC, "boxed", "Box");
    put(ALLOC, "string", "String", "ToString");
    put(ALLOC, "vec", "Vec");
    put(SINCE_2021, "convert", "TryFrom", "TryInto");
    put(SINCE_2021, "iter", "FromIterator");
    put(SINCE_2024, "future", "Future", "IntoFuture");
  }

  private Prelude() {}

  private static void put(Map<String, String> names, String module, String... more) {
    for (String name : more) {
      names.put(name, "std::" + module + "::" + name);
    }
  }

  /// What a name stands for if nothing in the crate gives it another meaning.
  static Optional<String> find(String name, CrateInfo crate) {
    if (PRIMITIVES.contains(name)) {
      return Optional.of(name);
    }
    String found = CORE.get(name);
    if (found == null && !crate.noStd()) {
      found = ALLOC.get(name);
    }
    if (found == null && crate.edition() >= 2021) {
      found = SINCE_2021.get(name);
    }
    if (found == null && crate.edition() >= 2024) {
      found = SINCE_2024.get(name);
    }
    return Optional.ofNullable(found);
  }

  /// Whether some edition's prelude has the name, or a primitive type does.
  static boolean isKnown(String name) {
    return name.equals("()")
        || PRIMITIVES.contains(name)
        || isFacade(name)
        || CORE.containsKey(name)
        || ALLOC.containsKey(name)
        || SINCE_2021.containsKey(name)
        || SINCE_2024.containsKey(name);
  }

  /// The path of a type of all editions' preludes; null if there is none of that name.
  static @Nullable String path(String name) {
    String found = CORE.get(name);
    return found == null ? ALLOC.get(name) : found;
  }

  static boolean hasMacro(String name) {
    return MACROS.contains(name);
  }

  static boolean isFacade(String crate) {
    return crate.equals("std") || crate.equals("core") || crate.equals("alloc");
  }

  /// The names that `use path::*` brings in, if that is known of a module of std.
  static Optional<Set<String>> glob(String path) {
    int colons = path.indexOf("::");
    if (colons < 0 || !isFacade(path.substring(0, colons))) {
      return Optional.empty();
    }
    String module = path.substring(colons + 2);
    if (module.equals("prelude::v1") || module.startsWith("prelude::rust_20")) {
      Set<String> names = new HashSet<>(CORE.keySet());
      names.addAll(ALLOC.keySet());
      return Optional.of(names);
    }
    return Optional.ofNullable(GLOBS.get(module));
  }
}
