package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
  private static final String URI = "file:///a.rs";

  private final List<String> events = new ArrayList<>();
  private Documents documents = documents(PositionEncoding.UTF_16);

  private Documents documents(PositionEncoding encoding) {
    return new Documents(
        encoding,
        new Documents.Listener() {
          @Override
          public void opened(Snapshot snapshot) {
            events.add("opened " + snapshot.version());
          }

          @Override
          public void changed(Snapshot snapshot) {
            events.add("changed " + snapshot.version());
          }

          @Override
          public void lost(Snapshot last, String why) {
            events.add("lost after " + last.version());
          }

          @Override
          public void closed(DocumentId id) {
            events.add("closed");
          }
        });
  }

  private void open(String text) {
    documents.open(new TextDocumentItem(URI, "rust", 1, text));
  }

  private void change(int version, TextDocumentContentChangeEvent... changes) {
    documents.change(
        new DidChangeTextDocumentParams(
            new VersionedTextDocumentIdentifier(URI, version), Arrays.asList(changes)));
  }

  private static TextDocumentContentChangeEvent edit(
      int startLine, int startColumn, int endLine, int endColumn, @Nullable String text) {
    Range range = new Range(new Position(startLine, startColumn), new Position(endLine, endColumn));
    TextDocumentContentChangeEvent event = new TextDocumentContentChangeEvent();
    event.setRange(range);
    if (text != null) {
      event.setText(text);
    }
    return event;
  }

  private Snapshot newest() {
    Snapshot snapshot = documents.get(URI);
    assertNotNull(snapshot);
    return snapshot;
  }

  private String text() {
    return newest().text().toString();
  }

  @Test
  void editsApplyOneAfterTheOther() {
    open("one\ntwo\nthree");
    change(2, edit(1, 0, 1, 3, "2"), edit(1, 1, 2, 0, " "), edit(0, 0, 0, 0, ">"));
    assertEquals(">one\n2 three", text());
    Drift drift = newest().lastEdit();
    assertEquals(new Drift(0, 8, 7), drift);
  }

  @Test
  void columnsCountAsWasAgreed() {
    open("a\u00e4\ud83d\ude00b");
    change(2, edit(0, 4, 0, 5, "!"));
    assertEquals("a\u00e4\ud83d\ude00!", text());
    documents = documents(PositionEncoding.UTF_8);
    open("a\u00e4\ud83d\ude00b");
    change(2, edit(0, 7, 0, 8, "!"));
    assertEquals("a\u00e4\ud83d\ude00!", text());
    documents = documents(PositionEncoding.UTF_32);
    open("a\u00e4\ud83d\ude00b");
    change(2, edit(0, 3, 0, 4, "!"));
    assertEquals("a\u00e4\ud83d\ude00!", text());
  }

  @Test
  void columnsAndTheLineAfterTheLastAreClamped() {
    open("one\r\ntwo");
    change(2, edit(0, 99, 0, 99, "!"), edit(2, 0, 2, 0, "\n"));
    assertEquals("one!\r\ntwo\n", text());
    change(3, edit(0, 0, 3, 5, ""));
    assertEquals("", text());
  }

  @Test
  void anEditOutsideTheTextIsNeverApplied() {
    open("one\ntwo");
    change(2, edit(5, 0, 5, 0, "x"));
    assertNull(documents.get(URI));
    change(3, edit(0, 0, 0, 1, "x"));
    assertEquals(List.of("opened 1", "lost after 1"), events);
    change(4, new TextDocumentContentChangeEvent("whole"), edit(0, 0, 0, 0, "the "));
    assertEquals("the whole", text());
    assertEquals(4, newest().version());
  }

  @Test
  void anInvertedRangeOrAMissingTextIsNeverApplied() {
    open("one\ntwo");
    change(2, edit(1, 0, 0, 0, "x"));
    assertNull(documents.get(URI));
    open("one\ntwo");
    change(2, edit(0, 0, 0, 0, null));
    assertNull(documents.get(URI));
    open("one\ntwo");
    change(2, edit(-1, 0, 0, 0, "x"));
    assertNull(documents.get(URI));
  }

  @Test
  void editsAfterOneThatIsLostAreNotApplied() {
    open("one");
    change(2, edit(9, 0, 9, 0, "x"), edit(0, 0, 0, 0, "y"));
    assertNull(documents.get(URI));
    open("one");
    change(2, edit(9, 0, 9, 0, "x"), new TextDocumentContentChangeEvent("two"));
    assertEquals("two", text());
  }

  @Test
  void anOlderVersionMeansThatTheTextIsNotKnown() {
    open("one");
    change(3, edit(0, 0, 0, 0, "b"));
    change(2, edit(0, 0, 0, 0, "a"));
    assertNull(documents.get(URI));
    assertEquals(List.of("opened 1", "changed 3", "lost after 3"), events);
  }

  @Test
  void theSameVersionAgainIsAnEditLikeAnyOther() {
    open("one");
    change(1, edit(0, 3, 0, 3, "!"));
    assertEquals("one!", text());
  }

  @Test
  void savingWithItsTextBringsADocumentBack() {
    open("one");
    change(2, edit(9, 0, 9, 0, "x"));
    documents.saved(URI, "saved");
    assertEquals("saved", text());
    documents.saved(URI, "ignored while in step");
    assertEquals("saved", text());
    assertEquals(List.of("opened 1", "lost after 1", "opened 1"), events);
  }

  @Test
  void closingForgets() {
    open("one");
    documents.close(URI);
    documents.close(URI);
    assertNull(documents.get(URI));
    assertEquals(List.of("opened 1", "closed"), events);
  }

  @Test
  void aWholeTextIsTakenAsTheEditItIs() {
    open("fn a() {}\nfn b() {}\n");
    change(2, new TextDocumentContentChangeEvent("fn a() {}\nfn bb() {}\n"));
    assertEquals(new Drift(14, 14, 15), newest().lastEdit());
  }

  @Test
  void itemsOfAnySequenceOfEditsAreThoseOfTheText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] pieces = {"fn f() {", "}", "\n", "old", "\"", "/*", "*/", "impl X {", "\u00e4", ";"};
    open("fn a() { old }\n\nimpl B {\n  fn c() {}\n}\n");
    for (int i = 2; i < 500; i++) {
      SourceText text = newest().text();
      int line = random.nextInt(text.lineCount());
      int column = random.nextInt(12);
      change(i, edit(line, column, line, column + random.nextInt(4), pieces[random.nextInt(10)]));
      if (random.nextInt(3) == 0) {
        newest().file();
      }
    }
    String items = newest().file().allItems().toString();
    assertEquals(SourceFile.of(newest().text()).allItems().toString(), items, "seed " + seed);
  }

  @Test
  void driftsCompose() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder("0123456789abcdefghij");
      SourceText before = SourceText.of(text.toString());
      Drift all = null;
      for (int i = 0; i < 3; i++) {
        int start = random.nextInt(text.length() + 1);
        int end = start + random.nextInt(text.length() - start + 1);
        String inserted = "xyz".substring(random.nextInt(4));
        text.replace(start, end, inserted);
        all = Drift.join(all, Drift.of(new Span(start, end), inserted.length()));
      }
      assertNotNull(all);
      String after = text.toString();
      assertEquals(before.slice(0, all.start()), after.substring(0, all.start()));
      assertEquals(before.slice(all.oldEnd(), before.length()), after.substring(all.newEnd()));
      assertEquals(after.length(), all.map(before.length()));
    }
  }
}
