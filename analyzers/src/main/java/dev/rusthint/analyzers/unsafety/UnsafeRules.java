package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `unsafe`.
public final class UnsafeRules {
  public static final List<Analyzer<?>> ALL = 
      List.of(
          new DanglingTemporary(),
          new ForbiddenOperation(),
          new InvalidValue(),
          new MacroMetavariable(),
          new MissingSafetyComment(),
          new MissingSafetyDoc(),
          new MultipleOperations(),
          new MutFromRef(),
          new OperationInUnsafeFn(),
          new OutsideCore(),
          new RawDerefInSafeFn(),
          new SendSyncImpl(),
          new StaticMutReference(),
          new TransmuteAddress(),
          new TransmuteAnnotations(),
          new TransmuteEager(),
          new TransmuteLayout(),
          new TransmuteNeedless(),
          new TransmuteNull(),
          new TransmutePointer(),
          new TransmuteScalar(),
          new TransmuteToReference(),
          new TransmuteUnnecessary(),
          new UndischargedObligation(),
          new UninitAssumedInit(),
          new UninitVec(),
          new UnnecessarySafetyComment(),
          new UnnecessarySafetyDoc(),
          new UnusedUnsafe());

  private UnsafeRules() {}
}
