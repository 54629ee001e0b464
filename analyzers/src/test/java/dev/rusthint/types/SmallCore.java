package dev.rusthint.types;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.Map;

/// A small `core` of our own, so that tests of types need no toolchain.
public final class SmallCore {
  /// The root file of the crates that are made here.
  public static final Path ROOT = Path.of("lib.rs");

  /// The lang items and traits that the tests need, in the places where std has them.
  private static final String CORE =
      """
      #![feature(lang_items, no_core)]
      #![no_core]
      pub mod marker {
        #[lang = "sized"] pub trait Sized {}
        #[lang = "copy"] pub trait Copy: crate::clone::Clone {}
        impl Copy for u8 {} impl Copy for i32 {} impl Copy for usize {} impl Copy for bool {}
      }
      pub mod clone {
        use crate::marker::Sized;
        #[lang = "clone"] pub trait Clone: Sized { fn clone(&self) -> Self; }
        impl Clone for u8 {} impl Clone for i32 {} impl Clone for usize {} impl Clone for bool {}
        impl<T: ?Sized> Clone for &T {}
      }
      pub mod ops {
        #[lang = "deref"] pub trait Deref { type Target: ?Sized; fn deref(&self) -> &Self::Target; }
        #[lang = "index"] pub trait Index<Idx: ?Sized> { type Output: ?Sized; fn index(&self, i: Idx) -> &Self::Output; }
        impl<T, I> Index<I> for [T] where I: SliceIndex<[T]> { type Output = I::Output; }
        pub trait SliceIndex<T: ?Sized> { type Output: ?Sized; }
        impl<T> SliceIndex<[T]> for usize { type Output = T; }
        impl<T> SliceIndex<[T]> for Range<usize> { type Output = [T]; }
        #[lang = "add"] pub trait Add<Rhs = Self> { type Output; fn add(self, rhs: Rhs) -> Self::Output; }
        #[lang = "fn_once"] pub trait FnOnce<Args> { type Output; }
        #[lang = "fn_mut"] pub trait FnMut<Args>: FnOnce<Args> {}
        #[lang = "fn"] pub trait Fn<Args>: FnMut<Args> {}
        pub struct Range<Idx> { pub start: Idx, pub end: Idx }
        pub trait Try { type Output; type Residual; }
        pub trait FromResidual<R> {}
        impl<T> Try for crate::option::Option<T> { type Output = T; type Residual = crate::option::Option<()>; }
        impl<T> FromResidual<crate::option::Option<()>> for crate::option::Option<T> {}
      }
      pub mod option {
        use crate::ops::FnOnce;
        pub enum Option<T> { None, Some(T) }
        impl<T> Option<T> {
          pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> { loop {} }
          pub fn unwrap_or(self, other: T) -> T { other }
          pub fn as_ref(&self) -> Option<&T> { loop {} }
        }
      }
      pub mod iter {
        use crate::{marker::Sized, ops::FnMut, option::Option};
        pub trait Iterator {
          type Item;
          fn next(&mut self) -> Option<Self::Item>;
          fn map<B, F>(self, f: F) -> Map<Self, F> where Self: Sized, F: FnMut(Self::Item) -> B { loop {} }
          fn collect<B: FromIterator<Self::Item>>(self) -> B where Self: Sized { loop {} }
        }
        pub struct Map<I, F> { iter: I, f: F }
        impl<B, I: Iterator, F> Iterator for Map<I, F> where F: FnMut(I::Item) -> B { type Item = B; }
        pub trait IntoIterator { type Item; type IntoIter: Iterator<Item = Self::Item>; fn into_iter(self) -> Self::IntoIter; }
        impl<I: Iterator> IntoIterator for I { type Item = I::Item; type IntoIter = I; }
        pub trait FromIterator<A> {}
      }
      pub mod boxed {
        #[lang = "owned_box"] pub struct Box<T: ?Sized>(*const T);
        impl<T> Box<T> { pub fn new(t: T) -> Box<T> { loop {} } }
      }
      pub mod vec {
        pub struct Vec<T> { at: *const T }
        impl<T> Vec<T> {
          pub fn new() -> Self { loop {} }
          pub fn push(&mut self, value: T) {}
          pub fn iter(&self) -> Iter<'_, T> { loop {} }
        }
        impl<T> crate::ops::Deref for Vec<T> { type Target = [T]; }
        impl<T, I: crate::ops::SliceIndex<[T]>> crate::ops::Index<I> for Vec<T> { type Output = I::Output; }
        pub struct Iter<'a, T> { at: &'a T }
        impl<'a, T> crate::iter::Iterator for Iter<'a, T> { type Item = &'a T; }
        impl<T> crate::iter::FromIterator<T> for Vec<T> {}
        impl<T> [T] { pub fn len(&self) -> usize { 0 } pub fn first(&self) -> crate::option::Option<&T> { loop {} } }
      }
      pub mod prelude { pub mod rust_2021 {
        pub use crate::marker::{Sized, Copy};
        pub use crate::clone::Clone;
        pub use crate::ops::{Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::iter::{Iterator, IntoIterator, FromIterator};
        pub use crate::vec::Vec;
        pub use crate::boxed::Box;
      } }
      """;

  private static final SourceCrate CORE_CRATE =
      load("core", SourceFile.of(SourceText.of(CORE)), Map.of());

  private SmallCore() {}

  /// A crate of one file that sees this `core`, also as `std`.
  public static SourceCrate crateOver(SourceFile file) {
    return load("k", file, Map.of("core", CORE_CRATE, "std", CORE_CRATE));
  }

  private static SourceCrate load(String name, SourceFile file, Map<String, CrateDefs> externs) {
    CrateConfig config =
        new CrateConfig(
            name, ROOT, 2021, predicate -> !predicate.contains("feature"), externs);
    return SourceCrate.load(
        config, path -> path.equals(ROOT) ? file : null, new SignatureLowering());
  }
}
