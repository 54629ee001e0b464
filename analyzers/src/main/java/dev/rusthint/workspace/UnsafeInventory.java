package dev.rusthint.workspace;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.Contracts;
import dev.rusthint.safety.Judgement;
import dev.rusthint.safety.SafetyDraft;
import dev.rusthint.safety.StatedSafety;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.TypedCrate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All of a crate's files that is unsafe, in the order of files and lines. Items that macros make,
/// and functions that the chosen `cfg` leaves out, are not in it.
public final class UnsafeInventory {
  private static final int LONGEST = 160;
  private static final Set<String> EXPORTS = Set.of("no_mangle", "export_name", "link_section");

  private final SourceCrate crate;
  private final Path file;
  private final SourceFile source;
  private final FileTypes types;
  private final List<UnsafeSite> sites = new ArrayList<>();

  // Of the item being looked at.
  private Placed item;
  private @Nullable ItemTypes known;

  private UnsafeInventory(SourceCrate crate, Path file, SourceFile source, FileTypes types) {
    this.crate = crate;
    this.file = file;
    this.source = source;
    this.types = types;
    this.item = source.items().getFirst();
  }

  /// The sites of crates, those of a file that several of them have once.
  public static List<UnsafeSite> of(List<SourceCrate> crates) {
    List<UnsafeSite> sites = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SourceCrate crate : crates) {
      for (UnsafeSite site : of(crate)) {
        if (seen.add(site.file() + ":" + site.line() + ":" + site.kind() + site.code())) {
          sites.add(site);
        }
      }
    }
    return sites;
  }

  /// The sites of a crate.
  public static List<UnsafeSite> of(SourceCrate crate) {
    TypedCrate typed = new TypedCrate(crate);
    List<UnsafeSite> sites = new ArrayList<>();
    for (Path path : crate.paths().stream().sorted().toList()) {
      SourceFile source = crate.file(path);
      FileTypes types = source == null ? null : typed.types(path, source);
      if (source != null && types != null && !source.items().isEmpty()) {
        UnsafeInventory inventory = new UnsafeInventory(crate, path, source, types);
        inventory.look();
        sites.addAll(inventory.sites);
      }
    }
    return sites;
  }

  private void look() {
    for (Placed placed : source.allItems()) {
      item = placed;
      known = types.of(placed, () -> {});
      for (Node node : placed.item().treeWithMacros().root().descendants()) {
        switch (node.kind()) {
          case UNSAFE_BLOCK -> block(node);
          case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM -> function(node);
          case TRAIT_ITEM -> declared(node, UnsafeSite.Kind.TRAIT, Field.NAME);
          case IMPL_ITEM -> declared(node, UnsafeSite.Kind.IMPL, Field.TYPE);
          case FOREIGN_MOD_ITEM ->
              add(node, UnsafeSite.Kind.EXTERN_BLOCK, "", false, null, List.of(), 0);
          case ATTRIBUTE -> attribute(node);
          default -> {}
        }
      }
    }
  }

  private void block(Node block) {
    ItemTypes found = known;
    if (found == null || block.inMacroArguments()) {
      return;
    }
    String comment = StatedSafety.of(block);
    Contracts contracts = new CodeContracts(found);
    Node function = block.ancestor(Kind.FUNCTION_ITEM);
    boolean isSafe = function == null || !isUnsafe(function);
    var inside = UnsafeOperations.in(block, found, contracts);
    add(
        block,
        UnsafeSite.Kind.BLOCK,
        function == null ? "" : function.textOf(Field.NAME).orElse(""),
        isSafe,
        comment,
        operations(inside.operations(), found, comment),
        inside.unknown().size());
  }

  private static boolean isUnsafe(Node function) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.has(Kind.KW_UNSAFE);
  }

  private void function(Node function) {
    if (!isUnsafe(function)) {
      return;
    }
    ItemTypes found = known;
    Node body = function.child(Field.BODY);
    List<UnsafeSite.Operation> operations = List.of();
    int unknown = 0;
    if (found != null && body != null) {
      var inside = UnsafeOperations.in(body, found, new CodeContracts(found));
      List<UnsafeOperation> own =
          inside.operations().stream().filter(o -> !isInBlock(o.at(), function)).toList();
      operations = operations(own, found, null);
      unknown =
          (int) inside.unknown().stream().filter(n -> !isInBlock(n, function)).count();
    }
    add(
        function,
        UnsafeSite.Kind.FUNCTION,
        function.textOf(Field.NAME).orElse(""),
        false,
        StatedSafety.section(function),
        operations,
        unknown);
  }

  private static boolean isInBlock(Node node, Node function) {
    Node block = node.ancestor(Kind.UNSAFE_BLOCK, Kind.FUNCTION_ITEM);
    return block != null && !block.equals(function);
  }

  private void declared(Node node, UnsafeSite.Kind kind, Field name) {
    if (node.has(Kind.KW_UNSAFE)) {
      String stated =
          kind == UnsafeSite.Kind.TRAIT ? StatedSafety.section(node) : StatedSafety.of(node);
      add(node, kind, node.textOf(name).orElse(""), false, stated, List.of(), 0);
    }
  }

  private void attribute(Node attribute) {
    String path = Attributes.path(attribute);
    if (EXPORTS.contains(path) || path.equals("unsafe")) {
      add(attribute, UnsafeSite.Kind.ATTRIBUTE, path, false, null, List.of(), 0);
    }
  }

  private List<UnsafeSite.Operation> operations(
      List<UnsafeOperation> operations, ItemTypes found, @Nullable String comment) {
    List<UnsafeSite.Operation> all = new ArrayList<>();
    for (UnsafeOperation operation : operations) {
      List<UnsafeSite.Owed> owed = new ArrayList<>();
      for (Judgement judgement : Judgement.of(operation, found, comment)) {
        owed.add(
            new UnsafeSite.Owed(
                SafetyDraft.text(judgement.clause(), operation),
                judgement.state(),
                judgement.reason()));
      }
      all.add(
          new UnsafeSite.Operation(
              line(operation.at()),
              operation.what().words(),
              code(operation.at()),
              operation.functionName(),
              operation.contract() != null,
              owed));
    }
    return all;
  }

  private void add(
      Node node,
      UnsafeSite.Kind kind,
      String name,
      boolean isInSafeFunction,
      @Nullable String stated,
      List<UnsafeSite.Operation> operations,
      int unknown) {
    sites.add(
        new UnsafeSite(
            crate.name(),
            file,
            line(node),
            kind,
            name,
            isInSafeFunction,
            code(node),
            stated,
            operations,
            unknown));
  }

  private int line(Node node) {
    return source.text().lineOf(item.toFile(node.span()).start()) + 1;
  }

  /// The first line, or all of what is short.
  private static String code(Node node) {
    String text = node.text().replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
