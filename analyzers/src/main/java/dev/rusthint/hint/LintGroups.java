package dev.rusthint.hint;

import dev.rusthint.cargo.LintCatalog;
import dev.rusthint.model.LintSetting;

/// Which lints a name in an attribute stands for.
final class LintGroups {
  private LintGroups() {}

  /// Whether a setting, of the lint itself or of a group that it is in, decides `lint`. `warnings`
  /// does only where it silences: it makes nothing warn that does not already.
  static boolean covers(LintSetting setting, Equivalent lint) {
    String name = setting.lint();
    if (name.equals("warnings")) {
      return setting.level().silences();
    }
    return LintCatalog.bundled().covers(name, lint.attributeName());
  }
}
