package dev.rusthint.cargo;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `cfg` names and keys that a build script may set, read off its text: what follows
/// `rustc-cfg=` in it. Whether it sets them cannot be known without running it.
///
/// A name that the script puts together at run time is missed.
///
/// @param names of `cfg(name)`
/// @param keys of `cfg(key = "…")`
public record BuildScriptCfg(Set<String> names, Set<String> keys) {
  private static final Pattern INSTRUCTION =
      Pattern.compile("rustc-cfg=([\\p{L}_][\\p{L}\\p{N}_]*)(\\s*=)?");

  public BuildScriptCfg {
    names = Set.copyOf(names);
    keys = Set.copyOf(keys);
  }

  /// Reads the text of a build script.
  public static BuildScriptCfg of(String script) {
    Set<String> names = new TreeSet<>();
    Set<String> keys = new TreeSet<>();
    Matcher matcher = INSTRUCTION.matcher(script);
    while (matcher.find()) {
      (matcher.group(2) == null ? names : keys).add(matcher.group(1));
    }
    return new BuildScriptCfg(names, keys);
  }

  /// `set` with all of these open.
  public CfgSet openIn(CfgSet set) {
    CfgSet result = set;
    for (String name : names) {
      result = result.withOpen(name);
    }
    for (String key : keys) {
      result = result.withOpenKey(key);
    }
    return result;
  }
}
