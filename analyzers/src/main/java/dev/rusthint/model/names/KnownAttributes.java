package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import java.util.List;
import java.util.Set;

/// Attributes that leave an item as it is: built-in ones and those of tools (Reference,
/// *Attributes*).
final class KnownAttributes {
  private static final Set<String> BUILT_IN =
      Set.of(
          "allow", "allow_internal_unsafe", "allow_internal_unstable", "automatically_derived",
          "bench", "cfg", "cfg_attr", "cfi_encoding", "cold", "collapse_debuginfo",
          "const_trait", "coverage", "crate_name", "crate_type", "debugger_visualizer", "default",
          "default_lib_allocator", "deny", "deprecated", "derive", "diagnostic", "doc",
          "do_not_recommend", "expect", "export_name", "feature", "ffi_const", "ffi_pure",
          "forbid", "fundamental", "global_allocator", "ignore", "inline", "instruction_set",
          "lang", "link", "link_args", "link_name", "link_ordinal", "link_section", "linkage",
          "macro_export", "macro_use", "main", "marker", "may_dangle", "must_not_suspend",
          "must_use", "naked", "needs_allocator", "needs_panic_runtime", "no_builtins",
          "no_core", "no_coverage", "no_implicit_prelude", "no_link", "no_main", "no_mangle",
          "no_sanitize", "no_start", "no_std", "non_exhaustive", "omit_gdb_pretty_printer_section",
          "optimize", "panic_handler", "panic_runtime", "path", "pointee",
          "prelude_import", "proc_macro", "proc_macro_attribute", "proc_macro_derive",
          "recursion_limit", "register_tool", "repr", "should_panic", "stable", "start",
          "target_feature", "test", "test_case", "thread_local", "track_caller", "type_const",
          "type_length_limit", "unsafe", "unstable", "used", "warn", "windows_subsystem");

  private KnownAttributes() {}

  /// Whether an attribute may replace what it is on by something else. Helpers of derives are told
  /// from such by the derive beside them.
  static boolean mayRewrite(List<Attribute> attributes) {
    boolean derives = false;
    for (Attribute attribute : attributes) {
      derives |= attribute.is("derive");
    }
    for (Attribute attribute : attributes) {
      String path = attribute.path();
      if (BUILT_IN.contains(path)
          || path.startsWith("rustc_")
          || path.startsWith("clippy::")
          || path.startsWith("rustfmt::")
          || path.startsWith("diagnostic::")
          || path.startsWith("rust_analyzer::")
          || path.startsWith("miri::")) {
        continue;
      }
      if (!derives || path.contains("::")) {
        return true;
      }
    }
    return false;
  }
}
