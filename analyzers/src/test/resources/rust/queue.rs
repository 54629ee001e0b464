//! A bounded queue between threads, and the counters that watch it.
#![allow(dead_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

use std::cell::UnsafeCell;
use std::collections::{hash_map::Entry, BTreeMap, HashMap};
use std::fmt::{self, Display, Write as _};
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::*};
use std::sync::{Arc, Condvar, Mutex};

/// How many slots a queue has when nobody says.
pub const DEFAULT_SLOTS: usize = 1 << 6;

static CREATED: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum State {
    Open = b'o',
    Closing = b'c',
    Closed = b'\'',
}

/* The slots are a ring. /* `head` and `tail` only grow. */ */
pub struct Queue<T, const N: usize = { 1 << 6 }> {
    slots: Box<[UnsafeCell<MaybeUninit<T>>; N]>,
    head: AtomicUsize,
    tail: AtomicUsize,
    closed: AtomicBool,
    wake: (Mutex<()>, Condvar),
}

// SAFETY: a slot is touched by the one thread that took its number.
unsafe impl<T: Send, const N: usize> Send for Queue<T, N> {}
unsafe impl<T, const N: usize> Sync for Queue<T, N> where T: Send {}

impl<T, const N: usize> Queue<T, N>
where
    T: Send + 'static,
{
    const MASK: usize = N - 1;

    pub fn new() -> Arc<Self> {
        assert!(N.is_power_of_two(), "{N} slots are no power of two");
        CREATED.fetch_add(1, Relaxed);
        let slots = Box::new([const { UnsafeCell::new(MaybeUninit::uninit()) }; N]);
        Arc::new(Self {
            slots,
            head: AtomicUsize::new(0),
            tail: Default::default(),
            closed: AtomicBool::new(false),
            wake: (Mutex::new(()), Condvar::new()),
        })
    }

    /// Puts a value at the end.
    ///
    /// # Errors
    /// The value itself, if the queue is full or closed.
    pub fn push(&self, value: T) -> Result<usize, T> {
        if self.closed.load(Acquire) {
            return Err(value);
        }
        let mut tail = self.tail.load(Relaxed);
        loop {
            match tail.wrapping_sub(self.head.load(Acquire)) {
                full if full >= N => return Err(value),
                0 | 1 | 2..=7 => std::hint::spin_loop(),
                _ => {}
            }
            match self.tail.compare_exchange_weak(tail, tail + 1, AcqRel, Relaxed) {
                Ok(_) => break,
                Err(now) => tail = now,
            }
        }
        // SAFETY: the number `tail` is ours alone.
        unsafe { (*self.slots[tail & Self::MASK].get()).write(value) };
        self.wake.1.notify_one();
        Ok(tail)
    }

    pub fn drain<'a, F>(&'a self, mut each: F) -> impl Iterator<Item = T> + 'a
    where
        F: FnMut(&T) -> bool + 'a,
    {
        std::iter::from_fn(move || {
            let value = self.pop()?;
            if each(&value) { Some(value) } else { None }
        })
    }

    fn pop(&self) -> Option<T> {
        let head = self.head.load(Relaxed);
        if head == self.tail.load(Acquire) { None? }
        self.head.store(head + 1, Release);
        Some(unsafe { (*self.slots[head & Self::MASK].get()).assume_init_read() })
    }
}

impl<T, const N: usize> Drop for Queue<T, N> {
    fn drop(&mut self) {
        for i in *self.head.get_mut()..*self.tail.get_mut() {
            unsafe { self.slots[i & (N - 1)].get_mut().assume_init_drop() }
        }
    }
}

impl Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            State::Open => "open",
            State::Closing | State::Closed => r#"not "open""#,
        };
        write!(f, "{name:>width$}\u{2026}", width = f.width().unwrap_or(0))
    }
}

pub trait Observer<'q>: Send {
    type Event: Into<String> + 'q;
    const LIMIT: usize = 16;

    fn seen(&mut self, event: Self::Event);

    fn flush(&mut self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(())
    }
}

#[derive(Default)]
pub struct Counters {
    by_name: HashMap<String, (u64, Option<char>)>,
    order: BTreeMap<u64, Vec<&'static str>>,
}

impl Counters {
    pub fn bump(&mut self, name: &str) -> u64 {
        let count = match self.by_name.entry(name.to_owned()) {
            Entry::Occupied(mut entry) => {
                entry.get_mut().0 += 1;
                entry.get().0
            }
            Entry::Vacant(entry) => entry.insert((1, name.chars().next())).0,
        };
        let Some(list) = self.order.get_mut(&count) else {
            self.order.insert(count, vec!["first"; 2]);
            return count;
        };
        list.push(if name.len() > 3 { "long" } else { "short" });
        debug_assert!(matches!(list.as_slice(), [.., "long" | "short"]), "{:?}", list);
        count
    }

    async fn report(&self, out: &mut String) -> fmt::Result {
        for (name, (count, letter)) in &self.by_name {
            writeln!(out, "{name}: {count} {}", letter.map_or('\'', |c| c))?;
        }
        let total: u64 = self.by_name.values().map(|&(n, _)| n).sum::<u64>();
        tokio::select! {
            _ = tick(total) => out.push_str("tick\n"),
            Some(x) = next(), if total > 0 => { println!("{x}"); }
            else => {}
        }
        Ok(())
    }
}

macro_rules! count {
    () => { 0usize };
    ($head:tt $($tail:tt)*) => { 1 + count!($($tail)*) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushes_until_full() {
        let queue = Queue::<u8, 4>::new();
        for i in 0..4 {
            assert_eq!(queue.push(i), Ok(i as usize));
        }
        assert!(queue.push(9).is_err());
        assert_eq!(count!(a b c), 3);
    }

    mod nested {
        #[test]
        #[should_panic(expected = "no power of two")]
        fn rejects_three() {
            super::Queue::<String, 3>::new();
        }
    }
}
