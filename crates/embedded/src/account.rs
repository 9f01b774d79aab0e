//! The operating-system account that a server runs as.

use std::fs::File;
use std::path::Path;
use std::process::Command;

/// Who runs the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// We do.
    Own,
    /// Somebody else, because PostgreSQL refuses to run as root.
    Other {
        /// The user.
        uid: u32,
        /// Its first group.
        gid: u32,
    },
}

impl Account {
    /// The account for a stock server: ours, or `postgres` when we are root; none when root has no such user.
    pub fn for_stock() -> Option<Self> {
        if own_uid() != 0 {
            return Some(Self::Own);
        }
        let users = std::fs::read_to_string("/etc/passwd").ok()?;
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            let (name, _, uid, gid) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let (uid, gid) = (uid.parse().ok()?, gid.parse().ok()?);
            (name == "postgres").then_some(Self::Other { uid, gid })
        })
    }

    /// The user's number.
    pub fn uid(self) -> u32 {
        match self {
            Self::Own => own_uid(),
            Self::Other { uid, .. } => uid,
        }
    }

    /// A command that runs as this account, in a process group of its own so that Ctrl-C is ours alone,
    /// in a plain locale and without the variables that libpq or the server would follow.
    pub fn command(self, program: impl AsRef<Path>) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(program.as_ref());
        command.process_group(0).env("LC_ALL", "C").env("TZ", "UTC");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            command.env_remove(name);
        }
        if let Self::Other { uid, gid } = self {
            // the standard library drops the supplementary groups along with root
            command.uid(uid).gid(gid).env_remove("HOME");
        }
        command
    }

    /// Hands a file to this account.
    pub fn own(self, path: &Path) -> std::io::Result<()> {
        let Self::Other { uid, gid } = self else { return Ok(()) };
        std::os::unix::fs::lchown(path, Some(uid), Some(gid))
    }

    /// Hands a folder and what lies directly in it to this account.
    pub fn own_folder(self, path: &Path) -> std::io::Result<()> {
        if self == Self::Own {
            return Ok(());
        }
        for entry in std::fs::read_dir(path)? {
            self.own(&entry?.path())?;
        }
        self.own(path)
    }

    /// Hands an open file to this account.
    pub fn own_file(self, file: &File) -> std::io::Result<()> {
        let Self::Other { uid, gid } = self else { return Ok(()) };
        std::os::unix::fs::fchown(file, Some(uid), Some(gid))
    }
}

/// The effective user of this process.
pub fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}
