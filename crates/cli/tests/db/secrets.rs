//! No value of a row in any output or in the ledger, unless somebody asks for it.

use icms_embedded::testing::{TestDatabase, TestServer};

use crate::place::{Place, Ran};

const SECRET: &str = "hunter2";

/// What is refused, and a word of the message that stays.
const REFUSED: [(&str, &str); 8] = [
    ("INSERT INTO person (id, name) VALUES (2, 'hunter2');", "u_name"),
    ("INSERT INTO person (id, name)\nSELECT 3, 'hunter2' || repeat('x', 9);", "c_short"),
    ("INSERT INTO person (id, name) VALUES ('hunter2', 'a');", "invalid input syntax"),
    ("UPDATE person SET id = name::int;", "invalid input syntax"),
    ("INSERT INTO person (id, mood) VALUES (9, 'hunter2');", "enum"),
    ("DO $$BEGIN RAISE EXCEPTION 'got %', (SELECT name FROM person); END$$;", "withheld"),
    ("INSERT INTO person (id, parent) VALUES (9, 'hunter2x');", "foreign key"),
    ("SELECT name::date FROM person;\nINSERT INTO person VALUES (1, $x$hunter2$x$);", "invalid input syntax"),
];

const TABLE: &str = "CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE person (id int PRIMARY KEY, name text CONSTRAINT u_name UNIQUE CONSTRAINT c_short CHECK (length(name) < 10),
  parent text REFERENCES person (name), mood mood);";

fn silent(ran: &Ran) {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!all.contains(SECRET), "{all}");
}

fn ledger(database: &TestDatabase<'_>) -> String {
    let mut session = database.session();
    let mut seen = String::new();
    for table in ["_icms_migrations", "_icms_steps", "_icms_meta", "_icms_log"] {
        let known = session.texts(&format!("SELECT to_regclass('{table}')")).unwrap();
        if known[0][0].is_some() {
            seen.push_str(&format!("{:?}", session.texts(&format!("SELECT * FROM {table}")).unwrap()));
        }
    }
    seen
}

#[test]
fn deploying_shows_no_values() {
    for (at, (statement, word)) in REFUSED.iter().enumerate() {
        let place = Place::new(&format!("secrets-deploy-{at}"));
        let database = TestServer::shared().fresh_database();
        place.migration("1_person", TABLE, "DROP TABLE person; DROP TYPE mood;");
        place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
        database.execute("INSERT INTO person VALUES (1, 'hunter2', NULL, NULL)");
        place.write("migrations/2_data/up.sql", statement);
        place.offline(&["migrate", "seal", "2_data"]);
        for flags in [&[][..], &["-v"], &["--format", "json"], &["--format", "json", "-v"]] {
            let arguments: Vec<&str> = ["migrate", "deploy"].iter().chain(flags).copied().collect();
            let ran = place.run(&database, &arguments);
            silent(ran.expect(1, word));
            silent(&place.run(&database, &["migrate", "status"]));
            silent(&place.run(&database, &["migrate", "lock"]));
        }
        let ledger = ledger(&database);
        assert!(ledger.contains("2_data") && !ledger.contains(SECRET), "{ledger}");
        place.run(&database, &["migrate", "deploy", "--show-data"]).expect(1, SECRET);
        let shown = place.run(&database, &["migrate", "deploy", "--show-data", "--format", "json"]);
        shown.expect(1, SECRET);
    }
}

#[test]
fn seeding_shows_no_values() {
    let place = Place::new("secrets-seed");
    let database = TestServer::shared().fresh_database();
    place.migration("1_person", TABLE, "DROP TABLE person; DROP TYPE mood;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    database.execute("INSERT INTO person VALUES (1, 'hunter2', NULL, NULL)");
    for (statement, word) in REFUSED {
        place.write("seeds/1.sql", &format!("-- rows\n{statement}\n"));
        for flags in [&[][..], &["-v"], &["--format", "json"], &["--format", "json", "-v"]] {
            let arguments: Vec<&str> = ["db", "seed"].iter().chain(flags).copied().collect();
            silent(place.run(&database, &arguments).expect(1, word));
        }
        place.run(&database, &["db", "seed", "--show-data"]).expect(1, SECRET);
    }
    place.write("seeds/1.sql", "INSERT INTO person (id, name) VALUES (4, 'it's hunter2');");
    silent(place.run(&database, &["db", "seed"]).expect(1, "1.sql"));
    assert!(!ledger(&database).contains(SECRET));
}

#[test]
fn verifying_shows_no_values() {
    for (at, (statement, _)) in REFUSED[..4].iter().enumerate() {
        let place = Place::new(&format!("secrets-verify-{at}"));
        place.migration("1_person", TABLE, "DROP TABLE person; DROP TYPE mood;");
        place.write("migrations/2_row/up.sql", "INSERT INTO person VALUES (1, 'hunter2', NULL, NULL);");
        place.offline(&["migrate", "seal", "2_row"]);
        place.write("migrations/3_data/up.sql", statement);
        silent(&place.offline(&["migrate", "seal", "3_data"]));
        for flags in [&[][..], &["-v"]] {
            let arguments: Vec<&str> = ["migrate", "verify"].iter().chain(flags).copied().collect();
            silent(place.offline(&arguments).expect(1, "E5220"));
        }
        place.offline(&["migrate", "verify", "--show-data"]).expect(1, SECRET);
    }
}
