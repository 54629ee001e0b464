package dev.rusthint.analyzers;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.CrateModel;
import dev.rusthint.model.Exports;
import dev.rusthint.model.ItemTree;
import dev.rusthint.model.NamedType;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a fixture exports: it is a crate of one file.
///
/// @param kind a program exports nothing here, so that fixtures need not be written around that
record FixtureExports(TargetKind kind, int edition) implements Exports {
  private static final Path FILE = Path.of("fixture.rs").toAbsolutePath();

  private Exports of(SourceFile file) {
    CrateModel model =
        CrateModel.load(
            FILE,
            path -> path.equals(FILE) ? ItemTree.of(file) : null,
            CfgOracle.UNDECIDED,
            edition);
    CrateModel.FilePlace place = model.place(FILE);
    if (place == null) {
      throw new IllegalStateException("a crate without its root");
    }
    return place.exports();
  }

  @Override
  public @Nullable Boolean isExported(SourceFile file, Placed item) {
    return kind == TargetKind.LIB ? of(file).isExported(file, item) : Boolean.FALSE;
  }

  @Override
  public boolean isLeftOut(SourceFile file, Placed item) {
    return of(file).isLeftOut(file, item);
  }

  @Override
  public boolean isDocHidden(SourceFile file, Placed item) {
    return of(file).isDocHidden(file, item);
  }

  @Override
  public @Nullable NamedType typeNamed(SourceFile file, Placed item, String type) {
    return of(file).typeNamed(file, item, type);
  }
}
