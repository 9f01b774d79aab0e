//! One history over many databases or namespaces: which they are, and something done to each, a few at a time.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use icms_connect::{Purpose, Session};
use icms_diagnostic::Diagnostic;

use crate::line::{Absent, Line};
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

/// What something is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets {
    /// Their names, in order.
    pub names: Vec<String>,
    /// What they are.
    pub kind: Kind,
}

/// What targets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Databases of one server.
    Databases,
    /// Namespaces of one database, of a portable project.
    Namespaces(Absent),
}

impl Targets {
    /// The databases that a list (`a,b,c`) or a query names. The query runs on the configured database; its first column is
    /// what counts, in its order.
    ///
    /// # Errors
    /// A query that the server refuses or that gives nothing.
    pub fn databases(each: &str, project: &Project) -> Outcome<Self> {
        const EXAMPLE: &str = "SELECT datname FROM pg_database WHERE datname LIKE 'tenant%'";
        Ok(Self { names: named(each, "database", EXAMPLE, project)?, kind: Kind::Databases })
    }

    /// The namespaces that a list or a query names, in the same way.
    ///
    /// # Errors
    /// A project that is not portable; a query that the server refuses or that gives nothing.
    pub fn namespaces(each: &str, absent: Absent, project: &Project) -> Outcome<Self> {
        const EXAMPLE: &str = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant%'";
        if !project.portable() {
            let message = "the migrations of this project name their namespaces, and cannot go into others";
            let help = "write `portable = true` under [database], before the first migration is made";
            return Err(Diagnostic::error(codes::NOT_PORTABLE, message).help(help).into());
        }
        Ok(Self { names: named(each, "namespace", EXAMPLE, project)?, kind: Kind::Namespaces(absent) })
    }

    fn project(&self, name: &str, project: &Project) -> Outcome<Project> {
        match self.kind {
            Kind::Databases => project.with_database(name),
            Kind::Namespaces(_) => project.with_namespace(name),
        }
    }

    fn line(&self) -> Line {
        match self.kind {
            Kind::Databases => Line::default(),
            Kind::Namespaces(absent) => Line::new(absent),
        }
    }
}

/// What a list or query names, each once.
fn named(each: &str, what: &str, example: &str, project: &Project) -> Outcome<Vec<String>> {
    let mut named: Vec<String> = if is_query(each) {
        let mut session = Session::open(&project.require_database()?.away(), Purpose::Read)?;
        let rows = session.texts(each).map_err(Diagnostic::from)?;
        rows.into_iter().filter_map(|row| row.into_iter().next().flatten()).collect()
    } else {
        each.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    let mut seen = BTreeSet::new();
    named.retain(|name| seen.insert(name.clone()));
    if named.is_empty() {
        let message = format!("`{each}` names no {what}");
        let help = format!("a list such as `a,b`, or a query: `{example}`");
        return Err(Diagnostic::error(codes::NO_TARGETS, message).help(help).into());
    }
    Ok(named)
}

fn is_query(each: &str) -> bool {
    let first = each.split_whitespace().next().unwrap_or_default();
    each.contains(char::is_whitespace)
        && ["select", "with", "values", "table"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Does something to each, `told` of it as it comes to its end, and says what became of all, in their order. Every worker
/// has one connection at a time.
pub fn each<T: Send>(
    targets: &Targets,
    options: Options,
    project: &Project,
    told: &(dyn Fn(&str, &Fate<T>) + Sync),
    work: impl Fn(&str, &Project, &mut Line) -> Outcome<T> + Sync,
) -> Vec<(String, Fate<T>)> {
    let names = &targets.names;
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let fates: Vec<Mutex<Fate<T>>> = names.iter().map(|_| Mutex::new(Fate::NotBegun)).collect();
    let worker = || {
        let mut line = targets.line();
        while !stopped.load(Ordering::SeqCst) {
            let at = next.fetch_add(1, Ordering::SeqCst);
            let (Some(name), Some(slot)) = (names.get(at), fates.get(at)) else { return };
            let done = targets.project(name, project).and_then(|target| work(name, &target, &mut line));
            let fate = match done {
                Ok(done) => Fate::Done(done),
                Err(failure) => {
                    stopped.fetch_or(options.on_failure == OnFailure::Stop, Ordering::SeqCst);
                    Fate::Failed(failure)
                }
            };
            told(name, &fate);
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
