//! What `--format json` prints is what `icms json-schema` says; completions and the manual are there.

use icms_connect::Url;
use icms_embedded::testing::TestServer;
use serde_json::Value;

use crate::place::{Place, Ran};
use crate::schema::faults;

fn described(place: &Place, document: &str, text: &str) {
    let schema = place.offline(&["json-schema", document]);
    let schema: Value = serde_json::from_str(&schema.expect(0, "$schema").stdout).unwrap();
    let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{document}: {e}: {text}"));
    let found = faults(&value, &schema, document);
    assert!(found.is_empty(), "{found:#?}\n{text}");
}

fn place() -> Place {
    let place = Place::new("documents");
    let schema =
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel A {\n  id Int @id\n  b String?\n}\n";
    place.write("schema/schema.icms", schema);
    place.write("icms.toml", "[environments.prod]\nprotected = true\n");
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY, b text);", "DROP TABLE a;");
    place.write("seeds/1.sql", "INSERT INTO a VALUES (1);");
    place
}

/// Commands on a database, and the document that each prints.
const COMMANDS: [(&[&str], &str); 13] = [
    (&["migrate", "status"], "status"),
    (&["migrate", "lock"], "lock"),
    (&["db", "health"], "health"),
    (&["db", "stats"], "stats"),
    (&["db", "seed"], "seed"),
    (&["db", "backup"], "backup"),
    (&["db", "grants", "--role", "app"], "grants"),
    (&["drift"], "diff"),
    (&["validate"], "validate"),
    (&["diff", "empty", "migrations"], "diff"),
    (&["check", "migrations", "empty"], "check"),
    (&["migrate", "test"], "test"),
    (&["generate", "--dry-run"], "generate"),
];

fn json(place: &Place, database: &Url, arguments: &[&str]) -> Ran {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    place.run(database, &all)
}

#[test]
fn every_document_is_what_its_schema_says() {
    let place = place();
    place.write("migrations/1_a/tests/t.toml", "[after]\nrows.a = [{ id = 1 }]");
    let database = TestServer::shared().fresh_database();
    let applied = json(&place, &database, &["migrate", "deploy"]);
    for line in applied.expect(0, "finished").stdout.lines() {
        described(&place, "event", line);
    }
    for (arguments, document) in COMMANDS {
        described(&place, document, &json(&place, &database, arguments).stdout);
    }
    let name = database.database().unwrap();
    let both = format!("{name},nowhere");
    let deployed = json(&place, &database, &["migrate", "deploy", "--each-database", &both, "--keep-going"]);
    for line in deployed.stdout.lines() {
        described(&place, "event", line);
    }
    described(
        &place,
        "fleet",
        &json(&place, &database, &["migrate", "status", "--each-database", &both]).stdout,
    );
    let nowhere = Url::parse("postgresql://nobody@127.0.0.1:1/x").unwrap();
    described(&place, "diagnostics", &json(&place, &nowhere, &["migrate", "status"]).stdout);
    described(&place, "health", &json(&place, &nowhere, &["db", "health", "--timeout", "3"]).stdout);
}

#[test]
fn every_setting_of_the_client_is_told() {
    let place = Place::new("settings");
    let help = place.offline(&["generate", "--help"]).expect(0, "--crate <NAME>").stdout.clone();
    let page = place.offline(&["explain", "E7002"]).expect(0, "[client]").stdout.clone();
    place.write("icms.toml", "[client]\nsetting = 1\n");
    let refused = place.offline(&["validate", "--format", "json"]).stdout;
    let refused: Value = serde_json::from_str(&refused).unwrap();
    let message = refused["diagnostics"][0]["message"].as_str().unwrap();
    let (_, known) = message.split_once("expected one of ").unwrap();
    let settings: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    assert!(settings.len() > 5, "{message}");
    for setting in settings {
        let example = format!("{setting} = \"");
        assert!(help.contains(&example), "{setting}: {help}");
        assert!(page.contains(&example), "{setting}: {page}");
    }
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let place = Place::new("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        place
            .offline(&["completions", shell])
            .expect(0, "json-schema")
            .expect(0, "client-only")
            .expect(0, "crate");
    }
    place.offline(&["man"]).expect(0, "migrate");
    let pages = place.0.join("man");
    place.offline(&["man", "--out", pages.to_str().unwrap()]).expect(0, "wrote");
    assert!(pages.join("icms-migrate-deploy.1").is_file());
}
