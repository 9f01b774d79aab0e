//! `baseline`: a database that was there before its history.

use icms_embedded::testing::TestServer;
use icms_workspace::migrate::baseline::{self, Equality};
use icms_workspace::{Exit, Project};

use crate::place::{Place, deployed, said, states};

fn marked(id: &str, equality: Equality, project: &Project) -> icms_workspace::Outcome<usize> {
    baseline::run(id, equality, project, &|_| {}).map(|marked| marked.len())
}

#[test]
fn a_database_is_taken_over_when_it_is_what_the_history_makes() {
    let place = Place::new("baseline");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    place.write("migrations/1_a/migration.sql", "CREATE TABLE a (id int PRIMARY KEY, name text);");
    place.write("migrations/2_b/migration.sql", "CREATE TABLE b (id int PRIMARY KEY);");
    place.migration("3_c", "ALTER TABLE b ADD COLUMN c int;", "ALTER TABLE b DROP COLUMN c;");
    let mut session = database.session();
    session.batch_execute("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE SCHEMA other; CREATE TABLE other.x ()").unwrap();

    let refused = marked("2_b", Equality::Demanded, &project).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected);
    let text = said(&refused);
    assert!(text.starts_with("E5223") && text.contains("create column public.a.name"), "{text}");
    assert!(!text.contains("other"), "{text}");
    assert_eq!(states(&project), ["pending"; 3], "nothing was written");

    session.batch_execute("ALTER TABLE a ADD COLUMN name text").unwrap();
    assert_eq!(marked("2_b", Equality::Demanded, &project).unwrap(), 2);
    assert_eq!(states(&project), ["applied", "applied", "pending"]);
    assert_eq!(deployed(&project), 1);
    assert_eq!(marked("3_c", Equality::Demanded, &project).unwrap(), 0, "all is known");
}

#[test]
fn the_proof_is_waived_by_force_and_never_on_a_protected_database() {
    let place = Place::new("baseline-force");
    let database = TestServer::shared().fresh_database();
    place.migration("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    let refused = marked("1_a", Equality::Waived, &place.production(&database)).unwrap_err();
    assert!(said(&refused).starts_with("E5224"), "{}", said(&refused));
    assert_eq!(marked("1_a", Equality::Waived, &place.project(&database)).unwrap(), 1);
}
