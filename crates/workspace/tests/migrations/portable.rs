//! One set of migrations for many namespaces.

use icms_connect::Url;
use icms_embedded::testing::TestServer;
use icms_workspace::db::health;
use icms_workspace::loss::DataLoss;
use icms_workspace::{Project, check, compare, deploy, drift, embedded, generate, migrate, push};

use crate::place::{Place, deployed, said, states, undone};

const FIRST: &str = r#"
enum Role {
  ADMIN
  USER
}

model User {
  id      BigInt   @id @default(autoincrement())
  number  Int      @default(autoincrement())
  email   String   @unique
  role    Role     @default(USER)
  roles   Role[]   @default([USER, ADMIN])
  posts   Post[]
  friends User[]   @relation("friends")
  of      User[]   @relation("friends")

  @@check("email = lower(email)", map: "users_email_lower")
  @@map("users")
}

model Post {
  id     BigInt @id @identity(always)
  userId BigInt
  user   User   @relation(fields: [userId], references: [id])
  title  String

  @@index([expr("lower(title)")])
  @@map("posts")
}

function shout(text) returns text language sql immutable """ select upper($1) """

view OpenPost {
  id BigInt
  email String

  @@sql("SELECT p.id, u.email FROM posts p JOIN users u ON u.id = p.\"userId\"")
  @@map("open_posts")
}
"#;

fn second() -> String {
    let renamed = FIRST.replace("title  String", "name   String @renamedFrom(\"title\")");
    let grown = renamed.replace("lower(title)", "lower(name)").replace("  USER\n}", "  USER\n  GUEST\n}");
    grown.replace("posts   Post[]", "posts   Post[]\n  /// When they were seen last.\n  seen    DateTime?")
}

fn place(name: &str) -> Place {
    let place = Place::new(name);
    let config = "[database]\nportable = true\n[environments.prod]\nprotected = true\n";
    place.write("icms.toml", &format!("schema = \"schema.icms\"\n{config}"));
    place
}

fn generated(place: &Place, schema: &str, now: u64) -> generate::Generated {
    place.write("schema.icms", schema);
    let options = generate::Options {
        name: None,
        now,
        write: generate::Write::Files,
        proof: generate::ProofOn::Server,
        server: generate::Server::Allowed,
    };
    generate::migration(&options, &place.offline()).unwrap()
}

fn tenant(place: &Place, database: &Url, name: &str) -> Project {
    place.project(&Url::parse(&format!("{}&schema={name}", database.reveal())).unwrap())
}

fn text(database: &icms_embedded::testing::TestDatabase<'_>, sql: &str) -> String {
    let rows = database.session().texts(sql).unwrap();
    rows.into_iter().flatten().flatten().collect::<Vec<_>>().join("|")
}

#[test]
fn scripts_name_no_namespace_and_go_into_each() {
    let place = place("portable");
    let first = generated(&place, FIRST, 1_000_000_000).migration.unwrap();
    let next = generated(&place, &second(), 1_000_000_100).migration.unwrap();
    for sql in [&first.up, &first.down, &first.readme, &next.up, &next.down] {
        assert!(!sql.contains("public"), "{sql}");
    }
    assert!(next.up.contains("ALTER TABLE posts RENAME COLUMN"), "{}", next.up);
    assert!(generated(&place, &second(), 1_000_000_200).migration.is_none());

    let database = TestServer::shared().fresh_database();
    database
        .execute("CREATE SCHEMA tenant_1; CREATE SCHEMA \"Tenant 2\"; CREATE TABLE public.users (id int)");
    let (one, two) = (tenant(&place, &database, "tenant_1"), tenant(&place, &database, "Tenant%202"));
    assert_eq!((deployed(&one), deployed(&one), deployed(&two)), (2, 0, 2));
    let tables = "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', \
                  'information_schema') AND tablename IN ('users', '_icms_migrations') ORDER BY 1";
    let there =
        "Tenant 2._icms_migrations|Tenant 2.users|public.users|tenant_1._icms_migrations|tenant_1.users";
    assert_eq!(text(&database, tables), there);
    let rows =
        "INSERT INTO tenant_1.users (email) VALUES ('a@b') RETURNING role::text || roles::text || number";
    assert_eq!(text(&database, rows), "USER{USER,ADMIN}1");

    for tenant in [&one, &two] {
        assert_eq!(states(tenant), ["applied", "applied"]);
        let found = drift::run(tenant).unwrap();
        assert!(found.is_empty(), "{}", found.up_sql());
        assert!(health::run(health::PATIENCE, tenant).is_good());
    }
    database.execute("ALTER TABLE tenant_1.posts ADD extra int");
    let repair = drift::run(&one).unwrap();
    assert!(repair.up_sql().contains("\nALTER TABLE posts DROP COLUMN extra;\n"), "{}", repair.up_sql());
    assert!(drift::run(&two).unwrap().is_empty());
    database.execute("ALTER TABLE tenant_1.posts DROP extra");

    assert_eq!(undone(1, &two), 1);
    assert_eq!((states(&one), states(&two)), (vec!["applied"; 2], vec!["applied", "pending"]));
    assert_eq!(undone(1, &two), 1);
    let left = "SELECT count(*) FROM pg_class WHERE relnamespace = '\"Tenant 2\"'::regnamespace AND relname NOT LIKE '\\_icms%'";
    assert_eq!(text(&database, left), "0");
    assert_eq!(text(&database, "SELECT count(*) FROM public.users"), "0");
}

