//! A client that is a crate of its own: what is written where, what stays, and what is refused.

#![allow(clippy::unwrap_used)]

mod place;

use std::path::Path;

use icms_diagnostic::Diagnostics;
use icms_workspace::generate::Write;
use icms_workspace::{Outcome, Overrides, Project, Server, client};
use place::Place;

/// More models than one file holds.
const SCHEMA: &str = "
model A { id BigInt @id }
model B { id BigInt @id }
model C { id BigInt @id }
model D { id BigInt @id }
model E { id BigInt @id, day DateTime @db.Date }
model F { id BigInt @id }
";

const CONFIGURATION: &str = "[client]\nout = \"db\"\ncrate = \"app-db\"\ntime = \"jiff\"\n";

impl Place {
    fn new(name: &str) -> Self {
        Self::of(&format!("crate-{name}"), CONFIGURATION, SCHEMA)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// The files of a folder.
    fn list(&self, name: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join(name)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn project(&self) -> Project {
        Project::open(&self.0, Overrides::default()).unwrap()
    }

    fn generate(&self) -> Outcome<client::Client> {
        client::of_project(Write::Files, Server::Forbidden, &self.project())
    }

    /// What the gate says of the client.
    fn stale(&self) -> Vec<String> {
        said(&client::stale(Server::Forbidden, &self.project()).unwrap(), &self.0)
    }

    /// Why it is not generated.
    fn refused(&self) -> String {
        said(&self.generate().unwrap_err().diagnostics, &self.0).concat()
    }
}

/// Codes and messages, with paths from the folder on.
fn said(diagnostics: &Diagnostics, folder: &Path) -> Vec<String> {
    let folder = format!("{}/", folder.display());
    diagnostics.iter().map(|d| format!("{} {}", d.code, d.message.replace(&folder, ""))).collect()
}

#[test]
fn it_has_a_manifest_and_sources() {
    let place = Place::new("layout");
    let made = place.generate().unwrap();
    assert_eq!(made.new_crate, Some(place.0.join("db")));
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    assert_eq!(place.list("db"), ["Cargo.toml", "src"]);
    assert_eq!(place.list("db/src"), ["a.rs", "b.rs", "c.rs", "d.rs", "e.rs", "f.rs", "lib.rs"]);
    let runtime = "icms-client = { version = \"0.1\", default-features = false, features = [\"jiff\"] }";
    let manifest = place.read("db/Cargo.toml");
    assert!(manifest.ends_with(&format!("\n[dependencies]\n{runtime}\n")), "{manifest}");
    assert!(place.read("db/src/lib.rs").contains("\npub mod a;\n"));
    assert!(place.read("db/src/e.rs").contains("use icms_client::types::jiff::Date;\n"));
    assert!(place.stale().is_empty(), "{:?}", place.stale());
    assert_eq!(place.generate().unwrap().new_crate, None);
}

#[test]
fn a_workspace_that_shares_the_runtime_is_asked_for_it() {
    let place = Place::new("shared");
    place.write("Cargo.toml", "[workspace]\nmembers = []\n[workspace.dependencies]\nicms-client = \"0.1\"\n");
    place.generate().unwrap();
    let manifest = place.read("db/Cargo.toml");
    assert!(
        manifest.ends_with("\nicms-client = { workspace = true, features = [\"jiff\"] }\n"),
        "{manifest}"
    );
    assert!(place.generate().unwrap().diagnostics.is_empty());
    // A workspace that leaves it out shares nothing with it.
    place.write(
        "Cargo.toml",
        "[workspace]\nexclude = [\"db\"]\n[workspace.dependencies]\nicms-client = \"0.1\"\n",
    );
    std::fs::remove_file(place.0.join("db/Cargo.toml")).unwrap();
    place.generate().unwrap();
    assert!(place.read("db/Cargo.toml").contains("version = \"0.1\", default-features"));
}

#[test]
fn what_is_the_owners_stays_and_what_is_left_over_goes() {
    let place = Place::new("stays");
    // The client was a module in the same folder before.
    place.write("icms.toml", "[client]\nout = \"db\"\ntime = \"jiff\"\n");
    place.generate().unwrap();
    assert_eq!(place.list("db").len(), 7);
    place.write("icms.toml", CONFIGURATION);
    place.write("db/notes.rs", "//! Mine.\n");
    place.generate().unwrap();
    assert_eq!(place.list("db"), ["Cargo.toml", "notes.rs", "src"]);
    let manifest = format!("{}serde = \"1\"\n", place.read("db/Cargo.toml"));
    place.write("db/Cargo.toml", &manifest);
    place.write("db/src/extra.rs", "//! Mine.\n");
    place.write("schema/schema.icms", &SCHEMA.replace("model F { id BigInt @id }", ""));
    let stale = place.stale();
    assert!(stale.contains(&"E5012 db/src/a.rs is not the client of this schema".to_owned()), "{stale:?}");
    place.generate().unwrap();
    // Five models are one file.
    assert_eq!(place.list("db/src"), ["extra.rs", "lib.rs"]);
    assert_eq!(place.read("db/Cargo.toml"), manifest);
    std::fs::remove_file(place.0.join("db/Cargo.toml")).unwrap();
    assert_eq!(place.stale(), ["E5012 db/Cargo.toml is not the client of this schema"]);
}

#[test]
fn a_manifest_that_lacks_something_is_a_remark() {
    let place = Place::new("lacks");
    let package = "[package]\nname = \"app-db\"\n[dependencies]\n";
    let without = "E7057 db/Cargo.toml has `icms-client` without the feature `jiff`, which dates and times of the client come from";
    for (dependencies, wanted) in [
        ("", vec!["E7057 db/Cargo.toml has no dependency `icms-client`, which the client is made of"]),
        ("icms-client = \"0.1\"", vec![without]),
        ("icms-client = { version = \"0.1\", features = [\"time\"] }", vec![without]),
        ("icms_client = { version = \"0.1\", features = [\"jiff\"] }", vec![]),
        ("[dependencies.icms-client]\npath = \"../client\"\nfeatures = [\"async\", \"jiff\"]", vec![]),
    ] {
        place.write("db/Cargo.toml", &format!("{package}{dependencies}\n").replace("[dependencies]\n[", "["));
        assert_eq!(said(&place.generate().unwrap().diagnostics, &place.0), wanted, "{dependencies}");
        assert_eq!(place.stale(), wanted, "{dependencies}");
    }
    place.write("schema/schema.icms", "model A { id BigInt @id }");
    place.write("db/Cargo.toml", package);
    let remark = place.generate().unwrap().diagnostics.iter().find_map(|d| d.help.clone()).unwrap();
    assert!(remark.ends_with("default-features = false, features = [\"jiff\"] }"), "{remark}");
    // Without dates no crate for them is needed; chrono is there unless it is taken away.
    place.write(
        "db/Cargo.toml",
        &format!("{package}icms-client = {{ version = \"0.1\", default-features = false }}\n"),
    );
    assert!(place.generate().unwrap().diagnostics.is_empty());
    place.write("icms.toml", &CONFIGURATION.replace("jiff", "chrono"));
    place.write("schema/schema.icms", SCHEMA);
    assert_eq!(said(&place.generate().unwrap().diagnostics, &place.0), [without.replace("jiff", "chrono")]);
    place.write("db/Cargo.toml", &format!("{package}icms-client = \"0.1\"\n"));
    assert!(place.generate().unwrap().diagnostics.is_empty());
    // A workspace in a workspace.
    place.write("db/Cargo.toml", &format!("{package}icms-client = \"0.1\"\n[workspace]\n"));
    assert!(place.generate().unwrap().diagnostics.is_empty());
    place.write("Cargo.toml", "[workspace]\n");
    let nested = "E7057 db/Cargo.toml is a workspace inside of another one, Cargo.toml";
    assert_eq!(said(&place.generate().unwrap().diagnostics, &place.0), [nested]);
}

#[test]
fn a_crate_that_cannot_be_is_refused() {
    let place = Place::new("refused");
    let with = |out: &str, name: &str| {
        place.write("icms.toml", &format!("[client]\nout = {out:?}\ncrate = {name:?}\n"))
    };
    with("db", "9db");
    assert_eq!(place.refused(), "E7055 no crate can be called `9db`");
    place.write("Cargo.toml", "[package]\nname = \"app\"\n");
    place.write("src/main.rs", "fn main() {}\n");
    for out in ["src", "src/db", "src/a/b", "./src/../src/db"] {
        with(out, "app-db");
        let refused = place.refused();
        assert!(
            refused.starts_with("E7056 ") && refused.contains("belongs to the sources of"),
            "{out}: {refused}"
        );
    }
    with(".", "app-db");
    assert!(place.refused().contains("Cargo.toml is that of `app`, not of `app-db`"), "{}", place.refused());
    place.write("Cargo.toml", "[workspace]\n");
    assert!(place.refused().contains("is that of no package"), "{}", place.refused());
    // `cargo new --lib db` before: what stands in its lib.rs is not ours.
    with("db", "app-db");
    place.write("db/Cargo.toml", "[package]\nname = \"app-db\"\n");
    place.write("db/src/lib.rs", "pub fn add() {}\n");
    assert_eq!(place.refused(), "E7022 db/src/lib.rs is no file of a client, and would be written over");
    assert_eq!(place.list("db/src"), ["lib.rs"]);
    place.write("icms.toml", "[client]\ncrate = \"app-db\"\n");
    assert!(place.refused().contains("say where the client goes"));
    // A folder that is given without a name is that of a module.
    let out = place.0.join("elsewhere");
    let options = client::Options {
        schema: None,
        out: Some(&out),
        crate_name: None,
        write: Write::Files,
        server: Server::Forbidden,
    };
    client::write(options, &place.project()).unwrap();
    assert!(out.join("mod.rs").exists());
}

#[test]
fn the_client_of_the_example_is_that_of_its_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/library");
    let project = Project::open(&folder, Overrides::default()).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        client::of_project(Write::Files, Server::Forbidden, &project).unwrap();
    }
    assert_eq!(said(&client::stale(Server::Forbidden, &project).unwrap(), &folder), Vec::<String>::new());
}
