package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.macros.ItemWords;
import dev.rusthint.model.macros.MacroDefinition;
import dev.rusthint.model.names.ModuleFiles.Place;
import dev.rusthint.syntax.Lexer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the scopes of a crate, or of a block: collects items, and resolves imports and macro calls
/// until nothing changes, because each can decide what the other means.
///
/// When nothing changes any more and something is left, that is taken as unknown, the least first:
/// namespaces in which an import found nothing, then calls, then imports.
final class CrateBuilder implements Collector.Sink {
  private final SourceCrate crate;
  private final Collector collector;
  private final ModuleFiles files;
  private final ImportResolver imports;
  private final List<Scope> scopes = new ArrayList<>();
  private final List<SourceDef> impls = new ArrayList<>();
  private boolean inBlock;
  private List<Call> calls = new ArrayList<>();

  /// A macro call that is not resolved yet.
  ///
  /// @param textual the textual scope before it
  /// @param after the textual scope after it
  private record Call(
      Scope scope,
      ItemSource item,
      MacroItems.Call call,
      Place place,
      TextualScope textual,
      TextualScope after) {}

  CrateBuilder(SourceCrate crate, ModuleFiles files) {
    this.crate = crate;
    this.files = files;
    this.collector = new Collector(crate, files, this);
    this.imports = new ImportResolver(crate);
  }

  /// Reads a crate from its root file on.
  ///
  /// @return its impls outside of bodies
  List<SourceDef> crate(SourceUnit.OfFile root) {
    List<ItemSource> items = ItemSource.all(root, root.file().items());
    scope(crate.root().scope());
    if (collector.isLeftOut(items)) {
      freeze();
      return impls;
    }
    Place place = Place.ofFile(root.path(), 0);
    collector.items(crate.root().scope(), items, place, TextualScope.EMPTY);
    resolve();
    freeze();
    return impls;
  }

  /// Reads the items of a block.
  BodyScopes.Block block(
      Scope scope, List<ItemSource> items, Place place, TextualScope textual) {
    inBlock = true;
    scope(scope);
    TextualScope after = collector.items(scope, items, place, textual);
    resolve();
    freeze();
    return new BodyScopes.Block(scope, impls, after);
  }

  private void freeze() {
    scopes.forEach(Scope::spreadIncomplete);
    scopes.forEach(Scope::freeze);
  }

  @Override
  public void impl(SourceDef found) {
    impls.add(found);
  }

  @Override
  public void use(Import found) {
    imports.add(found);
  }

  @Override
  public void scope(Scope made) {
    scopes.add(made);
  }

  @Override
  public TextualScope call(Scope scope, ItemSource item, Place place, TextualScope textual) {
    MacroItems.Call call = MacroItems.call(item);
    if (call == null) {
      scope.setIncomplete();
      return textual;
    }
    TextualScope after = textual.withCall();
    Call one = new Call(scope, item, call, place, textual, after);
    if (call.path().size() == 1 && !call.isAbsolute()) {
      Outcome macro = textual.find(call.path().getFirst());
      if (macro.isFound()) {
        expand(one, macro.def());
        return after;
      }
    }
    scope.addPendingCall();
    calls.add(one);
    return after;
  }

  private void resolve() {
    boolean progress = true;
    while (progress) {
      progress = imports.pass();
      progress |= callPass(false);
      if (!progress) {
        progress = imports.settleFound() || callPass(true);
      }
    }
    imports.giveUp();
  }

  /// Tries each call that is open once.
  ///
  /// @param last whether what is not known now is taken as unknown
  /// @return whether that led to anything
  private boolean callPass(boolean last) {
    List<Call> open = calls;
    calls = new ArrayList<>();
    boolean progress = false;
    for (Call call : open) {
      Outcome macro = macro(call);
      if (macro.isUndetermined() && !last) {
        calls.add(call);
        continue;
      }
      progress = true;
      call.scope.removePendingCall();
      expand(call, macro.def());
    }
    return progress;
  }

