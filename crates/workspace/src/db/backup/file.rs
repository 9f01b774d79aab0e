//! The files of backups: their names, and that they are whole or not there.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use icms_connect::Session;
use icms_journal::{Checksum, utc_stamp};

use super::cipher::Cipher;
use crate::{Failure, Outcome};

/// How many letters of a database's name stand in a file's name.
const SHOWN: usize = 60;

const DAY: u64 = 86_400;

/// What the backups of one database are called: its name, and a mark of the server that it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    prefix: String,
}

impl Naming {
    /// Of the session's database. The server is known by what `initdb` gave it; by its host's name where a role may not
    /// see that.
    pub fn of(session: &mut Session) -> Self {
        let sql = "SELECT system_identifier FROM pg_catalog.pg_control_system()";
        let rows = session.texts(sql).unwrap_or_default();
        let hosts = || session.url().hosts().iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let server = rows.into_iter().flatten().flatten().next().unwrap_or_else(hosts);
        Self::new(session.database(), &server)
    }

    fn new(database: &str, server: &str) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        let shown: String = database.chars().take(SHOWN).map(plain).collect();
        let mark = Checksum::of(&format!("{server}/{database}"));
        let mark: String = mark.as_str().chars().filter(char::is_ascii_hexdigit).take(8).collect();
        Self { prefix: format!("{shown}.{mark}.") }
    }

    /// `icmslocal.1f0c9a7e.20261128T162320Z.dump`
    pub fn name(&self, now: u64, cipher: Option<&Cipher>) -> String {
        let end = cipher.map_or_else(String::new, |cipher| format!(".{}", cipher.extension()));
        format!("{}{}.dump{end}", self.prefix, stamp(now))
    }

    /// When a backup of this database was made; none for any other file.
    fn stamp_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (stamp, end) = name.strip_prefix(&self.prefix)?.split_once('.')?;
        let known = matches!(end, "dump" | "dump.age" | "dump.gpg");
        let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
        let shaped = stamp.len() == 16 && stamp.get(8..9) == Some("T") && stamp.ends_with('Z');
        (known && shaped && digits(stamp.get(..8)) && digits(stamp.get(9..15))).then_some(stamp)
    }

    /// Removes backups of this database that are older than so many days, and no other file.
    pub fn remove_older(&self, folder: &Path, now: u64, days: u32) -> Outcome<Vec<PathBuf>> {
        let oldest = stamp(now.saturating_sub(u64::from(days) * DAY));
        let mut removed = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|e| Failure::file(folder, &e))? {
            let path = entry.map_err(|e| Failure::file(folder, &e))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if self.stamp_of(name).is_some_and(|stamp| stamp < oldest.as_str()) {
                std::fs::remove_file(&path).map_err(|e| Failure::file(&path, &e))?;
                removed.push(path);
            }
        }
        removed.sort();
        Ok(removed)
    }
}

/// `20261128T162320Z`
fn stamp(seconds: u64) -> String {
    let digits = utc_stamp(seconds);
    let (day, time) = digits.split_at(8.min(digits.len()));
    format!("{day}T{time}Z")
}

/// A file that is being written: only its owner may read it, and it goes with this value unless it is finished.
#[derive(Debug)]
pub struct Partial {
    path: PathBuf,
    last: PathBuf,
    file: File,
}

impl Partial {
    /// A new file, from its first byte for its owner alone.
    pub fn create(folder: &Path, name: &str) -> Outcome<Self> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|e| Failure::file(folder, &e))?;
        let last = folder.join(name);
        if last.exists() {
            let taken = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(Box::new(Failure::file(&last, &taken)));
        }
        let path = folder.join(format!(".{name}.{}.partial", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        Ok(Self { file: file.map_err(|e| Failure::file(&path, &e))?, path, last })
    }

    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// To write to.
    pub fn handle(&self) -> Outcome<File> {
        Ok(self.file.try_clone().map_err(|e| Failure::file(&self.path, &e))?)
    }

    /// Gives it its name, once all of it is on the disk; returns that, and how long the file is.
    pub fn finish(self) -> Outcome<(PathBuf, u64)> {
        let failed = |e: std::io::Error| Failure::file(&self.path, &e);
        self.file.sync_all().map_err(failed)?;
        let bytes = self.file.metadata().map_err(failed)?.len();
        std::fs::rename(&self.path, &self.last).map_err(failed)?;
        // The name is on the disk when the folder is.
        let folder = self.last.parent().unwrap_or(Path::new("."));
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| Failure::file(folder, &e))?;
        Ok((self.last.clone(), bytes))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After a rename there is nothing under this name.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_this_database_are_known() {
        let naming = Naming::new("My shop", "77");
        let name = naming.name(0, None);
        assert!(name.starts_with("My_shop.") && name.ends_with(".19700101T000000Z.dump"), "{name}");
        assert_eq!(naming.stamp_of(&name), Some("19700101T000000Z"));
        assert_eq!(naming.stamp_of(&format!("{name}.gpg")), Some("19700101T000000Z"));
        for other in [format!("{name}.old"), format!("x{name}"), name.replace("T0", "X0"), String::new()] {
            assert_eq!(naming.stamp_of(&other), None, "{other}");
        }
        assert_eq!(Naming::new("My shop", "78").stamp_of(&name), None, "another server");
        assert_eq!(Naming::new("My_shop", "77").stamp_of(&name), None, "another database");
    }
}
