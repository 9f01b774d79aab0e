//! The whole way: the README's example, and a project from its first schema to the gate, a database and back.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_connect::{Purpose, Session};
use icms_embedded::testing::TestServer;
use icms_report::Paint;
use icms_workspace::loss::DataLoss;
use icms_workspace::migrate::protection::Insistence;
use icms_workspace::{Exit, Overrides, Project, acknowledge, check, compare, deploy, down, generate, status};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A project in a folder of its own, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("icms-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("schema")).unwrap();
        std::fs::write(path.join("icms.toml"), "").unwrap();
        Self(path)
    }

    fn schema(&self, readme: &str) {
        let text = std::fs::read_to_string(root().join("tests/readme").join(readme)).unwrap();
        std::fs::write(self.0.join("schema/schema.icms"), text).unwrap();
    }

    fn project(&self, database: Option<String>) -> Project {
        Project::open(&self.0, Overrides { database, ..Overrides::default() }).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
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

#[test]
fn the_readme_shows_what_the_program_says() {
    let project = Project::open(&root(), Overrides::default()).unwrap();
    let source = |name: &str| root().join("tests/readme").join(name).display().to_string();
    let comparison = compare::sources(
        &source("before.icms"),
        &source("after.icms"),
        &project,
        compare::Options::default(),
    )
    .unwrap();
    let text = comparison.text(Paint::Plain);
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let said: Vec<&str> =
        text.lines().map(str::trim).filter(|l| l.contains("  ICMS") || l.contains(" ICMS")).collect();
    assert!(said.len() >= 3, "{text}");
    let findings: Vec<&str> = said.into_iter().filter(|l| !l.starts_with("icms")).collect();
    for line in findings {
        assert!(readme.contains(line), "the README lacks: {line}");
    }
}

#[test]
fn a_project_goes_from_schema_to_gate_to_database_and_back() {
    let place = Place::new("whole-way");
    let database = TestServer::shared().fresh_database();
    let project = place.project(Some(database.reveal()));
    place.schema("before.icms");
    let first = generated(&project, 1_000_000_000);
    let folder = first.folder.unwrap();
    assert_eq!(folder.file_name().unwrap(), "20010909014640_create_user_table");
    for file in ["up.sql", "down.sql", "migration.toml", "README.md"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    assert_eq!(deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap().len(), 1);

    place.schema("after.icms");
    let second = generated(&project, 1_000_000_100).folder.unwrap();
    assert!(generated(&project, 1_000_000_200).migration.is_none(), "nothing is left to write");

    let found = judged(&second, &place);
    let open: Vec<_> = icms_report::refused(&found).map(|(_, i)| i.fingerprint.to_string()).collect();
    assert_eq!(open.len(), 1, "the dropped column alone stops the build");
    acknowledge::finding(&open[0], "nobody ever called anybody", &project).unwrap();
    assert!(second.join("acknowledged.toml").is_file());

    deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();
    let words: Vec<_> = status::of(&project).unwrap().iter().map(|e| e.state.word()).collect();
    assert_eq!(words, ["applied", "applied"]);
    let back = |loss| down::Options { loss, insistence: Insistence::None, now: 0 };
    let refused = down::run(down::Reach::Steps(1), back(DataLoss::Refused), &project, &|_| {}).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected, "the way back loses verified_at");
    down::run(down::Reach::Steps(2), back(DataLoss::Accepted), &project, &|_| {}).unwrap();
    let words: Vec<_> = status::of(&project).unwrap().iter().map(|e| e.state.word()).collect();
    assert_eq!(words, ["pending", "pending"]);
}

/// What the gate says of a migration that runs on top of the first schema.
fn judged(folder: &Path, place: &Place) -> Vec<icms_report::Judgement> {
    let before = root().join("tests/readme/before.icms").display().to_string();
    let script = folder.join("up.sql");
    let question = check::Question::Script { before: &before, script: &script };
    check::run(question, check::Options::default(), &place.project(None)).unwrap().judgements
}

#[test]
fn a_failed_statement_is_named_and_deploying_again_goes_on() {
    let place = Place::new("failing");
    let database = TestServer::shared().fresh_database();
    let folder = place.0.join("migrations/20200101000000_two_steps");
    std::fs::create_dir_all(&folder).unwrap();
    let up = folder.join("up.sql");
    std::fs::write(&up, "CREATE TABLE a (id int);\nCREATE TABLE b (id wrong_type);\n").unwrap();
    let project = place.project(Some(database.reveal()));
    let failure = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap_err();
    let said = failure.diagnostics.iter().next().unwrap();
    assert!(said.message.contains("up.sql") && said.message.contains("wrong_type"), "{}", said.message);
    assert_eq!(failure.sources.position(said.span.unwrap()).0, 2, "the second line");
    assert_eq!(status::of(&project).unwrap()[0].state.word(), "failed");

    std::fs::write(&up, "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n").unwrap();
    deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();
    assert_eq!(status::of(&project).unwrap()[0].state.word(), "applied");
}

#[test]
fn an_ordinary_role_deploys_what_it_owns_and_is_refused_the_rest_at_once() {
    let place = Place::new("role");
    let owned = TestServer::shared().role("deployer");
    let write = |id: &str, up: &str| {
        let folder = place.0.join("migrations").join(id);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("up.sql"), up).unwrap();
    };
    write("20200101000000_a", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n");
    let project = place.project(Some(owned.reveal()));
    deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();

    let admin = TestServer::shared().url().with_database(owned.database().unwrap());
    let mut admin = Session::open(&admin, Purpose::Write).unwrap();
    admin.batch_execute("CREATE TABLE theirs (id int); ALTER SCHEMA public OWNER TO postgres").unwrap();
    write(
        "20200101000001_b",
        "ALTER TABLE a ADD COLUMN x int;\nCREATE TABLE theirs (id int);\nALTER TABLE theirs ADD COLUMN x int;\n",
    );
    let refused = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap_err();
    let said = refused.diagnostics.iter().next().unwrap().message.clone();
    assert!(said.contains("does not own the table public.theirs; its owner is postgres"), "{said}");
    assert!(said.contains("may not create anything in the namespace public"), "{said}");
    let words: Vec<_> = status::of(&project).unwrap().iter().map(|e| e.state.word()).collect();
    assert_eq!(words, ["applied", "pending"], "nothing was begun");
}

#[test]
fn twenty_deployers_at_once_apply_every_migration_once() {
    let place = Place::new("crowd");
    let database = TestServer::shared().role("crowd");
    let write = |id: &str, up: &str| {
        let folder = place.0.join("migrations").join(id);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("up.sql"), up).unwrap();
    };
    write("20200101000000_a", "CREATE TABLE seen (line text);\nINSERT INTO seen VALUES ('a');\n");
    write("20200101000001_b", "CREATE INDEX CONCURRENTLY seen_line ON seen (line);\n");
    write("20200101000002_c", "INSERT INTO seen VALUES ('c');\n");
    let project = place.project(Some(database.reveal()));
    let applied: usize = std::thread::scope(|scope| {
        let deploy = || deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap().len();
        let crowd: Vec<_> = (0..20).map(|_| scope.spawn(deploy)).collect();
        crowd.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!(applied, 3, "each by one of them");
    let rows = database.session().texts("SELECT string_agg(line, ' ' ORDER BY line) FROM seen").unwrap();
    assert_eq!(rows[0][0].as_deref(), Some("a c"));
    let words: Vec<_> = status::of(&project).unwrap().iter().map(|e| e.state.word()).collect();
    assert_eq!(words, ["applied", "applied", "applied"]);
}