#[test]
fn a_database_is_compared_pushed_to_and_reset_in_its_namespace() {
    let place = place("portable-push");
    generated(&place, FIRST, 1_000_000_000);
    let database = TestServer::shared().fresh_database();
    database.execute("CREATE SCHEMA tenant_1; CREATE TABLE public.users (id int)");
    let one = tenant(&place, &database, "tenant_1");
    let url = one.require_database().unwrap().reveal();
    let schema = place.0.join("schema.icms").display().to_string();
    let options = compare::Options::default();
    let compared = compare::sources(&url, &schema, &one, options).unwrap();
    assert!(compared.up_sql().contains("CREATE TABLE users ("), "{}", compared.up_sql());
    push::run(DataLoss::Refused, &one, &|_| {}).unwrap();
    let left = compare::sources(&url, &schema, &one, options).unwrap();
    assert!(left.is_empty(), "{}", left.up_sql());
    let migrations = place.0.join("migrations").display().to_string();
    let left = compare::sources(&migrations, &url, &one, options).unwrap();
    assert!(left.is_empty(), "{}", left.up_sql());
    let from_nothing = compare::sources("empty", &url, &one, options).unwrap().up_sql();
    assert!(
        !from_nothing.contains("tenant_1") && from_nothing.contains("CREATE TABLE users"),
        "{from_nothing}"
    );

    assert_eq!(
        migrate::baseline::run("20010909", migrate::baseline::Equality::Demanded, &one, &|_| {})
            .unwrap()
            .len(),
        1
    );
    database.execute("INSERT INTO tenant_1.users (email) VALUES ('a@b')");
    let reset = migrate::reset::run(&one, &|_| {}).unwrap();
    assert_eq!(reset.applied.len(), 1);
    assert_eq!(text(&database, "SELECT count(*) FROM tenant_1.users"), "0");
    assert_eq!(text(&database, "SELECT count(*) FROM public.users"), "0");
}

#[test]
fn what_cannot_go_everywhere_is_refused() {
    let place = place("portable-refused");
    let refused = |schema: &str| {
        place.write("schema.icms", schema);
        let options = generate::Options {
            name: None,
            now: 0,
            write: generate::Write::Files,
            proof: generate::ProofOn::Model,
            server: generate::Server::Allowed,
        };
        said(&generate::migration(&options, &place.offline()).unwrap_err())
    };
    let elsewhere = "model A {\n  id Int @id\n\n  @@schema(\"sales\")\n}\n";
    assert!(refused(elsewhere).starts_with("E7060 table sales.A lies in sales"), "{}", refused(elsewhere));

    let view = "view V {\n  id Int\n\n  @@sql(\"SELECT 1 AS id FROM public.x\")\n}\n";
    place.write("schema.icms", view);
    let compiled = icms_workspace::compile::at(None, &place.offline()).unwrap();
    assert!(compiled.lowered.diagnostics.iter().any(|d| d.code.to_string() == "E7061"));

    place.write("schema.icms", "model A {\n  id Int @id\n}\n");
    place.migration("1_away", "SET search_path = other;\nCREATE TABLE a ();", "DROP TABLE a;");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    let away = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap_err();
    assert!(said(&away).starts_with("E5130"), "{}", said(&away));
    let missing = tenant(&place, &database, "no_such_tenant");
    let missing = deploy::run(deploy::Options::default(), &missing, &|_| {}).unwrap_err();
    assert!(said(&missing).starts_with("E4024"), "{}", said(&missing));
    let several = tenant(&place, &database, "a,b");
    let several = deploy::run(deploy::Options::default(), &several, &|_| {}).unwrap_err();
    assert!(said(&several).starts_with("E7060"), "{}", said(&several));
}

#[test]
fn the_gate_judges_a_portable_history() {
    let place = place("portable-gate");
    let base = std::process::Command::new("git").args(["init", "-q"]).current_dir(&place.0).status().unwrap();
    assert!(base.success());
    for command in [
        vec!["config", "user.email", "a@b.c"],
        vec!["config", "user.name", "a"],
        vec!["commit", "-q", "--allow-empty", "-m", "empty"],
    ] {
        std::process::Command::new("git").args(command).current_dir(&place.0).status().unwrap();
    }
    generated(&place, FIRST, 1_000_000_000);
    generated(&place, &second(), 1_000_000_100);
    let checked = check::run(
        check::Question::Migrations { base: Some("HEAD") },
        check::Options::default(),
        &place.offline(),
    )
    .unwrap();
    assert_eq!(checked.judgements.len(), 2);
    assert!(checked.disagreement.is_none(), "{:?}", checked.disagreement);
    place.write(
        "icms.toml",
        "schema = \"schema.icms\"\n[database]\nportable = true\n[client]\nmigrations = \"src/list.rs\"\n",
    );
    let question = check::Question::Migrations { base: Some("HEAD") };
    let stale =
        check::run(question, check::Options::default(), &place.offline()).unwrap().disagreement.unwrap();
    assert!(said(&stale).starts_with("E5012"), "{}", said(&stale));
    let list = embedded::refresh(&place.offline()).unwrap().unwrap();
    let text = std::fs::read_to_string(list).unwrap();
    assert!(
        text.contains("pub const MIGRATIONS, portable from \"../migrations\" {\n        \"2001"),
        "{text}"
    );
    assert!(text.matches(": \"up.sql\", \"migration.toml\";\n").count() == 2, "{text}");
    assert!(embedded::refresh(&place.offline()).unwrap().is_none());
    assert!(
        check::run(question, check::Options::default(), &place.offline()).unwrap().disagreement.is_none()
    );
    let codes: Vec<&str> = checked.judgements[1].items.iter().map(|item| item.finding.rule).collect();
    assert!(codes.contains(&"column_renamed"), "{codes:?}");
}
