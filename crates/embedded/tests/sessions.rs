//! Connections that fail say why in one sentence, and never the password.

#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use icms_connect::{DatabaseError, Purpose, Session, Url, codes};
use icms_diagnostic::{Code, Diagnostic};
use icms_embedded::testing::TestServer;

fn fails(url: &Url) -> Diagnostic {
    let error = Session::open(url, Purpose::Read).expect_err("it must not connect");
    if let Some(password) = url.reveal_password() {
        assert!(!format!("{error:?}").contains(password), "{error:?}");
    }
    assert!(error.help.is_some(), "{error:?}");
    error
}

fn fails_with(url: &str, code: Code) -> String {
    let error = fails(&Url::parse(url).unwrap());
    assert_eq!(error.code, code, "{error:?}");
    error.message
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// A server that listens on TCP and asks for passwords there; with TLS if there is a certificate.
struct Strict {
    server: TestServer,
    port: u16,
    certificate: PathBuf,
}

impl Strict {
    fn start(tls: Tls) -> Self {
        let port = free_port();
        let server =
            TestServer::with_settings(&[("listen_addresses", "127.0.0.1"), ("port", &port.to_string())]);
        let folder = server.folder().unwrap().to_owned();
        let certificate = folder.join("server.crt");
        let record = match tls {
            Tls::Off => "host",
            Tls::Required => "hostssl",
        };
        std::fs::write(
            folder.join("data/pg_hba.conf"),
            format!("local all all trust\n{record} all all all scram-sha-256\n"),
        )
        .unwrap();
        let mut session = Session::open(&server.url(), Purpose::Write).unwrap();
        if tls == Tls::Required {
            certify(&folder, &server);
            for (name, value) in [("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key")] {
                let value = folder.join(value).display().to_string();
                session.batch_execute(&format!("ALTER SYSTEM SET {name} = '{value}'")).unwrap();
            }
            session.batch_execute("ALTER SYSTEM SET ssl = on").unwrap();
        }
        session
            .batch_execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE app LOGIN PASSWORD 'p@ss:w/rd'",
            )
            .unwrap();
        session.batch_execute("CREATE DATABASE closed").unwrap();
        session.batch_execute("REVOKE CONNECT ON DATABASE closed FROM PUBLIC").unwrap();
        session.batch_execute("SELECT pg_reload_conf()").unwrap();
        std::thread::sleep(Duration::from_millis(300));
        Self { server, port, certificate }
    }

    fn url(&self, login: &str, rest: &str) -> String {
        format!("postgresql://{login}@127.0.0.1:{}/{rest}", self.port)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tls {
    Off,
    Required,
}

/// Its own authority, for the name `localhost` only.
fn certify(folder: &Path, server: &TestServer) {
    let files = [("-keyout", "server.key"), ("-out", "server.crt")];
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-new", "-x509", "-days", "2", "-nodes", "-subj", "/CN=localhost"]);
    openssl.args(["-newkey", "rsa:2048", "-addext", "subjectAltName=DNS:localhost"]);
    for (flag, name) in files {
        openssl.arg(flag).arg(folder.join(name));
    }
    assert!(openssl.output().unwrap().status.success());
    for (_, name) in files {
        server.own(&folder.join(name));
    }
}

#[test]
fn wrong_logins_are_told_apart() {
    let strict = Strict::start(Tls::Off);
    let right = "app:p@ss:w/rd";
    Session::open(&Url::parse(&strict.url(right, "postgres")).unwrap(), Purpose::Read).unwrap();

    let message = fails_with(&strict.url("app:wrong-secret", "postgres"), codes::PASSWORD);
    assert_eq!(message, format!("127.0.0.1:{} refuses the password of role `app`", strict.port));
    fails_with(&strict.url("nobody:wrong-secret", "postgres"), codes::PASSWORD);
    let message = fails_with(&strict.url(right, "missing"), codes::DATABASE_UNKNOWN);
    assert_eq!(message, format!("there is no database `missing` on 127.0.0.1:{}", strict.port));
    fails_with(&strict.url(right, "closed"), codes::NOT_ALLOWED);
    fails_with(&strict.url(right, "postgres?sslmode=require"), codes::TLS_MODE);
    fails_with(&strict.url(right, "postgres?target_session_attrs=standby"), codes::SESSION_ATTRIBUTES);
    if std::env::var_os("PGPASSWORD").is_none() {
        fails_with(&strict.url("app", "postgres"), codes::PASSWORD);
    }

    let full = Url::parse(&strict.url(right, "postgres")).unwrap();
    let mut admin = Session::open(&strict.server.url(), Purpose::Write).unwrap();
    admin.batch_execute("ALTER ROLE app CONNECTION LIMIT 0").unwrap();
    assert_eq!(fails(&full).code, codes::TOO_MANY);
    admin.batch_execute("ALTER ROLE app NOLOGIN CONNECTION LIMIT -1").unwrap();
    assert_eq!(fails(&full).code, codes::NOT_ALLOWED);
}

#[test]
fn tls_modes_mean_what_they_mean_to_libpq() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: TLS cannot be tested without the `openssl` program");
        return;
    }
    let strict = Strict::start(Tls::Required);
    let certificate = strict.certificate.display();
    let url = |host: &str, mode: &str| {
        format!("postgresql://app:p@ss:w/rd@{host}:{}/postgres?sslmode={mode}", strict.port)
    };
    let encrypted = |url: String| {
        let mut session = Session::open(&Url::parse(&url).unwrap(), Purpose::Read).unwrap();
        session.texts("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").unwrap().remove(0).remove(0)
    };
    for mode in ["allow", "prefer", "require"] {
        assert_eq!(encrypted(url("127.0.0.1", mode)).as_deref(), Some("t"), "{mode}");
    }
    fails_with(&url("127.0.0.1", "disable"), codes::TLS_MODE);
    for mode in ["verify-ca", "verify-full"] {
        fails_with(&url("localhost", mode), codes::TLS_CERTIFICATE);
        let trusting = format!("{}&sslrootcert={certificate}", url("localhost", mode));
        assert_eq!(encrypted(trusting).as_deref(), Some("t"), "{mode}");
    }
    // the certificate is for localhost, not for this address
    let other_name = |mode| format!("{}&sslrootcert={certificate}", url("127.0.0.1", mode));
    assert_eq!(encrypted(other_name("verify-ca")).as_deref(), Some("t"));
    fails_with(&other_name("verify-full"), codes::TLS_CERTIFICATE);
    let missing = format!("{}&sslrootcert=/nowhere.pem", url("localhost", "verify-full"));
    fails_with(&missing, codes::TLS_CERTIFICATE);
}

