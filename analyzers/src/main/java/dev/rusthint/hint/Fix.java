package dev.rusthint.hint;

import dev.rusthint.text.Edit;
import java.util.ArrayList;
import java.util.List;

/// An edit that settles a finding.
///
/// @param title what it does, in the imperative
/// @param machine whether the result always compiles and means the same
/// @param edits replacements that do not overlap; spans count from the start of the finding's item
public record Fix(String title, boolean machine, List<Edit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }

  public static Fix machine(String title, Edit... edits) {
    return new Fix(title, true, List.of(edits));
  }

  /// A fix that a person has to look at: what is to be filled in is marked in it.
  public static Fix review(String title, Edit... edits) {
    return new Fix(title, false, List.of(edits));
  }

  /// The same with the line breaks that the file has.
  Fix withLineBreaks(String lineBreak) {
    List<Edit> converted = new ArrayList<>(edits.size());
    for (Edit edit : edits) {
      String newText = edit.newText().replace("\r\n", "\n").replace("\n", lineBreak);
      converted.add(Edit.replace(edit.span(), newText));
    }
    return new Fix(title, machine, converted);
  }
}
