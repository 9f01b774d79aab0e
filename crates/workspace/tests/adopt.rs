//! Taking over what is there: a database that Prisma migrated, and a database without any history.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use icms_embedded::testing::{TestDatabase, TestServer};
use icms_workspace::{Event, Failure, Overrides, Project, compare, deploy, generate, init, pull, status};

/// A folder of its own, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("icms-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn project(&self, database: String) -> Project {
        Project::open(&self.0, Overrides { database: Some(database), ..Overrides::default() }).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const FIRST: &str = r#"CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');

CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'USER',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "users_email_key" ON "users"("email");
"#;

const SECOND: &str = r#"CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "authorId" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
"#;

const SCHEMA: &str = r#"generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

// Who may do what.
enum Role {
  USER
  ADMIN
}

/// People who can sign in.
model User {
  id        String   @id @default(cuid())
  email     String   @unique // lower case
  role      Role     @default(USER)
  createdAt DateTime @default(now()) @map("created_at")
  updatedAt DateTime @updatedAt @map("updated_at")
  posts     Post[]

  @@map("users")
}

model Post {
  id       Int    @id @default(autoincrement())
  title    String @db.VarChar(200)
  author   User   @relation(fields: [authorId], references: [id])
  authorId String
}
"#;

const LEDGER: &str = "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, \
    finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, \
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)";

/// What Prisma does with a migration: its file, its statements, its line in the ledger.
fn migrated(place: &Place, database: &TestDatabase, name: &str, sql: &str) {
    place.write(&format!("prisma/migrations/{name}/migration.sql"), sql);
    let mut session = database.session();
    session.batch_execute(sql).unwrap();
    let line = format!(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES \
         (gen_random_uuid()::text, encode(sha256(convert_to($sql${sql}$sql$, 'UTF8')), 'hex'), now(), '{name}', 1)"
    );
    session.batch_execute(&line).unwrap();
}

fn generated(project: &Project, now: u64) -> generate::Generated {
    let options = generate::Options {
        name: None,
        now,
        write: generate::Write::Files,
        proof: generate::ProofOn::Model,
        server: generate::Server::Allowed,
    };
    generate::migration(&options, project).unwrap()
}

/// How many migrations ran, and which were found to be there.
fn deployed(project: &Project) -> (usize, Vec<String>) {
    let found = Mutex::new(Vec::new());
    let watch = |event: Event<'_>| {
        if let Event::TakenOver { migration } = event {
            found.lock().unwrap().push(migration.to_string());
        }
    };
    let ran = deploy::run(deploy::Options::default(), project, &watch).unwrap();
    (ran.len(), found.into_inner().unwrap())
}

/// The messages of a failure.
fn said(failure: &Failure) -> String {
    failure.diagnostics.iter().map(|d| d.message.clone()).collect()
}

fn words(project: &Project) -> Vec<&'static str> {
    status::of(project).unwrap().iter().map(|entry| entry.state.word()).collect()
}

fn pulled(project: &Project, database: &str, like: Option<&Path>) -> String {
    let request = pull::Request { source: Some(database), like, out: None };
    pull::text(&request, project).unwrap().text
}

