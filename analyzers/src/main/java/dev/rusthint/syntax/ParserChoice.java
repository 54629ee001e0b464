package dev.rusthint.syntax;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which parser a process has, and what people should know of that.
///
/// @param parser null if there is none
/// @param warning why it is not the best one; null if it is
record ParserChoice(@Nullable TreeParser parser, @Nullable String warning) {
  /// The directory with the native libraries, as the launcher names it.
  ///
  /// @throws IllegalStateException if the system property `rusthint.native.dir` is not set
  static Path directory() {
    String directory = System.getProperty("rusthint.native.dir");
    if (directory == null) {
      throw new IllegalStateException(
          "start RustHint by its launcher, or set rusthint.native.dir");
    }
    return Path.of(directory);
  }

  /// Our own library, or else those of Maven Central.
  static ParserChoice make() {
    return of(
        () -> NativeParser.load(directory().resolve(System.mapLibraryName("rusthint"))),
        FallbackParser::load);
  }

  /// The first that there is.
  static ParserChoice of(Supplier<TreeParser> best, Supplier<TreeParser> fallback) {
    try {
      return new ParserChoice(best.get(), null);
    } catch (RuntimeException | LinkageError missing) {
      try {
        return new ParserChoice(
            fallback.get(),
            "warning: parsing is slower than it could be, with the libraries of Maven Central: "
                + reason(missing));
      } catch (RuntimeException | LinkageError none) {
        return new ParserChoice(
            null, "there is no parser: " + reason(missing) + "; " + reason(none));
      }
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof LinkageError && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
