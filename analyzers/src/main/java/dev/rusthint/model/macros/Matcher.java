package dev.rusthint.model.macros;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Matches one rule against arguments, as the Reference says: without looking ahead and without
/// going back. All ways to go on are followed token by token; where a fragment is due, there must be
/// one way only.
final class Matcher {
  private final Rule rule;
  private final TokenStream tokens;
  private final FragmentParser parser;
  private final Budget budget;

  private int[] current = new int[16];
  private @Nullable Event[] currentEvents = new Event[16];
  private int currentCount;
  private int[] next = new int[16];
  private @Nullable Event[] nextEvents = new Event[16];
  private int nextCount;
  private final int[] seen;
  private int round;

  private boolean ambiguous;
  private int furthest;

  /// Something that happened on the way to a place, after all that `before` says.
  private record Event(@Nullable Event before, Action action, int operand, int from, int to) {}

  private enum Action {
    BIND,
    ENTER,
    LEAVE
  }

  /// The work that is left to one expansion.
  static final class Budget {
    private long left;

    Budget(long steps) {
      left = steps;
    }

    boolean spend(long steps) {
      left -= steps;
      return left >= 0;
    }

    boolean isSpent() {
      return left < 0;
    }
  }

  Matcher(Rule rule, TokenStream tokens, FragmentParser parser, Budget budget) {
    this.rule = rule;
    this.tokens = tokens;
    this.parser = parser;
    this.budget = budget;
    this.seen = new int[rule.length];
  }

  /// Whether the rule could have gone on in more than one way.
  boolean isAmbiguous() {
    return ambiguous;
  }

  /// The token at which matching ended.
  int furthest() {
    return furthest;
  }

  /// The bindings of the rule's metavariables, null if the rule does not match.
  Binding @Nullable [] match() {
    int place = 0;
    currentCount = 0;
    round = 1;
    addTo(true, 0, null);
    while (true) {
      int token = place >> 2;
      furthest = token;
      boolean atEnd = token >= tokens.size;
      nextCount = 0;
      int fragment = -1;
      boolean mayGoOn = false;
      for (int i = 0; i < currentCount; i++) {
        int pc = current[i];
        switch (rule.ops[pc]) {
          case DONE -> {
            if (atEnd) {
              return bindings(currentEvents[i]);
            }
          }
          case TOKEN -> mayGoOn |= matches(rule.operands[pc], place);
          case SEPARATOR ->
              mayGoOn |= matches(rule.repetitions.get(rule.operands[pc]).separator(), place);
          case FRAGMENT -> {
            Fragment wanted = rule.variables.get(rule.operands[pc]).fragment();
            if (!atEnd && parser.canBegin(wanted, token)) {
              if (fragment >= 0) {
                ambiguous = true;
                return null;
              }
              fragment = i;
            }
          }
          case REPEAT, AGAIN -> throw new IllegalStateException("not followed");
        }
      }
      if (atEnd || !budget.spend(currentCount + 1L)) {
        return null;
      }
      if (fragment >= 0 && mayGoOn) {
        ambiguous = true;
        return null;
      }
      round++;
      if (fragment >= 0) {
        int pc = current[fragment];
        int variable = rule.operands[pc];
        int end = parser.end(rule.variables.get(variable).fragment(), place);
        if (end < 0 || end > tokens.size * 4) {
          return null;
        }
        budget.spend((end - place) >> 2);
        Event event = new Event(currentEvents[fragment], Action.BIND, variable, place, end);
        addTo(false, pc + 1, event);
        place = end;
      } else {
        if (!mayGoOn) {
          return null;
        }
        for (int i = 0; i < currentCount; i++) {
          int pc = current[i];
          if (rule.ops[pc] == Rule.Op.TOKEN && matches(rule.operands[pc], place)) {
            addTo(false, pc + 1, currentEvents[i]);
          } else if (rule.ops[pc] == Rule.Op.SEPARATOR) {
            Rule.Repetition repetition = rule.repetitions.get(rule.operands[pc]);
            if (matches(repetition.separator(), place)) {
              addTo(false, repetition.start() + 1, currentEvents[i]);
            }
          }
        }
        place = (token + 1) * 4;
      }
      int[] pcs = current;
      current = next;
      next = pcs;
      @Nullable Event[] events = currentEvents;
      currentEvents = nextEvents;
      nextEvents = events;
      currentCount = nextCount;
    }
  }

