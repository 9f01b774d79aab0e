//! A disk that is full, wherever on the way; with room again the next run ends where an undisturbed one does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use icms_connect::{Purpose, Session};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_execute::Direction;

use crate::ten_steps::{Stage, counts, some, state};

/// A disk of this test's own, in memory.
struct Disk(PathBuf);

const MEGABYTES: usize = 16;
const STAGE: Stage = Stage { rows: 10_000, ranges: 5 };

impl Disk {
    /// None where this user may not mount one.
    fn mount(server: &TestServer) -> Option<Self> {
        let path = server.folder()?.join("disk");
        std::fs::create_dir_all(&path).unwrap();
        let size = format!("size={MEGABYTES}m");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&path).output();
        mount.ok().filter(|out| out.status.success())?;
        let disk = Self(path);
        server.own(&disk.0);
        Some(disk)
    }

    /// Leaves so many kilobytes.
    fn fill(&self, left: usize) {
        let block = vec![0; 1024];
        let mut file = std::fs::File::create(self.ballast()).unwrap();
        let mut written = 0;
        while std::io::Write::write_all(&mut file, &block).is_ok() {
            written += 1;
        }
        file.set_len(1024 * (written - left.min(written)) as u64).unwrap();
    }

    fn empty(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: the server may still be at it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Its rows stand on the small disk.
fn prepared<'s>(server: &'s TestServer, disk: &Path) -> TestDatabase<'s> {
    let database = server.role("deployer");
    let (user, name) = (database.user().unwrap(), database.database().unwrap());
    let mut admin = Session::open(&server.url().with_database(name), Purpose::Write).unwrap();
    if admin.texts("SELECT FROM pg_tablespace WHERE spcname = 'small'").unwrap().is_empty() {
        admin.batch_execute(&format!("CREATE TABLESPACE small LOCATION '{}'", disk.display())).unwrap();
    }
    admin.batch_execute(&format!("GRANT CREATE ON TABLESPACE small TO {user}")).unwrap();
    admin.batch_execute(&format!("ALTER ROLE {user} SET default_tablespace = small")).unwrap();
    database.execute(&STAGE.before());
    database
}

#[test]
fn a_full_disk_changes_nothing_in_the_end() {
    let server = TestServer::with_settings(&[]);
    let Some(disk) = Disk::mount(&server) else {
        eprintln!("SKIPPED: this user may not mount a disk; a full one was NOT tested");
        return;
    };
    let whole = prepared(&server, &disk.0);
    let (_, expected) = STAGE.undisturbed(&whole, Direction::Up);
    drop(whole);
    let mut stopped = BTreeSet::new();
    let tries = some(24, 12);
    for &n in &tries {
        let database = prepared(&server, &disk.0);
        disk.fill((n - 1) * 160);
        let events = AtomicUsize::new(0);
        let failed = STAGE.run(&database, Direction::Up, &|event| {
            events.fetch_add(counts(event), Ordering::SeqCst);
        });
        disk.empty();
        if let Err(failed) = failed {
            assert!(
                failed.message.contains("No space left") || failed.message.contains("could not"),
                "{}",
                failed.message
            );
            stopped.insert(events.into_inner());
            STAGE
                .run(&database, Direction::Up, &|_| {})
                .unwrap_or_else(|e| panic!("full at {n}: {}", e.message));
        }
        assert_eq!(state(&database), expected, "full at {n}");
    }
    assert!(stopped.len() >= 3, "it was full at {} different points", stopped.len());
    println!("full {} times, at {} different points", tries.len(), stopped.len());
}
