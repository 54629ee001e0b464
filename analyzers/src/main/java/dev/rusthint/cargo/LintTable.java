package dev.rusthint.cargo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lint levels that a package's `[lints]` sets, in the order in which cargo hands them to
/// rustc: by priority, and within one priority by name backwards, so that `all` comes late. The
/// last one that covers a lint holds, except that nothing undoes a `forbid`.
public final class LintTable {
  private static final String CARGO = "cargo";

  private final List<LintSetting> inOrder;
  private final LintCatalog catalog;

  private LintTable(List<LintSetting> inOrder, LintCatalog catalog) {
    this.inOrder = inOrder;
    this.catalog = catalog;
  }

  /// The table of a package's settings; lints of cargo itself do not reach rustc.
  public static LintTable of(List<LintSetting> settings) {
    List<LintSetting> sorted = new ArrayList<>();
    for (LintSetting setting : settings) {
      if (!setting.tool().equals(CARGO)) {
        sorted.add(setting);
      }
    }
    sorted.sort(
        Comparator.comparingLong(LintSetting::priority)
            .thenComparing(LintSetting::name, Comparator.reverseOrder()));
    return new LintTable(List.copyOf(sorted), LintCatalog.bundled());
  }

  /// The settings as rustc gets them, from the first argument to the last.
  public List<LintSetting> inOrder() {
    return inOrder;
  }

  /// The setting that decides a lint's level, by its name or a group's; null if none speaks of it.
  public @Nullable LintSetting settingOf(String lint) {
    LintSetting decided = null;
    for (LintSetting setting : inOrder) {
      if (catalog.covers(setting.path(), lint)) {
        decided = setting;
        if (setting.level() == LintLevel.FORBID) {
          break;
        }
      }
    }
    return decided;
  }

  /// The level of a lint at the crate's root before its own attributes: as set here, or by default;
  /// null for a lint that is neither known nor set. What would warn takes the level of `warnings`
  /// where that is set.
  public @Nullable LintLevel levelOf(String lint) {
    LintSetting setting = settingOf(lint);
    LintLevel level = setting == null ? catalog.defaultLevel(lint) : setting.level();
    if (level == LintLevel.WARN) {
      LintSetting warnings = settingOf(LintCatalog.WARNINGS);
      return warnings == null ? level : warnings.level();
    }
    return level;
  }
}
