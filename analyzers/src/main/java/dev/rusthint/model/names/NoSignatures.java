package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Ty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// See [SignatureReader#NONE].
final class NoSignatures implements SignatureReader {
  @Override
  public Generics generics(SourceDef def) {
    return Generics.NONE;
  }

  @Override
  public List<FieldDef> fields(SourceDef def) {
    return List.of();
  }

  @Override
  public @Nullable FnSig signature(SourceDef def) {
    return null;
  }

  @Override
  public @Nullable Ty type(SourceDef def) {
    return null;
  }

  @Override
  public @Nullable ImplHead impl(SourceDef def) {
    return null;
  }

  @Override
  public List<Predicate> bounds(SourceDef def) {
    return List.of();
  }

  @Override
  public List<Def> derived(SourceDef adt) {
    return List.of();
  }
}
