package dev.rusthint.hint;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.Exports;
import dev.rusthint.model.FileModel;
import dev.rusthint.model.LintLevel;
import dev.rusthint.model.LintSetting;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Item;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs analyzers over the items of a file.
///
/// Findings are kept with each [Item] and looked for again only when something changed that they
/// can depend on: the item's own text, the heads and inner attributes around it, the settings, and,
/// for rules whose [Reach] is the file, what the file declares. Each item is walked once for all
/// rules. A rule that fails costs its own findings in that item.
public final class Driver {
  private final Registry registry;
  private final Failures failures;

  public Driver(Registry registry, Failures failures) {
    this.registry = registry;
    this.failures = failures;
  }

  public Registry registry() {
    return registry;
  }

  /// What there is to say about a file.
  ///
  /// @param hints in the order of the text
  /// @param suppressed how many more there are that a comment or an attribute silences
  /// @param isComplete whether all that ask for types were looked for
  public record Findings(List<Hint> hints, int suppressed, boolean isComplete) {}

  /// Whether there is time for what takes long.
  public interface Haste {
    Haste NONE = () -> true;

    /// Asked before the types of an item are looked at.
    boolean mayGoOn();
  }

  /// The hints of a file in the order of the text.
  ///
  /// @throws CancellationException if `cancellation` asks for it; what was found by then is kept
  public List<Hint> hints(SourceFile file, Settings settings, Cancellation cancellation) {
    return findings(file, settings, null, Haste.NONE, cancellation).hints();
  }

  /// The hints of a file, and how many are silenced in it.
  ///
  /// @param types null if nothing is known of types: rules that need them say nothing
  /// @throws CancellationException if `cancellation` asks for it; what was found by then is kept
  public Findings findings(
      SourceFile file,
      Settings settings,
      @Nullable FileTypes types,
      Haste haste,
      Cancellation cancellation) {
    if (isLeftAlone(file)) {
      return new Findings(List.of(), 0, true);
    }
    Run run = new Run(file, settings, types, haste, cancellation);
    List<Hint> hints = new ArrayList<>();
    run.items(file.items(), run.isActive(file.items()), List.of(), hints);
    hints.sort(
        (a, b) ->
            a.span().start() != b.span().start()
                ? Integer.compare(a.span().start(), b.span().start())
                : a.id().compareTo(b.id()));
    return new Findings(hints, run.suppressed, run.isComplete);
  }

  /// Whether a file gets no hints because a program wrote it.
  public static boolean isLeftAlone(SourceFile file) {
    return GeneratedCode.isGenerated(file);
  }

  /// What is kept with an item.
  ///
  /// @param environment the heads and inner attributes around the item, outermost first
  /// @param first whether the item begins the file: what stands there can speak for the file
  /// @param byFile findings of rules that look at the file, valid for `model` only
  /// @param byTypes findings of rules that ask for types, valid for `basis` only; null if they were
  ///   not looked for
  private record Memo(
      Settings settings,
      List<Item> environment,
      boolean first,
      List<Finding<?>> byItem,
      @Nullable FileModel model,
      List<Finding<?>> byFile,
      @Nullable Object basis,
      @Nullable List<Finding<?>> byTypes) {
    Memo with(FileModel newModel, List<Finding<?>> found) {
      return new Memo(
          settings, environment, first, byItem, newModel, found, basis, byTypes);
    }

    Memo with(Object newBasis, List<Finding<?>> found) {
      return new Memo(settings, environment, first, byItem, model, byFile, newBasis, found);
    }

    boolean fits(Settings others, List<Item> around, boolean isFirst) {
      if (first != isFirst || environment.size() != around.size()) {
        return false;
      }
      for (int i = 0; i < around.size(); i++) {
        if (environment.get(i) != around.get(i)) {
          return false;
        }
      }
      return settings.equals(others);
    }
  }

