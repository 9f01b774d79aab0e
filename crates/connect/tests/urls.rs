//! Every URL of `tests/connect/urls.txt` is read as written there, and never shown with its password.

#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

use std::fmt::Write as _;
use std::fs;

use icms_connect::Url;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/connect/urls.txt");

#[test]
fn every_url_is_read_as_written() {
    let table = fs::read_to_string(TABLE).unwrap();
    let head = table.split("\n>").next().unwrap();
    let mut actual = format!("{}\n", head.trim_end());
    for written in table.lines().filter_map(|line| line.strip_prefix('>')) {
        let written = written.strip_prefix(' ').unwrap_or(written);
        let sign = if written.is_empty() { ">" } else { "> " };
        write!(actual, "\n{sign}{written}\n{}", reading(written)).unwrap();
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(TABLE, &actual).unwrap();
    }
    assert!(actual == table, "urls.txt differs; UPDATE=1 rewrites it. Now:\n{actual}");
}

fn reading(written: &str) -> String {
    let url = match Url::parse(written) {
        Ok(url) => url,
        Err(error) => return format!("error {}: {}\n", error.code, error.message),
    };
    let mut lines = format!("url {url}\n");
    let mut line = |name: &str, value: Option<&str>| {
        value.map_or(Ok(()), |value| writeln!(lines, "{name} {value}")).unwrap();
    };
    line("user", url.user());
    line("password", url.reveal_password());
    for host in url.hosts() {
        line("host", Some(&format!("{host:?}")));
    }
    line("database", url.database());
    for schema in url.schemas() {
        line("schema", Some(schema));
    }
    for note in url.notes() {
        line("note", Some(&note.message));
    }
    lines
}

#[test]
fn no_url_shows_its_secret_and_every_one_survives_being_written() {
    let table = fs::read_to_string(TABLE).unwrap();
    let written: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    assert!(written.len() > 60);
    for text in written {
        let shown = match Url::parse(text) {
            Err(error) => format!("{error:?}"),
            Ok(url) => {
                let again = Url::parse(&url.reveal()).unwrap();
                assert_eq!(again.reveal(), url.reveal(), "{text}");
                assert_eq!(
                    (again.user(), again.reveal_password()),
                    (url.user(), url.reveal_password()),
                    "{text}"
                );
                assert_eq!((again.hosts(), again.database()), (url.hosts(), url.database()), "{text}");
                assert_eq!(again.schemas(), url.schemas(), "{text}");
                if let Some(password) = url.reveal_password() {
                    let masked = format!("{url}{url:?}").replace(&format!("{:?}", url.user()), "");
                    assert!(password.len() < 3 || !masked.contains(password), "{masked}");
                }
                format!("{url} {url:?}")
            }
        };
        assert!(!shown.contains("secret"), "{shown}");
    }
}
