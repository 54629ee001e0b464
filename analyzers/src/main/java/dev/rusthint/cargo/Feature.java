package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.List;

/// A feature that a package declares under `[features]`.
public record Feature(String name, Span key, Span span, List<Field<Enables>> enables) {

  /// One of the things that a feature switches on. Its text is what a manifest writes.
  public sealed interface Enables {
    /// Another feature of the same package, or an optional dependency that gives its name to one.
    record OfPackage(String feature) implements Enables {
      @Override
      public String toString() {
        return feature;
      }
    }

    /// `dep:name`: an optional dependency.
    record OptionalDependency(String dependency) implements Enables {
      @Override
      public String toString() {
        return "dep:" + dependency;
      }
    }

    /// `name/feature`, or `name?/feature`: a feature of a dependency.
    ///
    /// @param weak with `?`: only if something else switches the dependency on
    record OfDependency(String dependency, String feature, boolean weak) implements Enables {
      @Override
      public String toString() {
        return dependency + (weak ? "?/" : "/") + feature;
      }
    }

    /// Reads one as it is written in a manifest or on cargo's command line.
    static Enables parse(String text) {
      int slash = text.indexOf('/');
      if (slash >= 0) {
        String dependency = text.substring(0, slash);
        boolean weak = dependency.endsWith("?");
        return new OfDependency(
            weak ? dependency.substring(0, dependency.length() - 1) : dependency,
            text.substring(slash + 1),
            weak);
      }
      return text.startsWith("dep:")
          ? new OptionalDependency(text.substring("dep:".length()))
          : new OfPackage(text);
    }
  }
}
