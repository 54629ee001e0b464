package dev.rusthint.analyzers.panic;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `panic`.
public final class PanicRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new Arithmetic(),
          new CastLossless(),
          new CastPrecision(),
          new CastSignLoss(),
          new CastTruncation(),
          new CastWrap(),
          new Expect(),
          new Indexing(),
          new Panic(),
          new PanicInResultFunction(),
          new StringSlice(),
          new Todo(),
          new Unimplemented(),
          new Unreachable(),
          new Unwrap());

  private PanicRules() {}
}
