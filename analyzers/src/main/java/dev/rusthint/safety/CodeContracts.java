package dev.rusthint.safety;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.safety.Contract.Clause;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Contracts of functions whose sources are at hand, as these state them: in safety tags
/// (`#[safety::requires(…)]`), or in the section `# Safety` of their documentation. The standard
/// library's are those that are kept with this program. Where a function of the crate states nothing,
/// they are derived: what the operations in its body ask of its parameters, and nothing there shows.
///
/// Not for several threads.
public final class CodeContracts implements Contracts {
  /// How many calls deep bodies are looked into.
  private static final int MOST_DEPTH = 3;

  private static final Pattern BULLET = Pattern.compile("(?:[*+-]|\\d+[.)])\\s+(.*)");
  private static final Pattern TAG =
      Pattern.compile("(?<tag>\\w+)\\s*(?:\\((?<args>.*)\\))?(?:\\s*[=:]\\s*\"(?<why>.*)\")?");

  private final @Nullable ItemTypes types;
  private final Map<Def, Optional<Contract>> derived = new HashMap<>();
  private int depth;

  /// Those that functions state.
  public CodeContracts() {
    types = null;
  }

  /// Those that functions state, and those that are derived.
  ///
  /// @param types through which bodies of the crate are looked into
  public CodeContracts(ItemTypes types) {
    this.types = types;
  }

  @Override
  public @Nullable Contract of(Def function) {
    Contract known = KnownContracts.of(function);
    if (known != null) {
      return known;
    }
    Contract stated = stated(function);
    if (stated != null) {
      return stated;
    }
    return function.facts().isForeign()
        ? KnownContracts.ofLanguage("extern call")
        : derived(function);
  }

  private @Nullable Contract derived(Def function) {
    Optional<Contract> before = derived.get(function);
    if (before != null || types == null || depth == MOST_DEPTH) {
      return before == null ? null : before.orElse(null);
    }
    derived.put(function, Optional.empty());
    depth++;
    try {
      ItemTypes.Body body = types.bodyOf(function);
      if (body != null) {
        List<Clause> clauses = ParameterObligations.of(body.function(), body.types(), this);
        derived.put(
            function, Optional.of(new Contract(clauses, Contract.Source.DERIVED)));
      }
    } finally {
      depth--;
    }
    return derived.get(function).orElse(null);
  }

  private static @Nullable Contract stated(Def function) {
    Node node = declaration(function);
    if (node == null) {
      return null;
    }
    List<Clause> tagged = new ArrayList<>();
    for (Node attribute : Attributes.outer(node)) {
      tagged(Attribute.parse(attribute.text()), tagged);
    }
    if (!tagged.isEmpty()) {
      return new Contract(tagged, Contract.Source.STATED);
    }
    String section = StatedSafety.section(node);
    return section == null || section.isBlank() ? null : new Contract(written(section), Contract.Source.STATED);
  }

  /// What stands for the function with its attributes, null if they are not known.
  private static @Nullable Node declaration(Def function) {
    if (function instanceof SourceDef source) {
      return source.source().node();
    }
    String attributes = function.safetyAttributes();
    return attributes == null
        ? null
        : Attributes.itemOf(
            SourceFile.of(SourceText.of(attributes + "\nfn stated() {}"))
                .items()
                .getFirst()
                .item()
                .tree());
  }

  /// The obligations of `#[safety::requires(…)]` or `#[safety::requires { … }]` that are in the
  /// vocabulary.
  private static void tagged(Attribute attribute, List<Clause> clauses) {
    if (!attribute.path().equals("safety::requires") || attribute.arguments() == null) {
      return;
    }
    for (String argument : ContractText.arguments(attribute.arguments().strip())) {
      Matcher tag = TAG.matcher(argument);
      Property property = tag.matches() ? Property.named(tag.group("tag")) : null;
      if (property != null) {
        List<String> args = ContractText.arguments(tag.group("args"));
        Obligation obligation =
            new Obligation(property, args, Obligation.Access.NONE, tag.group("why"));
        clauses.add(new Clause(Contract.Kind.PRECONDITION, List.of(obligation)));
      }
    }
  }

  /// Each item of the section's list; its text as a whole where there is none.
  private static List<Clause> written(String section) {
    List<String> parts = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    boolean inItem = false;
    for (String line : section.lines().toList()) {
      Matcher bullet = BULLET.matcher(line.strip());
      if (bullet.matches()) {
        parts.add(bullet.group(1));
        inItem = true;
      } else if (line.isBlank()) {
        inItem = false;
      } else if (inItem) {
        parts.addLast(parts.removeLast() + " " + line.strip());
      }
      all.append(line.strip()).append(' ');
    }
    List<String> found = parts.isEmpty() ? List.of(all.toString().strip()) : parts;
    return found.stream()
        .map(
            text ->
                new Clause(
                    Contract.Kind.PRECONDITION,
                    List.of(
                        new Obligation(
                            Property.CONDITION, List.of(), Obligation.Access.NONE, text))))
        .toList();
  }
}
