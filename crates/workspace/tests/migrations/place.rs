//! A project in a folder of its own, removed at the end.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use icms_connect::Url;
use icms_workspace::loss::DataLoss;
use icms_workspace::migrate::protection::Insistence;
use icms_workspace::{Event, Failure, Overrides, Project, deploy, down, migrate, status};

pub struct Place(pub PathBuf);

impl Place {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("icms-migrations-{name}-{}", std::process::id()));
        // What an earlier run of this number left behind.
        let _ = std::fs::remove_dir_all(&path);
        let place = Self(path);
        place.write("icms.toml", "[environments.prod]\nprotected = true\n");
        place
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A migration of ours, sealed behind those that are there.
    pub fn migration(&self, id: &str, up: &str, down: &str) {
        self.write(&format!("migrations/{id}/up.sql"), up);
        if !down.is_empty() {
            self.write(&format!("migrations/{id}/down.sql"), down);
        }
        migrate::seal::run(id, &self.offline()).unwrap();
    }

    pub fn offline(&self) -> Project {
        Project::open(&self.0, Overrides::default()).unwrap()
    }

    pub fn project(&self, database: &Url) -> Project {
        let database = Some(database.reveal());
        Project::open(&self.0, Overrides { database, ..Overrides::default() }).unwrap()
    }

    pub fn production(&self, database: &Url) -> Project {
        let (database, environment) = (Some(database.reveal()), Some("prod".to_owned()));
        Project::open(&self.0, Overrides { database, environment, ..Overrides::default() }).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn deployed(project: &Project) -> usize {
    deploy::run(deploy::Options::default(), project, &|_| {}).unwrap().len()
}

/// Undoes the newest migrations of an ordinary environment, whatever is lost.
pub fn undone(steps: usize, project: &Project) -> usize {
    let options = down::Options { loss: DataLoss::Accepted, insistence: Insistence::None, now: 0 };
    down::run(down::Reach::Steps(steps), options, project, &|_| {}).unwrap().migrations.len()
}

pub fn states(project: &Project) -> Vec<&'static str> {
    status::of(project).unwrap().iter().map(|e| e.state.word()).collect()
}

/// An observer that dies at the event with this number.
pub fn dies_at(number: usize) -> impl Fn(Event<'_>) + Sync {
    let seen = AtomicUsize::new(0);
    move |_| assert!(seen.fetch_add(1, Ordering::SeqCst) + 1 != number, "the deployer dies")
}

/// What came of it; none when it died.
pub fn survives<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

/// The message of a failure with its help.
pub fn said(failure: &Failure) -> String {
    let all = failure.diagnostics.iter();
    all.map(|d| format!("{} {} ({})", d.code, d.message, d.help.as_deref().unwrap_or(""))).collect()
}