  private final class Run {
    private final SourceFile file;
    private final Settings settings;
    private final @Nullable FileTypes types;
    private final Haste haste;
    private final Cancellation cancellation;
    private final CfgOracle cfg;
    private final List<LintSetting> fileSettings;

    /// The rules that are on, by kind of node: those that look at an item alone, and the others.
    private final Map<Kind, List<Analyzer<?>>> itemRules = new EnumMap<>(Kind.class);

    private final Map<Kind, List<Analyzer<?>>> fileRules = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Analyzer<?>>> typeRules = new EnumMap<>(Kind.class);
    private @Nullable FileModel model;

    /// The model that was last compared with this file's, and whether they are equal: nearly all
    /// items have the same one from the last run.
    private @Nullable FileModel compared;

    private boolean isEqual;
    private int suppressed;
    private boolean isComplete = true;

    Run(
        SourceFile file,
        Settings settings,
        @Nullable FileTypes types,
        Haste haste,
        Cancellation cancellation) {
      this.file = file;
      this.settings = settings;
      this.types = types;
      this.haste = haste;
      this.cancellation = cancellation;
      this.cfg = settings.crate().cfg();
      List<LintSetting> outside = new ArrayList<>(settings.crate().inherited());
      outside.addAll(LintLevels.innerSettings(file.items(), cfg));
      this.fileSettings = outside;
      for (Analyzer<?> analyzer : registry.analyzers()) {
        if (isOn(analyzer.spec())) {
          var rules =
              switch (analyzer.spec().reach()) {
                case ITEM -> itemRules;
                case FILE, CRATE -> fileRules;
                case TYPES -> typeRules;
              };
          for (Kind kind : analyzer.kinds()) {
            rules.computeIfAbsent(kind, _ -> new ArrayList<>()).add(analyzer);
          }
        }
      }
    }

    private boolean isOn(RuleSpec rule) {
      if (settings.levelOf(rule).isOn()) {
        return true;
      }
      for (Equivalent lint : rule.equivalents()) {
        if (LintLevels.isRaised(fileSettings, lint)) {
          return true;
        }
      }
      return false;
    }

    private FileModel model() {
      FileModel known = model;
      if (known == null) {
        known = FileModel.of(file, settings.crate());
        model = known;
      }
      return known;
    }

    private boolean isSameModel(FileModel other) {
      if (compared != other) {
        compared = other;
        isEqual = other.equals(model());
      }
      return isEqual;
    }

    /// Whether no `#![cfg(…)]` at the start of these items is false.
    boolean isActive(List<Placed> items) {
      for (Placed item : items) {
        if (item.kind() != ItemKind.INNER_ATTRIBUTE) {
          break;
        }
        for (Node attribute : Attributes.inner(item.item().tree().root())) {
          if (isFalseCfg(attribute)) {
            return false;
          }
        }
      }
      return true;
    }

    private boolean isFalseCfg(Node attribute) {
      String path = Attributes.path(attribute);
      if (path.equals("test") || path.equals("bench")) {
        return !cfg.mayHold("test");
      }
      if (!path.equals("cfg")) {
        return false;
      }
      String predicate = Attributes.arguments(attribute);
      return predicate != null && !cfg.mayHold(predicate);
    }

    private boolean isInactive(Node node) {
      for (Node attribute : Attributes.outer(node)) {
        if (isFalseCfg(attribute)) {
          return true;
        }
      }
      return false;
    }

    void items(List<Placed> items, boolean active, List<Item> outer, List<Hint> hints) {
      if (!active) {
        return;
      }
      List<Item> environment = outer;
      for (Placed item : items) {
        if (item.kind() == ItemKind.INNER_ATTRIBUTE) {
          environment = plus(environment, item.item());
        }
      }
      for (Placed item : items) {
        cancellation.check();
        for (Finding<?> finding : findings(item, environment)) {
          Hint hint = place(finding, item);
          if (!hint.level().isOn() || SuppressionComments.suppress(file.text(), hint)) {
            suppressed++;
          } else {
            hints.add(hint);
          }
        }
        if (item.kind().isContainer()) {
          Node head = Attributes.itemOf(item.item().tree());
          boolean inside = (head == null || !isInactive(head)) && isActive(item.children());
          items(item.children(), inside, plus(environment, item.item()), hints);
        }
      }
    }