#[test]
fn places_without_a_server_are_told_apart() {
    let port = free_port();
    let message = fails_with(&format!("postgres://u:secret@127.0.0.1:{port}/db"), codes::REFUSED);
    assert!(message.starts_with(&format!("no server answers at 127.0.0.1:{port}: ")), "{message}");
    fails_with("postgres://u:secret@/db?host=/nowhere/at/all", codes::REFUSED);
    fails_with("postgres://u:secret@no-such-host.invalid/db", codes::HOST_UNKNOWN);
}

#[test]
fn a_silent_or_foreign_server_does_not_hold_us() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = silent.local_addr().unwrap().port();
    let start = Instant::now();
    fails_with(&format!("postgres://u:secret@127.0.0.1:{port}/db?connect_timeout=2"), codes::TIMEOUT);
    assert!(start.elapsed() < Duration::from_secs(4));

    let foreign = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = foreign.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        for stream in foreign.incoming().take(2) {
            let _ = stream.unwrap().read(&mut [0; 8]);
        }
    });
    fails_with(&format!("postgres://u:secret@127.0.0.1:{port}/db?sslmode=disable"), codes::NOT_POSTGRES);
    let _ = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port));
    thread.join().unwrap();
}

#[test]
fn the_next_host_is_tried() {
    let server = TestServer::shared();
    let socket = server.url().hosts()[0].address.socket().unwrap().display().to_string();
    let url = format!("postgresql://postgres@/postgres?host=/nowhere,{socket}");
    Session::open(&Url::parse(&url).unwrap(), Purpose::Read).unwrap();
}

