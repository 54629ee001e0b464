package dev.rusthint.cli;

import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.report.FileHints;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Applies machine fixes to one file until there is none left.
///
/// @param <T> what a file is read as: a [dev.rusthint.syntax.SourceFile], or a
///   [dev.rusthint.workspace.ManifestUnit]
final class Fixer<T> {
  private static final int ROUNDS = 100;

  /// What has to be known of files of one language.
  ///
  /// @param <T> what a file is read as
  interface Language<T> {
    SourceText text(T file);

    T edited(T file, SourceText text);

    /// How many places of a file do not parse.
    int errors(T file);

    /// The hints that are to be fixed.
    FileHints find(T file, Region region);
  }

  /// @param file the file after all fixes
  /// @param region the lines that were asked for, where they are now
  /// @param fixed how many fixes were applied
  /// @param remarks what could not be done, and why
  record Result<T>(T file, Region region, int fixed, List<String> remarks) {}

  private final Language<T> language;
  private final List<String> remarks = new ArrayList<>();

  /// Fixes that are not to be tried again: hint and title, and the line they are for.
  private final Set<String> refused = new HashSet<>();

  private T file;
  private Region region;
  private int fixed;

  private Fixer(T file, Region region, Language<T> language) {
    this.file = file;
    this.region = region;
    this.language = language;
  }

  static <T> Result<T> fix(T file, Region region, Language<T> language) {
    Fixer<T> fixer = new Fixer<>(file, region, language);
    fixer.run();
    return new Result<>(fixer.file, fixer.region, fixer.fixed, fixer.remarks);
  }

  private record Candidate(Hint hint, Fix fix, String key) {}

  private void run() {
    Set<SourceText> seen = new HashSet<>(Set.of(language.text(file)));
    for (int round = 0; round < ROUNDS; round++) {
      List<Candidate> candidates = candidates();
      if (candidates.isEmpty()) {
        return;
      }
      int fixedBefore = fixed;
      int errors = language.errors(file);
      if (!apply(candidates, errors)) {
        applyOne(candidates, errors);
      }
      if (fixed > fixedBefore && !seen.add(language.text(file))) {
        remarks.add("its fixes undo each other: stopped");
        return;
      }
    }
    remarks.add("its fixes come to no end: stopped after " + ROUNDS + " rounds");
  }

  /// Applies the first one that leaves code that parses; those before it are not tried again.
  private void applyOne(List<Candidate> candidates, int errors) {
    for (Candidate candidate : candidates) {
      if (apply(List.of(candidate), errors)) {
        return;
      }
      refused.add(candidate.key);
      int line = language.text(file).lineOf(candidate.hint.span().start()) + 1;
      remarks.add(
          "the fix of %s at line %d would leave code that does not parse: not applied"
              .formatted(candidate.hint.id(), line));
    }
  }

  /// Machine fixes that can be applied together.
  private List<Candidate> candidates() {
    List<Candidate> chosen = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (Hint hint : language.find(file, region).hints()) {
      if (hint.rule().fixes() != Fixes.MACHINE) {
        continue;
      }
      Fix fix = hint.fix().filter(f -> f.machine() && !f.edits().isEmpty()).orElse(null);
      if (fix == null) {
        continue;
      }
      SourceText text = language.text(file);
      String key =
          hint.id() + '\n' + fix.title() + '\n' + text.line(text.lineOf(hint.span().start()));
      boolean free =
          fix.edits().stream().noneMatch(edit -> edits.stream().anyMatch(edit::conflictsWith));
      if (free && !refused.contains(key)) {
        edits.addAll(fix.edits());
        chosen.add(new Candidate(hint, fix, key));
      }
    }
    return chosen;
  }

  private boolean apply(List<Candidate> candidates, int errorsBefore) {
    List<Edit> edits = new ArrayList<>();
    candidates.forEach(candidate -> edits.addAll(candidate.fix.edits()));
    T after = language.edited(file, Edit.apply(language.text(file), edits));
    if (language.errors(after) > errorsBefore) {
      return false;
    }
    region = region.after(edits);
    file = after;
    fixed += candidates.size();
    return true;
  }
}
