//! `icms db shell`, and where passwords come from.

use std::os::unix::fs::PermissionsExt;

use icms_connect::Url;
use icms_embedded::testing::TestServer;

use crate::place::{Place, ran};

/// A server that wants passwords over TCP.
fn strict() -> (TestServer, Url) {
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let settings = [("listen_addresses", "localhost"), ("port", &free.to_string())];
    let server = TestServer::with_settings(&settings);
    let rules = server.folder().unwrap().join("data/pg_hba.conf");
    std::fs::write(rules, "local all all trust\nhost all all all scram-sha-256\n").unwrap();
    let mut session = icms_connect::Session::open(&server.url(), icms_connect::Purpose::Write).unwrap();
    session
        .batch_execute(
            "SET password_encryption = 'scram-sha-256'; CREATE ROLE app LOGIN PASSWORD 'pass:w@rd'",
        )
        .unwrap();
    session.batch_execute("SELECT pg_reload_conf()").unwrap();
    let url = Url::parse(&format!("postgresql://app@localhost:{free}/postgres?sslmode=disable")).unwrap();
    for _ in 0..100 {
        if icms_connect::Session::open(&url, icms_connect::Purpose::Read).is_err() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (server, url)
}

const WHO: [&str; 6] = ["db", "shell", "--", "-X", "-Atc", "SELECT current_user, current_database()"];

#[test]
fn psql_connects_where_the_url_says() {
    let place = Place::new("shell");
    let database = TestServer::shared().role("person");
    let user = database.user().unwrap().to_owned();
    place.run(&database, &WHO).expect(0, &format!("{user}|{}", database.database().unwrap()));
    // psql's own exit status comes through
    place
        .run(&database, &["db", "shell", "--", "-X", "-v", "ON_ERROR_STOP=1", "-f", "/nowhere"])
        .expect(1, "");
    let arguments =
        place.run(&database, &["db", "shell", "--", "-Xc", r"\! tr '\0' ' ' < /proc/$PPID/cmdline"]);
    assert!(!arguments.expect(0, "psql").stdout.contains("only for tests"), "{arguments:?}");
}

#[test]
fn a_machine_without_psql_is_told_what_to_install() {
    let place = Place::new("shell-none");
    let database = TestServer::shared().fresh_database();
    let empty = place.write("bin/nothing", "");
    let mut command = place.command(&["db", "shell"]);
    command.env("DATABASE_URL", database.reveal()).env("PATH", empty.parent().unwrap());
    let out = ran(command);
    // a machine whose servers brought a psql along has one all the same
    if out.status != 0 {
        out.expect(1, "E7052").expect(1, "postgresql-client");
    }
}

#[test]
fn passwords_come_from_where_the_configuration_says() {
    let place = Place::new("passwords");
    let (_server, url) = strict();
    let text = url.reveal();
    let write = |more: &str| {
        place.write("icms.toml", &format!("[environments.a]\nurl = \"{text}\"\n{more}\n"));
    };
    let ask = || place.offline(&["--env", "a", "db", "shell", "--", "-X", "-Atc", "SELECT 'in'"]);
    let status = || place.offline(&["--env", "a", "migrate", "status"]);

    write("");
    status().expect(1, "E4013");
    place.write("secret", "pass:w@rd\n");
    write("password_file = \"secret\"");
    ask().expect(0, "in\n");
    status().expect(0, "0 migrations");
    write("password_command = \"cat secret\"");
    status().expect(0, "0 migrations");
    write("password_command = \"echo wrong\"");
    let refused = status();
    assert!(!refused.expect(1, "E4013").stderr.contains("wrong,"));
    write("password_command = \"exit 1\"");
    status().expect(1, "E7050");
    write("password_command = \"cat secret\"\npassword_file = \"secret\"");
    status().expect(1, "E7050");

    let port = url.hosts()[0].port.unwrap();
    let service =
        format!("[mine]\nhost=localhost\nport={port}\nuser=app\ndbname=postgres\npassword=pass:w@rd\n");
    place.write(".pg_service.conf", &service);
    place.write("icms.toml", "[environments.a]\nservice = \"mine\"\n");
    ask().expect(0, "in\n");
    status().expect(0, "0 migrations");
    place.offline(&["--db", "postgresql:///?service=mine", "migrate", "status"]).expect(0, "0 migrations");
    place.write("icms.toml", "[environments.a]\nservice = \"other\"\n");
    status().expect(1, "E4005");

    write("");
    let pgpass = place.write(".pgpass", &format!("localhost:{port}:*:app:pass\\:w@rd\n"));
    std::fs::set_permissions(&pgpass, std::fs::Permissions::from_mode(0o600)).unwrap();
    ask().expect(0, "in\n");
    status().expect(0, "0 migrations");
    std::fs::remove_file(pgpass).unwrap();

    let open = text.replace("app@", "app:pass:w@rd@");
    let warned = place.offline(&["--db", &open, "migrate", "status"]);
    assert!(!warned.expect(0, "E7051").stderr.contains("w@rd"), "{warned:?}");
}
