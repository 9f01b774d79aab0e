//! Any text whatever gives an answer: cut anywhere, with any character gone.
#![allow(clippy::unwrap_used)]

use icms_diagnostic::FileId;
use icms_sql::{
    Expected, NoContext, Qualified, Script, canonical, canonical_query, expand_stars, normalized_tokens,
    references, rename_column, rename_relation,
};

fn texts() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/sql/expressions.txt");
    let lines = std::fs::read_to_string(file).unwrap();
    let mut texts = Vec::new();
    for line in lines.lines().filter_map(|l| l.split_once(": ")).map(|(_, text)| text) {
        for (i, c) in line.char_indices() {
            texts.push(line[..i].to_owned());
            texts.push(format!("{}{}", &line[..i], &line[i + c.len_utf8()..]));
        }
    }
    texts
}

#[test]
fn expressions_and_queries() {
    let t = Qualified { schema: None, name: "t".into() };
    let mut read = 0;
    for text in texts() {
        let form = canonical(&text, &Expected("varchar(10)"));
        read += usize::from(!form.as_str().starts_with("unread"));
        assert_eq!(form, canonical(&text, &Expected("varchar(10)")));
        let _ = canonical_query(&text, &NoContext);
        let _ = references(&text);
        assert_eq!(rename_column(&text, &t, "no_such_column", "x"), text);
        assert_eq!(
            rename_relation(&text, &Qualified { schema: None, name: "no_such_table".into() }, &t),
            text
        );
        let _ = rename_column(&text, &t, "a", "É");
        let _ = expand_stars(&text, &NoContext);
        let _ = normalized_tokens(&text);
    }
    assert!(read > 1000);
}

#[test]
fn statements() {
    for text in texts().iter().step_by(3) {
        for statement in
            Script::parse(FileId(0), &format!("SELECT {text}; CREATE TABLE x (y int DEFAULT {text})")).sql()
        {
            let _ = statement.tree();
            let _ = statement.errors();
        }
    }
}
