package dev.rusthint.model.macros;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the result of a rule whose metavariables are bound.
final class Transcriber {
  private final Rule rule;
  private final TokenStream arguments;
  private final Matcher.Budget budget;
  private final ExpansionKind kind;
  private final Result result;

  /// The number of the repetition that is being written, and of how many, outermost first.
  private final List<int[]> rounds = new ArrayList<>();

  /// By metavariable, what it stands for in the innermost repetition.
  private final @Nullable Binding[] current;

  private Failure.@Nullable Reason failure;

  Transcriber(
      Rule rule,
      TokenStream arguments,
      Binding[] bindings,
      Matcher.Budget budget,
      ExpansionKind kind,
      int mark) {
    this.rule = rule;
    this.arguments = arguments;
    this.budget = budget;
    this.kind = kind;
    this.current = bindings.clone();
    this.result = new Result(rule.tokens, arguments, mark);
  }

  Expanded transcribe() {
    boolean done = write(rule.parts);
    Expansion expansion = done ? result.render(kind, Expander.MAX_BYTES) : null;
    if (expansion == null) {
      Failure.Reason reason = failure == null ? Failure.Reason.TOO_LARGE : failure;
      return new Failure(reason, arguments.offset(0));
    }
    return expansion;
  }

  private boolean fail(Failure.Reason reason) {
    failure = reason;
    return false;
  }

  private boolean write(List<Rule.Part> parts) {
    for (Rule.Part part : parts) {
      if (!budget.spend(1)) {
        return fail(Failure.Reason.TOO_LARGE);
      }
      boolean written =
          switch (part) {
            case Rule.Copy copy -> {
              result.fromDefinition(copy.token());
              yield true;
            }
            case Rule.Crate crate -> {
              result.crate(crate.token());
              yield true;
            }
            case Rule.Use use -> use(use);
            case Rule.Repeat repeat -> repeat(repeat);
            case Rule.Count count -> count(count);
            case Rule.Index index -> index(index);
            case Rule.Concat concat -> concat(concat);
            case Rule.Ignore _ -> true;
          };
      if (!written) {
        return false;
      }
    }
    return true;
  }

  private boolean use(Rule.Use use) {
    if (!(current[use.variable()] instanceof Binding.Matched matched)) {
      return fail(Failure.Reason.REPETITION);
    }
    if (!budget.spend((matched.to() - matched.from()) >> 2)) {
      return fail(Failure.Reason.TOO_LARGE);
    }
    result.fragment(
        rule.variables.get(use.variable()).fragment(), matched.from(), matched.to(), use.token());
    return true;
  }

  private boolean repeat(Rule.Repeat repeat) {
    int count = -1;
    for (int variable : repeat.variables()) {
      if (current[variable] instanceof Binding.Repeated repeated) {
        if (count >= 0 && count != repeated.all().size()) {
          return fail(Failure.Reason.REPETITION);
        }
        count = repeated.all().size();
      }
    }
    if (count < 0) {
      return fail(Failure.Reason.REPETITION);
    }
    @Nullable Binding[] saved = current.clone();
    int[] round = {0, count};
    rounds.add(round);
    for (int i = 0; i < count; i++) {
      round[0] = i;
      if (i > 0 && repeat.separator() >= 0) {
        result.fromDefinition(repeat.separator());
      }
      for (int variable : repeat.variables()) {
        if (saved[variable] instanceof Binding.Repeated repeated) {
          current[variable] = repeated.all().get(i);
        }
      }
      int start = result.size();
      if (!write(repeat.parts())) {
        return false;
      }
      if (i > 0) {
        result.apart(start);
      }
    }
    for (int variable : repeat.variables()) {
      current[variable] = saved[variable];
    }
    rounds.removeLast();
    return true;
  }

  private boolean index(Rule.Index index) {
    int level = rounds.size() - 1 - index.depth();
    if (level < 0) {
      return fail(Failure.Reason.REPETITION);
    }
    int[] round = rounds.get(level);
    result.made(Integer.toString(round[index.length() ? 1 : 0]), TokenStream.LITERAL);
    return true;
  }

  private boolean count(Rule.Count count) {
    if (!(current[count.variable()] instanceof Binding.Repeated repeated)) {
      return fail(Failure.Reason.REPETITION);
    }
    int total = 0;
    List<Binding> level = repeated.all();
    int depth = count.depth();
    while (!level.isEmpty() && level.getFirst() instanceof Binding.Repeated && depth != 0) {
      List<Binding> inner = new ArrayList<>();
      for (Binding binding : level) {
        if (binding instanceof Binding.Repeated list) {
          inner.addAll(list.all());
        }
      }
      level = inner;
      depth--;
    }
    total += level.size();
    result.made(Integer.toString(total), TokenStream.LITERAL);
    return true;
  }

  private boolean concat(Rule.Concat concat) {
    StringBuilder name = new StringBuilder();
    for (Rule.Part part : concat.parts()) {
      if (part instanceof Rule.Use use) {
        if (!(current[use.variable()] instanceof Binding.Matched matched)) {
          return fail(Failure.Reason.REPETITION);
        }
        name.append(word(arguments, matched.from() >> 2));
      } else if (part instanceof Rule.Copy copy) {
        name.append(word(rule.tokens, copy.token()));
      }
    }
    result.made(name.toString(), TokenStream.IDENT);
    return true;
  }

  /// A token's text as a part of a name: without the quotes of a string or the `r#` of a name.
  private static String word(TokenStream tokens, int token) {
    String text = tokens.text(token);
    if (text.startsWith("r#")) {
      return text.substring(2);
    }
    boolean quoted = text.length() >= 2 && text.startsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
