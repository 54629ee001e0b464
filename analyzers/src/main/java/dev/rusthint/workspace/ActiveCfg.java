package dev.rusthint.workspace;

import dev.rusthint.cargo.CfgPredicate;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.Truth;
import dev.rusthint.model.CfgOracle;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides predicates for the code of one target: by the platform, the features and what the build
/// sets. A name that only the package's build script could set is left open.
///
/// Two with the same facts are equal, and answer the same.
final class ActiveCfg implements CfgOracle {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// What makes one configuration different from another.
  ///
  /// @param buildScript the words in the package's build script
  private record Facts(
      String triple,
      Set<String> features,
      ProjectOptions.TestCfg test,
      List<String> arguments,
      Set<String> buildScript) {}

  private final Facts facts;
  private final CfgSet set;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /// @param platform what the target platform sets
  /// @param features those of the package that are on
  ActiveCfg(
      CfgSet platform,
      Set<String> features,
      ProjectOptions.TestCfg test,
      List<String> arguments,
      @Nullable String buildScript) {
    this.facts =
        new Facts(
            platform.target().triple(),
            Set.copyOf(features),
            test,
            List.copyOf(arguments),
            buildScript == null ? Set.of() : words(buildScript));
    CfgSet with = platform.withFeatures(features);
    for (String argument : arguments) {
      with = with.withArgument(argument);
    }
    this.set =
        switch (test) {
          case OFF -> with.without("test");
          case ON -> with.with("test");
          case BOTH -> with.withOpen("test");
        };
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return Set.copyOf(words);
  }

  @Override
  public boolean mayHold(String predicate) {
    return known.computeIfAbsent(predicate, this::evaluate);
  }

  private boolean evaluate(String text) {
    CfgPredicate predicate = CfgPredicate.parse(text);
    CfgSet with = set;
    for (String name : words(text)) {
      if (isOfBuildScript(name) && set.has(name) == Truth.FALSE) {
        with = with.withOpen(name);
      }
    }
    return predicate.evaluate(with).isPossible();
  }

  /// Whether the build script may set a name: it speaks of it, or asks the crate `autocfg`, which
  /// makes names up.
  private boolean isOfBuildScript(String name) {
    return switch (name) {
      case "unix", "windows", "test", "debug_assertions", "doc", "doctest", "miri", "clippy" ->
          false;
      default ->
          facts.buildScript.contains(name)
              || name.startsWith("has_") && facts.buildScript.contains("autocfg");
    };
  }

  @Override
  public String description() {
    return String.join(
        "\n",
        facts.triple,
        String.join(",", new TreeSet<>(facts.features)),
        facts.test.name(),
        String.join("\t", facts.arguments),
        String.join(",", new TreeSet<>(facts.buildScript)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof ActiveCfg cfg && facts.equals(cfg.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }
}
