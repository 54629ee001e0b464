package dev.rusthint.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.AutoTraits.Step;
import dev.rusthint.types.AutoTraits.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Auto traits: what rustc says of many types, what decides, and what is left open.
class AutoTraitsTest {
  private static final List<String> TRAITS =
      List.of(
          "std::marker::Send", "std::marker::Sync", "std::marker::Unpin",
          "std::panic::UnwindSafe", "std::panic::RefUnwindSafe");

  private static final String DECLARED =
      """
      #![allow(dead_code)]
      use std::cell::*;
      use std::collections::*;
      use std::marker::*;
      use std::rc::*;
      use std::sync::*;

      pub struct Plain { a: u8, b: String }
      pub struct Raw { p: *mut u8 }
      pub struct Promised { p: *mut u8 }
      unsafe impl Send for Promised {}
      pub struct Around { promised: Promised, n: usize }
      pub struct Own<T> { p: *mut T, own: PhantomData<T> }
      unsafe impl<T: Send> Send for Own<T> {}
      unsafe impl<T: Sync> Sync for Own<T> {}
      pub struct OnlyBytes<T> { p: *mut T }
      unsafe impl Send for OnlyBytes<u8> {}
      pub enum Tree<T> { Leaf, Node(Box<Tree<T>>, T, Box<Tree<T>>) }
      pub struct List { next: Option<Box<List>>, value: Cell<u8> }
      pub struct Pinned { a: u8, pin: PhantomPinned }
      pub trait Shape { fn area(&self) -> f64; }
      pub trait Shared: Send + Sync {}
      pub trait Lock { type Guard; }
      pub struct Spin;
      impl Lock for Spin { type Guard = *const (); }
      pub struct Held<L: Lock> { guard: PhantomData<L::Guard> }
      pub union Bits { a: u32, b: f32 }
      pub struct Late<T> where T: Iterator { item: Option<T::Item>, iter: T }
      pub struct Unsized<T: ?Sized> { n: u8, rest: T }
      pub struct ForCopy<T>(*const T);
      unsafe impl<T: Copy> Send for ForCopy<T> {}
      """;

  private static final List<String> TYPES =
      List.of(
          "u8", "bool", "()", "str", "&'static str", "&'static mut u8", "[u8]", "[Rc<u8>; 2]",
          "(u8, Cell<u8>)", "(u8, *const u8)", "*const u8", "*mut u8", "fn(*mut u8) -> Rc<u8>",
          "unsafe extern \"C\" fn()", "&'static Cell<u8>", "&'static mut Cell<u8>",
          "&'static UnsafeCell<u8>", "String", "Vec<u8>", "Vec<Rc<u8>>", "Vec<Cell<u8>>",
          "Vec<*mut u8>", "Box<u8>", "Box<dyn Shape>", "Box<dyn Shape + Send>", "Box<dyn Shared>",
          "dyn Fn(u8) + Send + Sync", "dyn Fn(u8)", "Rc<u8>", "std::rc::Weak<u8>", "Arc<u8>",
          "Arc<Cell<u8>>", "Arc<Rc<u8>>", "Arc<Mutex<Cell<u8>>>", "Arc<dyn Shape>",
          "Cell<u8>", "RefCell<u8>", "OnceCell<u8>", "UnsafeCell<u8>", "Ref<'static, u8>",
          "Mutex<u8>", "Mutex<Rc<u8>>", "MutexGuard<'static, u8>", "MutexGuard<'static, Cell<u8>>",
          "RwLock<u8>", "RwLock<Cell<u8>>", "RwLockReadGuard<'static, u8>", "OnceLock<Cell<u8>>",
          "LazyLock<u8>", "Condvar", "Barrier", "Once", "atomic::AtomicUsize",
          "atomic::AtomicPtr<Cell<u8>>", "mpsc::Sender<u8>", "mpsc::Receiver<u8>",
          "mpsc::SyncSender<Cell<u8>>", "mpsc::Sender<Rc<u8>>", "HashMap<u8, String>",
          "HashMap<u8, Rc<u8>>", "HashSet<Cell<u8>>", "BTreeMap<u8, Cell<u8>>",
          "BTreeSet<Rc<u8>>", "VecDeque<Rc<u8>>", "LinkedList<u8>", "BinaryHeap<*mut u8>",
          "Option<Rc<u8>>", "Result<u8, Cell<u8>>", "PhantomData<*mut u8>", "PhantomData<Rc<u8>>",
          "PhantomPinned", "std::ptr::NonNull<u8>", "std::mem::ManuallyDrop<Rc<u8>>",
          "std::mem::MaybeUninit<Cell<u8>>", "std::pin::Pin<Box<Pinned>>",
          "std::num::NonZeroU8", "std::time::Duration", "std::time::Instant", "std::io::Error",
          "std::path::PathBuf", "std::borrow::Cow<'static, str>", "std::slice::Iter<'static, u8>",
          "std::slice::Iter<'static, Cell<u8>>", "std::slice::IterMut<'static, Cell<u8>>",
          "std::vec::IntoIter<Rc<u8>>", "std::vec::Drain<'static, Cell<u8>>",
          "std::iter::Map<std::vec::IntoIter<u8>, fn(u8) -> Rc<u8>>", "std::ops::Range<usize>",
          "std::any::TypeId", "Box<dyn std::any::Any>", "Box<dyn std::error::Error + Send + Sync>",
          "std::task::Waker", "std::thread::Thread", "std::ffi::CString", "std::fmt::Formatter<'static>",
          "std::fmt::Arguments<'static>",
          "Plain", "Raw", "Promised", "Around", "Own<u8>", "Own<Rc<u8>>", "Own<Cell<u8>>",
          "OnlyBytes<u8>", "OnlyBytes<u16>", "Tree<u8>", "Tree<Rc<u8>>", "List", "Pinned",
          "Held<Spin>", "Bits", "Late<std::vec::IntoIter<Rc<u8>>>", "Late<std::vec::IntoIter<u8>>",
          "Unsized<[u8]>", "Unsized<dyn Shape>", "ForCopy<u8>", "ForCopy<String>");

