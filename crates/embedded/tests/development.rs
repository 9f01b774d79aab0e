//! The server of `icms dev`: it keeps its data, outlives whoever started it, and starts again after any crash.
#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use icms_connect::{Purpose, Session, Url};
use icms_embedded::{Development, Status};

/// A project folder that the server's account can enter, stopped and removed at the end.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(format!("/tmp/icms-test-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn server(&self) -> Development {
        Development::of(&self.0)
    }

    fn lock_file(&self) -> PathBuf {
        self.0.join(".icms/postgresql/data/postmaster.pid")
    }

    fn pid(&self) -> String {
        fs::read_to_string(self.lock_file()).unwrap().lines().next().unwrap().to_owned()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = self.server().stop();
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(url: &Url, sql: &str) {
    Session::open(url, Purpose::Write).unwrap().batch_execute(sql).unwrap();
}

#[test]
fn it_keeps_its_data_until_reset() {
    let project = Project::new("keep");
    let server = project.server();
    assert_eq!(server.status(), Status::Missing);
    let url = server.start().unwrap();
    run(&url, "CREATE TABLE t ()");
    assert_eq!(server.start().unwrap(), url, "a second start finds it running");
    assert_eq!(server.status(), Status::Running);

    server.stop().unwrap();
    assert_eq!((server.status(), server.url()), (Status::Stopped, None));
    server.stop().unwrap();
    run(&server.start().unwrap(), "SELECT FROM t");

    let url = server.reset().unwrap();
    assert!(Session::open(&url, Purpose::Read).unwrap().texts("SELECT FROM t").is_err());
}

#[test]
fn a_crash_does_not_block_the_next_start() {
    let project = Project::new("crash");
    let server = project.server();
    run(&server.start().unwrap(), "CREATE TABLE t ()");

    // killed: its lock file stays, the number soon belongs to nobody
    assert!(Command::new("kill").args(["-KILL", &project.pid()]).status().unwrap().success());
    run(&server.start().unwrap(), "SELECT FROM t");

    // after a reboot the number may belong to another program, even one of the same user
    let kept = fs::read_to_string(project.lock_file()).unwrap();
    server.stop().unwrap();
    let mut stranger = Command::new("sleep").arg("60").spawn().unwrap();
    let (_, rest) = kept.split_once('\n').unwrap();
    fs::write(project.lock_file(), format!("{}\n{rest}", stranger.id())).unwrap();
    assert_eq!(server.status(), Status::Stopped);
    run(&server.start().unwrap(), "SELECT FROM t");
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[test]
fn two_starts_at_once_give_one_server() {
    let project = Project::new("race");
    let urls: Vec<Url> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..3).map(|_| scope.spawn(|| project.server().start().unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert!(urls.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_long_path_has_its_socket_elsewhere() {
    let project = Project::new(&"long".repeat(30));
    let url = project.server().start().unwrap();
    let folder = url.hosts()[0].address.socket().unwrap().to_owned();
    assert!(folder.starts_with("/tmp") && !folder.starts_with(&project.0));
    run(&url, "SELECT 1");
    project.server().stop().unwrap();
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn data_of_vanished_binaries_is_not_touched() {
    let project = Project::new("gone");
    let server = project.server();
    server.start().unwrap();
    server.stop().unwrap();
    fs::write(project.0.join(".icms/postgresql/binaries"), "/nowhere/bin").unwrap();
    assert_eq!(server.start().unwrap_err().code, icms_embedded::codes::BINARIES_GONE);
    assert!(Path::new(&project.0.join(".icms/postgresql/data/PG_VERSION")).exists());
    server.reset().unwrap();
}
