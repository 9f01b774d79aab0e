//! A fast hash for oids and names of one catalogue: keys that the server gives and nobody aims at our buckets.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by oid or name.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Multiply>>;

/// A set of names.
pub type Set<K> = HashSet<K, BuildHasherDefault<Multiply>>;

/// Mixes each word in by rotation and multiplication.
#[derive(Default)]
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
        rest.iter().for_each(|&byte| self.add(u64::from(byte)));
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    // the low bits choose the bucket, and multiplication mixes upwards only
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
