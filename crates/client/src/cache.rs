//! Prepared statements of one connection, by their text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio_postgres::Statement;

use crate::outdated::Outdated;

/// How many statements a connection keeps prepared.
pub(crate) const CAPACITY: usize = 256;

/// Prepared statements by their text; the one that was not used for the longest time goes first.
#[derive(Debug)]
pub(crate) struct Cache {
    inner: Mutex<Inner>,
    outdated: Outdated,
}

#[derive(Debug, Default)]
struct Inner {
    statements: HashMap<Box<str>, (Statement, u64), BuildHasherDefault<TextHasher>>,
    clock: u64,
    capacity: usize,
}

/// Hashes the text of statements, eight bytes at a time. The program writes them, so nobody chooses texts that collide,
/// and the standard hasher takes as long as a tenth of what the driver does for a request.
#[derive(Debug, Default)]
struct TextHasher(u64);

impl TextHasher {
    fn word(&mut self, word: u64) {
        // An odd number without a pattern: the golden ratio.
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Cache {
    pub(crate) fn new(capacity: usize) -> Self {
        let inner = Mutex::new(Inner { capacity, ..Inner::default() });
        Self { inner, outdated: Outdated::default() }
    }

    /// Whether what the statements were prepared with has changed.
    pub(crate) const fn outdated(&self) -> &Outdated {
        &self.outdated
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere leaves a map of statements that is still right.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self, sql: &str) -> Option<Statement> {
        let mut inner = self.lock();
        inner.clock += 1;
        let now = inner.clock;
        let (statement, used) = inner.statements.get_mut(sql)?;
        *used = now;
        Some(statement.clone())
    }

    pub(crate) fn put(&self, sql: &str, statement: Statement) {
        let mut inner = self.lock();
        if inner.capacity == 0 {
            return;
        }
        if inner.statements.len() >= inner.capacity {
            let oldest = inner.statements.iter().min_by_key(|(_, (_, used))| *used);
            if let Some(oldest) = oldest.map(|(sql, _)| sql.clone()) {
                inner.statements.remove(&oldest);
            }
        }
        inner.clock += 1;
        let now = inner.clock;
        inner.statements.insert(sql.into(), (statement, now));
    }

    pub(crate) fn forget(&self, sql: &str) {
        self.lock().statements.remove(sql);
    }

    pub(crate) fn len(&self) -> usize {
        self.lock().statements.len()
    }
}
