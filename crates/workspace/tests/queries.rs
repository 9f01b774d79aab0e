//! Queries of a project: described once, kept, checked without a server.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_embedded::testing::TestServer;
use icms_workspace::generate::Write;
use icms_workspace::{Failure, Outcome, Overrides, Project, Server, check, client, compare};

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
        self.run_git(&["init", "-q"]);
        self.commit();
    }

    fn commit(&self) {
        self.run_git(&["add", "-A"]);
        let who = ["-c", "user.name=x", "-c", "user.email=x@x"];
        self.run_git(&[&who[..], &["commit", "-q", "--allow-empty", "-m", "x"]].concat());
    }

    fn run_git(&self, arguments: &[&str]) {
        let done = std::process::Command::new("git").args(arguments).current_dir(&self.folder).status();
        assert!(done.unwrap().success());
    }
}

fn migrated(place: &Place) -> icms_workspace::generate::Generated {
    generated(place, Write::Files)
}

fn generated(place: &Place, write: Write) -> icms_workspace::generate::Generated {
    let options = icms_workspace::generate::Options {
        name: Some("users_change"),
        now: 1_700_000_000,
        write,
        proof: icms_workspace::generate::ProofOn::Model,
        server: Server::Allowed,
    };
    icms_workspace::generate::migration(&options, &place.project()).unwrap()
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

const MORE: &str = "
enum Role {
  ADMIN
  MEMBER
}

model User {
  id    BigInt  @id @identity(always)
  email String  @unique
  name  String?
  role  Role    @default(MEMBER)
  tags  Label[]

  @@map(\"users\")
}

model Label {
  id      BigInt @id @identity(always)
  ownerId BigInt @map(\"owner_id\")
  owner   User   @relation(fields: [ownerId], references: [id])
  text    String

  @@map(\"tags\")
}
";

const USES: &str =
    "-- name: names\nselect id,\n  name from users;\n-- name: tags\nselect count(*) from tags;\n";

/// What the findings say about the code.
fn reached(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with("breaks client:") || line.starts_with("used by query:")).collect()
}

/// What everything says where the schema becomes another, migrations alone too.
fn says(name: &str, edits: &[(&str, &str)]) -> String {
    let (said, alone) = with_and_without_git(name, edits);
    // Without the file as it was, nothing tells what a relation was called.
    assert_eq!(alone, said.replace("user::TAGS, ", ""));
    said
}

/// What generating and checking say where the schema becomes another, and what generating says without a repository.
fn with_and_without_git(name: &str, edits: &[(&str, &str)]) -> (String, String) {
    let place = Place::new(name, USES);
    place.write("schema/schema.icms", MORE);
    place.write("queries/users.sql", USES);
    migrated(&place);
    let after = edits.iter().fold(MORE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    place.write("schema/schema.icms", &after);
    let alone = generated(&place, Write::Nothing);
    let alone = icms_report::findings::text(&alone.judgements, icms_report::Paint::Plain);
    place.write("schema/schema.icms", MORE);
    place.git();
    place.write("schema/schema.icms", &after);
    let generated = migrated(&place);
    let written = icms_report::findings::text(&generated.judgements, icms_report::Paint::Plain);
    let question = check::Question::Migrations { base: Some("HEAD") };
    let options = check::Options { server: Server::Forbidden, ..check::Options::default() };
    let checked = check::run(question, options, &place.project()).unwrap();
    let judged = icms_report::findings::text(&checked.judgements, icms_report::Paint::Plain);
    assert_eq!(reached(&written), reached(&judged), "both say the same\n{written}\n{judged}");
    let schema = place.path("schema").display().to_string();
    let options = compare::Options::default();
    let compared = compare::sources("git:HEAD:schema", &schema, &place.project(), options).unwrap();
    compared.look_at_code(&place.project());
    let said = compared.text(icms_report::Paint::Plain);
    assert_eq!(reached(&written), reached(&said), "a schema file says the same\n{written}\n{said}");
    (reached(&written).join("\n"), reached(&alone).join("\n"))
}

#[test]
fn findings_name_the_code_that_they_reach() {
    assert_eq!(
        says("reach_column", &[("  name  String?\n", "")]),
        "breaks client: user::NAME, User.name, UserPatch.name, NewUser.name (removed)\n\
         used by query: names (queries/users.sql:3)"
    );
    assert_eq!(
        says("reach_rename", &[("  name  String?\n", "  label String? @renamedFrom(\"name\")\n")]),
        "breaks client: User.name, UserPatch.name, NewUser.name (removed)\n\
         used by query: names (queries/users.sql:3)"
    );
    assert_eq!(
        says("reach_type", &[("  name  String?\n", "  name  Int?\n")]),
        "breaks client: user::NAME, User.name, UserPatch.name, NewUser.name (Option<String> → Option<i32>)\n\
         used by query: names (queries/users.sql:3)"
    );
    assert_eq!(
        says("reach_null", &[("  email String  @unique", "  email String? @unique")]),
        "breaks client: user::EMAIL, User.email, UserPatch.email, NewUser.email (String → Option<String>)"
    );
}

#[test]
fn models_keys_and_enums_are_named_too() {
    let model = MORE.find("\nmodel Label").map_or("", |at| &MORE[at..]);
    assert_eq!(
        says("reach_model", &[(model, "\n"), ("  tags  Label[]\n", "")]),
        "breaks client: user::TAGS, label (removed)\nused by query: tags (queries/users.sql:5)"
    );
    assert_eq!(
        says("reach_key", &[("  email String  @unique", "  email String")]),
        "breaks client: user::by_email, user::upsert_by_email, user::constraint::EMAIL_KEY (removed)"
    );
    assert_eq!(
        says("reach_value", &[("  MEMBER\n", "  MEMBER\n  GUEST\n")]),
        "breaks client: Role::Guest (new, and needed)"
    );
    assert_eq!(
        says("reach_required", &[("  text    String\n", "  text    String\n  kind    String\n")]),
        "breaks client: NewLabel.kind (new, and needed)"
    );
    assert_eq!(
        with_and_without_git(
            "reach_one",
            &[("  tags  Label[]", "  tags  Label?"), ("@map(\"owner_id\")", "@unique @map(\"owner_id\")")]
        )
        .0,
        "breaks client: user::TAGS (Vec<Label> → Option<Label>)"
    );
}

#[test]
fn values_that_change_places_are_named_where_no_statement_does_anything() {
    let place = Place::new("reach_order", "");
    let schema = |first: &str, second: &str| {
        format!("model User {{\n  id BigInt @id @identity(always)\n  {first} String\n  {second} String\n}}\n")
    };
    std::fs::remove_file(place.path("queries/users.sql")).unwrap();
    place.write("schema/schema.icms", &schema("name", "town"));
    migrated(&place);
    place.git();
    place.write("schema/schema.icms", &schema("town", "name"));
    let said = "breaks client: NewUser::new (values of one type change places, which no compiler notices: name, \
                town → town, name)";
    assert_eq!(icms_report::findings::besides(&migrated(&place).judgements), [said]);
    let schema = place.path("schema").display().to_string();
    let migrations = place.path("migrations").display().to_string();
    for before in [&*migrations, "git:HEAD:schema"] {
        let compared =
            compare::sources(before, &schema, &place.project(), compare::Options::default()).unwrap();
        compared.look_at_code(&place.project());
        assert_eq!(compared.text(icms_report::Paint::Plain), format!("no differences\n{said}\n"), "{before}");
    }
    let question = check::Question::Migrations { base: Some("HEAD") };
    let options = check::Options { server: Server::Forbidden, ..check::Options::default() };
    let checked = check::run(question, options, &place.project()).unwrap();
    assert_eq!(icms_report::findings::besides(&checked.judgements), [said]);
    place.commit();
    assert!(check::run(question, options, &place.project()).unwrap().judgements.is_empty());
    assert!(migrated(&place).judgements.is_empty());
}

#[test]
fn what_is_safe_says_nothing() {
    assert_eq!(
        says(
            "reach_safe",
            &[("  text    String\n", "  text    String\n  kind    String?\n\n  @@index([text])\n")]
        ),
        ""
    );
}
