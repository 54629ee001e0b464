package dev.rusthint.cli;

import dev.rusthint.syntax.ParserDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What is running.
final class Version {
  private Version() {}

  /// This program's version, as the build names it.
  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The version, the parser, the Java runtime, and whether the cache of loaded classes is in use.
  static String describe() {
    String cache = System.getProperty("rusthint.aot", "off");
    return """
    rusthint %s
    parser: %s
    java: %s (%s), %s
    class cache: %s
    """
        .formatted(
            number(),
            ParserDescription.get(),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.home"),
            cache.equals("on") ? "in use" : "not in use");
  }
}
