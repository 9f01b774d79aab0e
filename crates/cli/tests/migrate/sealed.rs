//! A script that was edited after it was sealed.

use icms_embedded::testing::TestServer;

use crate::place::Place;

#[test]
fn an_edit_after_the_seal_is_said_and_in_production_refused() {
    let place = Place::new("sealed");
    let database = TestServer::shared().role("deployer");
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    place.write("migrations/1_a/up.sql", "CREATE TABLE a (id bigint PRIMARY KEY);");
    place
        .run(&database, &["migrate", "status"])
        .expect(0, "edited after it was sealed: `icms migrate seal 1_a`");
    let status = place.run(&database, &["migrate", "status", "--format", "json"]);
    status.expect(0, "\"sealed\": false");

    let production = ["--env", "prod", "migrate", "deploy"];
    place
        .run(&database, &production)
        .expect(4, "1_a was edited after it was sealed, and `prod` is protected");
    place.run(&database, &["migrate", "status"]).expect(0, "pending");
    place.offline(&["migrate", "seal", "1_a"]).expect(0, "sealed 1_a");
    place.run(&database, &production).expect(0, "applied 1");

    let other = TestServer::shared().role("deployer");
    place.write("migrations/1_a/down.sql", "DROP TABLE public.a;");
    let said = place.run(&other, &["migrate", "deploy"]);
    said.expect(0, "warning: 1_a was edited after it was sealed");
    let third = TestServer::shared().role("deployer");
    let events = place.run(&third, &["migrate", "deploy", "--format", "json"]);
    assert!(
        events.stdout.lines().any(|line| line.contains("\"unsealed\"") && line.contains("1_a")),
        "{events:?}"
    );
}
