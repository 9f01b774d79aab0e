//! A database that the schema of the features was applied to.

#![allow(dead_code, reason = "every test program uses a part of it")]

pub mod pooler;
pub mod relay;

use std::future::Future;
use std::path::Path;
use std::time::Duration;

use icms_client::{Db, SyncDb};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_workspace::{Overrides, Project, compare};

/// A database of one test.
pub struct Place {
    pub database: TestDatabase<'static>,
}

impl Place {
    /// With the tables of the names in it.
    pub fn of_names() -> Self {
        Self::of("names")
    }

    /// With the tables of the schema in it.
    pub fn new() -> Self {
        Self::of("features")
    }

    /// With the tables of this schema of `tests/codegen`.
    pub fn of(case: &str) -> Self {
        let database = TestServer::shared().fresh_database();
        let mut client = postgres::Client::connect(&database.reveal(), postgres::NoTls).unwrap();
        client.batch_execute(&script(case)).unwrap();
        Self { database }
    }

    /// A blocking connection.
    pub fn sync(&self) -> SyncDb {
        SyncDb::new(self.driver())
    }

    /// A connection of the driver's own.
    pub fn driver(&self) -> postgres::Client {
        postgres::Client::connect(&self.database.reveal(), postgres::NoTls).unwrap()
    }

    /// An asynchronous connection.
    pub async fn connect(&self) -> Db {
        Db::connect(&self.config(), tokio_postgres::NoTls)
            .await
            .unwrap()
    }

    /// Where the database is.
    pub fn config(&self) -> tokio_postgres::Config {
        self.database.reveal().parse().unwrap()
    }
}

/// Runs a test of the asynchronous driver. The blocking one makes and drops the database, which it must not do inside.
pub fn on(test: impl AsyncFnOnce(&Place)) {
    run(tokio::runtime::Builder::new_current_thread(), test);
}

/// The same on a runtime of several threads, whose tasks move between them.
pub fn on_threads(test: impl AsyncFnOnce(&Place)) {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    threads.worker_threads(2);
    run(threads, test);
}

fn run(mut runtime: tokio::runtime::Builder, test: impl AsyncFnOnce(&Place)) {
    let place = Place::new();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(test(&place));
}

/// How long a test may take that waits for something.
const PATIENCE: Duration = Duration::from_secs(60);

/// One of one thread, one of several.
pub fn runtimes() -> [tokio::runtime::Runtime; 2] {
    let mut several = tokio::runtime::Builder::new_multi_thread();
    let several = several.worker_threads(3).enable_all().build();
    let one = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    [one.unwrap(), several.unwrap()]
}

/// Runs a test in a task of a runtime of one thread, and in one of several; one that nobody carries on with fails.
pub fn on_both<F: Future<Output = ()> + Send + 'static>(
    test: impl Fn(tokio_postgres::Config) -> F,
) {
    for runtime in runtimes() {
        let place = Place::new();
        let test = test(place.config());
        let task = async { tokio::time::timeout(PATIENCE, tokio::spawn(test)).await };
        runtime.block_on(task).expect("an end").unwrap();
    }
}

/// What makes the tables. Domains and composite types are written into migrations by hand, before the tables.
fn script(case: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let project = Project::open(&root, Overrides::default()).unwrap();
    let folder = root.join("tests/codegen").join(case);
    let schema = folder.join("schema.icms").display().to_string();
    let options = compare::Options::default();
    let made = compare::sources("empty", &schema, &project, options).unwrap();
    let by_hand = std::fs::read_to_string(folder.join("by_hand.sql")).unwrap_or_default();
    made.up_sql()
        .replacen("CREATE TABLE", &format!("{by_hand}CREATE TABLE"), 1)
}