  /// What a part of std hides that its sources, as they are read, do not name.
  private static final List<String> OPEN = List.of("std::io::Error: std::marker::Unpin");

  /// A crate with an alias for each type, `T0`, `T1`, ….
  private static final class Crate {
    final SourceCrate crate;
    final World world;

    Crate() {
      StringBuilder code = new StringBuilder(DECLARED);
      for (int i = 0; i < TYPES.size(); i++) {
        code.append("pub type T" + i + " = " + TYPES.get(i) + ";\n");
      }
      for (int i = 0; i < TRAITS.size(); i++) {
        code.append("pub use " + TRAITS.get(i) + " as Trait" + i + ";\n");
      }
      crate = StdCrate.over(SourceFile.of(SourceText.of(code.toString())));
      world = World.of(crate);
    }
  }

  private static Verdict ask(String code, String trait, String type) {
    SourceCrate crate =
        StdCrate.over(
            SourceFile.of(SourceText.of(DECLARED + code + "pub type Asked = " + type + ";\n")));
    World world = World.of(crate);
    Def alias = Objects.requireNonNull(crate.root().member("Asked", Namespace.TYPE));
    Def asked = Objects.requireNonNull(world.stdType("core::marker::" + trait));
    return new AutoTraits(world, List.of()).of(asked, Objects.requireNonNull(alias.type()));
  }

