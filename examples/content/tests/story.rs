//! The generated client against a real server on which the sample's own migrations are applied.

use std::path::Path;

use content_example::{Story, db, tell};
use icms_client::{OnDrift, SyncDb};
use icms_embedded::testing::TestServer;
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
