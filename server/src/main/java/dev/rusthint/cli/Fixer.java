package dev.rusthint.cli;

import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.report.FileHints;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Applies machine fixes to one file until there is none left.
final class Fixer {
  private static final int ROUNDS = 100;

  /// Finds the hints that are to be fixed.
  @FunctionalInterface
  interface Finder {
    FileHints find(SourceFile file, Region region);
  }

  /// @param file the file after all fixes
  /// @param region the lines that were asked for, where they are now
  /// @param fixed how many fixes were applied
  /// @param remarks what could not be done, and why
  record Result(SourceFile file, Region region, int fixed, List<String> remarks) {}

  private final Finder finder;
  private final List<String> remarks = new ArrayList<>();

  /// Fixes that are not to be tried again: hint and title, and the line they are for.
  private final Set<String> refused = new HashSet<>();

  private SourceFile file;
  private Region region;
  private int fixed;

  private Fixer(SourceFile file, Region region, Finder finder) {
    this.file = file;
    this.region = region;
    this.finder = finder;
  }

  static Result fix(SourceFile file, Region region, Finder finder) {
    Fixer fixer = new Fixer(file, region, finder);
    fixer.run();
    return new Result(fixer.file, fixer.region, fixer.fixed, fixer.remarks);
  }

  private record Candidate(Hint hint, Fix fix, String key) {}

  private void run() {
    Set<SourceText> seen = new HashSet<>(Set.of(file.text()));
    for (int round = 0; round < ROUNDS; round++) {
      List<Candidate> candidates = candidates();
      if (candidates.isEmpty()) {
        return;
      }
      int fixedBefore = fixed;
      int errors = errors(file);
      if (!apply(candidates, errors)) {
        applyOne(candidates, errors);
      }
      if (fixed > fixedBefore && !seen.add(file.text())) {
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
      int line = file.text().lineOf(candidate.hint.span().start()) + 1;
      remarks.add(
          "the fix of %s at line %d would leave code that does not parse: not applied"
              .formatted(candidate.hint.id(), line));
    }
  }

  /// Machine fixes that can be applied together.
  private List<Candidate> candidates() {
    List<Candidate> chosen = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (Hint hint : finder.find(file, region).hints()) {
      if (hint.rule().fixes() != Fixes.MACHINE) {
        continue;
      }
      Fix fix = hint.fix().filter(f -> f.machine() && !f.edits().isEmpty()).orElse(null);
      if (fix == null) {
        continue;
      }
      SourceText text = file.text();
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
    SourceFile after = file.with(Edit.apply(file.text(), edits));
    if (errors(after) > errorsBefore) {
      return false;
    }
    region = region.after(edits);
    file = after;
    fixed += candidates.size();
    return true;
  }

  /// How many places of a file do not parse.
  private static int errors(SourceFile file) {
    int count = 0;
    for (Placed placed : file.allItems()) {
      SyntaxTree tree = placed.item().tree();
      if (tree.hasError(0)) {
        for (int i = 0; i < tree.size(); i++) {
          if (tree.kind(i) == Kind.ERROR || tree.isMissing(i)) {
            count++;
          }
        }
      }
    }
    return count;
  }
}