#[test]
fn a_prisma_project_goes_on_where_it_was() {
    let place = Place::new("adopt-prisma");
    let database = TestServer::shared().fresh_database();
    database.session().batch_execute(LEDGER).unwrap();
    place.write("prisma/schema.prisma", SCHEMA);
    place.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
    migrated(&place, &database, "20230101000000_init", FIRST);
    migrated(&place, &database, "20230201000000_posts", SECOND);

    let started = init::project(&place.0, Some("prisma"), 0).unwrap();
    assert_eq!(started.changes, Vec::<String>::new(), "history and schema agree");
    assert_eq!(started.migrations, 2);
    let project = place.project(database.reveal());
    assert_eq!(words(&project), ["applied", "applied"]);
    assert_eq!(deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap().len(), 0);
    let schema = place.0.join("prisma/schema.prisma");
    assert_eq!(pulled(&project, &database.reveal(), Some(&schema)), SCHEMA, "nothing differs");

    place.write(
        "prisma/schema.prisma",
        &SCHEMA.replace("  posts     Post[]\n", "  name      String?\n  posts     Post[]\n"),
    );
    let folder = generated(&project, 1_700_000_000).folder.unwrap();
    assert!(folder.starts_with(place.0.join("prisma/migrations")), "{}", folder.display());
    assert_eq!(words(&project), ["applied", "applied", "pending"]);
    assert_eq!(deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap().len(), 1);
    assert_eq!(words(&project), ["applied", "applied", "applied"]);

    database.session().batch_execute("ALTER TABLE \"Post\" ALTER COLUMN title TYPE text, ADD COLUMN body text; CREATE TABLE tags (id serial PRIMARY KEY)").unwrap();
    let followed = pulled(&project, &database.reveal(), Some(&schema));
    let before = place.read("prisma/schema.prisma");
    let expected = before
        .replace("  title    String @db.VarChar(200)\n", "  title    String\n")
        .replace("  authorId String\n}", "  authorId String\n  body     String?\n}");
    let expected = format!("{expected}\nmodel tags {{\n  id Int @id @default(autoincrement())\n}}\n");
    assert_eq!(followed, icms_syntax::format(&expected, icms_syntax::Dialect::Prisma));
}

#[test]
fn a_database_without_history_gets_one() {
    let place = Place::new("adopt-database");
    let database = TestServer::shared().fresh_database();
    database.session().batch_execute(&format!("{FIRST}{SECOND}")).unwrap();
    database
        .session()
        .batch_execute("CREATE VIEW admins AS SELECT id FROM users WHERE role = 'ADMIN'")
        .unwrap();
    let started = init::project(&place.0, Some(&database.reveal()), 1_700_000_000).unwrap();
    assert!(!place.read("icms.toml").contains("postgres://"), "no password in a file");
    let project = place.project(database.reveal());
    let same = compare::sources(
        &database.reveal(),
        &project.schema_path().display().to_string(),
        &project,
        compare::Options::default(),
    );
    assert!(same.unwrap().is_empty());
    let baseline = started.baseline.unwrap();
    assert_eq!(words(&project), ["pending"]);
    assert_eq!(deploy::pending(None, &project).unwrap().len(), 0, "the dry run knows it");
    assert_eq!(words(&project), ["pending"], "and writes nothing");
    assert_eq!(deployed(&project), (0, vec![baseline.to_string()]));
    assert_eq!(words(&project), ["applied"]);
    assert_eq!(deployed(&project), (0, vec![]));
    assert!(init::project(&place.0, None, 0).is_err(), "a project is never started twice");
}

#[test]
fn the_first_deploy_takes_over_only_what_it_can_see() {
    let place = Place::new("adopt-first");
    let database = TestServer::shared().fresh_database();
    let project = place.project(database.reveal());
    place.write("migrations/1_a/up.sql", "CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);\n");
    database.session().batch_execute("CREATE TABLE a (id int PRIMARY KEY)").unwrap();
    let refused = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap_err();
    assert!(said(&refused).contains("already exists"), "its rows may be missing: {}", said(&refused));

    let other = TestServer::shared().fresh_database();
    let project = place.project(other.reveal());
    place.write("migrations/1_a/up.sql", "CREATE TABLE a (id int PRIMARY KEY);\n");
    place.write("migrations/2_b/up.sql", "CREATE TABLE b (id int PRIMARY KEY);\n");
    other.session().batch_execute("CREATE TABLE a (id bigint PRIMARY KEY)").unwrap();
    assert!(deploy::run(deploy::Options::default(), &project, &|_| {}).is_err(), "another type");

    let equal = TestServer::shared().fresh_database();
    let project = place.project(equal.reveal());
    equal.session().batch_execute("CREATE TABLE a (id int PRIMARY KEY)").unwrap();
    assert_eq!(deployed(&project), (1, vec!["1_a".to_owned()]));
    assert_eq!(words(&project), ["applied", "applied"]);
}
