//! `icms db seed`

use icms_embedded::testing::TestServer;

use crate::place::Place;

fn rows(database: &icms_embedded::testing::TestDatabase<'_>) -> String {
    let all = database.session().texts("SELECT string_agg(id::text, ',' ORDER BY id) FROM t").unwrap();
    all.into_iter().flatten().flatten().next().unwrap_or_default()
}

#[test]
fn files_run_once_in_order_each_in_a_transaction() {
    let place = Place::new("seed");
    let database = TestServer::shared().role("owner");
    place.run(&database, &["db", "seed"]).expect(0, "nothing seeds this database");
    place.migration("1_t", "CREATE TABLE t (id int PRIMARY KEY);", "DROP TABLE t;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    place.write("seeds/2_b.sql", "BEGIN; INSERT INTO t VALUES (2); COMMIT; INSERT INTO t VALUES (1);");
    place.write("seeds/1_a.sql", "INSERT INTO t VALUES (3);");

    let failed = place.run(&database, &["db", "seed", "--format", "json"]);
    failed.expect(0, "\"ran\": true");
    assert!(failed.stdout.find("1_a").unwrap() < failed.stdout.find("2_b").unwrap());
    assert_eq!(rows(&database), "1,2,3");
    place.run(&database, &["db", "seed"]).expect(0, "seeds/1_a.sql ran before");
    place.run(&database, &["db", "seed", "--again"]).expect(1, "E5231");

    place.write("seeds/3_c.sql", "INSERT INTO t VALUES (7);\nINSERT INTO t VALUES (1);");
    place.run(&database, &["db", "seed"]).expect(1, "seeds/3_c.sql failed");
    assert_eq!(rows(&database), "1,2,3", "nothing of the file that failed is kept");
    place.write("seeds/3_c.sql", "INSERT INTO t VALUES (7);");
    place.run(&database, &["db", "seed"]).expect(0, "ran seeds/3_c.sql");
    place.write("seeds/4_d.sql", "COPY t FROM stdin;\n9\n\\.\n");
    place.run(&database, &["db", "seed"]).expect(1, "E5105");
}

#[test]
fn the_configured_command_gets_the_url() {
    let place = Place::new("seed-command");
    let database = TestServer::shared().fresh_database();
    place.write("icms.toml", "[database]\nseed = \"echo $DATABASE_URL > seeded\"\n");
    place.run(&database, &["db", "seed"]).expect(0, "ran echo");
    let seen = std::fs::read_to_string(place.0.join("seeded")).unwrap();
    assert_eq!(seen.trim(), database.reveal());
    place.write("icms.toml", "[database]\nseed = \"exit 3\"\n");
    place.run(&database, &["db", "seed"]).expect(1, "exit status: 3");
}

#[test]
fn a_protected_database_wants_its_name() {
    let place = Place::new("seed-protected");
    let database = TestServer::shared().fresh_database();
    place.migration("1_t", "CREATE TABLE t (id int PRIMARY KEY);", "DROP TABLE t;");
    place.write("seeds/1.sql", "INSERT INTO t VALUES (1);");
    place.run(&database, &["--env", "prod", "migrate", "deploy"]).expect(0, "applied 1");
    place.run(&database, &["db", "seed"]).expect(4, "--confirm prod");
    place.run(&database, &["db", "seed", "--confirm", "production"]).expect(4, "E5224");
    place.run(&database, &["db", "seed", "--confirm", "prod"]).expect(0, "ran seeds/1.sql");
    let log = database.session().texts("SELECT action, environment FROM _icms_log").unwrap();
    assert_eq!(log, [[Some("seeding".to_owned()), Some("prod".to_owned())]]);
}
