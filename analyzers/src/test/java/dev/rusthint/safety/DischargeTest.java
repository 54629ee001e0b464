package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.safety.Judgement.State;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.TypedCrate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which obligations can be seen to hold, and where that ends.
class DischargeTest {
  private static final Map<String, Contract> CONTRACTS =
      ContractText.read(
          "test",
          """
          core::ptr::read
            NonNull(src)
            ValidPtr(src, T, 1) for reads
            Align(src, T)
            Init(src, T, 1)
            hazard Owning(src): one of the two
            | Trait(T, Copy)
          core::ptr::write
            NonNull(dst)
            ValidPtr(dst, T, 1) for writes
          core::slice::raw::from_raw_parts
            ValidPtr(data, T, len) for reads
            Init(data, T, len)
          [T]::get_unchecked
            InBound(self, T, index)
          alloc::vec::Vec::set_len
            ValidNum(new_len, [0, self.capacity()])
          core::str::converts::from_utf8_unchecked
            ValidString(v)
          *const T::add
            ValidNum(count * size_of::<T>(), [0, isize::MAX])
          alloc::boxed::Box::from_raw
            Allocated(raw, T, 1, the global allocator)
            Layout(raw, T)
            Owning(raw)
          core::num::nonzero::NonZero::new_unchecked
            ValidNum(n, != 0)
          """);

  /// The properties that are left open in the unsafe blocks of a function's body.
  private static Set<String> open(String function) {
    return open(function, null);
  }

