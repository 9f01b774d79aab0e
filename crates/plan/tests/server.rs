//! Every folder of `tests/diff/<kind>/<case>/` on a real server: made, changed, compared, changed back, compared.
//!
//! A note `-- error:` at the head of `up.sql` says that the plan is refused; nothing is run then.

#![allow(clippy::unwrap_used, reason = "a test server that fails is a failed test")]

mod case;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::FileId;
use icms_diff::{Answers, describe, diff};
use icms_embedded::testing::TestServer;
use icms_introspect::{Options, decide, introspect};
use icms_model::{Hints, Pair, Schema};
use icms_plan::Mode;
use icms_sql::Script;

use case::Case;

#[test]
fn plans_work_on_a_server() {
    let cases = case::all();
    let next = AtomicUsize::new(0);
    let work = || -> Vec<String> {
        std::iter::from_fn(|| cases.get(next.fetch_add(1, Ordering::Relaxed)))
            .filter_map(|folder| failure(folder).map(|why| format!("{}: {why}", folder.display())))
            .collect()
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..3).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{} of {} cases\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

/// What is wrong with a case, if anything.
fn failure(folder: &Path) -> Option<String> {
    let case = match Case::read(folder) {
        Ok(case) => case,
        Err(error) => return Some(error),
    };
    let plan = case.plan(Mode::Offline);
    if plan.diagnostics.has_errors() {
        return None;
    }
    let database = TestServer::shared().fresh_database();
    let stages = [
        ("before", case.foundation(), case.schemas().before),
        ("up", plan.up_sql(), case.schemas().after),
        ("down", plan.down_sql(), case.schemas().before),
        ("up again", plan.up_sql(), case.schemas().after),
    ];
    stages.iter().find_map(|(stage, sql, wanted)| {
        let wrong = run(&database, sql).or_else(|| difference(&database, wanted));
        wrong.map(|why| format!("{stage}: {why}"))
    })
}

fn run(url: &Url, sql: &str) -> Option<String> {
    let mut session = Session::open(url, Purpose::Write).unwrap();
    let script = Script::parse(FileId(0), sql);
    script.sql().find_map(|statement| {
        let text = statement.text();
        session.batch_execute(text).err().map(|error| format!("{} in\n{text}", error.message))
    })
}

fn difference(url: &Url, wanted: &Schema) -> Option<String> {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    let found = introspect(&mut session, &Options::default()).unwrap().schema;
    let pair = Pair::new(&found, wanted);
    let first = diff(pair, &Hints::default(), &Answers::default());
    let mut session = Session::open(url, Purpose::Write).unwrap();
    let answers = decide(&mut session, &first.undecided, wanted);
    let left = diff(pair, &Hints::default(), &answers);
    let lines: Vec<String> = left.changes.iter().map(|change| describe(change, pair).to_string()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
