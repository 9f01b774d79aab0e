//! One history over many databases: which they are, and something done to each, a few at a time.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use icms_connect::{Purpose, Session};
use icms_diagnostic::Diagnostic;

use crate::{Failure, Outcome, Project, codes};

/// How to go through them.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many at a time, at least one.
    pub jobs: usize,
    /// What a failure means for the rest.
    pub on_failure: OnFailure,
}

/// What a failure means for those that were not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// They are left; those at work come to their end.
    Stop,
    /// `--keep-going`
    KeepGoing,
}

/// What became of one of them.
#[derive(Debug)]
pub enum Fate<T> {
    /// It was done.
    Done(T),
    /// It failed.
    Failed(Box<Failure>),
    /// Another one failed first.
    NotBegun,
}

/// The databases that a list (`a,b,c`) or a query names. The query runs on the configured database; its first column is
/// what counts, in its order.
///
/// # Errors
/// A query that the server refuses or that gives nothing.
pub fn databases(each: &str, project: &Project) -> Outcome<Vec<String>> {
    let named: Vec<String> = if is_query(each) {
        let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
        let rows = session.texts(each).map_err(Diagnostic::from)?;
        rows.into_iter().filter_map(|row| row.into_iter().next().flatten()).collect()
    } else {
        each.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    if named.is_empty() {
        let message = format!("`{each}` names no database");
        let help = "a list such as `a,b`, or a query: `SELECT datname FROM pg_database WHERE datname LIKE 'tenant%'`";
        return Err(Diagnostic::error(codes::NO_TARGETS, message).help(help).into());
    }
    Ok(named)
}

fn is_query(each: &str) -> bool {
    let first = each.split_whitespace().next().unwrap_or_default();
    each.contains(char::is_whitespace)
        && ["select", "with", "values", "table"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Does something to each, and says what became of it, in the order of `names`.
pub fn each<T: Send>(
    names: &[String],
    options: Options,
    project: &Project,
    work: impl Fn(&str, &Project) -> Outcome<T> + Sync,
) -> Vec<(String, Fate<T>)> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let fates: Vec<Mutex<Fate<T>>> = names.iter().map(|_| Mutex::new(Fate::NotBegun)).collect();
    let worker = || {
        while !stopped.load(Ordering::SeqCst) {
            let at = next.fetch_add(1, Ordering::SeqCst);
            let (Some(name), Some(slot)) = (names.get(at), fates.get(at)) else { return };
            let fate = match project.with_database(name).and_then(|target| work(name, &target)) {
                Ok(done) => Fate::Done(done),
                Err(failure) => {
                    stopped.fetch_or(options.on_failure == OnFailure::Stop, Ordering::SeqCst);
                    Fate::Failed(failure)
                }
            };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = fate;
        }
    };
    thread::scope(|scope| {
        for _ in 0..options.jobs.clamp(1, names.len().max(1)) {
            scope.spawn(worker);
        }
    });
    let fates = fates.into_iter().map(|fate| fate.into_inner().unwrap_or_else(PoisonError::into_inner));
    names.iter().cloned().zip(fates).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_told_from_a_list() {
        assert!(is_query("SELECT datname FROM pg_database"));
        assert!(is_query("values ('a')"));
        assert!(!is_query("select"));
        assert!(!is_query("a, b"));
    }
}
