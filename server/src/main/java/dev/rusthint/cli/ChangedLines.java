package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.hint.Hint;
import dev.rusthint.report.FileHints;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lines that changed since a git commit, those of files that git does not know yet included.
///
/// This is the one place where `rusthint check` runs a program: `git`, because the user asked for
/// it, with whatever a repository's configuration could make git run switched off.
final class ChangedLines {
  private final Map<Path, BitSet> lines = new HashMap<>();
  private final Set<Path> wholeFiles = new HashSet<>();

  private ChangedLines() {}

  /// @param roots the folders and files that are looked at
  /// @throws UsageException if a root is in no git repository, or `ref` is no commit there
  static ChangedLines since(String ref, List<Path> roots) throws UsageException {
    ChangedLines changed = new ChangedLines();
    Set<Path> folders = new HashSet<>();
    for (Path root : roots) {
      Path parent = root.getParent();
      folders.add(Files.isDirectory(root) || parent == null ? root : parent);
    }
    for (Path folder : folders) {
      changed.add(folder, ref);
    }
    return changed;
  }

  private void add(Path folder, String ref) throws UsageException {
    String commit =
        git(
                folder,
                "`%s` is no commit of the git repository of %s".formatted(ref, folder),
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                ref + "^{commit}")
            .strip();
    String diff =
        git(
            folder,
            "`git diff` failed in " + folder,
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--no-renames",
            "--ignore-submodules",
            "--unified=0",
            "--relative",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            commit,
            "--",
            ".");
    readDiff(folder, diff);
    String untracked =
        git(
            folder,
            "`git ls-files` failed in " + folder,
            "ls-files",
            "-z",
            "--others",
            "--exclude-standard",
            "--",
            ".");
    for (String file : untracked.split("\0")) {
      if (!file.isEmpty()) {
        wholeFiles.add(folder.resolve(file).normalize());
      }
    }
  }

  private static String git(Path folder, String failure, String... arguments)
      throws UsageException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "--no-pager",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.quotePath=false",
                "-C",
                folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(Redirect.DISCARD);
    try {
      Process git = builder.start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), UTF_8);
      if (git.waitFor() != 0) {
        throw new UsageException("--since: " + failure);
      }
      return output;
    } catch (IOException e) {
      throw new UsageException("--since needs git: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("--since: interrupted");
    }
  }

  private void readDiff(Path folder, String diff) {
    BitSet file = new BitSet();
    int skip = 0;
    for (String line : diff.split("\n")) {
      if (skip > 0 && !line.startsWith("\\")) {
        skip--;
      } else if (line.startsWith("+++ ")) {
        file = new BitSet();
        String name = unquote(line.substring("+++ ".length()));
        if (name.startsWith("b/")) {
          lines.put(folder.resolve(name.substring(2)).normalize(), file);
        }
      } else if (line.startsWith("@@ -")) {
        String[] parts = line.split(" ");
        int[] before = range(parts[1]);
        int[] after = range(parts[2]);
        skip = before[1] + after[1];
        if (after[1] == 0) {
          // Lines went: what is new stands on those beside the gap.
          file.set(Math.max(0, after[0] - 1), after[0] + 1);
        } else {
          file.set(after[0] - 1, after[0] - 1 + after[1]);
        }
      }
    }
  }

  /// `-12,3` or `+12`: the first line, and how many.
  private static int[] range(String text) {
    String[] parts = text.substring(1).split(",");
    return new int[] {
      Integer.parseInt(parts[0]), parts.length == 1 ? 1 : Integer.parseInt(parts[1])
    };
  }

  /// A name as git writes it: in quotes, with escapes, if it holds characters that need them. A
  /// name with blanks ends with a tab.
  private static String unquote(String name) {
    if (!name.startsWith("\"")) {
      return name.endsWith("\t") ? name.substring(0, name.length() - 1) : name;
    }
    byte[] result = new byte[name.length() * 3];
    int length = 0;
    int i = 1;
    while (i < name.length() && name.charAt(i) != '"') {
      char c = name.charAt(i++);
      if (c != '\\' || i >= name.length()) {
        byte[] plain = String.valueOf(c).getBytes(UTF_8);
        System.arraycopy(plain, 0, result, length, plain.length);
        length += plain.length;
        continue;
      }
      char escape = name.charAt(i++);
      if (escape >= '0' && escape <= '7' && i + 1 < name.length()) {
        result[length++] = (byte) Integer.parseInt(name.substring(i - 1, i + 2), 8);
        i += 2;
      } else {
        result[length++] =
            (byte)
                switch (escape) {
                  case 'n' -> '\n';
                  case 't' -> '\t';
                  case 'r' -> '\r';
                  default -> escape;
                };
      }
    }
    return new String(result, 0, length, UTF_8);
  }

  /// The lines of a file that changed, as spans of bytes of its text.
  Region of(Path file, SourceText text) {
    if (wholeFiles.contains(file)) {
      return Region.all(text);
    }
    BitSet changed = lines.get(file);
    return changed == null ? Region.none() : Region.lines(text, changed);
  }

  /// The hints that touch a region.
  static FileHints within(Region region, FileHints file) {
    List<Hint> some = new ArrayList<>();
    for (Hint hint : file.hints()) {
      if (region.touches(file.text(), hint.span())) {
        some.add(hint);
      }
    }
    return file.with(some);
  }
}
