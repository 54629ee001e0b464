package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An `Rc` or `Arc` of a growable buffer, or an `Rc` of a lock.
public final class SharedBuffer implements Analyzer<SharedBuffer.Found> {
  record Found(Node node, Ty outer, Ty inner, Equivalent lint) {}

  private static final Equivalent BUFFER = Equivalent.clippy("rc_buffer");
  private static final Equivalent MUTEX = Equivalent.clippy("rc_mutex");

  private static final Set<String> BUFFERS =
      Set.of(
          "alloc::string::String",
          "alloc::vec::Vec",
          "std::path::PathBuf",
          "std::ffi::os_str::OsString");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/indirection",
              "shared-buffer",
              "shared ownership of what has a pointer or a lock too many",
              """
              A `Vec` or `String` in an `Rc` or `Arc` is reached through two pointers; `Rc<[T]>` and
              `Arc<str>` are one. A `Mutex` in an `Rc` locks against threads that cannot get there; a
              `RefCell` does without.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(BUFFER, MUTEX);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return WrittenTypes.ITEMS;
  }

  @Override
  public List<Found> find(Node item, Context context) {
    if (!item.text().contains("Rc") && !item.text().contains("Arc")) {
      return List.of();
    }
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    List<Found> found = new ArrayList<>();
    for (WrittenTypes.Written written : WrittenTypes.of(item, context)) {
      if (!written.isExported() || !keepsExports) {
        WrittenTypes.walk(
            written.node(),
            written.type(),
            (node, type) -> {
              Ty inner = Pointers.shared(type);
              String path = Pointers.path(inner);
              if (inner != null && BUFFERS.contains(path)) {
                found.add(new Found(node, type, inner, BUFFER));
              } else if (inner != null
                  && path.equals("std::sync::poison::mutex::Mutex")
                  && Pointers.path(type).equals("alloc::rc::Rc")) {
                found.add(new Found(node, type, inner, MUTEX));
              }
              return true;
            });
      }
    }
    return found;
  }

  @Override
  public Message describe(Found found, Context context) {
    String inner = ItemTypes.text(found.inner());
    Message message =
        found.lint().equals(MUTEX)
            ? Message.at(
                    found.node().span(), "an `Rc` stays in its thread, and so does this `Mutex`")
                .help("use `RefCell`, or `Arc` if other threads are to have it")
            : Message.at(
                    found.node().span(), "what this `" + inner + "` holds is two pointers away")
                .help("share the slice itself, such as `Rc<[T]>` or `Arc<str>`");
    return message.as(found.lint());
  }
}
