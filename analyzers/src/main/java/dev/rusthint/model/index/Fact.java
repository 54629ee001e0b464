package dev.rusthint.model.index;

import dev.rusthint.model.defs.DefFacts;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A part of [DefFacts] that is there.
enum Fact {
  LANG,
  SINCE,
  CONST_SINCE,
  UNSTABLE,
  MUST_USE,
  DEPRECATED,
  UNSAFE,
  FOREIGN,
  AUTO,
  BODY,
  REPR,
  FEATURES;

  static void write(DefFacts facts, RecordSink out) {
    Set<Fact> set = EnumSet.noneOf(Fact.class);
    add(set, LANG, facts.lang() != null);
    add(set, SINCE, facts.since() != null);
    add(set, CONST_SINCE, facts.constSince() != null);
    add(set, UNSTABLE, facts.isUnstable());
    add(set, MUST_USE, facts.isMustUse());
    add(set, DEPRECATED, facts.deprecatedSince() != null);
    add(set, UNSAFE, facts.isUnsafe());
    add(set, FOREIGN, facts.isForeign());
    add(set, AUTO, facts.isAuto());
    add(set, BODY, facts.hasBody());
    add(set, REPR, facts.repr() != null);
    add(set, FEATURES, facts.features() != null);
    out.set(set);
    text(facts.lang(), out);
    text(facts.since(), out);
    text(facts.constSince(), out);
    text(facts.deprecatedSince(), out);
    text(facts.repr(), out);
    text(facts.features(), out);
  }

  private static void add(Set<Fact> set, Fact fact, boolean is) {
    if (is) {
      set.add(fact);
    }
  }

  private static void text(@Nullable String text, RecordSink out) {
    if (text != null) {
      out.text(text);
    }
  }

  static DefFacts read(RecordSource in) {
    Set<Fact> set = in.set(Fact.class);
    if (set.isEmpty()) {
      return DefFacts.NONE;
    }
    String lang = set.contains(LANG) ? in.name() : null;
    String since = set.contains(SINCE) ? in.name() : null;
    String constSince = set.contains(CONST_SINCE) ? in.name() : null;
    String deprecated = set.contains(DEPRECATED) ? in.name() : null;
    String repr = set.contains(REPR) ? in.name() : null;
    String features = set.contains(FEATURES) ? in.name() : null;
    return new DefFacts(
        lang,
        since,
        constSince,
        set.contains(UNSTABLE),
        set.contains(MUST_USE),
        deprecated,
        set.contains(UNSAFE),
        set.contains(FOREIGN),
        set.contains(AUTO),
        set.contains(BODY),
        repr,
        features);
  }
}
