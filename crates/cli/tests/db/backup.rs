//! `icms db backup` and `icms db restore`

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use icms_embedded::testing::{TestDatabase, TestServer};

use crate::place::{Place, Ran, ran};

/// A database with a history and a row.
fn deployed<'s>(place: &Place, server: &'s TestServer) -> TestDatabase<'s> {
    let database = server.role("keeper");
    place.migration("1_t", "CREATE TABLE t (id int PRIMARY KEY, word text);", "DROP TABLE t;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    database.execute("INSERT INTO t VALUES (1, 'hunter2')");
    database
}

fn rows(database: &TestDatabase<'_>) -> String {
    let all = database.session().texts("SELECT string_agg(id || word, ',' ORDER BY id) FROM t").unwrap();
    all.into_iter().flatten().flatten().next().unwrap_or_default()
}

fn written(ran: &Ran) -> PathBuf {
    assert_eq!(ran.status, 0, "{ran:?}");
    PathBuf::from(ran.stdout.trim())
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_private_complete_and_comes_back() {
    let place = Place::new("backup");
    let server = TestServer::shared();
    let database = deployed(&place, server);
    let file = written(&place.run(&database, &["db", "backup", "--out", "kept"]));
    let file = place.0.join(file);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(place.0.join("kept")).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(files(&place.0.join("kept")).len(), 1, "nothing is left beside it");
    let name = file.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with(database.database().unwrap()) && name.ends_with("Z.dump"), "{name}");

    let path = file.display().to_string();
    place.run(&database, &["db", "restore", &path]).expect(4, "E5243");
    database.execute("DELETE FROM t; INSERT INTO t VALUES (2, 'later')");
    place.run(&database, &["db", "restore", &path, "--clean"]).expect(0, "applied   1_t");
    assert_eq!(rows(&database), "1hunter2");

    let other = server.fresh_database();
    place.run(&other, &["db", "restore", &path, "--no-owner"]).expect(0, "1 migration, 0 pending");
    assert_eq!(rows(&other), "1hunter2");
    // What came later is pending, and a history that is not clean decides the exit status.
    place.write("migrations/1_t/up.sql", "CREATE TABLE t (id int PRIMARY KEY, word varchar);");
    place.run(&database, &["db", "restore", &path, "--clean"]).expect(4, "edited");
}

#[test]
fn a_file_that_is_no_backup_changes_nothing() {
    let place = Place::new("backup-broken");
    let database = deployed(&place, TestServer::shared());
    database.execute("INSERT INTO t SELECT n, md5(n::text) FROM generate_series(2, 3000) n");
    let file = place.0.join(written(&place.run(&database, &["db", "backup", "--format", "text"])));
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(place.0.join("cut.dump"), &whole[..whole.len() - whole.len() / 3]).unwrap();
    place.write("words.dump", "-- PostgreSQL database dump\nCREATE TABLE x ();\n");
    for broken in ["cut.dump", "words.dump"] {
        let refused = place.run(&database, &["db", "restore", broken, "--clean"]);
        assert!(!refused.expect(1, "E5242").stderr.contains("hunter2"));
    }
    place.run(&database, &["db", "restore", "absent.dump", "--clean"]).expect(1, "absent.dump");
    assert_eq!(database.session().texts("SELECT count(*) FROM t").unwrap()[0][0].as_deref(), Some("3000"));

    let stranger = place.run(&database, &["--db", "postgresql:///nowhere?host=/nowhere", "db", "backup"]);
    stranger.expect(1, "E40");
}

#[test]
fn only_old_backups_of_this_database_are_removed() {
    let place = Place::new("backup-keep");
    let database = deployed(&place, TestServer::shared());
    let new = written(&place.run(&database, &["db", "backup", "--out", "kept"]));
    let name = new.file_name().unwrap().to_str().unwrap().to_owned();
    let stamp = name.split('.').nth(2).unwrap().to_owned();
    let old = name.replace(&stamp, "20200101T000000Z");
    let others = [old.replace("test_", "best_"), format!("{old}.bak"), "notes".to_owned()];
    for file in others.iter().chain([&old]) {
        place.write(&format!("kept/{file}"), "x");
    }
    std::fs::rename(place.0.join(&new), place.0.join("kept").join(name.replace(&stamp, "20250101T000000Z")))
        .unwrap();
    place.write("icms.toml", "[backup]\nout = \"kept\"\nkeep_days = 7\n");
    let ran = place.run(&database, &["db", "backup", "--format", "json"]);
    assert_eq!(ran.expect(0, "\"version\": 1").stdout.matches(".dump\"").count(), 3, "{ran:?}");
    let left = files(&place.0.join("kept"));
    assert_eq!(left.len(), 1 + others.len(), "{left:?}");
    assert!(others.iter().all(|file| left.contains(file)), "{left:?}");
}

