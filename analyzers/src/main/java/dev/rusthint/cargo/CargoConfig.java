package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the `.cargo/config.toml` files that hold for a folder say about conditional compilation:
/// the target to build for, and the `--cfg` flags.
///
/// @param target `build.target`, if there is one and only one
/// @param problems what is wrong with the files
public record CargoConfig(@Nullable String target, List<RustFlags> flags, List<Problem> problems) {
  /// The arguments of a `rustflags`.
  ///
  /// @param condition `cfg(…)` or a triple, from `[target.…]`; null for `[build]`
  public record RustFlags(@Nullable String condition, List<String> arguments) {
    public RustFlags {
      arguments = List.copyOf(arguments);
    }
  }

  public CargoConfig {
    flags = List.copyOf(flags);
    problems = List.copyOf(problems);
  }

  /// Reads the configuration files from a folder upward, as cargo does; the nearer goes first.
  /// Those of the user's home and the environment are left out: they are no part of the project.
  public static CargoConfig of(Path folder, TextSource source) {
    List<RustFlags> flags = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    String target = null;
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      TomlDocument document = read(at.resolve(".cargo"), source, problems);
      if (document == null) {
        continue;
      }
      if (document.root().value("build") instanceof TomlNode.Table build) {
        target = target == null ? targetOf(build) : target;
        addFlags(null, build, flags);
      }
      if (document.root().value("target") instanceof TomlNode.Table targets) {
        for (TomlEntry entry : targets.entries().values()) {
          if (entry.value() instanceof TomlNode.Table table) {
            addFlags(entry.name(), table, flags);
          }
        }
      }
    }
    return new CargoConfig(target, flags, problems);
  }

  private static @Nullable TomlDocument read(
      Path folder, TextSource source, List<Problem> problems) {
    // The name without extension is the older; cargo prefers it where both are there.
    for (String name : List.of("config", "config.toml")) {
      Path file = folder.resolve(name);
      try {
        SourceText text = source.read(file);
        TomlDocument document = TomlDocument.parse(file, text);
        problems.addAll(document.problems());
        return document;
      } catch (NoSuchFileException absent) {
        // The other name, then.
      } catch (IOException unreadable) {
        problems.add(Problem.withFile(file, "cannot be read: " + unreadable.getMessage()));
        return null;
      }
    }
    return null;
  }

  private static @Nullable String targetOf(TomlNode.Table build) {
    return switch (build.value("target")) {
      case TomlNode.Text(var _, String triple) -> triple;
      case TomlNode.Array(var _, List<TomlNode> items)
          when items.size() == 1
              && items.getFirst() instanceof TomlNode.Text(var _, String triple) ->
          triple;
      case null, default -> null;
    };
  }

  private static void addFlags(
      @Nullable String condition, TomlNode.Table table, List<RustFlags> flags) {
    List<String> arguments = new ArrayList<>();
    switch (table.value("rustflags")) {
      case TomlNode.Text(var _, String line) -> {
        for (String argument : line.strip().split("\\s+", -1)) {
          arguments.add(argument);
        }
      }
      case TomlNode.Array array -> {
        for (TomlNode item : array.items()) {
          if (item instanceof TomlNode.Text(var _, String argument)) {
            arguments.add(argument);
          }
        }
      }
      case null, default -> {
        // No flags.
      }
    }
    if (!arguments.isEmpty()) {
      flags.add(new RustFlags(condition, arguments));
    }
  }

  /// `set` with what the flags set by `--cfg`. Cargo takes the flags of `[target.…]` where there
  /// are some for the target, and only otherwise those of `[build]`.
  public CfgSet applyTo(CfgSet set) {
    CfgSet result = set;
    boolean targeted = false;
    for (RustFlags one : flags) {
      if (one.condition() != null
          && CfgPredicate.ofTargetKey(one.condition()).evaluate(set) == Truth.TRUE) {
        targeted = true;
        result = applyTo(result, one.arguments());
      }
    }
    if (!targeted) {
      for (RustFlags one : flags) {
        result = one.condition() == null ? applyTo(result, one.arguments()) : result;
      }
    }
    return result;
  }

  private static CfgSet applyTo(CfgSet set, List<String> arguments) {
    CfgSet result = set;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--cfg") && i + 1 < arguments.size()) {
        result = result.withArgument(arguments.get(++i));
      } else if (argument.startsWith("--cfg=")) {
        result = result.withArgument(argument.substring("--cfg=".length()));
      }
    }
    return result;
  }
}
