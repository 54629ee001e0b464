package dev.rusthint.server;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Hint;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides which hints can be shown while someone types: all but those that are new in the
/// statement that is being typed, because half-typed code is not a finding.
final class HeldBack {
  private HeldBack() {}

  /// The hints to show now.
  ///
  /// @param hints those of the newest version
  /// @param shown those that were shown last
  /// @param since how the text changed since `shown`
  /// @param typed what is being typed, in the newest version
  static List<Hint> showable(
      List<Hint> hints, List<Hint> shown, @Nullable Drift since, Span typed) {
    return showable(hints, shown, since, typed, Hint::span, HeldBack::kindOf);
  }

  /// The same of what is wrong with a manifest or a configuration file.
  static List<Problem> showableProblems(
      List<Problem> problems, List<Problem> shown, @Nullable Drift since, Span typed) {
    return showable(problems, shown, since, typed, Problem::span, p -> p.severity().name());
  }

  private static <T> List<T> showable(
      List<T> found,
      List<T> shown,
      @Nullable Drift since,
      Span typed,
      Function<T, Span> spanOf,
      Function<T, String> kindOf) {
    if (found.isEmpty()) {
      return found;
    }
    Map<String, Integer> known = new HashMap<>();
    for (T one : shown) {
      Span span = spanOf.apply(one);
      if (touches(since == null ? span : since.map(span), typed)) {
        known.merge(kindOf.apply(one), 1, Integer::sum);
      }
    }
    List<T> showable = new ArrayList<>(found.size());
    for (T one : found) {
      if (!touches(spanOf.apply(one), typed) || takeOne(known, kindOf.apply(one))) {
        showable.add(one);
      }
    }
    return showable;
  }

  private static boolean takeOne(Map<String, Integer> known, String kind) {
    Integer count = known.get(kind);
    if (count == null || count == 0) {
      return false;
    }
    known.put(kind, count - 1);
    return true;
  }

  /// Its words may change with what is typed; that does not make it a new hint.
  private static String kindOf(Hint hint) {
    return hint.id() + ' ' + hint.rule().rule();
  }

  private static boolean touches(Span a, Span b) {
    return a.start() <= b.end() && b.start() <= a.end();
  }

  /// The lines that an edit touched, in the text after it.
  static Span linesOf(SourceText text, Span edit) {
    int first = text.lineOf(Math.min(edit.start(), text.length()));
    int last = text.lineOf(Math.min(edit.end(), text.length()));
    return new Span(text.lineStart(first), text.lineEnd(last));
  }

  /// The lines that an edit touched and the statement, field, variant or arm around it.
  static Span statementOf(SourceFile file, Span edit) {
    Span lines = linesOf(file.text(), edit);
    Placed placed = file.itemAt(edit.start());
    if (placed == null || edit.start() >= placed.start() + placed.item().length()) {
      return lines;
    }
    Node node = placed.item().tree().at(edit.start() - placed.start());
    for (Node parent = node.parent(); parent != null; parent = node.parent()) {
      if (isList(parent.kind())) {
        return lines.union(placed.toFile(node.span()));
      }
      node = parent;
    }
    return lines;
  }

  private static boolean isList(Kind kind) {
    return switch (kind) {
      case BLOCK, MATCH_BLOCK, FIELD_DECLARATION_LIST, ENUM_VARIANT_LIST, DECLARATION_LIST -> true;
      default -> false;
    };
  }
}
