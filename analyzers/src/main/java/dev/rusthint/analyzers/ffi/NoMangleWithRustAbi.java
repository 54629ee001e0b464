package dev.rusthint.analyzers.ffi;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `#[no_mangle] fn` without `extern`: exported by name, but with an ABI that no other language
/// can call.
public final class NoMangleWithRustAbi implements Analyzer<NoMangleWithRustAbi.Found> {
  record Found(Node function, Node name, Node attribute) {}

  private static final Equivalent LINT = Equivalent.clippy("no_mangle_with_rust_abi");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ffi/rust-abi-export",
              "no-mangle-with-rust-abi",
              "a `#[no_mangle]` function with the Rust ABI",
              """
              `#[no_mangle]` keeps a function's name so that code outside of Rust can link to it.
              How arguments are passed in the Rust ABI is not specified and changes between
              compilers, so a caller in C reads garbage. `extern "C" fn` is what such callers
              expect; where the caller is Rust too, `extern "Rust" fn` says that it is meant.
              """)
          .pedantic()
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node name = function.child(Field.NAME);
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Node parent = function.parent();
    if (name == null || modifiers != null && modifiers.has(Kind.EXTERN_MODIFIER)) {
      return List.of();
    }
    boolean member =
        parent != null && parent.is(Kind.DECLARATION_LIST)
            || parent != null
                && parent.is(Kind.SOURCE_FILE)
                && context.item().item().container() != null;
    Node attribute = ExportAttributes.noMangle(function);
    return attribute == null || member ? List.of() : List.of(new Found(function, name, attribute));
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.name().span(),
            "`" + found.name().text() + "` is exported by name but has the Rust ABI")
        .note("the Rust ABI is not stable: only code of the same compiler can call it")
        .help("make it `extern \"C\" fn`, or say `extern \"Rust\" fn` if that is meant")
        .related(Place.here(found.attribute().span()), "exported here")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node keyword = found.function().child(Kind.KW_FN);
    return keyword == null
        ? Optional.empty()
        : Optional.of(
            Fix.review("Give it the C ABI", Edit.insert(keyword.start(), "extern \"C\" ")));
  }
}
