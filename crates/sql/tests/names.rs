//! Names against a real server: quoting, and the names it makes up.

#![allow(clippy::unwrap_used)]

#[path = "support/server.rs"]
mod server;

use icms_sql::{Suffix, implicit_name, index_column_names, keyword, quote_ident, quote_literal};

const WORDS: &[&str] = &[
    "a",
    "A",
    "_a",
    "1a",
    "a1",
    "a$",
    "a b",
    "ä",
    "",
    "a\"b",
    "select",
    "user",
    "name",
    "left",
    "int",
    "values",
    "value",
    "type",
    "key",
    "order",
    "between",
    "timestamp",
    "time",
    "zone",
    "row",
    "rows",
    "normalize",
    "json",
    "text",
    "public",
];

#[test]
fn quoting_is_the_servers() {
    let Some(server) = server::Server::start() else { return };
    for word in WORDS {
        let asked = server.psql(&format!("SELECT quote_ident({})", quote_literal(word)));
        let server_quotes = asked.trim_end_matches('\n');
        // Words that later versions keep for themselves are quoted for all.
        if keyword(word).is_none() || server_quotes.starts_with('"') {
            assert_eq!(quote_ident(word), server_quotes, "{word}");
        }
    }
    for text in ["it's", "a\\b", "", "\n", "ä'\\'"] {
        let asked = server.psql(&format!(
            "SELECT quote_literal({}) = {}",
            quote_literal(text),
            quote_literal(&quote_literal(text))
        ));
        assert_eq!(asked.trim(), "t", "{text:?}");
    }
    let reserved = server.psql("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'");
    for word in reserved.lines() {
        assert!(keyword(word).is_some(), "{word}");
    }
}

#[test]
fn made_up_names_are_the_servers() {
    let Some(server) = server::Server::start() else { return };
    let long = |c: &str, n: usize| c.repeat(n);
    let cases: Vec<(String, Vec<String>)> = vec![
        ("t".into(), vec!["a".into()]),
        ("t2".into(), vec!["a".into(), "b".into()]),
        (long("t", 63), vec!["a".into(), "b".into()]),
        ("u".into(), vec![long("c", 60), long("d", 63)]),
        (long("x", 40), vec![long("y", 40)]),
        (long("ä", 31), vec![long("ö", 31), "b".into()]),
        (format!("a{}", long("ä", 31)), vec![format!("b{}", long("€", 20))]),
    ];
    for (table, columns) in cases {
        let (t, list) = (quote_ident(&table), columns.iter().map(|c| quote_ident(c)).collect::<Vec<_>>());
        let (columns_sql, first) = (list.join(" int, "), &list[0]);
        let script = format!(
            "CREATE TABLE {t} (id serial PRIMARY KEY, {columns_sql} int, UNIQUE ({all}), UNIQUE ({all}, id), CHECK ({first} > 0), \
             CHECK ({first} > 1), CHECK (id > {first}), FOREIGN KEY ({first}) REFERENCES {t} (id), EXCLUDE USING btree ({first} WITH =));\n\
             CREATE INDEX ON {t} ({all}); CREATE INDEX ON {t} ({all}); CREATE INDEX ON {t} (abs({first}), abs(id));\n\
             SELECT conname FROM pg_constraint WHERE conrelid = '{t}'::regclass ORDER BY oid;\n\
             SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indrelid = '{t}'::regclass AND NOT EXISTS \
             (SELECT FROM pg_constraint WHERE conindid = pg_class.oid) ORDER BY oid;\n\
             SELECT relname FROM pg_class WHERE relkind = 'S' ORDER BY oid DESC LIMIT 1;\n DROP TABLE {t};",
            all = list.join(", "),
        );
        let printed = server.psql(&script);
        let found: Vec<&str> = printed.lines().collect();
        let mut expected: Vec<String> = Vec::new();
        let mut name = |columns: &[String], suffix| {
            let name =
                implicit_name(&table, columns, suffix, |n| expected.iter().any(|e| e == n)).to_string();
            expected.push(name);
        };
        let id = "id".to_owned();
        let one = &columns[..1];
        let with_id: Vec<String> = columns.iter().cloned().chain([id.clone()]).collect();
        // In the order in which the server makes them.
        for _ in 0..2 {
            name(one, Suffix::Check);
        }
        name(&[], Suffix::Check);
        name(&[], Suffix::PrimaryKey);
        name(&columns, Suffix::Unique);
        name(&with_id, Suffix::Unique);
        name(one, Suffix::Exclusion);
        name(one, Suffix::ForeignKey);
        name(&columns, Suffix::Index);
        name(&columns, Suffix::Index);
        name(&index_column_names(&["abs", "abs"]), Suffix::Index);
        name(&[id], Suffix::Sequence);
        let mut found: Vec<String> = found.into_iter().map(str::to_owned).collect();
        found.sort();
        expected.sort();
        assert_eq!(expected, found, "{table}");
    }
}
