package dev.rusthint.analyzers.docs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A doctest whose whole code is `fn main() { … }`: rustdoc writes that around the code anyway
/// (The rustdoc book, *Documentation tests*).
public final class NeedlessDoctestMain implements Analyzer<Span> {
  private static final Pattern ONLY_MAIN =
      Pattern.compile(
          "\\A(?:\\s|//[^\\n]*\\n)*(fn\\s+main)\\s*\\(\\s*\\)\\s*(?:->\\s*\\(\\s*\\)\\s*)?\\{");

  private static final Equivalent LINT = Equivalent.clippy("needless_doctest_main");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "docs/doctest",
              "needless-doctest-main",
              "`fn main` around a whole doctest",
              """
              rustdoc wraps an example in `fn main` by itself. Without it the example shows what it
              is about, one level less indented. `fn main() -> Result<…>` can be left out too, with
              a last line `# Ok::<(), Error>(())`.
              """)
          .optIn()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.LINE_COMMENT, Kind.BLOCK_COMMENT);
  }

  @Override
  public List<Span> find(Node comment, Context context) {
    List<Span> found = new ArrayList<>(0);
    for (DocTests code : DocTests.startingAt(comment)) {
      Matcher matcher = ONLY_MAIN.matcher(code.text());
      if (matcher.find() && isWhole(code.text(), matcher.end())) {
        found.add(new Span(code.offset(matcher.start(1)), code.offset(matcher.end(1))));
      }
    }
    return found;
  }

  /// Whether the block that opens right before `at` is closed by the text's last token.
  private static boolean isWhole(String text, int at) {
    int depth = 1;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return text.substring(i + 1).replaceAll("//[^\n]*", "").isBlank();
      } else if (c == '/' && text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (c == '"') {
        int end = i + 1;
        while (end < text.length() && text.charAt(end) != '"') {
          end += text.charAt(end) == '\\' ? 2 : 1;
        }
        i = end;
      }
    }
    return false;
  }

  @Override
  public Message describe(Span found, Context context) {
    return Message.at(found, "this doctest needs no `fn main`: rustdoc writes it around the code")
        .help("leave `fn main` out and keep its body")
        .as(LINT);
  }
}
