//! A private folder for one throw-away server, on memory where there is some, gone with its owner.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::account::{Account, own_uid};
use crate::process::{self, Ending};
use crate::server;

/// Removed when dropped. Its `owner` file is locked as long as we live: that, not a process number, tells others.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _owner: File,
}

/// Room that a cluster and a large schema need.
const ENOUGH: u64 = 100 << 20;

/// Linux takes 107 bytes for a socket's path, macOS 103.
pub const LONGEST_SOCKET: usize = 103;

impl Folder {
    /// A new empty folder, still ours; [`Account::own`] hands it over when it is filled.
    pub fn new(account: Account) -> io::Result<Self> {
        let root = root();
        sweep(&root, account);
        loop {
            let path = root.join(name());
            match private(&path) {
                Ok(()) => {
                    let owner = File::create_new(path.join("owner"))?;
                    owner.lock()?;
                    return Ok(Self { path, _owner: owner });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Makes a folder that only we can enter; fails when there is one.
pub fn private(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

fn name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{}{}-{}", prefix(), std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn prefix() -> String {
    format!("icms-{}-", own_uid())
}

fn root() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let room = |path: &Path| rustix::fs::statvfs(path).map_or(0, |s| s.f_bavail * s.f_frsize);
    let writable = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    if room(memory) > ENOUGH && writable(memory) {
        return memory.to_owned();
    }
    let temporary = std::env::temp_dir();
    if temporary.as_os_str().len() + name().len() + "/.s.PGSQL.5432".len() < LONGEST_SOCKET {
        temporary
    } else {
        PathBuf::from("/tmp")
    }
}

/// Removes what processes that were killed left behind, and ends their servers.
fn sweep(root: &Path, account: Account) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix()));
        if ours && is_abandoned(&path, account) {
            let data = path.join("data");
            if let Some(pid) = server::pid_of(&data).filter(|pid| process::serves(*pid, &data)) {
                process::end(pid, Ending::Immediate);
                if !process::wait_gone(pid, Duration::from_secs(3)) {
                    process::kill(pid);
                }
            }
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn is_abandoned(path: &Path, account: Account) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    if !meta.is_dir() || ![own_uid(), account.uid()].contains(&meta.uid()) {
        return false;
    }
    match File::open(path.join("owner")) {
        Ok(owner) => owner.try_lock().is_ok(),
        // its maker may be between two steps
        Err(_) => meta
            .modified()
            .ok()
            .and_then(|t| t.elapsed().ok())
            .is_some_and(|age| age > Duration::from_secs(60)),
    }
}