  /// Whether the token of the definition is what stands at the place.
  private boolean matches(int wanted, int place) {
    TokenStream definition = rule.tokens;
    int token = place >> 2;
    if (token >= tokens.size || definition.kinds[wanted] != tokens.kinds[token]) {
      return false;
    }
    return switch (tokens.kinds[token]) {
      case TokenStream.PUNCT, TokenStream.OPEN, TokenStream.CLOSE ->
          definition.codes[wanted] == tokens.codes[token] >>> 8 * (place & 3);
      case TokenStream.GROUP_OPEN, TokenStream.GROUP_CLOSE -> false;
      default -> definition.sameText(wanted, tokens, token);
    };
  }

  /// Adds the instruction and, where it is one of a repetition, those that it leads to.
  private void addTo(boolean toCurrent, int first, @Nullable Event firstEvent) {
    Deque<Integer> pending = new ArrayDeque<>(4);
    Deque<Link> links = new ArrayDeque<>(4);
    pending.push(first);
    links.push(new Link(firstEvent));
    while (!pending.isEmpty()) {
      int pc = pending.pop();
      @Nullable Event event = links.pop().event();
      if (seen[pc] == round) {
        continue;
      }
      seen[pc] = round;
      int operand = rule.operands[pc];
      switch (rule.ops[pc]) {
        case REPEAT -> {
          Rule.Repetition repetition = rule.repetitions.get(operand);
          Event entered = new Event(event, Action.ENTER, operand, 0, 0);
          if (repetition.operator() != '+') {
            pending.push(repetition.end());
            links.push(new Link(new Event(entered, Action.LEAVE, operand, 0, 0)));
          }
          pending.push(pc + 1);
          links.push(new Link(entered));
        }
        case AGAIN -> {
          Rule.Repetition repetition = rule.repetitions.get(operand);
          pending.push(repetition.end());
          links.push(new Link(new Event(event, Action.LEAVE, operand, 0, 0)));
          if (repetition.operator() != '?') {
            pending.push(repetition.separator() >= 0 ? pc + 1 : repetition.start() + 1);
            links.push(new Link(event));
          }
        }
        default -> {
          if (toCurrent) {
            put(pc, event);
          } else {
            putNext(pc, event);
          }
        }
      }
    }
  }

  private record Link(@Nullable Event event) {}

  private void put(int pc, @Nullable Event event) {
    if (currentCount == current.length) {
      current = Arrays.copyOf(current, currentCount * 2);
      currentEvents = Arrays.copyOf(currentEvents, currentCount * 2);
    }
    current[currentCount] = pc;
    currentEvents[currentCount++] = event;
  }

  private void putNext(int pc, @Nullable Event event) {
    if (nextCount == next.length) {
      next = Arrays.copyOf(next, nextCount * 2);
      nextEvents = Arrays.copyOf(nextEvents, nextCount * 2);
    }
    next[nextCount] = pc;
    nextEvents[nextCount++] = event;
  }

  private Binding[] bindings(@Nullable Event last) {
    Deque<Event> inOrder = new ArrayDeque<>();
    for (Event event = last; event != null; event = event.before()) {
      inOrder.push(event);
    }
    int count = rule.variables.size();
    Binding[] result = new Binding[count];
    @SuppressWarnings({"unchecked", "rawtypes"})
    Deque<Binding.Repeated>[] open = new Deque[count];
    for (int i = 0; i < count; i++) {
      open[i] = new ArrayDeque<>(2);
    }
    for (Event event : inOrder) {
      switch (event.action()) {
        case BIND ->
            bind(result, open, event.operand(), new Binding.Matched(event.from(), event.to()));
        case ENTER -> {
          for (int variable : rule.repetitions.get(event.operand()).variables()) {
            Binding.Repeated repeated = new Binding.Repeated();
            bind(result, open, variable, repeated);
            open[variable].push(repeated);
          }
        }
        case LEAVE -> {
          for (int variable : rule.repetitions.get(event.operand()).variables()) {
            open[variable].pop();
          }
        }
      }
    }
    return result;
  }

  private static void bind(
      Binding[] result, Deque<Binding.Repeated>[] open, int variable, Binding binding) {
    Binding.Repeated around = open[variable].peek();
    if (around == null) {
      result[variable] = binding;
    } else {
      around.all().add(binding);
    }
  }
}