/// A key that nothing protects, in the folder's own key ring.
struct Ring<'p>(&'p Place);

impl<'p> Ring<'p> {
    fn new(place: &'p Place) -> Self {
        std::fs::create_dir(place.0.join(".gnupg")).unwrap();
        std::fs::set_permissions(place.0.join(".gnupg"), std::fs::Permissions::from_mode(0o700)).unwrap();
        let ring = Self(place);
        let arguments =
            ["--batch", "--passphrase", "", "--quick-generate-key", "ops@example.com", "future-default"];
        let made = ran(ring.program("gpg", &arguments));
        assert_eq!(made.status, 0, "{made:?}");
        ring
    }

    fn program(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.args(arguments).env("HOME", &self.0.0).env_remove("GNUPGHOME");
        command
    }
}

impl Drop for Ring<'_> {
    fn drop(&mut self) {
        // The key ring's agent stays otherwise.
        let _ = self.program("gpgconf", &["--kill", "all"]).output();
    }
}

#[test]
fn an_encrypted_backup_is_never_on_the_disk_in_the_clear() {
    let place = Place::new("backup-gpg");
    let _ring = Ring::new(&place);
    let database = deployed(&place, TestServer::shared());
    let file = written(&place.run(&database, &["db", "backup", "--encrypt-to", "ops@example.com"]));
    let file = place.0.join(file).display().to_string();
    assert!(file.ends_with(".dump.gpg"));
    assert!(!std::fs::read(&file).unwrap().starts_with(b"PGDMP"));
    database.execute("DELETE FROM t");
    place.run(&database, &["db", "restore", &file, "--clean"]).expect(0, "applied");
    assert_eq!(rows(&database), "1hunter2");

    let failed =
        place.run(&database, &["db", "backup", "--encrypt-to", "nobody@example.com", "--out", "none"]);
    failed.expect(1, "gpg ended with");
    assert_eq!(files(&place.0.join("none")), [""; 0], "nothing stays behind");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(place.0.join("bent.dump.gpg"), bytes).unwrap();
    place.run(&database, &["db", "restore", "bent.dump.gpg", "--clean"]).expect(1, "E5242");
    assert_eq!(rows(&database), "1hunter2");
    if Command::new("age").arg("--version").output().is_err() {
        place.run(&database, &["db", "backup", "--encrypt-to", "age1qqqq"]).expect(1, "age is not installed");
    }
}

#[test]
fn a_protected_database_is_backed_up_before_it_is_deployed_to() {
    let place = Place::new("backup-deploy");
    let database = deployed(&place, TestServer::shared());
    let config =
        "[environments.prod]\nurl = \"env:DATABASE_URL\"\nprotected = true\n[backup]\nbefore_deploy = true\n";
    place.write("icms.toml", config);
    place.run(&database, &["--env", "prod", "migrate", "deploy"]).expect(0, "nothing is pending");
    assert!(!place.0.join("backups").exists());
    place.migration("2_u", "CREATE TABLE u (id int);", "DROP TABLE u;");
    place.run(&database, &["--env", "prod", "migrate", "deploy"]).expect(0, "backed up to");
    let files = files(&place.0.join("backups"));
    let backup = place.0.join("backups").join(&files[0]).display().to_string();

    place.run(&database, &["db", "restore", &backup, "--clean"]).expect(4, "--confirm prod");
    place
        .run(&database, &["db", "restore", &backup, "--clean", "--confirm", "prod"])
        .expect(0, "pending   2_u");
    let log = database.session().texts("SELECT DISTINCT environment FROM _icms_log").unwrap();
    assert_eq!(log, [[Some("prod".to_owned())]]);
    place.run(&database, &["db", "drop", "--force"]).expect(4, "this is `prod`");
    let copy = TestServer::shared().fresh_database();
    let copied = place.run(&copy, &["db", "restore", &backup, "--no-owner"]);
    copied.expect(0, "it is a copy of `prod`, and not protected");
    place.run(&copy, &["db", "drop", "--force"]).expect(0, "dropped");
    // A backup that cannot be made stops the deploy.
    place.write("icms.toml", &format!("{config}out = \"icms.toml/x\"\n"));
    place.run(&database, &["--env", "prod", "migrate", "deploy"]).expect(1, "E7001");
    place.run(&database, &["migrate", "status"]).expect(0, "pending   2_u");
}