  private Outcome macro(Call call) {
    boolean isPlain = call.call.path().size() == 1 && !call.call.isAbsolute();
    if (isPlain) {
      Outcome macro = call.textual.find(call.call.path().getFirst());
      if (!macro.isAbsent()) {
        return macro;
      }
    }
    return crate.names().macro(call.scope, call.call, call.item.unit());
  }

  /// @param macro the macro that the call means, null if that is not known
  private void expand(Call call, @Nullable Def macro) {
    if (isBuiltIn(call, macro)) {
      builtIn(call);
      return;
    }
    boolean inStatement = inBlock && call.scope.outer() != null;
    SourceUnit.OfExpansion made = null;
    Def ours = StandardMacros.of(macro);
    Def used = ours == null ? macro : ours;
    if (used != null && (!inStatement || mayMakeItems(used, call))) {
      ExpansionKind kind = inStatement ? ExpansionKind.STATEMENTS : ExpansionKind.ITEMS;
      made = crate.expansions().expand(used, call.item.unit(), call.call, kind);
    }
    if (made == null) {
      if (!inStatement) {
        call.scope.setIncomplete();
      }
      call.after.expandedTo(call.textual);
      return;
    }
    List<ItemSource> items = Expansions.items(made);
    call.after.expandedTo(collector.items(call.scope, items, call.place, call.textual));
  }

  /// Most macros in a block stand for expressions and statements; those are not expanded here.
  private static boolean mayMakeItems(Def macro, Call call) {
    MacroDefinition rules = macro.rules();
    byte[] text = call.item.unit().file().text().bytes();
    return rules != null
        && (rules.mentionsItems() || ItemWords.areIn(text, call.call.from(), call.call.to()));
  }

  private static boolean isBuiltIn(Call call, @Nullable Def macro) {
    boolean mayBe =
        switch (call.call.path().getLast()) {
          case "include", "compile_error", "global_asm", "cfg_select" -> true;
          default -> false;
        };
    return mayBe && (macro == null || macro.rules() == null);
  }

  private void builtIn(Call call) {
    TextualScope after = call.textual;
    if (call.call.path().getLast().equals("include")) {
      String name = literal(call);
      ModuleFiles.Found found = name == null ? null : files.included(name, call.place);
      if (found == null || found.place().depth() > Expansions.MAX_DEPTH) {
        call.scope.setIncomplete();
      } else {
        List<ItemSource> items = ItemSource.all(found.unit(), found.unit().file().items());
        after = collector.items(call.scope, items, found.place(), call.textual);
      }
    }
    if (call.call.path().getLast().equals("cfg_select")) {
      after = selected(call);
    }
    call.after.expandedTo(after);
  }

  /// Adds the items of the first arm of a `cfg_select!` whose predicate may hold.
  ///
  /// @return the textual scope after them
  private TextualScope selected(Call call) {
    SourceUnit unit = call.item.unit();
    MacroItems.Call arm = MacroItems.selected(call.call, unit, crate.config().cfg());
    SourceDef asWritten = StandardMacros.asWritten();
    SourceUnit.OfExpansion made =
        arm == null || asWritten == null
            ? null
            : crate.expansions().expand(asWritten, unit, arm, ExpansionKind.ITEMS);
    if (made == null) {
      call.scope.setIncomplete();
      return call.textual;
    }
    return collector.items(call.scope, Expansions.items(made), call.place, call.textual);
  }

  /// The string that is the only argument of a call.
  private static @Nullable String literal(Call call) {
    byte[] bytes = call.item.unit().file().text().bytes();
    Lexer lexer = new Lexer(bytes, call.call.from(), call.call.to());
    if (lexer.next() != Lexer.Token.STRING || bytes[lexer.start()] != '"') {
      return null;
    }
    String text = call.item.unit().file().text().slice(lexer.start() + 1, lexer.end() - 1);
    Lexer.Token next = lexer.next();
    return next == Lexer.Token.END || lexer.is(",") ? text : null;
  }
}
