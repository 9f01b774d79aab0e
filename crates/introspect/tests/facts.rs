//! Facts about data: exact for small tables, witnesses for large ones, silence where nothing can be known.

#![allow(clippy::unwrap_used)]

use icms_connect::{Purpose, Session, Url};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_introspect::{Options, facts, introspect};
use icms_model::{ColumnFacts, Facts, QualifiedName};

/// What is known about these tables of `public`.
fn known(url: &Url, tables: &[&str]) -> Facts {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    let schema = introspect(&mut session, &Options::default()).unwrap().schema;
    let names: Vec<QualifiedName> = tables.iter().map(|name| QualifiedName::new("public", *name)).collect();
    facts(&mut session, &schema, &names)
}

fn column(facts: &Facts, table: &str, column: &str) -> ColumnFacts {
    facts.tables[&QualifiedName::new("public", table)].columns[column].clone()
}

fn database(sql: &str) -> TestDatabase<'static> {
    let database = TestServer::shared().fresh_database();
    database.execute(sql);
    database
}

#[test]
fn a_small_table_is_known_exactly() {
    let database = database(
        "CREATE TABLE \"T x\" (id integer PRIMARY KEY, name varchar(20), nothing text, same integer NOT NULL, j json);
         INSERT INTO \"T x\" VALUES (1, 'ab', NULL, 7, '{}'), (-5, 'abcd', NULL, 7, '[]'), (3, NULL, NULL, 7, '1');
         CREATE TABLE void (id integer, name text); ANALYZE",
    );
    let facts = known(&database, &["T x", "void", "not there"]);
    assert_eq!(facts.tables.len(), 2);
    let table = &facts.tables[&QualifiedName::new("public", "T x")];
    assert_eq!((table.estimated_rows, table.has_rows), (Some(3.0), true));
    assert!(table.bytes > 0);
    let id = column(&facts, "T x", "id");
    assert_eq!((id.has_nulls, id.has_duplicates), (Some(false), Some(false)));
    assert_eq!((id.min.as_deref(), id.max.as_deref()), (Some("-5"), Some("3")));
    let name = column(&facts, "T x", "name");
    assert_eq!((name.has_nulls, name.has_values, name.max_length), (Some(true), Some(true), Some(4)));
    assert_eq!(column(&facts, "T x", "nothing").has_values, Some(false));
    assert_eq!(column(&facts, "T x", "same").has_duplicates, Some(true));
    assert_eq!(column(&facts, "T x", "j").has_duplicates, None);
    assert_eq!(column(&facts, "void", "name").has_values, Some(false));
    assert!(!facts.tables[&QualifiedName::new("public", "void")].has_rows);
}

#[test]
fn a_large_table_is_asked_as_a_whole() {
    let database = database(
        "CREATE TABLE t (id integer PRIMARY KEY, rare text, last integer, often integer);
         INSERT INTO t SELECT n, CASE WHEN n < 25000 THEN 'x' ELSE NULL END, n, n % 5 FROM generate_series(1, 25000) n;
         UPDATE t SET rare = 'longest' WHERE id = 24999",
    );
    let facts = known(&database, &["t"]);
    let rare = column(&facts, "t", "rare");
    assert_eq!((rare.has_nulls, rare.has_values, rare.max_length), (Some(true), Some(true), Some(7)));
    assert_eq!(column(&facts, "t", "id").has_duplicates, Some(false));
    let last = column(&facts, "t", "last");
    assert_eq!(
        (last.has_nulls, last.has_duplicates, last.max.as_deref()),
        (Some(false), Some(false), Some("25000"))
    );
    assert_eq!(column(&facts, "t", "often").has_duplicates, Some(true));
}

#[test]
fn what_cannot_be_seen_is_not_guessed() {
    let database = database(
        "CREATE TABLE secret (id integer); INSERT INTO secret VALUES (1);
         CREATE TABLE guarded (id integer); INSERT INTO guarded VALUES (1);
         ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
         CREATE TABLE locked (id integer); INSERT INTO locked VALUES (1);
         CREATE ROLE reader_of_facts LOGIN PASSWORD 'only for tests';
         GRANT SELECT ON guarded, locked TO reader_of_facts",
    );
    let mut holder = database.session();
    holder.batch_execute("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE").unwrap();
    let reader = database.with_login("reader_of_facts", Some("only for tests"));
    let start = std::time::Instant::now();
    let seen = known(&reader, &["secret", "guarded", "locked"]);
    assert!(start.elapsed().as_secs() < 5);
    assert!(seen.tables.is_empty(), "{seen:?}");
    holder.batch_execute("ROLLBACK").unwrap();
    let seen = known(&reader, &["secret", "guarded", "locked"]);
    assert_eq!(seen.tables.keys().map(ToString::to_string).collect::<Vec<_>>(), ["public.locked"]);
    holder.batch_execute("DROP OWNED BY reader_of_facts; DROP ROLE reader_of_facts").unwrap();
}