  private static Verdict askGeneric(String code, String trait, String name) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(DECLARED + code)));
    World world = World.of(crate);
    Def def = Objects.requireNonNull(crate.root().member(name, Namespace.TYPE));
    Def asked = Objects.requireNonNull(world.stdType("core::marker::" + trait));
    return new AutoTraits(world, def.generics().predicates())
        .of(asked, new Ty.Adt(def, def.generics().identity()));
  }

  @Test
  void verdictsAreThoseOfRustc(@TempDir Path folder) throws IOException, InterruptedException {
    Crate known = new Crate();
    List<String> ours = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (int t = 0; t < TRAITS.size(); t++) {
      Def trait = Objects.requireNonNull(known.world.stdType(TRAITS.get(t).replace("std:", "core:")));
      AutoTraits traits = new AutoTraits(known.world, List.of());
      for (int i = 0; i < TYPES.size(); i++) {
        Def alias = Objects.requireNonNull(known.crate.root().member("T" + i, Namespace.TYPE));
        Verdict verdict = traits.of(trait, Objects.requireNonNull(alias.type()));
        String line = TYPES.get(i) + ": " + TRAITS.get(t);
        if (verdict instanceof Verdict.Unclear) {
          open.add(line);
        } else {
          boolean holds = verdict instanceof Verdict.Holds(List<TraitRef> c, var _) && c.isEmpty();
          ours.add(line + " " + holds);
        }
      }
    }
    assertEquals(OPEN, open);
    List<String> questions =
        ours.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
    List<String> theirs = rustc(folder, questions);
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  /// What rustc says: an associated constant of the type itself, where its bound holds, comes before
  /// the one of a trait that all types have (Reference, *Method-call expressions*, for constants).
  private List<String> rustc(Path folder, List<String> questions)
      throws IOException, InterruptedException {
    StringBuilder code = new StringBuilder(DECLARED);
    code.append("struct Probe<T: ?Sized>(PhantomData<T>);\n");
    for (int t = 0; t < TRAITS.size(); t++) {
      code.append("trait Not" + t + " { const A" + t + ": bool = false; }\n");
      code.append("impl<T: ?Sized> Not" + t + " for Probe<T> {}\n");
      code.append("impl<T: ?Sized + " + TRAITS.get(t) + "> Probe<T> { ");
      code.append("const A" + t + ": bool = true; }\n");
    }
    code.append("fn main() {\n");
    for (String question : questions) {
      int colon = question.lastIndexOf(": ");
      int trait = TRAITS.indexOf(question.substring(colon + 2));
      code.append(
          "println!(\"{}\", <Probe<" + question.substring(0, colon) + ">>::A" + trait + ");\n");
    }
    Path file = folder.resolve("k.rs");
    Files.writeString(file, code + "}\n");
    try {
      run(folder, "rustc", "--edition=2021", "-Awarnings", "-o", folder + "/k", file.toString());
    } catch (IOException absent) {
      assumeTrue(false, "no rustc here");
    }
    List<String> answers = run(folder, folder + "/k").lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      found.add(questions.get(i) + " " + answers.get(i));
    }
    return found;
  }

  private static String run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static String path(Verdict verdict) {
    Verdict.Lacks lacks = assertInstanceOf(Verdict.Lacks.class, verdict);
    return lacks.path().stream()
            .map(
                step ->
                    switch (step) {
                      case Step.Start _ -> "it";
                      case Step.Field f -> f.owner().name() + "." + f.field().name();
                      case Step.Part _ -> "part";
                      case Step.Clause c -> "clause " + c.goal().trait().name();
                    })
            .collect(Collectors.joining(", "))
        + ": "
        + lacks.lack();
  }

  @Test
  void theWayToWhatDecidesIsTheShortest() {
    assertEquals("it, Raw.p: NEGATIVE_IMPL", path(ask("", "Send", "Raw")));
    assertEquals(
        "it, Around.promised, Promised.p: NEGATIVE_IMPL", path(ask("", "Sync", "Around")));
    assertEquals("it, List.value: NEGATIVE_IMPL", path(ask("", "Sync", "List")));
    assertEquals("it, clause Send: NEGATIVE_IMPL", path(ask("", "Send", "Own<Rc<u8>>")));
    assertEquals("it: OTHER_IMPLS", path(ask("", "Send", "OnlyBytes<u16>")));
    assertEquals("it, clause Copy: NO_IMPL", path(ask("", "Send", "ForCopy<String>")));
    assertEquals("it, part: OBJECT", path(ask("", "Send", "(u8, dyn Shape)")));
  }

  private static String conditions(Verdict verdict) {
    Verdict.Holds holds = assertInstanceOf(Verdict.Holds.class, verdict);
    TypeText text = new TypeText(Object::toString);
    return holds.conditions().stream()
        .map(c -> text.of(c.self()) + ": " + c.trait().name())
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }

  @Test
  void parametersMakeItDepend() {
    assertEquals("[T: Send]", conditions(askGeneric("", "Send", "Own")));
    assertEquals("[T: Send]", conditions(askGeneric("", "Send", "Tree")));
    assertEquals("[T: Copy]", conditions(askGeneric("", "Send", "ForCopy")));
    assertEquals("[]", conditions(askGeneric("", "Unpin", "ForCopy")));
    assertEquals(
        "[T: Sync, U: Send]",
        conditions(
            askGeneric("pub struct Two<'a, T, U> { a: &'a T, b: Mutex<U> }\n", "Send", "Two")));
    assertEquals(
        "[]", conditions(askGeneric("pub struct Sent<T: Send>(Vec<T>);\n", "Send", "Sent")));
    assertEquals(
        "[<T as core::iter::traits::iterator::Iterator>::Item: Send, T: Send]",
        conditions(askGeneric("", "Send", "Late")));
  }

  @Test
  void whatIsNotKnownIsOpen() {
    assertInstanceOf(Verdict.Unclear.class, ask("", "Send", "Vec<Missing>"));
    assertInstanceOf(
        Verdict.Unclear.class,
        ask("#[unknown::attribute] pub struct Changed { a: u8 }\n", "Send", "Changed"));
    assertInstanceOf(
        Verdict.Lacks.class, ask("", "Send", "(Missing, Rc<u8>)"), "one part is enough to know");
  }
}
