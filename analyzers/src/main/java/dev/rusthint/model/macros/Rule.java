package dev.rusthint.model.macros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule of a macro: its matcher as a program of few instructions, and its transcriber as a tree.
final class Rule {
  /// Repetitions nested deeper than this make a rule unreadable.
  private static final int MAX_DEPTH = 60;

  /// What an instruction of a matcher asks of the arguments.
  enum Op {
    /// A token like that at `operand` of the definition.
    TOKEN,
    /// A fragment for the metavariable `operand`.
    FRAGMENT,
    /// The start of the repetition `operand`.
    REPEAT,
    /// The end of the body of the repetition `operand`.
    AGAIN,
    /// The separator of the repetition `operand`.
    SEPARATOR,
    /// The end of the arguments.
    DONE
  }

  /// A repetition of the matcher.
  ///
  /// @param start the instruction that begins it
  /// @param separator its separator's token, -1 for none
  /// @param operator `*`, `+` or `?`
  /// @param variables the metavariables in it, those of inner repetitions too
  record Repetition(int start, int end, int separator, char operator, int[] variables) {}

  /// A metavariable.
  ///
  /// @param depth how many repetitions are around it
  record Variable(String name, Fragment fragment, int depth) {}

  /// A part of a transcriber.
  sealed interface Part {}

  /// The token at `token` of the definition.
  record Copy(int token) implements Part {}

  /// `$crate`, at the token of its `$`.
  record Crate(int token) implements Part {}

  /// `$name` of a metavariable.
  record Use(int variable, int token) implements Part {}

  /// `$( … ) separator operator`; `variables` are those used in it.
  record Repeat(List<Part> parts, int separator, int token, int[] variables) implements Part {}

  /// `${count(name, depth)}`.
  record Count(int variable, int depth, int token) implements Part {}

  /// `${index(depth)}` or `${len(depth)}`.
  record Index(int depth, boolean length, int token) implements Part {}

  /// `${concat(…)}`: metavariables, or the texts of tokens.
  record Concat(List<Part> parts, int token) implements Part {}

  /// `${ignore(name)}`: nothing, as often as the metavariable is repeated.
  record Ignore(int variable) implements Part {}

  final TokenStream tokens;
  final List<Variable> variables = new ArrayList<>();
  final List<Repetition> repetitions = new ArrayList<>();
  Op[] ops = new Op[8];
  int[] operands = new int[8];
  int length;
  List<Part> parts = List.of();

  private Rule(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// A rule out of the tokens of its matcher and its transcriber, null if that is none.
  static @Nullable Rule parse(
      TokenStream tokens, int matcher, int matcherEnd, int body, int bodyEnd) {
    Rule rule = new Rule(tokens);
    if (!rule.readMatcher(matcher, matcherEnd, 0)) {
      return null;
    }
    rule.emit(Op.DONE, 0);
    List<Part> parts = rule.readBody(body, bodyEnd, 0);
    if (parts == null) {
      return null;
    }
    rule.parts = parts;
    return rule;
  }

  private int emit(Op op, int operand) {
    if (length == ops.length) {
      ops = Arrays.copyOf(ops, length * 2);
      operands = Arrays.copyOf(operands, length * 2);
    }
    ops[length] = op;
    operands[length] = operand;
    return length++;
  }

  private boolean isDollar(int token) {
    return tokens.isPunct(token, '$');
  }

  private boolean readMatcher(int from, int to, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    int at = from;
    while (at < to) {
      if (!tokens.isVerbatim(at)) {
        // rustc passes over documentation comments in a matcher.
        at++;
      } else if (!isDollar(at) || at + 1 >= to) {
        emit(Op.TOKEN, at++);
      } else if (tokens.isOpen(at + 1, '(')) {
        at = readRepetition(at + 1, to, depth);
        if (at < 0) {
          return false;
        }
      } else if (tokens.kind(at + 1) == TokenStream.IDENT
          && !tokens.isKeyword(at + 1, Keyword.CRATE)) {
        Fragment fragment =
            at + 3 < to && tokens.isPunct(at + 2, ':') && tokens.kind(at + 3) == TokenStream.IDENT
                ? Fragment.ofSpecifier(tokens.text(at + 3))
                : null;
        String name = tokens.text(at + 1);
        if (fragment == null || variable(name) >= 0) {
          return false;
        }
        variables.add(new Variable(name, fragment, depth));
        emit(Op.FRAGMENT, variables.size() - 1);
        at += 4;
      } else if (isDollar(at + 1)) {
        emit(Op.TOKEN, at);
        at += 2;
      } else {
        emit(Op.TOKEN, at++);
      }
    }
    return true;
  }

  /// Reads a repetition whose bracket is at `open`; gives what follows it, -1 if it is none.
  private int readRepetition(int open, int to, int depth) {
    int close = tokens.partners[open];
    int after = close + 1;
    int separator = separator(after, to);
    int operator = separator < 0 ? after : after + 1;
    if (!isOperator(operator, to)) {
      return -1;
    }
    int start = emit(Op.REPEAT, repetitions.size());
    int index = repetitions.size();
    int firstVariable = variables.size();
    repetitions.add(new Repetition(0, 0, 0, '*', new int[0]));
    if (!readMatcher(open + 1, close, depth + 1)) {
      return -1;
    }
    emit(Op.AGAIN, index);
    if (separator >= 0) {
      emit(Op.SEPARATOR, index);
    }
    int[] inside = new int[variables.size() - firstVariable];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = firstVariable + i;
    }
    char op = (char) tokens.codes[operator];
    repetitions.set(index, new Repetition(start, length, separator, op, inside));
    return operator + 1;
  }

