//! `icms db drop` and `icms db create`

use icms_embedded::testing::TestServer;

use crate::place::Place;

#[test]
fn a_database_goes_and_comes_back() {
    let place = Place::new("drop");
    let database = TestServer::shared().fresh_database();
    place.run(&database, &["db", "create"]).expect(0, "is there");
    place.run(&database, &["db", "drop"]).expect(4, "say --force");
    let mut other = database.session();
    other.batch_execute("SELECT 1").unwrap();
    place.run(&database, &["db", "drop", "--force"]).expect(0, "dropped the database");
    assert!(other.batch_execute("SELECT 1").is_err(), "its connection has ended");
    place.run(&database, &["db", "drop", "--force"]).expect(1, "E4014");
    place.run(&database, &["db", "create"]).expect(0, "created the database");
    place.run(&database, &["db", "create"]).expect(0, "is there");
}

#[test]
fn a_protected_database_stays_whatever_the_flags() {
    let place = Place::new("drop-protected");
    let database = TestServer::shared().fresh_database();
    place.migration("1_t", "CREATE TABLE t (id int);", "DROP TABLE t;");
    place.run(&database, &["--env", "prod", "migrate", "deploy"]).expect(0, "applied 1");
    place.run(&database, &["--env", "prod", "db", "drop", "--force"]).expect(4, "this is `prod`");
    // the database remembers it, whatever the configuration says
    place.run(&database, &["db", "drop", "--force"]).expect(4, "this is `prod`");
    place.run(&database, &["migrate", "status"]).expect(0, "applied");
}
