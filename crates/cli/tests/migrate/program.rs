//! A step that is a program of the project.

use icms_embedded::testing::TestServer;

use crate::place::Place;

const UP: &str = "CREATE TABLE people (id int PRIMARY KEY, name text);
INSERT INTO people VALUES (1, 'a'), (2, 'b');
-- icms:verify-after SELECT NOT EXISTS (SELECT FROM people WHERE name = lower(name))
CALL icms.run('backfill');
INSERT INTO people VALUES (3, 'C');";

const PROGRAM: &str = "[programs]\nbackfill = '''sh backfill.sh'''\n";
const SCRIPT: &str = "echo \"for $ICMS_MIGRATION $ICMS_DIRECTION\"
test -n \"$DATABASE_URL\" || exit 9
test -e broken && exit 3
psql -qX -v ON_ERROR_STOP=1 -c \"UPDATE people SET name = upper(name)\"
";

fn place(name: &str, toml: &str) -> Place {
    let place = Place::new(name);
    place.write("icms.toml", toml);
    place.write("backfill.sh", SCRIPT);
    place.migration("1_people", UP, "DROP TABLE people;");
    place
}

#[test]
fn a_program_is_run_once_in_its_place_and_again_where_it_says_so() {
    let place = place("program", PROGRAM);
    let database = TestServer::shared().role("deployer");
    place.write("broken", "");
    let failed = place.run(&database, &["migrate", "deploy", "--format", "json"]);
    failed.expect(1, "the program `backfill` ended with exit status: 3").expect(1, "E5120");
    assert!(failed.stderr.contains("for 1_people up"), "{failed:?}");
    place.run(&database, &["migrate", "status"]).expect(4, "failed");
    std::fs::remove_file(place.0.join("broken")).unwrap();
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    let seen = "SELECT string_agg(name, '' ORDER BY id) FROM people";
    assert_eq!(database.session().texts(seen).unwrap()[0][0].as_deref(), Some("ABC"));
    place.run(&database, &["migrate", "down", "--accept-data-loss"]).expect(0, "undid 1");
    place.offline(&["migrate", "verify"]).expect(0, "verified 1");
}

#[test]
fn a_program_that_the_project_does_not_have_is_not_run_and_nothing_is_begun() {
    let place = place("program-unknown", "");
    let database = TestServer::shared().role("deployer");
    place.run(&database, &["migrate", "deploy"]).expect(1, "`backfill` is not one of the project's");
    assert_eq!(database.session().texts("SELECT to_regclass('people')").unwrap()[0][0], None);
    place.offline(&["migrate", "verify"]).expect(1, "E5121");
    let check = place.offline(&["check", "empty", "--script", "migrations/1_people/up.sql"]);
    check.expect(3, "ICMS901").expect(3, "runs a program of the project");
    place.write("icms.toml", PROGRAM);
    place.migration("2_group", "BEGIN;\nCALL icms.run('backfill');\nCOMMIT;", "");
    place.run(&database, &["migrate", "deploy"]).expect(1, "cannot be a part of a transaction");
}

#[test]
fn a_program_whose_deployer_died_is_in_doubt_or_asked_about() {
    let place = Place::new("program-dies");
    // It kills who started it, once it has done its work.
    place.write(
        "icms.toml",
        "[programs]\ndies = '''psql -qX -c \"INSERT INTO t VALUES (1)\"; kill -9 $PPID'''\n",
    );
    place.migration("1_t", "CREATE TABLE t (id int);\nCALL icms.run('dies');", "DROP TABLE t;");
    let database = TestServer::shared().role("deployer");
    assert_eq!(place.run(&database, &["migrate", "deploy"]).status, -1);
    place.run(&database, &["migrate", "deploy"]).expect(1, "E5103");
    let text =
        "CREATE TABLE t (id int);\n-- icms:done-when SELECT count(*) > 0 FROM t\nCALL icms.run('dies');";
    place.migration("1_t", text, "DROP TABLE t;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    assert_eq!(database.session().texts("SELECT count(*) FROM t").unwrap()[0][0].as_deref(), Some("1"));
}
