package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    try (PrintStream stdout = new PrintStream(out, true, UTF_8);
        PrintStream stderr = new PrintStream(err, true, UTF_8)) {
      return Main.run(List.of(args), new Console(folder, stdout, stderr, false, false));
    }
  }

  private String output() {
    return out.toString(UTF_8);
  }

  @BeforeEach
  void writeCrate() throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(
        folder.resolve("Cargo.toml"),
        "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    Files.writeString(
        folder.resolve("src/lib.rs"),
        """
        pub fn first(list: &[u8]) -> u8 {
            assert!(list.len() > 0);
            // SAFETY: just tested.
            unsafe { *list.get_unchecked(0) }
        }
        /// # Safety
        ///
        /// `p` is valid.
        pub unsafe fn read(p: *const u32) -> u32 {
            let name = "</script><b>";
            std::ptr::read(p)
        }
        /// # Safety
        /// It is.
        pub unsafe trait Plain {}
        // SAFETY: it is.
        unsafe impl Plain for u8 {}
        extern "C" {
            fn getpid() -> i32;
        }
        #[no_mangle]
        pub extern "C" fn outside() -> i32 {
            unsafe { getpid() }
        }
        #[cfg(any())]
        fn left_out() {
            unsafe { getpid() };
        }
        """);
  }

  private List<JsonObject> sites() {
    assertEquals(Main.OK, run("audit", "--format", "json"), err.toString(UTF_8));
    List<JsonObject> lines = new ArrayList<>();
    output().lines().forEach(line -> lines.add(JsonParser.parseString(line).getAsJsonObject()));
    return lines;
  }

  @Test
  void eachSiteIsALineAndTheSummaryTheLast() {
    List<JsonObject> lines = sites();
    List<String> found = new ArrayList<>();
    for (JsonObject site : lines.subList(0, lines.size() - 1)) {
      found.add(
          site.get("line").getAsInt()
              + " "
              + site.get("kind").getAsString()
              + " "
              + site.get("name").getAsString()
              + (site.get("stated").isJsonNull() ? " bare" : "")
              + (site.get("safeFunction").getAsBoolean() ? " safe" : ""));
    }
    assertEquals(
        List.of(
            "4 block first safe",
            "9 function read",
            "15 trait Plain",
            "17 impl u8",
            "18 extern block  bare",
            "21 attribute no_mangle bare",
            "23 block outside bare safe"),
        found);
    JsonObject summary = lines.getLast().getAsJsonObject("summary");
    assertEquals(7, summary.get("sites").getAsInt());
    assertEquals(4, summary.get("stated").getAsInt());
    assertEquals(3, summary.get("operations").getAsInt());
  }

  @Test
  void anOperationHasItsObligationsAndTheirStates() {
    JsonObject operation =
        sites().getFirst().getAsJsonArray("operations").get(0).getAsJsonObject();
    assertEquals("list.get_unchecked(0)", operation.get("code").getAsString());
    JsonArray owed = operation.getAsJsonArray("owed");
    assertEquals(1, owed.size());
    assertEquals("proven", owed.get(0).getAsJsonObject().get("state").getAsString());
  }

  @Test
  void peopleGetTablesAndWhatIsOpen() {
    assertEquals(Main.OK, run("audit"), err.toString(UTF_8));
    assertTrue(output().contains("src/lib.rs\n"), output());
    assertTrue(output().contains("      9  function read\n"), output());
    assertTrue(output().contains("open: `p` is aligned for `u32`\n"), output());
  }

  @Test
  void nothingOfTheCodeIsMarkupInThePage() {
    assertEquals(Main.OK, run("audit", "--format", "html"), err.toString(UTF_8));
    String page = output();
    assertFalse(page.contains("</script><b>"), page);
    assertEquals(2, page.split("</script>", -1).length - 1);
    assertFalse(page.contains("http://") || page.contains("https://"), "the page needs the network");
  }

  @Test
  void whatIsNotThereIsAMistake() {
    assertEquals(Main.FAILED, run("audit", "nowhere"));
    assertEquals(Main.FAILED, run("audit", "--format", "xml"));
  }

  @Test
  void aPolicyCanSayHowMuchMayBeOpen() throws IOException {
    Path policy = folder.resolve("rusthint.toml");
    Files.writeString(policy, "[policy]\nmax-open-obligations = 100\n");
    assertEquals(0, run("check", "--deny", "error"));
    Files.writeString(policy, "[policy]\nmax-open-obligations = 1\n");
    err.reset();
    assertEquals(1, run("check", "--deny", "error"));
    String said = err.toString(UTF_8);
    assertTrue(said.contains("rusthint.toml:2: error: "), said);
    assertTrue(said.contains("obligations of unsafe code are open, and the policy allows 1;"), said);
    Files.writeString(policy, "[policy]\nmax-open-obligations = -1\n");
    assertEquals(2, run("check"));
  }

  @Test
  void aPolicyCanAskForSafetyComments() throws IOException {
    Path policy = folder.resolve("rusthint.toml");
    Files.writeString(policy, "[policy]\nsafety-comments = \"present\"\n");
    run("check", "--format", "json");
    assertTrue(output().contains("unsafe/missing-safety-comment"), output());
    assertTrue(output().contains("\"warn"), output());
    err.reset();
    Files.writeString(policy, "[policy]\nsafety-comments = \"some\"\n");
    assertEquals(2, run("check"));
    assertTrue(err.toString(UTF_8).contains("is `present` or `complete`, not `some`"));
  }
}
