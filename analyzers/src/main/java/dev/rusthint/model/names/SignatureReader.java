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

/// Reads what definitions say of themselves out of their syntax. Each method is what the one of the
/// same name in [dev.rusthint.model.defs.Def] says; its results are kept by the definition.
public interface SignatureReader {
  /// Reads nothing: for those who need names alone.
  SignatureReader NONE = new NoSignatures();

  Generics generics(SourceDef def);

  List<FieldDef> fields(SourceDef def);

  @Nullable FnSig signature(SourceDef def);

  @Nullable Ty type(SourceDef def);

  @Nullable ImplHead impl(SourceDef def);

  List<Predicate> bounds(SourceDef def);

  /// The impls that the derives of a struct, enum or union make.
  List<Def> derived(SourceDef adt);
}
