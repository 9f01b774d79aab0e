//! The generated client against a real server on which the sample's own migrations are applied.

use std::path::Path;

use content_example::{Story, db, migrations::MIGRATIONS, tell};
use icms_client::{OnDrift, SyncDb};
use icms_embedded::testing::TestServer;
use icms_migrate::testing::TestDatabase;
use icms_workspace::{Overrides, Project, deploy, status};

#[test]
fn the_client_speaks_to_what_the_migrations_made() {
    let server = TestServer::shared();
    let database = server.fresh_database();
    let url = database.reveal();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let overrides = Overrides {
        database: Some(url.clone()),
        ..Overrides::default()
    };
    let project = Project::open(&root, overrides).unwrap();
    let applied = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();
    assert!(applied.len() >= 4, "{applied:?}");
    assert!(
        status::of(&project)
            .unwrap()
            .iter()
            .all(|e| e.state.is_clean())
    );

    let mut connection = SyncDb::new(postgres::Client::connect(&url, postgres::NoTls).unwrap());
    let drift = connection.check_schema(&db::SCHEMA, OnDrift::Warn).unwrap();
    assert_eq!(drift, []);
    let expected = Story {
        author: "Sita Sharma".to_owned(),
        tagged: 1,
        pages: vec![("citizen-charter".to_owned(), vec!["rights".to_owned()])],
        refusal: db::user::constraint::EMAIL_KEY.to_owned(),
        sessions: 0,
    };
    assert_eq!(tell(&mut connection).unwrap(), expected);
}

/// A copy of the sample's history with one more migration, whose step is a program that uses the generated client.
#[test]
fn a_migration_runs_a_program_of_the_client() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = std::env::temp_dir().join(format!("icms-program-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    for folder in std::fs::read_dir(sample.join("migrations")).unwrap() {
        let folder = folder.unwrap();
        let copy = root.join("migrations").join(folder.file_name());
        std::fs::create_dir_all(&copy).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    let step = root.join("migrations/29990101000000_tidy_tags");
    std::fs::create_dir_all(&step).unwrap();
    let up = "-- icms:verify-after SELECT NOT EXISTS (SELECT FROM tags WHERE name <> btrim(name))\nCALL icms.run('tidy_tags');\n";
    std::fs::write(step.join("up.sql"), up).unwrap();
    let config = format!(
        "[programs]\ntidy_tags = '{}'\n",
        env!("CARGO_BIN_EXE_tidy_tags")
    );
    std::fs::write(root.join("icms.toml"), config).unwrap();

    let database = TestServer::shared().fresh_database();
    let overrides = Overrides {
        database: Some(database.reveal()),
        ..Overrides::default()
    };
    let project = Project::open(&root, overrides).unwrap();
    let before = deploy::Options {
        to: Some("20261122235525"),
        ..deploy::Options::default()
    };
    deploy::run(before, &project, &|_| {}).unwrap();
    database.execute("INSERT INTO tags (name) VALUES (' rights '), ('duties')");
    let applied = deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();
    std::fs::remove_dir_all(&root).unwrap();
    assert_eq!(applied.len(), 1);
    let names = "SELECT string_agg(name, ',' ORDER BY id) FROM tags";
    let found = database.session().texts(names).unwrap();
    assert_eq!(found[0][0].as_deref(), Some("rights,duties"));
}

#[icms_migrate::test(MIGRATIONS)]
fn a_test_has_a_database_of_its_own(database: &TestDatabase) {
    let url = database.url();
    assert!(MIGRATIONS.health(&url).is_good());
    let mut connection = SyncDb::new(postgres::Client::connect(&url, postgres::NoTls).unwrap());
    assert_eq!(tell(&mut connection).unwrap().tagged, 1);
}
