//! `verify`: up, down, up on a scratch server.

use icms_workspace::compare;
use icms_workspace::migrate::verify::{self, WayBack};

use crate::place::{Place, said};

#[test]
fn a_history_goes_up_down_and_up_again_and_keeps_its_rows() {
    let place = Place::new("verify");
    place.migration(
        "1_a",
        "CREATE TYPE mood AS ENUM ('calm', 'wild');
         CREATE TABLE users (id int PRIMARY KEY, name varchar(5) NOT NULL, mood mood NOT NULL, at timestamptz, tags text[]);
         CREATE TABLE posts (id uuid PRIMARY KEY, author int NOT NULL REFERENCES users, body jsonb);",
        "DROP TABLE posts; DROP TABLE users; DROP TYPE mood;",
    );
    place.migration(
        "2_b",
        "ALTER TABLE users RENAME COLUMN name TO nick; ALTER TABLE users ALTER COLUMN nick TYPE text;",
        "ALTER TABLE users ALTER COLUMN nick TYPE varchar(5); ALTER TABLE users RENAME COLUMN nick TO name;",
    );
    place.migration("3_c", "CREATE UNIQUE INDEX users_mood ON users (mood);", "DROP INDEX users_mood;");
    place.migration("4_d", "CREATE TABLE c (id int);", "");
    let verified = verify::run(&[], &place.offline(), &mut |_| {}).unwrap();
    let shown: Vec<_> = verified.iter().map(|v| (v.id.as_str(), v.way_back, v.tables_with_rows)).collect();
    assert_eq!(
        shown,
        [
            ("1_a", WayBack::Proven, 0),
            ("2_b", WayBack::Proven, 2),
            ("3_c", WayBack::Proven, 0),
            ("4_d", WayBack::None, 0),
        ]
    );
    let refused = verified[2].rows_refused.as_deref().unwrap();
    assert!(refused.contains("users_mood"), "made-up rows may violate a risky migration: {refused}");
    let one = verify::run(&["2_b".to_owned()], &place.offline(), &mut |_| {}).unwrap();
    assert_eq!(one.len(), 1);
}

#[test]
fn what_only_a_real_server_sees_is_found() {
    let place = Place::new("verify-wrong");
    place.migration(
        "1_a",
        "CREATE TABLE t (id int, a text); CREATE FUNCTION wipe() RETURNS void LANGUAGE sql AS 'DELETE FROM t';",
        "DROP FUNCTION wipe(); DROP TABLE t;",
    );
    // Calling a function that deletes rows is no statement that says so.
    place.migration("2_b", "CREATE INDEX i ON t (id);", "DROP INDEX i; SELECT wipe();");
    let failure = verify::run(&[], &place.offline(), &mut |_| {}).unwrap_err();
    assert!(
        said(&failure).starts_with("E5229 2_b: up and down change rows of public.t"),
        "{}",
        said(&failure)
    );

    place.write("migrations/2_b/down.sql", "SELECT 1;");
    let failure = verify::run(&["2_b".to_owned()], &place.offline(), &mut |_| {}).unwrap_err();
    assert!(said(&failure).contains("drop index"), "{}", said(&failure));
    place.write("migrations/2_b/up.sql", "CREATE INDEX i ON t (id);\nSELECT 1 / 0;\n");
    let failure = verify::run(&["2_b".to_owned()], &place.offline(), &mut |_| {}).unwrap_err();
    assert!(said(&failure).contains("division by zero"), "{}", said(&failure));
    let place_of = failure.diagnostics.iter().next().unwrap().span.unwrap();
    assert_eq!(failure.sources.position(place_of).0, 2);
}

/// `diff --verify`: nothing in the process knows whether a function exists.
#[test]
fn a_plan_is_proven_on_a_server() {
    let place = Place::new("diff-verify");
    let compared = |expression: &str| {
        let head = "datasource db {\n  provider = \"postgresql\"\n}\n\n";
        place.write("before.icms", &format!("{head}model T {{\n  id   Int     @id\n  name String?\n}}\n"));
        let after =
            format!("{head}model T {{\n  id   Int     @id\n  name String? @check(\"{expression}\")\n}}\n");
        place.write("after.icms", &after);
        let source = |name: &str| place.0.join(name).display().to_string();
        let options = compare::Options::default();
        compare::sources(&source("before.icms"), &source("after.icms"), &place.offline(), options).unwrap()
    };
    compared("length(name) > 1").verify(&place.offline()).unwrap();
    let failure = compared("weight(name) > 1").verify(&place.offline()).unwrap_err();
    assert!(said(&failure).starts_with("E5110 up.sql fails on a real PostgreSQL: "), "{}", said(&failure));
    assert!(said(&failure).contains("function weight(text) does not exist"), "{}", said(&failure));
}
