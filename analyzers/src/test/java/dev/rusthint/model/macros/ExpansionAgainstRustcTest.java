package dev.rusthint.model.macros;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rusthint.cargo.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A text and the same text with its macros expanded by us must be the same to rustc once it has
/// expanded what there is, apart from brackets and separators. Skips where there is no rustc.
final class ExpansionAgainstRustcTest {
  /// Each kind of fragment, nesting, forwarding, callbacks, token munchers, macros that make macros.
  private static final String SOURCE =
      """
      #![allow(unused)]
      macro_rules! items {
        ($($(#[$m:meta])* $v:vis struct $n:ident<$l:lifetime, $t:ident: $b:path> { $($f:ident: $ft:ty),* $(,)? })*) => {
          $($(#[$m])* $v struct $n<$l, $t: $b> { $(pub $f: $ft,)* x: &$l $t })*
        };
      }
      items! {
        #[derive()] #[cfg(not(any()))]
        pub(crate) struct A<'a, T: Iterator<Item = Vec<Vec<u8>>>> { a: Vec<Vec<u8>>, b: Box<dyn Fn(u8) -> u8 + Send>, }
        struct B<'b, U: Clone> {}
      }
      macro_rules! apply { ($mac:ident, $($rest:tt)*) => { $mac! { $($rest)* } }; }
      macro_rules! constants {
        ($($n:ident = $e:expr;)*) => { $(pub const $n: i32 = 2 * $e;)* };
      }
      apply! { constants, C1 = 1 + 2; C2 = if true { 1 } else { 3 }; C3 = { 4 } - -5; C4 = [1, 2, 3][1] as i32; }
      macro_rules! twice { ($e:expr) => { thrice!($e + $e) }; }
      macro_rules! thrice { ($e:expr) => { $e * $e - $e }; }
      macro_rules! block { ($b:block, $s:stmt, $p:pat => $r:expr) => { fn block() -> i32 { $s; match 3 { $p => $r, _ => $b } } }; }
      block!({ 1 + 2 }, let x: i32 = 4, 1 | 2 | 5..=7 => twice!(x << 1));
      macro_rules! literals { ($($l:literal),+ ; $($t:tt)*) => { fn literals() -> (i64, &'static str, bool) { ($($l),+) } const TOKENS: &str = stringify!($($t)*); }; }
      literals!(-1, "a\\"b", true; :: => <<= [a b] 'x' r#"y"#);
      macro_rules! count { () => { 0 }; ($head:tt $($tail:tt)*) => { 1 + count!($($tail)*) }; }
      const COUNTED: usize = count!(a b (c d) :: 'e');
      macro_rules! maker { ($n:ident, $value:expr) => { macro_rules! $n { ($x:expr) => { $x + $value }; } }; }
      maker!(made, 5 * 2);
      const MADE: i32 = made!(3);
      macro_rules! functions {
        ($($i:item)*) => { $(#[inline] $i)* };
      }
      functions! {
        /// Documented.
        pub const unsafe extern "C" fn f<const N: usize>(a: [u8; N]) -> impl Sized where [u8; N]: Sized { a }
        impl<'a> B<'a, u8> { fn g(self) where u8: Into<u16> { let _ = |x: &u8, (a, b): (u8, u8)| -> u8 { *x + a }; } }
        enum E { A = 1, B { a: u8 }, C(u8) }
        type T = <Vec<u8> as IntoIterator>::Item;
        use std::{fmt, io::{self, Read as _}};
      }
      macro_rules! types { ($($t:ty => $n:ident),*) => { $(impl Named for $t { const NAME: &'static str = stringify!($n); })* }; }
      trait Named { const NAME: &'static str; }
      types!(&'static [u8] => slice, (u8, i8) => pair, [u8; 4] => array, fn(u8) -> u8 => function, *const u8 => raw, Option<Option<u8>> => nested);
      macro_rules! closures { ($($c:expr);*) => { fn closures() { $(let _ = $c;)* } }; }
      closures!(|x: u8| x + 1; move || { 2 }; |(a, b): (u8, u8), c: &u8| -> u8 { a }; || ..; 'l: loop { break 'l 3 }; match 1 { 1 if true => 2, _ => 3 }; Some::<Vec<u8>>(vec![1]).map(|v| v.len()).unwrap_or(0) as u64 >> 2; &raw const TOKENS; unsafe { 1 }; async move { 1 }; if let Some(x) = Some(1) && x > 0 { 1 } else if false { 2 } else { 3 });
      macro_rules! visible { ($v:vis fn $n:ident) => { hidden!($v fn $n); }; }
      macro_rules! hidden { (pub fn $n:ident) => { compile_error!("opaque"); }; ($v:vis fn $n:ident) => { $v fn $n() {} }; }
      visible!(pub(self) fn seen);
      visible!(fn unseen);
      macro_rules! labels { ($l:lifetime: $($v:ident),*) => { fn labels($($v: u8),*) { $l: for _ in 0..1 { $(let _ = $v;)* continue $l; } } }; }
      labels!('outer: a, b);
      #[macro_export] macro_rules! nested { ($($a:ident: [$($b:ident),*]);*) => { $(mod $a { $(pub fn $b() { $crate::nested!(@ $a $b) })* })* }; (@ $a:ident $b:ident) => { super::$a::$b() }; }
      nested!(one: [x, y]; two: []; three: [z]);
      """;

  @Test
  void isTheSameToRustc(@TempDir Path folder) throws IOException, InterruptedException {
    TextualExpansion expansion = new TextualExpansion(Edition.E2024, Map.of());
    String ours = expansion.expand(SOURCE);
    assertEquals(Map.of(), expansion.failures);
    assertTrue(expansion.expanded > 25, () -> "expanded " + expansion.expanded);
    List<String> wanted = significant(expandedByRustc(folder, SOURCE));
    assertEquals(String.join("\n", wanted), String.join("\n",
        significant(expandedByRustc(folder, ours))));
  }

  private static String expandedByRustc(Path folder, String text)
      throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("lib.rs"), text);
    Path output = folder.resolve("expanded.rs");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(
                "rustc",
                "--edition=2024",
                "--crate-type=lib",
                "-Zunpretty=expanded",
                source.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("RUSTC_BOOTSTRAP", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      assumeTrue(false, "no rustc: expansions are not compared with its own");
      throw e;
    }
    assertEquals(0, process.waitFor(), () -> text + "\n" + read(errors));
    return Files.readString(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// The tokens without brackets and separators, which an expansion of ours may have more of.
  private static List<String> significant(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    TokenStream tokens = TokenStream.of(bytes, 0, bytes.length);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      byte kind = tokens.kinds[i];
      if (kind != TokenStream.OPEN
          && kind != TokenStream.CLOSE
          && !tokens.isPunct(i, ',')
          && !tokens.isPunct(i, ';')) {
        result.add(tokens.text(i));
      }
    }
    return result;
  }
}
