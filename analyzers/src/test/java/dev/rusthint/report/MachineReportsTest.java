package dev.rusthint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.Edit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineReportsTest {
  private static SampleHints sample() {
    SampleHints hints = new SampleHints("// 🦀é\nlet 日 = bad;\nlet c;\n");
    return hints.add(
        Level.WARN,
        Message.at(hints.at("bad"), "`bad`, 100% so: <a>")
            .help("write \"good\"")
            .as(Equivalent.clippy("sample_lint")),
        List.of(new Hint.Related(hints.at("let c"), "see here")),
        Fix.machine("Write `good`", Edit.replace(hints.at("bad"), "good\n")));
  }

  @Test
  void jsonIsOneObjectALine() {
    assertEquals(
        """
        {"file":"src/lib.rs","range":{"start":{"line":2,"column":9,"offset":20},\
        "end":{"line":2,"column":12,"offset":23}},"hint":"perf/sample","level":"warn",\
        "message":"`bad`, 100% so: <a>","clippy":["sample_lint"],"rustc":[],\
        "related":[{"file":"src/lib.rs","range":{"start":{"line":3,"column":1,"offset":25},\
        "end":{"line":3,"column":6,"offset":30}},"message":"see here"}],\
        "fixes":[{"title":"Write `good`","machine":true,"edits":[{"file":"src/lib.rs",\
        "range":{"start":{"line":2,"column":9,"offset":20},\
        "end":{"line":2,"column":12,"offset":23}},"newText":"good\\n"}]}]}
        """,
        new JsonReport().file(sample().file()));
  }

  @Test
  void githubCommandsEscapeWhatTheyMust() {
    assertEquals(
        "::warning file=src/lib.rs,line=2,endLine=2,col=9,endColumn=11,title=perf/sample::"
            + "`bad`, 100%25 so: <a>%0Ahelp: write \"good\"\n",
        new GithubReport().file(sample().file()));
    SampleHints odd = sample();
    FileHints file = new FileHints("a,b:c.rs", odd.text(), odd.file().hints());
    String command = new GithubReport().file(file);
    assertEquals("::warning file=a%2Cb%3Ac.rs", command.substring(0, command.indexOf(",line")));
  }

  private static String sarif(List<FileHints> files) {
    List<RuleSpec> rules = new ArrayList<>(List.of(SampleHints.RULE));
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      rules.add(analyzer.spec());
    }
    SarifReport report = new SarifReport(HintEntry.of(rules), "1.2.3");
    StringBuilder out = new StringBuilder(report.begin());
    boolean first = true;
    for (FileHints file : files) {
      out.append(first ? "" : report.between()).append(report.file(file));
      first = false;
    }
    return out.append(report.end(new Summary())).toString();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        MachineReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertNotNull(in, "the schema");
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
  }

  @Test
  void sarifKeepsToItsSchema() throws IOException {
    JsonSchema schema = schema();
    for (List<FileHints> files :
        List.of(
            List.<FileHints>of(),
            List.of(sample().file()),
            List.of(sample().file(), sample().file()))) {
      assertEquals(Set.of(), schema.validate(sarif(files), InputFormat.JSON));
    }
    String broken = sarif(List.of(sample().file())).replace("\"startLine\":2", "\"startLine\":0");
    assertNotEquals(Set.of(), schema.validate(broken, InputFormat.JSON), "the schema is in force");
  }

  @Test
  void sarifSaysWhatWasFound() {
    JsonObject run =
        JsonParser.parseString(sarif(List.of(sample().file())))
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject();
    JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
    JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("perf/sample", result.get("ruleId").getAsString());
    assertEquals(
        "perf/sample",
        rules.get(result.get("ruleIndex").getAsInt()).getAsJsonObject().get("id").getAsString());
    assertEquals(
        "{\"startLine\":2,\"startColumn\":9,\"endLine\":2,\"endColumn\":12,"
            + "\"byteOffset\":20,\"byteLength\":3}",
        result
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation")
            .get("region")
            .toString());
    JsonObject fix = result.getAsJsonArray("fixes").get(0).getAsJsonObject();
    assertEquals("Write `good`", fix.getAsJsonObject("description").get("text").getAsString());
  }

  @Test
  void fingerprintsSurviveMovesAndWhiteSpace() {
    String text = "let a = bad;\n";
    SampleHints here = new SampleHints(text);
    here.add(Level.WARN, Message.at(here.at("bad"), "wrong"), List.of());
    SampleHints moved = new SampleHints("// more\n\n  let  a = bad;\n");
    moved.add(Level.WARN, Message.at(moved.at("bad"), "said otherwise"), List.of());
    SampleHints other = new SampleHints("let b = bad;\n");
    other.add(Level.WARN, Message.at(other.at("bad"), "wrong"), List.of());
    List<String> first = Fingerprints.of(here.file(), "src/lib.rs");
    assertEquals(first, Fingerprints.of(moved.file(), "src/lib.rs"));
    assertNotEquals(first, Fingerprints.of(other.file(), "src/lib.rs"));
    assertNotEquals(first, Fingerprints.of(here.file(), "src/main.rs"));
  }

  @Test
  void theListHasWhatTheContractNames() {
    JsonArray list =
        JsonParser.parseString(HintList.json(HintEntry.of(List.of(SampleHints.RULE))))
            .getAsJsonArray();
    assertEquals(
        "[{\"id\":\"perf/sample\",\"category\":\"perf\",\"level\":\"warn\",\"profiles\":"
            + "[\"default\",\"pedantic\",\"audit\",\"embedded\",\"service\",\"everything\"],"
            + "\"summary\":\"a sample of | what\",\"clippy\":[\"sample_lint\"],"
            + "\"rustc\":[\"E0001\"],\"fix\":\"machine\"}]",
        list.toString());
  }
}
