//! `squash`.

use icms_embedded::testing::TestServer;
use icms_workspace::migrate::squash::{self, Origin};
use icms_workspace::{Overrides, Project, status};

use crate::place::{Place, deployed, said, states, undone};

fn history(place: &Place) {
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY, gone int);", "DROP TABLE a;");
    place.migration(
        "2_b",
        "ALTER TABLE a DROP COLUMN gone, ADD COLUMN name text;",
        "ALTER TABLE a DROP COLUMN name, ADD COLUMN gone int;",
    );
    place.migration("3_c", "CREATE TABLE c (id int PRIMARY KEY);", "DROP TABLE c;");
}

#[test]
fn what_was_applied_in_pieces_is_recognised_and_new_databases_run_the_one() {
    let place = Place::new("squash");
    let (old, new) = (TestServer::shared().role("app"), TestServer::shared().role("app"));
    history(&place);
    deployed(&place.project(&old));
    let done = squash::run("2_b", None, &place.offline()).unwrap();
    assert_eq!((done.id.as_str(), &done.origin), ("2_squashed_until_b", &Origin::Schema));
    assert!(done.kept.join("1_a/up.sql").is_file(), "nothing is lost");
    let up = std::fs::read_to_string(place.0.join("migrations/2_squashed_until_b/up.sql")).unwrap();
    assert!(up.contains("CREATE TABLE public.a") && !up.contains("gone"), "{up}");

    assert_eq!(states(&place.project(&old)), ["applied", "applied"]);
    assert_eq!(deployed(&place.project(&old)), 0);
    let ledger = old.session().texts("SELECT id FROM _icms_migrations ORDER BY 1").unwrap();
    assert_eq!(ledger.len(), 2, "the ledger names the one: {ledger:?}");
    assert_eq!(deployed(&place.project(&new)), 2);
    for database in [&old, &new] {
        assert_eq!(undone(2, &place.project(database)), 2);
    }

    // And once more, over one that was folded itself.
    deployed(&place.project(&new));
    squash::run("3_c", Some("first release"), &place.offline()).unwrap();
    assert_eq!(states(&place.project(&new)), ["applied"]);
}

#[test]
fn a_database_that_stands_in_between_is_refused() {
    let place = Place::new("squash-partial");
    let database = TestServer::shared().fresh_database();
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    deployed(&place.project(&database));
    place.migration("2_b", "CREATE TABLE b (id int PRIMARY KEY);", "DROP TABLE b;");
    squash::run("2_b", None, &place.offline()).unwrap();
    assert_eq!(states(&place.project(&database)), ["partial"]);
}

#[test]
fn rows_and_what_has_no_words_keep_their_statements() {
    let place = Place::new("squash-rows");
    let database = TestServer::shared().fresh_database();
    place.migration("1_a", "SET search_path = public; CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    place.migration("2_rows", "INSERT INTO a VALUES (7);", "DELETE FROM a;");
    let done = squash::run("2_rows", None, &place.offline()).unwrap();
    assert!(
        matches!(&done.origin, Origin::Scripts { because } if because.contains("INSERT INTO a")),
        "{:?}",
        done.origin
    );
    deployed(&place.project(&database));
    let rows = database.session().texts("SELECT id FROM a").unwrap();
    assert_eq!(rows, [[Some("7".to_owned())]]);
    let up =
        std::fs::read_to_string(place.0.join("migrations").join(done.id.as_str()).join("up.sql")).unwrap();
    assert!(up.contains("RESET ALL;\n\n-- from 2_rows"), "{up}");
}

#[test]
fn prismas_migrations_fold_too_and_one_alone_does_not() {
    let place = Place::new("squash-prisma");
    place.write("migrations/1_a/migration.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    let project = Project::open(&place.0, Overrides::default()).unwrap();
    let refused = squash::run("1_a", None, &project).unwrap_err();
    assert!(said(&refused).starts_with("E5227"), "{}", said(&refused));
    place.write("migrations/2_b/migration.sql", "ALTER TABLE a ADD COLUMN b int;");
    place.write("migrations/3_c/migration.sql", "ALTER TABLE a ADD COLUMN c int;");
    squash::run("2_b", None, &project).unwrap();
    let ids: Vec<String> =
        status::journal(&project).unwrap().migrations().iter().map(|m| m.id.to_string()).collect();
    assert_eq!(ids, ["2_squashed_until_b", "3_c"]);
}
