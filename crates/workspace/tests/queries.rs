//! Queries of a project: described once, kept, checked without a server.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_embedded::testing::TestServer;
use icms_workspace::generate::Write;
use icms_workspace::{Failure, Outcome, Overrides, Project, Server, check, client};

const SCHEMA: &str = "
model User {
  id    BigInt @id @identity(always)
  email String @unique
  name  String?
}
";

const QUERY: &str =
    "-- name: add :one\ninsert into \"User\" (email, name, age) values (:email, :name?, :age) returning *;\n";

/// A project with a schema and a file of queries.
struct Place {
    folder: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Place {
    fn new(name: &str, query: &str) -> Self {
        let place = Self { folder: std::env::temp_dir().join(format!("icms-{name}-{}", std::process::id())) };
        let url = TestServer::shared().url().reveal();
        place.write("icms.toml", &format!("[client]\nout = \"db\"\n[scratch]\nurl = \"{url}\"\n"));
        place.write("schema/schema.icms", SCHEMA);
        place.write("queries/users.sql", query);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn project(&self) -> Project {
        Project::open(&self.folder, Overrides::default()).unwrap()
    }

    fn generate(&self, server: Server) -> Outcome<Vec<PathBuf>> {
        client::of_project(Write::Files, server, &self.project()).map(|client| client.files)
    }

    /// What a failure says, with its places.
    fn said(&self, failure: &Failure) -> String {
        let one = |d: &icms_diagnostic::Diagnostic| {
            let place = d.span.map(|span| {
                (failure.sources.get(span.file).unwrap().name.clone(), failure.sources.position(span))
            });
            let place =
                place.map_or(String::new(), |(file, (line, column))| format!("{file}:{line}:{column}: "));
            format!("{place}{} {}", d.code, d.message)
        };
        failure.diagnostics.iter().map(one).collect::<Vec<_>>().join("\n")
    }

    /// What the gate says about the agreement of everything.
    fn disagreement(&self) -> String {
        self.disagreement_with(Server::Forbidden)
    }

    fn disagreement_with(&self, server: Server) -> String {
        let question = check::Question::Migrations { base: Some("HEAD") };
        let options = check::Options { server, ..check::Options::default() };
        let checked = check::run(question, options, &self.project()).unwrap();
        checked.disagreement.map_or_else(String::new, |failure| self.said(&failure))
    }

    fn git(&self) {
        for arguments in [
            &["init", "-q"][..],
            &["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "x"],
        ] {
            let done = std::process::Command::new("git").args(arguments).current_dir(&self.folder).status();
            assert!(done.unwrap().success());
        }
    }
}

fn migrated(place: &Place) {
    let options = icms_workspace::generate::Options {
        name: Some("users_exist"),
        now: 1_700_000_000,
        write: Write::Files,
        proof: icms_workspace::generate::ProofOn::Model,
        server: Server::Allowed,
    };
    icms_workspace::generate::migration(&options, &place.project()).unwrap();
}

#[test]
fn what_is_kept_needs_no_server() {
    let place = Place::new("queries_kept", "select id, email, name from \"User\" where email = :email;\n");
    let failure = place.generate(Server::Forbidden).unwrap_err();
    assert_eq!(
        place.said(&failure),
        "queries/users.sql:1:1: E6015 no server has described the query users yet"
    );
    assert_eq!(place.read("db/mod.rs"), "", "nothing is half written");

    place.generate(Server::Allowed).unwrap();
    let (module, kept) = (place.read("db/mod.rs"), place.read("db/queries.toml"));
    assert!(
        module.contains(
            "pub fn users(email: impl Into<String>) -> icms_client::SqlRows<icms_client::Whole<User>>"
        ),
        "{module}"
    );
    std::fs::remove_file(place.path("db/mod.rs")).unwrap();
    place.generate(Server::Forbidden).unwrap();
    assert_eq!((place.read("db/mod.rs"), place.read("db/queries.toml")), (module, kept));

    std::fs::remove_dir_all(place.path("queries")).unwrap();
    place.generate(Server::Forbidden).unwrap();
    assert!(!place.read("db/mod.rs").contains("queries") && !place.path("db/queries.toml").exists());
}

#[test]
fn the_gate_names_what_does_not_agree() {
    let place = Place::new("queries_gate", "select name from \"User\" where id = :id;\n");
    place.git();
    migrated(&place);
    place.generate(Server::Allowed).unwrap();
    assert_eq!(place.disagreement(), "");

    // Words about it need no server, but change the module.
    place.write(
        "queries/users.sql",
        "-- The name.\n-- name: name_of :optional\nselect name from \"User\" where id = :id;\n",
    );
    assert_eq!(
        place.disagreement(),
        "queries/users.sql:3:1: E6015 no server has described the query name_of yet"
    );
    place.generate(Server::Allowed).unwrap();
    assert_eq!(place.disagreement(), "");
    place.write(
        "queries/users.sql",
        "-- The name.\n-- name: name_of :one\nselect name from \"User\" where id = :id;\n",
    );
    assert!(place.disagreement().contains("E5012"), "{}", place.disagreement());
    place.generate(Server::Forbidden).unwrap();
    assert_eq!(place.disagreement(), "");

    // Where a server can be had, it says what is wrong.
    let query = place.read("queries/users.sql");
    place.write("queries/users.sql", &query.replace("where id", "where number"));
    assert_eq!(
        place.disagreement(),
        "queries/users.sql:3:1: E6015 the query name_of was changed after a server described it"
    );
    let refused = place.disagreement_with(Server::Allowed);
    assert!(
        refused.contains(
            "queries/users.sql:3:31: E6011 PostgreSQL refuses the query name_of: column \"number\""
        ),
        "{refused}"
    );
    place.write("queries/users.sql", &query);
    let schema = place.read("schema/schema.icms");
    place.write("schema/schema.icms", &schema.replace("name  String?", "name  String? @db.VarChar(9)"));
    assert!(
        place
            .disagreement()
            .contains("E6015 the schema was changed after a server described the query name_of")
    );
    place.write("schema/schema.icms", &schema);

    let module = place.read("db/mod.rs");
    place.write("db/mod.rs", &module.replace("The name.", "Edited."));
    assert!(place.disagreement().contains("mod.rs is not the client of this schema"));
    place.write("db/mod.rs", &module);
    place.write("db/queries.toml", &place.read("db/queries.toml").replace("bigint", "integer"));
    assert!(place.disagreement().contains("E5012"), "{}", place.disagreement());
}

#[test]
fn a_change_of_the_schema_is_told_where_it_breaks_a_query() {
    let place = Place::new(
        "queries_broken",
        "-- name: a\nselect id, 'ä',\n       name from \"User\";\n-- name: b\nselect :x is null;\n-- name: c\nselect 1;",
    );
    place.write("schema/schema.icms", &SCHEMA.replace("  name  String?\n", ""));
    let failure = place.generate(Server::Allowed).unwrap_err();
    assert_eq!(
        place.said(&failure),
        "queries/users.sql:3:8: E6011 PostgreSQL refuses the query a: column \"name\" does not exist [42703]\n\
         queries/users.sql:5:8: E6011 PostgreSQL cannot tell the type of the parameter x"
    );
}

#[test]
fn queries_see_what_only_migrations_make() {
    let place = Place::new("queries_history", QUERY);
    let schema = SCHEMA.replace("email String @unique", "email Email @unique");
    place.write("schema/schema.icms", &format!("domain Email = String\n{schema}"));
    // Domains are written into migrations by hand.
    place.write(
        "migrations/20230101000000_users/migration.sql",
        "CREATE DOMAIN public.\"Email\" AS text CHECK (VALUE ~ '@');\nCREATE TABLE public.\"User\" (id bigint \
         GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email public.\"Email\" NOT NULL UNIQUE, name text);\n",
    );
    place.write(
        "schema/schema.icms",
        &format!("domain Email = String\n{}", schema.replace("name  String?", "name  String?\n  age Int?")),
    );
    place.generate(Server::Allowed).unwrap();
    let module = place.read("db/mod.rs");
    let (_, queries) = module.split_once("pub mod queries").unwrap();
    let wanted = "    pub fn add(
        email: Email,
        name: Option<String>,
        age: i32,
    ) -> icms_client::Required<icms_client::SqlRow<icms_client::Whole<User>>> {
        const SQL: &str = r#\"
            insert into \"User\" (email, name, age) values ($1, $2, $3) returning \"User\".id, \"User\".email, \"User\".name, \"User\".age\"#;
        icms_client::sql(SQL)
            .bind(email)
            .bind(name)
            .bind(age)
            .rows()
            .first()
            .required()
    }
";
    assert!(queries.contains(wanted), "{queries}");
}

#[test]
fn what_is_no_file_of_queries_is_told() {
    let place = Place::new("queries_wrong", "select 1; select 2;");
    let failure = place.generate(Server::Forbidden).unwrap_err();
    assert_eq!(
        place.said(&failure),
        "queries/users.sql:1:1: E6010 this query has no name\nqueries/users.sql:1:11: E6010 this query has no name"
    );
    place.write("icms.toml", "[client]\nout = \"db\"\nqueries = \"sql\"\n");
    let failure = place.generate(Server::Forbidden).unwrap_err();
    assert!(place.said(&failure).contains("E7001"), "{}", place.said(&failure));
    assert!(Path::new(&place.path("queries")).exists());
}
