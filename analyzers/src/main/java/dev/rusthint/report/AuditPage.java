package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.workspace.UnsafeSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// What `rusthint audit` found as one HTML file, with filters, that needs no network.
///
/// Of the code there are only strings in a JSON value, with `<`, `>` and `&` escaped, and the page
/// makes text of them, never markup.
public final class AuditPage {
  private static final String TEMPLATE = "audit.html";
  private static final String PLACE = "@DATA@";

  private final Function<Path, String> names;

  /// @param names how a file is shown
  public AuditPage(Function<Path, String> names) {
    this.names = names;
  }

  /// The page.
  public String of(List<UnsafeSite> sites) {
    StringWriter out = new StringWriter();
    try {
      JsonWriter json = new JsonWriter(out);
      json.setHtmlSafe(true);
      json.beginArray();
      AuditReport report = new AuditReport(names);
      for (UnsafeSite site : sites) {
        report.site(json, site);
      }
      json.endArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return template().replace(PLACE, out.toString());
  }

  private static String template() {
    try (InputStream in = AuditPage.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
