//! Samples that a driver writes and a program reads.

use std::hash::{Hash, Hasher};

/// The last samples of one sensor.
#[derive(Clone, Debug, Default, Eq, Hash)]
pub struct Series {
    name: String,
    samples: Vec<u16>,
}

impl PartialEq for Series {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Series {
    /// The sample at a position, without a check of the bounds.
    pub unsafe fn sample(&self, at: usize) -> u16 {
        unsafe { *self.samples.get_unchecked(at) }
    }

    /// Writes all samples to standard output, one a line.
    pub fn dump(&self) {
        for sample in &self.samples {
            println!("{} {sample}", self.name);
        }
    }
}

/// How many samples there are, for the C side.
#[unsafe(no_mangle)]
pub fn series_len(series: &Series) -> usize {
    series.samples.len()
}

/// A number for a series that stays the same from run to run.
pub fn fingerprint(series: &Series) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    series.hash(&mut hasher);
    hasher.finish()
}

#[macro_export]
macro_rules! series {
    ($name:expr) => {
        crate::named($name)
    };
}

/// A series without samples.
pub fn named(name: &str) -> Series {
    Series {
        name: name.to_owned(),
        samples: Vec::new(),
    }
}