#[test]
fn a_session_knows_its_server_and_keeps_to_its_purpose() {
    let server = TestServer::shared();
    let database = server.role("someone");
    let mut session = Session::open(&database, Purpose::Read).unwrap();
    assert_eq!(Some(session.role()), database.user());
    assert_eq!(Some(session.database()), database.database());
    assert!(session.version().major >= 12);
    let pid = session.backend().to_string();
    let asked = session.texts("SELECT pg_backend_pid(), current_setting('application_name')").unwrap();
    assert_eq!(asked, [[Some(pid), Some("icms".to_owned())]]);
    assert!(session.batch_execute("CREATE TABLE t ()").unwrap_err().is("25006"));

    let mut writer = session.another().unwrap();
    assert!(writer.batch_execute("CREATE TABLE t ()").is_err());
    drop(writer);
    database.execute("DO $$ BEGIN RAISE NOTICE 'hello'; END $$");
    let mut session = database.session();
    session.batch_execute("DO $$ BEGIN RAISE NOTICE 'hello'; END $$").unwrap();
    let notices = session.take_notices();
    assert_eq!(notices.iter().map(|n| n.message.as_str()).collect::<Vec<_>>(), ["hello"]);
    assert!(session.take_notices().is_empty());
}

#[test]
fn a_refused_statement_keeps_what_the_server_said() {
    let server = TestServer::shared();
    let database = server.fresh_database();
    let mut session = database.session();
    session
        .batch_execute("CREATE TABLE t (id int CONSTRAINT once PRIMARY KEY); INSERT INTO t VALUES (1)")
        .unwrap();
    let error = session.batch_execute("INSERT INTO t VALUES (1)").unwrap_err();
    assert!(error.is("23505"));
    assert_eq!(error.constraint.as_deref(), Some("once"));
    assert_eq!(error.detail.as_deref(), Some("Key (id)=(1) already exists."));
    let diagnostic = Diagnostic::from(error);
    assert_eq!(diagnostic.code, codes::STATEMENT);

    let error = session.batch_execute("SELECT 1;\nSELECT nothing_here").unwrap_err();
    assert_eq!(error.position, Some(18));

    session.set_statement_timeout(Duration::from_millis(20)).unwrap();
    let error: DatabaseError = session.batch_execute("SELECT pg_sleep(5)").unwrap_err();
    assert_eq!(error.code(), codes::CANCELLED);
    session.set_statement_timeout(Duration::ZERO).unwrap();

    let mut other = database.session();
    other.batch_execute("BEGIN; LOCK t").unwrap();
    session.set_lock_timeout(Duration::from_millis(20)).unwrap();
    assert_eq!(session.batch_execute("SELECT FROM t").unwrap_err().code(), codes::LOCK_TIMEOUT);
    drop(other);

    let token = session.cancel_token();
    let stop = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        token.cancel()
    });
    assert!(session.batch_execute("SELECT pg_sleep(5)").unwrap_err().is("57014"));
    stop.join().unwrap().unwrap();

    let mut admin = Session::open(&server.url(), Purpose::Write).unwrap();
    admin.batch_execute(&format!("SELECT pg_terminate_backend({})", session.backend())).unwrap();
    assert_eq!(session.batch_execute("SELECT 1").unwrap_err().code(), codes::CONNECTION_LOST);
}

#[test]
fn two_sessions_can_see_one_moment() {
    let server = TestServer::shared();
    let database = server.fresh_database();
    let (mut first, mut second) = (database.session(), database.session());
    let mut snapshot = first.snapshot().unwrap();
    let id = snapshot.export().unwrap();
    database.execute("CREATE TABLE later ()");
    let mut joined = second.join(&id).unwrap();
    let seen = "SELECT FROM pg_class WHERE relname = 'later'";
    assert!(snapshot.texts(seen).unwrap().is_empty());
    assert!(joined.texts(seen).unwrap().is_empty());
    assert!(joined.query("CREATE TABLE refused ()", &[]).unwrap_err().is("25006"));
    drop(joined);
    assert_eq!(second.texts(seen).unwrap().len(), 1);
}
