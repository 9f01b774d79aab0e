//! A fast hash for names and numbers of one catalogue: keys that nobody aims at our buckets.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

/// A map by names or numbers. Nothing may depend on its order.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Multiply>>;

/// A set of names or numbers. Nothing may depend on its order.
pub type Set<K> = HashSet<K, BuildHasherDefault<Multiply>>;

/// The hash that [`Map`] and [`Set`] use, the same in every run.
pub fn hash_of(value: &impl Hash) -> u64 {
    BuildHasherDefault::<Multiply>::default().hash_one(value)
}

/// Mixes each word in by rotation and multiplication.
#[derive(Debug, Clone, Default)]
pub struct Multiply(u64);

impl Multiply {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Multiply {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }

    // the low bits choose the bucket, and multiplication mixes upwards only
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
