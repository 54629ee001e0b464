package dev.rusthint.hint;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule says of one finding: what is wrong here, with the names in this code; why; what to
/// do. Spans count from the start of the finding's item.
///
/// @param at what the hint underlines
/// @param text one sentence, no capital, no full stop, as rustc writes
/// @param notes why it matters here
/// @param helps what to do
/// @param related other places it speaks of
/// @param equivalents the lints or error codes that report this very finding; the first decides its
///     level
/// @param unnecessary whether what is underlined could be left out: editors fade it
public record Message(
    Span at,
    String text,
    List<String> notes,
    List<String> helps,
    List<Related> related,
    List<Equivalent> equivalents,
    boolean unnecessary) {
  /// Another place and what it has to do with the finding.
  public record Related(Place place, String text) {}

  public Message {
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    related = List.copyOf(related);
    equivalents = List.copyOf(equivalents);
  }

  /// The first of the equivalents, null if there is none.
  public @Nullable Equivalent equivalent() {
    return equivalents.isEmpty() ? null : equivalents.getFirst();
  }

  public static Message at(Span at, String text) {
    return new Message(at, text, List.of(), List.of(), List.of(), List.of(), false);
  }

  public Message note(String note) {
    return new Message(at, text, plus(notes, note), helps, related, equivalents, unnecessary);
  }

  public Message help(String help) {
    return new Message(at, text, notes, plus(helps, help), related, equivalents, unnecessary);
  }

  public Message related(Place place, String what) {
    return new Message(
        at, text, notes, helps, plus(related, new Related(place, what)), equivalents, unnecessary);
  }

  /// The same, also reported by `lint`.
  public Message as(Equivalent lint) {
    return new Message(at, text, notes, helps, related, plus(equivalents, lint), unnecessary);
  }

  public Message markUnnecessary() {
    return new Message(at, text, notes, helps, related, equivalents, true);
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