  private static Set<String> open(String function, String comment) {
    String code = "struct S { v: Vec<u8>, n: usize } fn other(s: &mut S) {} " + function.strip();
    SourceFile file = SourceFile.of(SourceText.of(code));
    TypedCrate crate = new TypedCrate(StdCrate.over(file));
    var all = Objects.requireNonNull(crate.types(StdCrate.ROOT, file));
    ItemTypes types = Objects.requireNonNull(all.of(file.items().getLast(), () -> {}));
    Set<String> found = new TreeSet<>();
    int operations = 0;
    for (Node node : file.items().getLast().item().treeWithMacros().root().descendants()) {
      if (!node.is(Kind.UNSAFE_BLOCK)) {
        continue;
      }
      Contracts contracts =
          def ->
              ContractKey.of(def).stream()
                  .map(CONTRACTS::get)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null);
      for (UnsafeOperation operation : UnsafeOperations.in(node, types, contracts).operations()) {
        operations++;
        for (Judgement judgement : Judgement.of(operation, types, comment)) {
          if (judgement.state() == State.OPEN) {
            found.add(judgement.clause().anyOf().getFirst().property().tag());
          }
        }
      }
    }
    assertEquals(1, operations, "operations in " + function);
    return found;
  }

  private static void proven(String function) {
    assertEquals(Set.of(), open(function));
  }

  private static void left(String function, String... properties) {
    assertEquals(new TreeSet<>(Set.of(properties)), open(function));
  }

  @Test
  void aReferenceIsAValidPointer() {
    proven("fn f(x: &u32) -> u32 { unsafe { std::ptr::read(x) } }");
    proven("fn f(x: &u32) -> u32 { unsafe { std::ptr::read(x as *const u32) } }");
    proven("fn f(x: u32) -> u32 { let p = &x as *const u32; unsafe { std::ptr::read(p) } }");
    proven("fn f(x: &mut u32) { unsafe { std::ptr::write(x, 1) } }");
    left("fn f(x: &String) -> String { unsafe { std::ptr::read(x) } }", "Owning");
  }

  @Test
  void aPointerOfUnknownOriginOwesAll() {
    left(
        "fn f(p: *const u32) -> u32 { unsafe { std::ptr::read(p) } }",
        "NonNull", "ValidPtr", "Align", "Init");
  }

  @Test
  void aCastToAnotherTypeKeepsNoMoreThanNonNull() {
    left(
        "fn f(x: &u8) -> u32 { unsafe { std::ptr::read(x as *const u8 as *const u32) } }",
        "ValidPtr", "Align", "Init");
    left(
        "fn f(x: &u8) -> u32 { unsafe { std::ptr::read((x as *const u8).cast::<u32>()) } }",
        "ValidPtr", "Align", "Init");
  }

  @Test
  void aPointerOfASharedReferenceGivesNoLeaveToWrite() {
    left(
        "fn f(x: &u32) { unsafe { std::ptr::write(x as *const u32 as *mut u32, 1) } }", "ValidPtr");
  }

  @Test
  void aPointerIsStaleOnceItsOwnerIsMovedOrChanged() {
    left(
        "fn f(x: String) -> String { let p = &x as *const String; drop(x); unsafe { std::ptr::read(p) } }",
        "Init", "Owning", "ValidPtr");
    left(
        """
        fn f(mut s: S) -> usize {
          let p = &s.n as *const usize;
          other(&mut s);
          unsafe { std::ptr::read(p) }
        }
        """,
        "Init", "ValidPtr");
    left(
        """
        fn f(mut x: u32) -> u32 {
          let mut sum = 0;
          let p = &mut x as *mut u32;
          loop { sum += unsafe { std::ptr::read(p) }; x = sum; }
        }
        """,
        "Init", "ValidPtr");
  }

  @Test
  void aTestForNullCountsWhereItDominates() {
    left(
        "fn f(p: *const u32) -> u32 { if p.is_null() { return 0; } unsafe { std::ptr::read(p) } }",
        "ValidPtr", "Align", "Init");
    left(
        "fn f(p: *const u32) -> u32 { assert!(!p.is_null()); unsafe { std::ptr::read(p) } }",
        "ValidPtr", "Align", "Init");
    left(
        "fn f(p: *const u32) -> u32 { if p.is_null() { print!(\"\"); } unsafe { std::ptr::read(p) } }",
        "NonNull", "ValidPtr", "Align", "Init");
    left(
        """
        fn f(mut p: *const u32) -> u32 {
          assert!(!p.is_null());
          p = p.wrapping_add(1);
          unsafe { std::ptr::read(p) }
        }
        """,
        "NonNull", "ValidPtr", "Align", "Init");
  }

  @Test
  void anIndexThatWasComparedWithTheLengthIsWithin() {
    proven("fn f(v: &[u8], i: usize) -> u8 { if i < v.len() { unsafe { *v.get_unchecked(i) } } else { 0 } }");
    proven("fn f(v: &[u8]) { for i in 0..v.len() { unsafe { v.get_unchecked(i) }; } }");
    proven("fn f(v: &[u8], i: usize) { assert!(v.len() > i); unsafe { v.get_unchecked(i) }; }");
    proven("fn f(v: &[u8], i: usize) { if v.len() <= i { return } unsafe { v.get_unchecked(i) }; }");
    proven("fn f(v: &[u8]) { if v.len() > 2 { unsafe { v.get_unchecked(1) }; } }");
    proven("fn f(v: &[u8; 4]) { unsafe { v.get_unchecked(3) }; }");
    left("fn f(v: &[u8; 4]) { unsafe { v.get_unchecked(4) }; }", "InBound");
    left("fn f(v: &[u8], i: usize) { if i <= v.len() { unsafe { v.get_unchecked(i) }; } }", "InBound");
    left("fn f(v: &[u8], w: &[u8], i: usize) { if i < w.len() { unsafe { v.get_unchecked(i) }; } }", "InBound");
    left("fn f(v: &[u8], mut i: usize) { if i < v.len() { i += 1; unsafe { v.get_unchecked(i) }; } }", "InBound");
    left("fn f(v: &[u8], i: usize) { debug_assert!(i < v.len()); unsafe { v.get_unchecked(i) }; }", "InBound");
    left("fn f(v: &[u8], i: usize) { if i < v.len() { (|| unsafe { v.get_unchecked(i); })() } }", "InBound");
  }

  @Test
  void aTestEndsWhereItsOwnerChanges() {
    left(
        "fn f(s: &mut S, i: usize) { if i < s.v.len() { other(s); unsafe { s.v.get_unchecked(i) }; } }",
        "InBound");
    left(
        "fn f(s: &mut S, i: usize) { if i < s.v.len() { s.v.pop(); unsafe { s.v.get_unchecked(i) }; } }",
        "InBound");
    proven(
        "fn f(s: &mut S, i: usize) { if i < s.v.len() { s.v.first(); unsafe { s.v.get_unchecked(i) }; } }");
    left(
        """
        fn f(s: &mut S, i: usize) {
          if i < s.v.len() { loop { unsafe { s.v.get_unchecked(i) }; s.v.pop(); } }
        }
        """,
        "InBound");
    left(
        "fn f(s: &mut S, i: usize) { if i < s.v.len() { unknown!(s); unsafe { s.v.get_unchecked(i) }; } }",
        "InBound");
  }

  @Test
  void lengthsAndNumbers() {
    proven("fn f(v: &mut Vec<u8>) { unsafe { v.set_len(0) } }");
    proven("fn f(v: &mut Vec<u8>, n: usize) { assert!(n <= v.capacity()); unsafe { v.set_len(n) } }");
    left("fn f(v: &mut Vec<u8>, n: usize) { unsafe { v.set_len(n) } }", "ValidNum");
    proven("fn f(v: &[u8]) { unsafe { std::slice::from_raw_parts(v.as_ptr(), v.len()) }; }");
    left("fn f(v: &[u8]) { unsafe { std::slice::from_raw_parts(v.as_ptr(), 3) }; }", "Init", "ValidPtr");
    proven("fn f(n: u32) { if n != 0 { unsafe { std::num::NonZeroU32::new_unchecked(n) }; } }");
    left("fn f(n: u32) { if n == 0 { unsafe { std::num::NonZeroU32::new_unchecked(n) }; } }", "ValidNum");
    proven("fn f(s: &str) { unsafe { std::str::from_utf8_unchecked(s.as_bytes()) }; }");
    left("fn f(s: &[u8]) { unsafe { std::str::from_utf8_unchecked(s) }; }", "ValidString");
  }

  @Test
  void sizesInBytes() {
    proven("fn f(p: *const u32) { unsafe { p.add(1) }; }");
    left("fn f(p: *const u32) { unsafe { p.add(2) }; }", "ValidNum");
    proven("fn f(p: *const u32, v: &[u32]) { unsafe { p.add(v.len()) }; }");
    left("fn f(p: *const u32, v: &[u8]) { unsafe { p.add(v.len()) }; }", "ValidNum");
  }

  @Test
  void whatWasABoxCanBeOneAgain() {
    proven("fn f(b: Box<u8>) -> Box<u8> { unsafe { Box::from_raw(Box::into_raw(b)) } }");
    left("fn f(b: Box<u8>) -> Box<i8> { unsafe { Box::from_raw(Box::into_raw(b).cast()) } }", "Layout");
    left(
        "fn f(b: Box<u8>) -> Box<u8> { let p = Box::into_raw(b); unsafe { Box::from_raw(p) } }",
        "Owning");
  }

  @Test
  void aCellsPointerIsValid() {
    proven("fn f(c: &std::cell::UnsafeCell<u8>) -> u8 { unsafe { std::ptr::read(c.get()) } }");
    proven("fn f(c: &std::cell::UnsafeCell<u8>) { unsafe { std::ptr::write(c.get(), 1) } }");
  }

  @Test
  void aCommentArguesWhatItSpeaksOf() {
    String read = "fn f(p: *const u32) -> u32 { unsafe { std::ptr::read(p) } }";
    assertEquals(Set.of("Align"), open(read, "p is not null and valid for reads"));
    assertEquals(
        Set.of(), open(read, "`p` is non-null, aligned and points to an initialised value"));
  }
}