    private static List<Item> plus(List<Item> environment, Item item) {
      List<Item> longer = new ArrayList<>(environment);
      longer.add(item);
      return longer;
    }

    private List<Finding<?>> findings(Placed placed, List<Item> environment) {
      Item item = placed.item();
      boolean first = placed.start() == 0;
      Memo memo =
          item.memo() instanceof Memo known && known.fits(settings, environment, first) ? known : null;
      if (memo == null) {
        memo =
            new Memo(
                settings,
                environment,
                first,
                walk(placed, itemRules, null),
                null,
                List.of(),
                null,
                null);
        item.setMemo(memo);
      }
      if (!fileRules.isEmpty() && memo.model != model()) {
        boolean same = memo.model != null && isSameModel(memo.model);
        List<Finding<?>> byFile = same ? memo.byFile : walk(placed, fileRules, null);
        // Models of old snapshots would keep those snapshots alive.
        memo = memo.with(model(), byFile);
        item.setMemo(memo);
      }
      List<Finding<?>> byTypes = byTypes(placed, memo);
      if (memo.byFile.isEmpty() && byTypes.isEmpty()) {
        return memo.byItem;
      }
      List<Finding<?>> all = new ArrayList<>(memo.byItem);
      all.addAll(memo.byFile);
      all.addAll(byTypes);
      return all;
    }

    /// Findings of the rules that ask for types. Where there is no time to look for them, those that
    /// the item had before stand.
    private List<Finding<?>> byTypes(Placed placed, Memo memo) {
      if (types == null || typeRules.isEmpty()) {
        return List.of();
      }
      List<Finding<?>> before = memo.byTypes;
      if (before != null && memo.basis == types.basis()) {
        return before;
      }
      if (!haste.mayGoOn()) {
        isComplete = false;
        return before == null ? List.of() : before;
      }
      ItemTypes known = types.of(placed, cancellation::check);
      if (known == null) {
        return before == null ? List.of() : before;
      }
      List<Finding<?>> found = walk(placed, typeRules, known);
      placed.item().setMemo(memo.with(types.basis(), found));
      return found;
    }

    /// Whether a macro of the crate leaves the items out that it is given here.
    private boolean isLeftOut(Placed placed) {
      Exports exports = settings.crate().exports();
      return exports != null
          && placed.kind() == ItemKind.MACRO_CALL
          && exports.isLeftOut(file, placed);
    }

    private List<Finding<?>> walk(
        Placed placed, Map<Kind, List<Analyzer<?>>> rules, @Nullable ItemTypes known) {
      if (rules.isEmpty() || isLeftOut(placed)) {
        return List.of();
      }
      SyntaxTree tree = placed.item().treeWithMacros();
      Map<Reach, Context> contexts = new EnumMap<>(Reach.class);
      for (Reach reach : Reach.values()) {
        contexts.put(
            reach,
            new Context(
                file, placed, tree, settings, reach, (Supplier<FileModel>) this::model, known));
      }
      List<Finding<?>> found = new ArrayList<>(0);
      int i = 0;
      while (i < tree.size()) {
        cancellation.check();
        Kind kind = tree.kind(i);
        if (kind == Kind.ERROR) {
          i = tree.next(i);
          continue;
        }
        if (kind == Kind.ATTRIBUTE_ITEM && isFalse(tree.node(i))) {
          i = afterTarget(tree, i);
          continue;
        }
        if (kind == Kind.TOKEN_TREE && MacroTokens.isDeadBranch(tree.node(i), cfg)) {
          i = tree.next(i);
          continue;
        }
        List<Analyzer<?>> wanting = rules.get(kind);
        if (wanting != null) {
          Node node = tree.node(i);
          for (Analyzer<?> analyzer : wanting) {
            Context context = contexts.get(analyzer.spec().reach());
            if (context != null) {
              run(analyzer, node, placed, context, found);
            }
          }
        }
        i++;
      }
      return found.isEmpty() ? List.of() : List.copyOf(found);
    }

