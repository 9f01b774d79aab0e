//! `drift` and `push`: a database against its migrations, and against the schema.

use icms_embedded::testing::TestServer;
use icms_workspace::loss::DataLoss;
use icms_workspace::{Exit, drift, push};

use crate::place::{Place, deployed, said, states};

const UP: &str = "CREATE TABLE t (id int PRIMARY KEY, name text);";
const SCHEMA: &str = "model t {\n  id   Int     @id\n  name String?\n  age  Int?\n}\n";

#[test]
fn drift_is_what_nobody_migrated_and_both_sides_can_be_repaired() {
    let place = Place::new("drift");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    place.migration("1_t", UP, "DROP TABLE t;");
    deployed(&project);
    place.migration("2_u", "CREATE TABLE u (id int);", "DROP TABLE u;");
    assert!(drift::run(&project).unwrap().is_empty(), "what is pending is no drift");

    let mut session = database.session();
    session
        .batch_execute(
            "ALTER TABLE t ADD COLUMN stray int; CREATE SCHEMA other; CREATE TABLE other.x (id int)",
        )
        .unwrap();
    let found = drift::run(&project).unwrap();
    let described: Vec<String> = found.described().iter().map(ToString::to_string).collect();
    assert_eq!(described, ["drop column public.t.stray: integer"]);
    assert!(found.down_sql().contains("ADD COLUMN stray integer"), "{}", found.down_sql());
    session.batch_execute(&found.up_sql()).unwrap();
    assert!(drift::run(&project).unwrap().is_empty());

    place.write("migrations/1_t/up.sql", "CREATE TABLE t (id bigint PRIMARY KEY);");
    let refused = drift::run(&project).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected);
    assert!(said(&refused).contains("1_t is edited"), "{}", said(&refused));
}

#[test]
fn a_push_makes_the_database_what_the_schema_says_and_guards_values() {
    let place = Place::new("push");
    let database = TestServer::shared().role("developer");
    let project = place.project(&database);
    place.migration("1_t", UP, "DROP TABLE t;");
    deployed(&project);
    place.write("schema/schema.icms", SCHEMA);
    assert_eq!(push::run(DataLoss::Refused, &project, &|_| {}).unwrap().changes().len(), 1);
    assert!(push::run(DataLoss::Refused, &project, &|_| {}).unwrap().is_empty());
    assert_eq!(states(&project), ["applied"], "the ledger is as it was");

    let mut session = database.session();
    session.batch_execute("INSERT INTO t VALUES (1, 'kept', NULL)").unwrap();
    place.write("schema/schema.icms", "model t {\n  id Int @id\n}\n");
    let refused = push::run(DataLoss::Refused, &project, &|_| {}).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected);
    assert!(said(&refused).contains("t.name") && !said(&refused).contains("t.age"), "{}", said(&refused));
    push::run(DataLoss::Accepted, &project, &|_| {}).unwrap();

    place.write("schema/schema.icms", "model t {\n  id Int @id\n  age Int\n}\n");
    let failed = push::run(DataLoss::Refused, &project, &|_| {}).unwrap_err();
    assert!(said(&failed).starts_with("E5233"), "{}", said(&failed));
    assert!(
        push::run(DataLoss::Refused, &place.production(&database), &|_| {})
            .is_err_and(|f| f.exit == Exit::Protected)
    );
}
