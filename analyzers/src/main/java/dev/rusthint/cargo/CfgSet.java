package dev.rusthint.cargo;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What `cfg` predicates are evaluated against: the target, the features, and what the build sets.
///
/// A name or value that nobody sets is false, as it is for rustc. What is declared open
/// ([#withOpen], [#withOpenKey]) is unknown.
public final class CfgSet {
  /// Open names up to which a predicate is evaluated case by case.
  private static final int MAX_CASES = 4;

  private final TargetTriple target;
  private final Set<String> names;
  private final Map<String, Set<String>> values;
  private final Set<String> open;
  private final Set<String> openKeys;

  private CfgSet(
      TargetTriple target,
      Set<String> names,
      Map<String, Set<String>> values,
      Set<String> open,
      Set<String> openKeys) {
    this.target = target;
    this.names = names;
    this.values = values;
    this.open = open;
    this.openKeys = openKeys;
  }

  /// What rustc sets for a target in a debug build outside tests.
  public static CfgSet of(TargetTriple target) {
    Set<String> names = new HashSet<>();
    for (String family : target.families()) {
      if (family.equals("unix") || family.equals("windows")) {
        names.add(family);
      }
    }
    names.add("debug_assertions");
    Map<String, Set<String>> values = new HashMap<>();
    values.put("target_os", Set.of(target.os()));
    values.put("target_arch", Set.of(target.arch()));
    values.put("target_family", Set.copyOf(target.families()));
    values.put("target_env", Set.of(target.env()));
    values.put("target_vendor", Set.of(target.vendor()));
    values.put("target_abi", Set.of(target.abi()));
    values.put("target_pointer_width", Set.of(Integer.toString(target.pointerWidth())));
    values.put("target_endian", Set.of(target.endian()));
    values.put("target_has_atomic", Set.copyOf(target.atomics()));
    values.put("target_feature", Set.copyOf(target.features()));
    values.put("panic", Set.of(target.panic()));
    return new CfgSet(target, Set.copyOf(names), Map.copyOf(values), Set.of(), Set.of());
  }

  public TargetTriple target() {
    return target;
  }

  /// With a name set, such as `test`; it is not open any more.
  public CfgSet with(String name) {
    return new CfgSet(target, plus(names, name), values, minus(open, name), openKeys);
  }

  /// With a name not set, nor open.
  public CfgSet without(String name) {
    return new CfgSet(target, minus(names, name), values, minus(open, name), openKeys);
  }

  /// With a name that is neither known to be set nor known not to be. In an editor, that is
  /// `test`: the same file is compiled both ways.
  public CfgSet withOpen(String name) {
    return new CfgSet(target, minus(names, name), values, plus(open, name), openKeys);
  }

  /// With a key whose values are not all known, such as one that a build script sets.
  public CfgSet withOpenKey(String key) {
    return new CfgSet(target, names, values, open, plus(openKeys, key));
  }

  /// With one more value of a key.
  public CfgSet with(String key, String value) {
    Map<String, Set<String>> more = new HashMap<>(values);
    more.merge(key, Set.of(value), (old, added) -> plus(old, value));
    return new CfgSet(target, names, Map.copyOf(more), open, openKeys);
  }

  /// With these values of a key in place of those it had.
  public CfgSet withOnly(String key, Collection<String> only) {
    Map<String, Set<String>> replaced = new HashMap<>(values);
    replaced.put(key, Set.copyOf(only));
    return new CfgSet(target, names, Map.copyOf(replaced), open, openKeys);
  }

  /// With these features of the package, and no others.
  public CfgSet withFeatures(Collection<String> features) {
    return withOnly("feature", features);
  }

  /// With what a `--cfg` argument sets: `name`, or `key="value"`, the quotes optional.
  public CfgSet withArgument(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0) {
      return with(argument.strip());
    }
    String value = argument.substring(equals + 1).strip();
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    return with(argument.substring(0, equals).strip(), value);
  }

  /// The value of a predicate, tried both ways for each open name as long as those are few.
  Truth evaluate(CfgPredicate predicate) {
    Truth quick = predicate.kleene(this);
    if (quick != Truth.UNKNOWN || open.isEmpty() || open.size() > MAX_CASES) {
      return quick;
    }
    String name = open.iterator().next();
    Truth on = with(name).evaluate(predicate);
    Truth off = without(name).evaluate(predicate);
    return on == off ? on : Truth.UNKNOWN;
  }

  /// Whether a name is set.
  public Truth has(String name) {
    return open.contains(name) ? Truth.UNKNOWN : Truth.of(names.contains(name));
  }

  /// Whether a key has a value.
  public Truth has(String key, String value) {
    if (values.getOrDefault(key, Set.of()).contains(value)) {
      return Truth.TRUE;
    }
    return openKeys.contains(key) ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static Set<String> plus(Set<String> set, String element) {
    Set<String> more = new HashSet<>(set);
    more.add(element);
    return Set.copyOf(more);
  }

  private static Set<String> minus(Set<String> set, String element) {
    Set<String> fewer = new HashSet<>(set);
    fewer.remove(element);
    return Set.copyOf(fewer);
  }
}
