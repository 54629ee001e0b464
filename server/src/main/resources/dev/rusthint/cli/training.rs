//! What RustHint reads while its cache of loaded classes is made: a bit of everything.

use std::collections::HashMap;
use std::fmt::{self, Display};

#[derive(Debug, Clone, PartialEq)]
#[repr(packed)]
pub struct Header {
    pub kind: u8,
    length: u32,
}

#[derive(Hash)]
pub enum Shape<'a> {
    Circle { radius: u64 },
    Named(&'a str),
    Nothing,
}

impl<'a> PartialEq for Shape<'a> {
    fn eq(&self, other: &Self) -> bool {
        matches!((self, other), (Shape::Nothing, Shape::Nothing))
    }
}

static mut COUNTER: usize = 0;
const NAMES: &'static [&'static str] = &["a", "b"];

pub unsafe fn read_at(at: *const u8, offset: usize) -> u8 {
    unsafe { *at.add(offset) }
}

#[no_mangle]
pub extern fn exported(value: i32) -> i32 {
    unsafe { COUNTER += 1 };
    value + 1
}

unsafe extern "C" {
    pub safe fn abs(value: i32) -> i32;
    pub unsafe fn strlen(text: *const i8) -> usize;
}

impl Header {
    #[inline(always)]
    pub fn first<'b>(&'b self) -> &'b u8 {
        &self.kind
    }

    pub async fn load(&self) -> usize {
        let words: Vec<String> = NAMES.iter().map(|n| n.to_string()).collect();
        for word in &words {
            println!("{} {word}", word.len());
        }
        words.len()
    }

    /// Reads it.
    ///
    /// ```
    /// fn main() {
    ///     assert_eq!(1 + 1, 2);
    /// }
    /// ```
    pub fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        for (index, part) in text.split(',').enumerate() {
            if part.is_empty() {
                continue;
            }
            *seen.entry(part).or_insert(0) += index as u32;
        }
        let total: u32 = text.trim().parse()?;
        // SAFETY: nothing here is unsafe
        Ok(total.wrapping_add(seen.len() as u32))
    }
}

impl Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.kind)
    }
}

#[macro_export]
macro_rules! twice {
    ($e:expr) => {
        unsafe { crate::read_at($e, 0) as u32 + crate::read_at($e, 1) as u32 }
    };
}

fn unfinished(n: u32) -> u32 {
    match n {
        0 => panic!("zero"),
        1 => todo!(),
        2 => std::process::exit(2),
        _ if n > 10 => loop {
            break n;
        },
        _ => unreachable!(),
    }
}

trait Visit {
    type Output;
    fn visit(&mut self) -> Option<Self::Output>;
}

impl<F: FnMut() -> u8> Visit for F {
    type Output = u8;
    fn visit(&mut self) -> Option<u8> {
        Some(self())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic]
    fn fails() {
        let broken = Header { kind: 1, length: 2 };
        assert!(broken.first() == &2);
        unfinished(0);
    }

    #[test]
    #[ignore]
    fn skipped() {}
}
