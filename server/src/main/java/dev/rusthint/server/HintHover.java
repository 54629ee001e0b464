package dev.rusthint.server;

import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Hint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// On a hint: what it says, why it matters, which lints say the same, and where to read more.
final class HintHover implements HoverProvider {
  private final HintPages pages;

  HintHover(HintPages pages) {
    this.pages = pages;
  }

  @Override
  public List<Part> at(Findings findings, int offset) {
    List<Part> parts = new ArrayList<>();
    for (Hint hint : findings.hints()) {
      if (hint.span().touches(offset)) {
        parts.add(new Part(hint.span(), describe(hint)));
      }
    }
    return parts;
  }

  private String describe(Hint hint) {
    StringBuilder text = new StringBuilder("**").append(hint.id()).append("**: ");
    text.append(hint.text());
    for (String note : hint.notes()) {
      text.append("\n\n*note*: ").append(note);
    }
    for (String help : hint.helps()) {
      text.append("\n\n*help*: ").append(help);
    }
    text.append("\n\n").append(hint.rule().why());
    List<String> same = new ArrayList<>();
    for (Equivalent lint : hint.rule().equivalents()) {
      same.add("`" + lint.attributeName() + "`");
    }
    if (!same.isEmpty()) {
      text.append("\n\nThe same as ").append(String.join(", ", same)).append('.');
    }
    URI page = pages.of(hint.rule());
    if (page != null) {
      text.append("\n\n[More about ").append(hint.id()).append("](").append(page).append(')');
    }
    return text.toString();
  }
}
