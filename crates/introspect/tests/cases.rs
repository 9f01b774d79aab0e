//! `tests/introspect/<kind>/<case>/{setup.sql, schema.txt}`: the script runs in a database of its own, and what is
//! found there is compared as text, once for the role that made it and once for one without any privilege.
//!
//! Comments at the head of a script: `-- from 15` and `-- until 17` name the versions it is for, `-- needs citext` an
//! extension the server must offer, `-- namespaces a b` limits what is looked at. A file `schema.18.txt` is what
//! version 18 and later show. `UPDATE=1` rewrites what is expected.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use icms_connect::{Purpose, Session, Url};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_introspect::{Introspected, Options, introspect};
use icms_model::{Arena, Schema, SchemaObject};

const THREADS: usize = 4;

/// What the head of a script says.
#[derive(Default)]
struct Head {
    from: u32,
    until: Option<u32>,
    needs: Vec<String>,
    options: Options,
}

impl Head {
    fn of(script: &str) -> Self {
        let mut head = Self::default();
        for words in script.lines().map_while(|line| line.strip_prefix("-- ")) {
            let mut words = words.split_whitespace();
            match words.next() {
                Some("from") => head.from = words.next().and_then(|n| n.parse().ok()).unwrap_or(0),
                Some("until") => head.until = words.next().and_then(|n| n.parse().ok()),
                Some("needs") => head.needs.extend(words.map(str::to_owned)),
                Some("namespaces") => {
                    head.options.namespaces = Some(words.map(icms_sql::Name::from).collect())
                }
                _ => {}
            }
        }
        head
    }

    /// Why this server cannot run the case.
    fn obstacle(&self, session: &mut Session) -> Option<String> {
        let major = session.version().major;
        if major < self.from || self.until.is_some_and(|until| major > until) {
            return Some(format!("not for version {major}"));
        }
        let offered = |name: &String| {
            let sql = "SELECT 1 FROM pg_available_extensions WHERE name = $1";
            session.query(sql, &[name]).is_ok_and(|rows| !rows.is_empty())
        };
        let missing = !self.needs.iter().all(offered);
        missing.then(|| format!("the server does not offer {}", self.needs.join(", ")))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/introspect")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut folders: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn every_case() {
    let cases: Vec<PathBuf> = folders(&root()).iter().flat_map(|kind| folders(kind)).collect();
    assert!(cases.len() > 20, "only {} cases found", cases.len());
    let next = AtomicUsize::new(0);
    let work = || -> Vec<String> {
        std::iter::from_fn(|| cases.get(next.fetch_add(1, Ordering::Relaxed)))
            .filter_map(|c| case(c))
            .collect()
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// What is wrong with a case, if anything.
fn case(folder: &Path) -> Option<String> {
    let name = folder.strip_prefix(root()).unwrap_or(folder).display().to_string();
    let script = match fs::read_to_string(folder.join("setup.sql")) {
        Ok(script) => script,
        Err(error) => return Some(format!("{name}: setup.sql: {error}")),
    };
    let head = Head::of(&script);
    let database = TestServer::shared().fresh_database();
    let mut session = database.session();
    if let Some(obstacle) = head.obstacle(&mut session) {
        eprintln!("skipped {name}: {obstacle}");
        return None;
    }
    if let Err(error) = session.batch_execute(&script) {
        return Some(format!("{name}: {error}"));
    }
    let found = found(&database, &head.options);
    let shown = icms_model::dump(&found.schema);
    if let Some(wrong) = disorder(&found.schema) {
        return Some(format!("{name}: {wrong} are not in order of their names"));
    }
    let stranger = stranger(&database, &head.options);
    if stranger != shown {
        return Some(format!("{name}: an ordinary role sees\n{}", difference(&shown, &stranger)));
    }
    compare(folder, &name, session.version().major, &shown)
}

fn found(url: &Url, options: &Options) -> Introspected {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    introspect(&mut session, options).unwrap()
}

/// What a role sees that owns nothing and was granted nothing.
fn stranger(database: &TestDatabase<'_>, options: &Options) -> String {
    let role = format!("stranger_{}", database.database().unwrap_or_default());
    let mut session = database.session();
    session.batch_execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'only for tests'")).unwrap();
    let shown = icms_model::dump(&found(&database.with_login(&role, Some("only for tests")), options).schema);
    session.batch_execute(&format!("DROP ROLE {role}")).unwrap();
    shown
}

/// The arena whose objects are not in order of their names.
fn disorder(schema: &Schema) -> Option<&'static str> {
    fn sorted<T: SchemaObject>(arena: &Arena<T>) -> bool {
        arena.iter().map(|(_, object)| object).is_sorted_by(|a, b| a.name() < b.name())
    }
    let by_name = [
        ("namespaces", sorted(&schema.namespaces)),
        ("extensions", sorted(&schema.extensions)),
        ("enums", sorted(&schema.enums)),
        ("sequences", sorted(&schema.sequences)),
        ("tables", sorted(&schema.tables)),
        ("functions", sorted(&schema.functions)),
        ("views", sorted(&schema.views)),
        ("unmanaged objects", schema.unmanaged.is_sorted()),
        ("indexes", schema.tables.iter().all(|(_, t)| t.indexes.is_sorted_by_key(|i| i.name.clone()))),
        (
            "foreign keys",
            schema.tables.iter().all(|(_, t)| t.foreign_keys.is_sorted_by_key(|k| k.name.clone())),
        ),
        ("checks", schema.tables.iter().all(|(_, t)| t.checks.is_sorted_by_key(|c| c.name.clone()))),
        (
            "unique constraints",
            schema.tables.iter().all(|(_, t)| t.uniques.is_sorted_by_key(|u| u.name.clone())),
        ),
    ];
    by_name.into_iter().find(|(_, sorted)| !sorted).map(|(what, _)| what)
}

fn compare(folder: &Path, name: &str, major: u32, shown: &str) -> Option<String> {
    let newer = (13..=major).rev().map(|n| folder.join(format!("schema.{n}.txt"))).find(|path| path.exists());
    let path = newer.unwrap_or_else(|| folder.join("schema.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, shown).unwrap();
        return None;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    (expected != shown).then(|| format!("{name}:\n{}", difference(&expected, shown)))
}

/// The lines of one text that the other lacks.
fn difference(expected: &str, shown: &str) -> String {
    let lacking = |mark: &str, of: &str, other: &str| -> String {
        let lines = of.lines().filter(|line| !other.lines().any(|o| o == *line));
        lines.map(|line| format!("  {mark} {line}\n")).collect()
    };
    lacking("-", expected, shown) + &lacking("+", shown, expected)
}
