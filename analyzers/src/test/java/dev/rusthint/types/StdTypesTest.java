package dev.rusthint.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Types of local variables in code that uses the standard library as it is bundled. Each was
/// compared with what rustc 1.95 says.
final class StdTypesTest {
  private static void check(String code, String... expected) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    TypeText text = new TypeText(place -> "here");
    Map<String, String> found = new TreeMap<>();
    new TypedCrate(crate)
        .forEachBody(
            (def, types) ->
                types.bindings().forEach((node, type) -> found.put(node.text(), text.of(type))));
    for (int i = 0; i < expected.length; i += 2) {
      assertEquals(expected[i + 1], found.get(expected[i]), expected[i] + " in " + found);
    }
  }

  @Test
  void aTraitIsInScopeInItsOwnImpls() {
    check(
        """
        struct S(String);
        impl std::fmt::Display for S {
          fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let inside = self.0.fmt(f);
            inside
          }
        }
        fn outside(s: String, f: &mut std::fmt::Formatter<'_>) { let not = s.fmt(f); }
        """,
        "inside", "core::result::Result<(), core::fmt::Error>",
        "not", "_");
  }

  @Test
  void threadLocalsAreKeys() {
    check(
        """
        use std::cell::{Cell, RefCell};
        macro_rules! locals { ($($tts:tt)+) => { std::thread_local! { $($tts)+ } } }
        thread_local! {
          #[allow(unused)]
          static A: Cell<u8> = { let init = 1; Cell::new(init) };
          pub(crate) static B: RefCell<Vec<u16>> = const { RefCell::new(Vec::new()) };
        }
        locals! { static C: Cell<bool> = Cell::new(true) }
        fn f() {
          let a = A.with(|cell| cell.get());
          let b = B.with(|list| list.borrow().first().copied());
          let c = C.try_with(|flag| flag.get());
          std::thread_local! { static D: Cell<u32> = Cell::new(2); }
          let d = { D.with(|n| n.get()) };
        }
        """,
        "init", "u8",
        "cell", "&core::cell::Cell<u8>",
        "a", "u8",
        "b", "core::option::Option<u16>",
        "c", "core::result::Result<bool, std::thread::local::AccessError>",
        "d", "u32");
  }

  @Test
  void theWantedResultMakesAPointerOfAClosure() {
    check(
        """
        struct Lazy<T, F = fn() -> T> { make: F, value: Option<T> }
        impl<T, F: Fn() -> T> Lazy<T, F> { const fn new(make: F) -> Lazy<T, F> { loop {} } }
        static L: Lazy<u8, fn() -> u8> = { let wanted: Lazy<u8> = Lazy::new(|| 1); wanted };
        fn f() {
          let given = Some(Lazy::new(|| true));
        }
        """,
        "wanted", "k::Lazy<u8, fn() -> u8>",
        "given", "core::option::Option<k::Lazy<bool, {closure@here}>>");
  }

  @Test
  void questionMarkAndAwaitComeToWhatIsWanted() {
    check(
        """
        use std::future::Future;
        use std::pin::Pin;
        fn f(s: Option<&mut u8>) -> Option<()> {
          let (pointer, _): (*const u8, u8) = (s?, 1);
          let boxed: Pin<Box<dyn Future<Output = Result<(), bool>>>> =
              Box::pin(async move { let never = ends().await; never });
          None
        }
        async fn ends() -> ! { loop {} }
        """,
        "pointer", "*const u8");
  }

  @Test
  void implTraitOfATraitIsThatOfTheImpl() {
    check(
        """
        use std::future::Future;
        trait Get { fn get(&self) -> impl Future<Output = u8>; }
        struct S;
        impl Get for S { async fn get(&self) -> u8 { 1 } }
        struct T;
        impl Get for T {
          fn get(&self) -> impl Future<Output = u8> { std::future::ready(2) }
        }
        async fn f<G: Get>(s: S, t: T, g: G) {
          let a = s.get();
          let b = t.get();
          let c = g.get();
          let all = (a.await, b.await, c.await);
        }
        """,
        "a", "impl k::{impl}::get::{opaque#0}",
        "b", "impl k::{impl}::get::{opaque#0}",
        "c", "<G as k::Get::get>::{anon_assoc#0}",
        "all", "(u8, u8, u8)");
  }

  @Test
  void associatedTypesInClausesAreThoseOfTheImpl() {
    check(
        """
        trait Consumer<I> { type Result; }
        trait Source: Sized {
          type Item;
          fn drive<C: Consumer<Self::Item>>(self, consumer: C) -> C::Result { bridge(self, consumer) }
        }
        fn bridge<S: Source, C: Consumer<S::Item>>(s: S, c: C) -> C::Result { loop {} }
        struct Once<T>(T);
        impl<T> Source for Once<T> {
          type Item = T;
          fn drive<C: Consumer<Self::Item>>(self, consumer: C) -> C::Result {
            let result = bridge(self, consumer);
            result
          }
        }
        """,
        "result", "<C as k::Consumer<T>>::Result");
  }

  @Test
  void referencesToWhatHasNoSizeAreCloned() {
    check(
        """
        struct D<A>(A);
        trait Go { fn go(&self) -> u8; }
        impl<A: Clone> Go for D<A> { fn go(&self) -> u8 { 1 } }
        fn f(d: D<&str>) { let a = d.go(); }
        """,
        "a", "u8");
  }

  @Test
  void macrosOfStdThatStandForExpressions() {
    check(
        """
        use std::task::{Poll, ready};
        fn f(p: Poll<Result<u8, bool>>, n: u16) -> Poll<()> {
          let r = ready!(p);
          let a = std::ptr::addr_of!(n);
          let x = std::pin::pin!(true);
          Poll::Pending
        }
        """,
        "r", "core::result::Result<u8, bool>",
        "a", "*const u16",
        "x", "core::pin::Pin<&mut bool>");
  }

  @Test
  void macrosStandForTypes() {
    check(
        """
        use std::pin::Pin;
        mod inner { pub struct Hidden<T>(pub T); }
        macro_rules! field {
          (#[pin] $t:ty) => { $crate::Pin<&'a mut ($t)> };
          (hidden $t:ty) => { $crate::inner::Hidden<field!($t)> };
          ($t:ty) => { &'a mut ($t) };
        }
        struct Parts<'a, S> { one: field!(#[pin] S), two: field!(Vec<S>), three: field!(hidden u8) }
        fn f<S>(parts: Parts<S>) {
          let Parts { one, two, three } = parts;
          let four: field!(u16) = unsafe { std::mem::zeroed() };
        }
        """,
        "one", "core::pin::Pin<&mut S>",
        "two", "&mut alloc::vec::Vec<S, alloc::alloc::Global>",
        "three", "k::inner::Hidden<&mut u8>",
        "four", "&mut u16");
  }

  @Test
  void futuresAreAwaited() {
    check(
        """
        use std::future::Future;
        use std::os::fd::AsRawFd;
        async fn of<T>(t: T) -> Option<T> { Some(t) }
        fn opaque() -> impl Future<Output = u16> { async { 1u16 } }
        async fn f<F: Future>(
          parameter: F,
          boxed: std::pin::Pin<Box<dyn Future<Output = u64> + Send>>,
          file: std::fs::File,
        ) {
          let a = of(3u32).await;
          let b = opaque().await;
          let c = parameter.await;
          let d = async { 1i8 }.await;
          let e = boxed.await;
          let fd = file.as_raw_fd();
        }
        """,
        "a", "core::option::Option<u32>",
        "b", "u16",
        "c", "<F as core::future::future::Future>::Output",
        "d", "i8",
        "e", "u64",
        "fd", "i32");
  }
}
