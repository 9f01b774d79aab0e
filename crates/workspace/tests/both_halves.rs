//! A migration and a client are written together, or nothing is.

#![allow(clippy::unwrap_used)]

mod place;

use std::path::PathBuf;

use icms_workspace::generate::{self, Halves, Options, ProofOn, Write};
use icms_workspace::{Outcome, Overrides, Project, Server};
use place::Place;

const SCHEMA: &str = "model User {\n  id BigInt @id\n  userId Int\n}\n";
const CONFIGURATION: &str = "[client]\nout = \"src/db\"\nmigrations = \"src/migrations.rs\"\n";

impl Place {
    fn new(name: &str) -> Self {
        Self::of(&format!("halves-{name}"), CONFIGURATION, SCHEMA)
    }

    fn generate(&self, halves: Halves) -> Outcome<PathBuf> {
        let options = Options {
            name: Some("users"),
            now: 1_700_000_000,
            write: Write::Files,
            proof: ProofOn::Model,
            server: Server::Forbidden,
        };
        let project = Project::open(&self.0, Overrides::default()).unwrap();
        generate::of_project(&options, halves, &project).map(|(generated, _)| generated.folder.unwrap())
    }

    /// Every file and folder, in order.
    fn everything(&self) -> Vec<String> {
        let (mut found, mut open) = (Vec::new(), vec![self.0.clone()]);
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                found.push(path.strip_prefix(&self.0).unwrap().display().to_string());
                open.extend(path.is_dir().then_some(path));
            }
        }
        found.sort();
        found
    }

    /// The code of what stops it, which leaves everything as it was.
    fn refused(&self) -> String {
        let before = self.everything();
        let failure = self.generate(Halves::Both).unwrap_err();
        assert_eq!(self.everything(), before);
        failure.diagnostics.iter().map(|d| d.code.to_string()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn both_are_written_and_the_list_names_the_migration() {
    let place = Place::new("written");
    let folder = place.generate(Halves::Both).unwrap();
    let files: Vec<String> = place.everything().into_iter().filter(|name| !name.contains(".toml")).collect();
    let id = folder.file_name().unwrap().to_str().unwrap();
    assert_eq!(
        files,
        [
            "migrations",
            &format!("migrations/{id}"),
            &format!("migrations/{id}/README.md"),
            &format!("migrations/{id}/down.sql"),
            &format!("migrations/{id}/up.sql"),
            "schema",
            "schema/schema.icms",
            "src",
            "src/db",
            "src/db/mod.rs",
            "src/migrations.rs",
        ]
    );
    let list = std::fs::read_to_string(place.0.join("src/migrations.rs")).unwrap();
    assert!(list.contains(&format!("{id:?}: \"up.sql\", \"migration.toml\";")), "{list}");
    let project = Project::open(&place.0, Overrides::default()).unwrap();
    assert!(icms_workspace::embedded::stale(&project).unwrap().is_none());
}

#[test]
fn names_that_are_one_in_rust_leave_no_migration() {
    let place = Place::new("clash");
    place.write("schema/schema.icms", &SCHEMA.replace("}", "  user_id Int\n}"));
    assert_eq!(place.refused(), "E6001");
    place.generate(Halves::Migration).unwrap();
    assert!(!place.0.join("src/db").exists());
}

#[test]
fn a_query_that_no_server_described_leaves_no_migration() {
    let place = Place::new("query");
    place.write("queries/users.sql", "select id from \"User\";\n");
    assert_eq!(place.refused(), "E6015");
}

#[test]
fn a_file_of_somebody_else_leaves_no_migration() {
    let place = Place::new("foreign");
    place.write("src/db/mod.rs", "fn mine() {}\n");
    assert_eq!(place.refused(), "E7022");
}

#[test]
fn a_place_that_cannot_be_written_leaves_nothing() {
    let place = Place::new("blocked");
    place.write("src", "a file where a folder is needed");
    assert_eq!(place.refused(), "E7001");
    let place = Place::new("folder");
    place.write("src/migrations.rs/x", "a folder where a file is needed");
    assert_eq!(place.refused(), "E7001");
}

#[cfg(unix)]
#[test]
fn a_link_stays_one() {
    let place = Place::new("link");
    place.write("elsewhere.rs", "");
    std::fs::create_dir_all(place.0.join("src/db")).unwrap();
    std::os::unix::fs::symlink(place.0.join("elsewhere.rs"), place.0.join("src/db/mod.rs")).unwrap();
    place.generate(Halves::Both).unwrap();
    assert!(place.0.join("src/db/mod.rs").is_symlink());
    assert!(std::fs::read_to_string(place.0.join("elsewhere.rs")).unwrap().contains("pub struct User"));
}