  private boolean isOperator(int token, int to) {
    return token < to
        && (tokens.isPunct(token, '*') || tokens.isPunct(token, '+') || tokens.isPunct(token, '?'));
  }

  /// The separator of a repetition whose bracket ends before `at`, -1 if it has none.
  private int separator(int at, int to) {
    if (isOperator(at, to)) {
      return -1;
    }
    byte kind = tokens.kind(at);
    boolean bracket = kind == TokenStream.OPEN || kind == TokenStream.CLOSE;
    return at < to && !bracket ? at : -1;
  }

  private int variable(String name) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable List<Part> readBody(int from, int to, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    List<Part> result = new ArrayList<>();
    int at = from;
    while (at < to) {
      if (!isDollar(at) || at + 1 >= to) {
        result.add(new Copy(at++));
        continue;
      }
      int next = at + 1;
      if (tokens.isOpen(next, '(')) {
        int close = tokens.partners[next];
        int separator = separator(close + 1, to);
        int operator = separator < 0 ? close + 1 : close + 2;
        if (!isOperator(operator, to)) {
          return null;
        }
        List<Part> inner = readBody(next + 1, close, depth + 1);
        if (inner == null) {
          return null;
        }
        boolean[] used = new boolean[variables.size()];
        markUsed(inner, used);
        int[] list = new int[used.length];
        int count = 0;
        for (int i = 0; i < used.length; i++) {
          if (used[i]) {
            list[count++] = i;
          }
        }
        result.add(new Repeat(inner, separator, at, Arrays.copyOf(list, count)));
        at = operator + 1;
      } else if (tokens.isOpen(next, '{')) {
        Part expression = readExpression(at, next);
        if (expression == null) {
          return null;
        }
        result.add(expression);
        at = tokens.partners[next] + 1;
      } else if (tokens.isKeyword(next, Keyword.CRATE)) {
        result.add(new Crate(at));
        at += 2;
      } else if (isDollar(next)) {
        result.add(new Copy(at));
        at += 2;
      } else {
        int variable =
            tokens.kind(next) == TokenStream.IDENT ? variable(tokens.text(next)) : -1;
        if (variable >= 0) {
          result.add(new Use(variable, at));
          at += 2;
        } else {
          result.add(new Copy(at++));
        }
      }
    }
    return result;
  }

  private static void markUsed(List<Part> parts, boolean[] used) {
    for (Part part : parts) {
      switch (part) {
        case Use use -> used[use.variable()] = true;
        case Count count -> used[count.variable()] = true;
        case Repeat repeat -> {
          for (int variable : repeat.variables()) {
            used[variable] = true;
          }
        }
        case Concat concat -> markUsed(concat.parts(), used);
        case Ignore ignore -> used[ignore.variable()] = true;
        case Copy _, Crate _, Index _ -> {
          // No metavariable.
        }
      }
    }
  }

  /// `${name(…)}`. Unstable: RFC 3086, *Macro metavariable expressions*.
  private @Nullable Part readExpression(int dollar, int open) {
    int name = open + 1;
    int close = tokens.partners[open];
    if (tokens.kind(name) != TokenStream.IDENT
        || !tokens.isOpen(name + 1, '(')
        || tokens.partners[name + 1] != close - 1) {
      return null;
    }
    int first = name + 2;
    int end = close - 1;
    switch (tokens.text(name)) {
      case "ignore" -> {
        int at = isDollar(first) ? first + 1 : first;
        int variable = at + 1 == end ? variable(tokens.text(at)) : -1;
        return variable < 0 ? null : new Ignore(variable);
      }
      case "index", "len" -> {
        int depth = first == end ? 0 : number(first, end);
        return depth < 0 ? null : new Index(depth, tokens.text(name).equals("len"), dollar);
      }
      case "count" -> {
        int at = isDollar(first) ? first + 1 : first;
        int variable = at < end ? variable(tokens.text(at)) : -1;
        int depth = at + 1 < end && tokens.isPunct(at + 1, ',') ? number(at + 2, end) : 0;
        return variable < 0 || depth < 0 ? null : new Count(variable, depth, dollar);
      }
      case "concat" -> {
        List<Part> pieces = new ArrayList<>();
        int at = first;
        while (at < end) {
          boolean dollared = isDollar(at);
          int word = dollared ? at + 1 : at;
          if (word >= end) {
            return null;
          }
          int variable = dollared ? variable(tokens.text(word)) : -1;
          if (dollared && variable < 0) {
            return null;
          }
          pieces.add(dollared ? new Use(variable, at) : new Copy(word));
          at = word + 1;
          if (at < end && !tokens.isPunct(at, ',')) {
            return null;
          }
          at++;
        }
        return new Concat(pieces, dollar);
      }
      default -> {
        return null;
      }
    }
  }

  private int number(int at, int end) {
    if (at + 1 != end || tokens.kind(at) != TokenStream.LITERAL) {
      return -1;
    }
    String text = tokens.text(at);
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }
}
