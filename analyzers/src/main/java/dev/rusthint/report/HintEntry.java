package dev.rusthint.report;

import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A hint as people see and configure it: one id, with the rules behind it.
///
/// @param rules in the order of the registry, at least one
public record HintEntry(String id, List<RuleSpec> rules) {
  public HintEntry {
    rules = List.copyOf(rules);
  }

  /// The hints that rules belong to, by id.
  public static List<HintEntry> of(List<RuleSpec> rules) {
    TreeMap<String, List<RuleSpec>> byHint = new TreeMap<>();
    for (RuleSpec rule : rules) {
      byHint.computeIfAbsent(rule.hint(), _ -> new ArrayList<>()).add(rule);
    }
    return byHint.entrySet().stream().map(e -> new HintEntry(e.getKey(), e.getValue())).toList();
  }

  public String category() {
    return rules.getFirst().category();
  }

  /// The part of the id after the slash.
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }

  /// The loudest level that one of its rules has in a profile.
  public Level level(Profile profile) {
    Level level = Level.OFF;
    for (RuleSpec rule : rules) {
      Level one = profile.levelOf(rule);
      level = one.compareTo(level) > 0 ? one : level;
    }
    return level;
  }

  /// The profiles that have it on.
  public List<Profile> profiles() {
    return Arrays.stream(Profile.values()).filter(profile -> level(profile).isOn()).toList();
  }

  /// What its rules find, one line.
  public String summary() {
    return rules.stream().map(RuleSpec::summary).distinct().collect(Collectors.joining("; "));
  }

  /// The names of the lints or error codes of a tool that its rules correspond to.
  public SequencedSet<String> equivalents(Equivalent.Tool tool) {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (RuleSpec rule : rules) {
      for (Equivalent lint : rule.equivalents()) {
        if (lint.tool() == tool) {
          names.add(lint.name());
        }
      }
    }
    return names;
  }

  /// The best that its rules offer.
  public Fixes fix() {
    Fixes best = Fixes.NONE;
    for (RuleSpec rule : rules) {
      best = rule.fixes().compareTo(best) > 0 ? rule.fixes() : best;
    }
    return best;
  }
}