    private boolean isFalse(Node attributeItem) {
      Node attribute = attributeItem.child(Kind.ATTRIBUTE);
      return attribute != null && isFalseCfg(attribute);
    }

    /// The index after what the attribute at `index` belongs to: the next sibling that is neither
    /// comment nor attribute, or the parent where the grammar has attributes inside it.
    private static int afterTarget(SyntaxTree tree, int index) {
      int parent = tree.parent(index);
      switch (tree.kind(parent)) {
        case MATCH_ARM, FIELD_INITIALIZER, SHORTHAND_FIELD_INITIALIZER -> {
          return tree.next(parent);
        }
        default -> {}
      }
      int i = tree.next(index);
      while (i < tree.next(parent)) {
        Kind kind = tree.kind(i);
        boolean before =
            kind == Kind.ATTRIBUTE_ITEM || kind.isComment() || kind == Kind.VISIBILITY_MODIFIER;
        if (!before) {
          return tree.next(i);
        }
        i = tree.next(i);
      }
      return i;
    }

    private <F> void run(
        Analyzer<F> analyzer, Node node, Placed placed, Context context, List<Finding<?>> found) {
      try {
        for (F one : analyzer.find(node, context)) {
          Message message = analyzer.describe(one, context);
          Level level = level(analyzer.spec(), message, node, placed);
          if (level != null) {
            found.add(new Finding<>(analyzer, one, context.tree(), message, level));
          }
        }
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        failures.report(analyzer.spec(), placed.ordinal(), e);
      }
    }

    /// The level of a finding: `OFF` if the code silences it, null if it was not asked for.
    private @Nullable Level level(RuleSpec rule, Message message, Node node, Placed placed) {
      Level level = settings.levelOf(rule);
      Equivalent lint = message.equivalent();
      LintLevel set =
          lint == null ? null : LintLevels.at(node, placed, file, settings.crate(), lint);
      if (set == null || set.silences()) {
        return !level.isOn() ? null : set == null ? level : Level.OFF;
      }
      return level.compareTo(Level.WARN) < 0 ? Level.WARN : level;
    }

    private <F> Hint place(Finding<F> finding, Placed placed) {
      Message message = finding.message();
      List<Hint.Related> related = new ArrayList<>(message.related().size());
      for (Message.Related other : message.related()) {
        int ordinal = other.place().ordinal();
        Placed where = ordinal < 0 ? placed : file.allItems().get(ordinal);
        related.add(new Hint.Related(where.toFile(other.place().span()), other.text()));
      }
      Span span = placed.toFile(message.at());
      return new Hint(
          finding.analyzer().spec(),
          finding.level(),
          span,
          message,
          related,
          () -> fix(finding, placed));
    }

    private <F> Optional<Fix> fix(Finding<F> finding, Placed placed) {
      Analyzer<F> analyzer = finding.analyzer();
      Context context =
          new Context(
              file,
              placed,
              finding.tree(),
              settings,
              analyzer.spec().reach(),
              this::model,
              types == null ? null : types.of(placed, () -> {}));
      try {
        return analyzer.fix(finding.found(), context).map(fix -> shift(fix, placed.start()));
      } catch (RuntimeException e) {
        failures.report(analyzer.spec(), placed.ordinal(), e);
        return Optional.empty();
      }
    }

    /// The fix at its place in the file, with the line breaks that the file has.
    private Fix shift(Fix fix, int delta) {
      List<Edit> edits = fix.edits().stream().map(edit -> edit.shift(delta)).toList();
      return new Fix(fix.title(), fix.machine(), edits).withLineBreaks(file.text().lineBreak());
    }
  }
}
