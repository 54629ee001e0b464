package dev.rusthint.server;

import dev.rusthint.safety.CheckedFunction;
import dev.rusthint.safety.RuntimeCheck;
import dev.rusthint.safety.UnsafeNarrowing;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes unsafe code smaller or tests what it relies on: a block for each operation, assertions of
/// their obligations, a safe function that checks what an unsafe one asks for.
final class UnsafeRewrites implements Refactoring {
  private final AskedTypes types;

  UnsafeRewrites(AskedTypes types) {
    this.types = types;
  }

  @Override
  public Set<ActionKey.Kind> kinds() {
    return Set.of(
        ActionKey.Kind.NARROW_UNSAFE,
        ActionKey.Kind.DEBUG_ASSERTS,
        ActionKey.Kind.CHECKED_FUNCTION);
  }

  @Override
  public List<Offer> at(Snapshot snapshot, int offset) {
    UnsafeSite site = UnsafeSite.at(snapshot, offset, types);
    if (site == null) {
      return List.of();
    }
    List<Offer> offers = new ArrayList<>();
    if (!site.isBlock()) {
      if (!edits(snapshot, ActionKey.Kind.CHECKED_FUNCTION, site.place()).isEmpty()) {
        String title = "Write a safe function that asserts what this one asks for";
        offers.add(new Offer(ActionKey.Kind.CHECKED_FUNCTION, title, site.place()));
      }
      return offers;
    }
    UnsafeNarrowing narrowing =
        UnsafeNarrowing.of(site.node(), site.known().types(), site.known().contracts());
    if (narrowing != null) {
      String title =
          narrowing.around().size() == 1
              ? "Shrink the unsafe block to what needs it"
              : "Give each unsafe operation a block of its own";
      offers.add(new Offer(ActionKey.Kind.NARROW_UNSAFE, title, site.place()));
    }
    if (!asserts(snapshot.text(), site).isEmpty()) {
      String title = "Check with `debug_assert!` what the unsafe operations ask for";
      offers.add(new Offer(ActionKey.Kind.DEBUG_ASSERTS, title, site.place()));
    }
    return offers;
  }

  @Override
  public List<Edit> edits(Snapshot snapshot, ActionKey.Kind kind, Span place) {
    UnsafeSite site = UnsafeSite.at(snapshot, place.start(), types);
    if (site == null || site.isBlock() == (kind == ActionKey.Kind.CHECKED_FUNCTION)) {
      return List.of();
    }
    return switch (kind) {
      case NARROW_UNSAFE -> {
        UnsafeNarrowing narrowing =
            UnsafeNarrowing.of(site.node(), site.known().types(), site.known().contracts());
        yield narrowing == null
            ? List.of()
            : narrowing.edits().stream()
                .map(edit -> Edit.replace(site.item().toFile(edit.span()), edit.newText()))
                .toList();
      }
      case DEBUG_ASSERTS -> asserts(snapshot.text(), site);
      case CHECKED_FUNCTION -> checked(snapshot.text(), site);
      default -> List.of();
    };
  }

  /// Assertions before the statements that unsafe operations are in, where all that they name is
  /// declared before.
  private static List<Edit> asserts(SourceText text, UnsafeSite site) {
    Map<Integer, Set<String>> lines = new LinkedHashMap<>();
    var found =
        UnsafeOperations.in(site.node(), site.known().types(), site.known().contracts());
    for (UnsafeOperation operation : found.operations()) {
      List<String> checks = RuntimeCheck.of(operation, site.known().types());
      Node at = operation.at();
      if (checks.isEmpty() || at.ancestor(Kind.CLOSURE_EXPRESSION, Kind.UNSAFE_BLOCK) instanceof Node n
          && n.is(Kind.CLOSURE_EXPRESSION)) {
        continue;
      }
      int line = site.lineBefore(text, at);
      if (line < 0 && at.ancestor(Kind.UNSAFE_BLOCK) instanceof Node block) {
        at = block;
        line = site.lineBefore(text, block);
      }
      int start = line < 0 ? 0 : line - site.item().start();
      if (line >= 0 && isDeclaredBefore(operation, start, site)) {
        lines.computeIfAbsent(line, _ -> new LinkedHashSet<>()).addAll(checks);
      }
    }
    List<Edit> edits = new ArrayList<>();
    lines.forEach(
        (line, checks) -> {
          String indent = UnsafeSite.indent(text, line);
          StringBuilder inserted = new StringBuilder();
          for (String check : checks) {
            inserted.append(indent).append("debug_assert!(").append(check).append(");");
            inserted.append(text.lineBreak());
          }
          int before = beforeComments(text, line);
          edits.add(Edit.insert(text.lineStart(text.lineOf(before)), inserted.toString()));
        });
    return edits;
  }

  /// The start of the line comments right above a line: what is about that line stays with it.
  private static int beforeComments(SourceText text, int offset) {
    int line = text.lineOf(offset);
    while (line > 0) {
      int start = text.lineStart(line - 1);
      String above = text.slice(new Span(start, text.lineStart(line))).strip();
      if (!above.startsWith("//")) {
        break;
      }
      line--;
    }
    return text.lineStart(line);
  }

  private static boolean isDeclaredBefore(UnsafeOperation operation, int start, UnsafeSite site) {
    for (Node given : operation.given().values()) {
      for (Node node : given.descendants()) {
        Node declaration =
            node.is(Kind.IDENTIFIER) ? site.known().types().declaration(node) : null;
        if (declaration != null && declaration.start() >= start) {
          return false;
        }
      }
    }
    return true;
  }

  /// A safe function after an unsafe one.
  private static List<Edit> checked(SourceText text, UnsafeSite site) {
    List<String> lines =
        CheckedFunction.of(site.node(), site.known().types(), site.known().contracts());
    int at = lines.isEmpty() ? -1 : site.atLine(text, site.node());
    if (at < 0) {
      return List.of();
    }
    String indent = UnsafeSite.indent(text, at);
    StringBuilder inserted = new StringBuilder(text.lineBreak());
    for (String line : lines) {
      inserted.append(text.lineBreak()).append(line.isEmpty() ? "" : indent + line);
    }
    return List.of(Edit.insert(site.item().toFile(site.node().span()).end(), inserted.toString()));
  }
}
