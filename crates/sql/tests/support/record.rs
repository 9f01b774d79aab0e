//! Expressions and what a server made of them: `tests/sql/deparsed.txt`.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use icms_sql::{Canonical, Context, FunctionTypes, Name, Qualified, TypeKind, canonical, canonical_query};

use crate::server::Server;

/// One expression in its place and the server's texts for it.
#[derive(Debug, Clone)]
pub struct Record {
    /// `check`, `default int`, …
    pub kind: String,
    pub mutant: bool,
    pub text: String,
    /// As printed after it was created.
    pub deparsed: String,
    /// As printed after the printed text was created once more.
    pub settled: String,
}

impl Record {
    pub fn canonical(&self, text: &str) -> Canonical {
        let scene = Scene::of(&self.kind);
        if self.kind == "view" { canonical_query(text, &scene) } else { canonical(text, &scene) }
    }
}

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/sql")
}

pub fn read(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap()
}

/// The columns and types of `columns.txt`, as the surroundings of an expression.
struct Scene {
    columns: Vec<(String, String, String)>,
    expected: Option<String>,
}

impl Scene {
    fn of(kind: &str) -> Self {
        let columns = columns();
        let expected = match kind.split_once(' ') {
            Some((_, ty)) => Some(ty.to_owned()),
            None if kind == "check" || kind == "where" => Some("boolean".to_owned()),
            None => None,
        };
        Self { columns, expected }
    }
}

pub fn columns() -> Vec<(String, String, String)> {
    let line = |l: &str| {
        let mut parts = l.splitn(3, ' ').map(str::to_owned);
        let mut part = || parts.next().unwrap();
        (part(), part().trim_matches('"').to_owned(), part())
    };
    read("columns.txt").lines().map(line).collect()
}

impl Context for Scene {
    fn column_type(&self, relation: Option<&Qualified>, column: &str) -> Option<Cow<'_, str>> {
        let table = relation.map_or("t", |r| r.name.as_str());
        let found = self.columns.iter().find(|(t, c, _)| t == table && c == column)?;
        Some(Cow::Borrowed(&found.2))
    }

    fn columns(&self, relation: &Qualified) -> Option<Vec<Name>> {
        let own = self.columns.iter().filter(|(t, ..)| relation.name == t.as_str());
        Some(own.map(|(_, c, _)| Name::new(c)).collect())
    }

    fn function(&self, _: Option<&str>, name: &str) -> Option<FunctionTypes> {
        let text = || "text".to_owned();
        (name == "my_func").then(|| FunctionTypes { arguments: vec![text()], result: text() })
    }

    fn expected_type(&self) -> Option<Cow<'_, str>> {
        self.expected.as_deref().map(Cow::Borrowed)
    }

    fn type_kind(&self, _: Option<&str>, name: &str) -> TypeKind {
        match name {
            "mood" | "Role" => TypeKind::Enumeration,
            "email_address" => TypeKind::Domain("text".to_owned()),
            "short_code" => TypeKind::Domain("character varying(5)".to_owned()),
            _ => TypeKind::Base,
        }
    }
}

/// Creates every expression on the server and reads back what it prints; what it refuses has no entry.
pub fn deparse(server: &Server, items: &[(String, String)]) -> Vec<Option<String>> {
    let mut script = String::new();
    for (i, (kind, text)) in items.iter().enumerate() {
        let (create, read, drop) = statements(kind, text);
        script.push_str(&format!("{create};\n SELECT chr(30) || 'row', {i}, ({read});\n {drop};\n"));
    }
    let mut found = vec![None; items.len()];
    for row in server.psql(&script).split('\u{1e}') {
        let mut fields = row.split('\u{1f}');
        if fields.next() != Some("row") {
            continue;
        }
        let index: usize = fields.next().unwrap().parse().unwrap();
        found[index] = fields.next().map(|f| f.trim_end_matches('\n').to_owned()).filter(|f| !f.is_empty());
    }
    found
}

fn statements(kind: &str, text: &str) -> (String, String, String) {
    let (word, ty) = kind.split_once(' ').unwrap_or((kind, ""));
    let one = |create: String, read: &str, drop: &str| (create, read.to_owned(), drop.to_owned());
    match word {
        "check" => one(
            format!("ALTER TABLE t ADD CONSTRAINT ck CHECK ({text})"),
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'ck'",
            "ALTER TABLE t DROP CONSTRAINT ck",
        ),
        "index" => one(
            format!("CREATE INDEX ix ON t (({text}))"),
            "SELECT pg_get_expr(indexprs, indrelid) FROM pg_index WHERE indexrelid = to_regclass('ix')",
            "DROP INDEX ix",
        ),
        "where" => one(
            format!("CREATE INDEX ix ON t (id) WHERE {text}"),
            "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = to_regclass('ix')",
            "DROP INDEX ix",
        ),
        "generated" => one(
            format!("CREATE TABLE g (LIKE t, x {ty} GENERATED ALWAYS AS ({text}) STORED)"),
            "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = to_regclass('g')",
            "DROP TABLE g",
        ),
        "default" => one(
            format!("CREATE TABLE g (x {ty} DEFAULT {text})"),
            "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = to_regclass('g')",
            "DROP TABLE g",
        ),
        "view" => {
            one(format!("CREATE VIEW w AS {text}"), "SELECT pg_get_viewdef(to_regclass('w'))", "DROP VIEW w")
        }
        other => panic!("unknown kind {other}"),
    }
}

const NEWLINE: &str = "⏎";

pub fn write(records: &[Record]) {
    let mut out = String::new();
    for r in records {
        let settled = if r.settled == r.deparsed { "" } else { &r.settled };
        let mark = if r.mutant { "~" } else { "=" };
        let line = [&r.kind, mark, &r.text, &r.deparsed, settled].join("\t").replace('\n', NEWLINE);
        out.push_str(&line);
        out.push('\n');
    }
    std::fs::write(folder().join("deparsed.txt"), out).unwrap();
}

pub fn recorded() -> Vec<Record> {
    let line = |l: &str| {
        let fields: Vec<String> = l.split('\t').map(|f| f.replace(NEWLINE, "\n")).collect();
        let [kind, mark, text, deparsed, settled] = <[String; 5]>::try_from(fields).unwrap();
        let settled = if settled.is_empty() { deparsed.clone() } else { settled };
        Record { kind, mutant: mark == "~", text, deparsed, settled }
    };
    read("deparsed.txt").lines().map(line).collect()
}

/// `kind: expression` of every line of `expressions.txt`.
pub fn listed() -> Vec<(String, String)> {
    let text = read("expressions.txt");
    let line = |l: &str| l.split_once(": ").map(|(kind, text)| (kind.to_owned(), text.to_owned()));
    text.lines().filter(|l| !l.starts_with('#')).map(|l| line(l).unwrap()).collect()
}

pub fn setup() -> String {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column, ty) in columns() {
        tables.entry(table).or_default().push(format!("{} {ty}", icms_sql::quote_ident(&column)));
    }
    let tables = tables.into_iter().map(|(t, c)| format!("CREATE TABLE {t} ({});\n", c.join(", ")));
    read("setup.sql") + &tables.collect::<String>()
}
