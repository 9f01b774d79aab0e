//! A project in a folder of its own, and the program run in it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use icms_connect::Url;

pub struct Place(pub PathBuf);

/// What a run left.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("icms-db-{name}-{}", std::process::id()));
        // What an earlier run of this number left behind.
        let _ = std::fs::remove_dir_all(&path);
        let place = Self(path);
        place.write("icms.toml", "[environments.prod]\nurl = \"env:DATABASE_URL\"\nprotected = true\n");
        place
    }

    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A migration, sealed behind those that are there.
    pub fn migration(&self, id: &str, up: &str, down: &str) {
        self.write(&format!("migrations/{id}/up.sql"), up);
        if !down.is_empty() {
            self.write(&format!("migrations/{id}/down.sql"), down);
        }
        let sealed = self.offline(&["migrate", "seal", id]);
        assert_eq!(sealed.status, 0, "{sealed:?}");
    }

    /// The program in this folder, without the variables of whoever runs the test.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_icms"));
        command.args(arguments).current_dir(&self.0).stdin(Stdio::null()).env("HOME", &self.0);
        let ours = |name: &str| name.starts_with("PG") || name.starts_with("DATABASE_URL");
        for (name, _) in std::env::vars().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        command
    }

    pub fn offline(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments))
    }

    /// With the database in `DATABASE_URL`.
    pub fn run(&self, database: &Url, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        command.env("DATABASE_URL", database.reveal());
        ran(command)
    }
}

pub fn ran(mut command: Command) -> Ran {
    let out = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { status: out.status.code().unwrap_or(-1), stdout: text(out.stdout), stderr: text(out.stderr) }
}

impl Ran {
    /// It ended so, and said so.
    pub fn expect(&self, status: i32, said: &str) -> &Self {
        assert_eq!(self.status, status, "{self:?}");
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(said), "{said:?} is not in {self:?}");
        self
    }
}

impl std::ops::Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
