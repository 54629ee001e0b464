package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.safety.Judgement.State;
import dev.rusthint.workspace.UnsafeSite;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What `rusthint audit` found: for people, and as JSON, a site a line: `{"crate","file","line",
/// "kind","name","safeFunction","code","stated","operations":[{"line","what","code","function",
/// "contract","owed":[{"text","state","reason"}]}],"unknown"}`, and after them
/// `{"summary":{"sites","stated","operations","proven","argued","open","unknown"}}`.
public final class AuditReport {
  private static final int MOST_OPEN = 3;

  private final Function<Path, String> names;

  /// @param names how a file is shown
  public AuditReport(Function<Path, String> names) {
    this.names = names;
  }

  /// Totals of sites.
  record Totals(long sites, long stated, long operations, long proven, long argued, long open, long unknown) {
    static Totals of(List<UnsafeSite> sites) {
      return new Totals(
          sites.size(),
          sites.stream().filter(s -> s.stated() != null).count(),
          sites.stream().mapToLong(s -> s.operations().size()).sum(),
          sites.stream().mapToLong(s -> s.count(State.PROVEN)).sum(),
          sites.stream().mapToLong(s -> s.count(State.ARGUED)).sum(),
          sites.stream().mapToLong(s -> s.count(State.OPEN)).sum(),
          sites.stream().mapToLong(UnsafeSite::unknown).sum());
    }
  }

  /// A table of kinds, one of files, and the sites with what is open of them.
  public String human(List<UnsafeSite> sites) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%-14s %6s %8s %11s %7s %7s %6s%n"
            .formatted("", "sites", "stated", "operations", "proven", "argued", "open"));
    Map<UnsafeSite.Kind, List<UnsafeSite>> byKind =
        sites.stream()
            .collect(Collectors.groupingBy(UnsafeSite::kind, TreeMap::new, Collectors.toList()));
    byKind.forEach((kind, some) -> row(kind.toString(), some, out));
    row("all", sites, out);
    out.append('\n');
    Map<String, List<UnsafeSite>> byFile =
        sites.stream()
            .collect(
                Collectors.groupingBy(s -> names.apply(s.file()), TreeMap::new, Collectors.toList()));
    byFile.forEach(
        (file, some) -> {
          out.append(Terminal.safe(file)).append('\n');
          some.forEach(site -> site(site, out));
        });
    return out.toString();
  }

  private static void row(String name, List<UnsafeSite> sites, StringBuilder out) {
    Totals totals = Totals.of(sites);
    out.append(
        "%-14s %6d %8d %11d %7d %7d %6d%n"
            .formatted(
                name,
                totals.sites,
                totals.stated,
                totals.operations,
                totals.proven,
                totals.argued,
                totals.open));
  }

  private static void site(UnsafeSite site, StringBuilder out) {
    out.append("  %5d  %s".formatted(site.line(), site.kind()));
    if (!site.name().isEmpty()) {
      out.append(site.kind() == UnsafeSite.Kind.BLOCK ? " in " : " ");
      out.append(Terminal.safe(site.name()));
    }
    out.append(site.stated() == null ? ", no reason stated" : "").append('\n');
    for (UnsafeSite.Operation operation : site.operations()) {
      out.append("         ").append(Terminal.safe(operation.code()));
      out.append(operation.isContractKnown() ? "" : ": what it asks for is not known").append('\n');
      List<UnsafeSite.Owed> open =
          operation.owed().stream().filter(o -> o.state() == State.OPEN).toList();
      for (UnsafeSite.Owed owed : open.stream().limit(MOST_OPEN).toList()) {
        out.append("           open: ").append(Terminal.safe(owed.text())).append('\n');
      }
      if (open.size() > MOST_OPEN) {
        out.append("           and ").append(open.size() - MOST_OPEN).append(" more\n");
      }
    }
  }

  /// Each site in a line, and the summary in the last one.
  public String json(List<UnsafeSite> sites) {
    StringBuilder out = new StringBuilder();
    for (UnsafeSite site : sites) {
      out.append(line(json -> site(json, site))).append('\n');
    }
    return out.append(line(json -> summary(json, sites))).append('\n').toString();
  }

  /// All in one object: `{"sites": [...], "summary": {...}}`.
  public String object(List<UnsafeSite> sites) {
    return line(
        json -> {
          json.beginObject().name("sites").beginArray();
          for (UnsafeSite site : sites) {
            site(json, site);
          }
          json.endArray().name("summary");
          totals(json, sites);
          json.endObject();
        });
  }

  private interface Writing {
    void to(JsonWriter json) throws IOException;
  }

  private static String line(Writing writing) {
    StringWriter out = new StringWriter();
    try {
      JsonWriter json = new JsonWriter(out);
      json.setHtmlSafe(false);
      json.setSerializeNulls(true);
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  void site(JsonWriter json, UnsafeSite site) throws IOException {
    json.beginObject();
    json.name("crate").value(site.crate());
    json.name("file").value(names.apply(site.file()));
    json.name("line").value(site.line());
    json.name("kind").value(site.kind().toString());
    json.name("name").value(site.name());
    json.name("safeFunction").value(site.isInSafeFunction());
    json.name("code").value(site.code());
    json.name("stated").value(site.stated());
    json.name("operations").beginArray();
    for (UnsafeSite.Operation operation : site.operations()) {
      json.beginObject();
      json.name("line").value(operation.line());
      json.name("what").value(operation.what());
      json.name("code").value(operation.code());
      json.name("function").value(operation.function());
      json.name("contract").value(operation.isContractKnown());
      json.name("owed").beginArray();
      for (UnsafeSite.Owed owed : operation.owed()) {
        json.beginObject();
        json.name("text").value(owed.text());
        json.name("state").value(owed.state().name().toLowerCase(Locale.ROOT));
        json.name("reason").value(owed.reason());
        json.endObject();
      }
      json.endArray().endObject();
    }
    json.endArray();
    json.name("unknown").value(site.unknown());
    json.endObject();
  }

  private static void summary(JsonWriter json, List<UnsafeSite> sites) throws IOException {
    json.beginObject().name("summary");
    totals(json, sites);
    json.endObject();
  }

  private static void totals(JsonWriter json, List<UnsafeSite> sites) throws IOException {
    Totals totals = Totals.of(sites);
    json.beginObject();
    json.name("sites").value(totals.sites);
    json.name("stated").value(totals.stated);
    json.name("operations").value(totals.operations);
    json.name("proven").value(totals.proven);
    json.name("argued").value(totals.argued);
    json.name("open").value(totals.open);
    json.name("unknown").value(totals.unknown);
    json.endObject();
  }
}
