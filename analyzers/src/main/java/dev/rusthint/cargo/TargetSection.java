package dev.rusthint.cargo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a manifest says of one target: `[lib]`, or one `[[bin]]`, `[[example]]`, `[[test]]` or
/// `[[bench]]`.
///
/// @param crateTypes null where the manifest does not say
public record TargetSection(
    TargetKind kind,
    TomlNode.Table table,
    @Nullable Field<String> name,
    @Nullable Field<String> path,
    @Nullable List<Field<String>> crateTypes,
    @Nullable Field<Boolean> procMacro,
    @Nullable Field<String> edition,
    List<Field<String>> requiredFeatures,
    @Nullable Field<Boolean> harness,
    @Nullable Field<Boolean> test,
    @Nullable Field<Boolean> doctest,
    @Nullable Field<Boolean> bench,
    @Nullable Field<Boolean> doc) {}
