//! Scripts that nobody here wrote: each statement must parse.

#![allow(clippy::unwrap_used)]

#[path = "support/corpus.rs"]
mod corpus;

use icms_diagnostic::FileId;
use icms_sql::Script;

#[test]
fn corpus_statements_parse() {
    let Some(root) = corpus::folder() else { return };
    let (mut statements, mut failures) = (0, Vec::new());
    for path in corpus::sql_files(&root) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        for statement in Script::parse(FileId(0), &text).sql() {
            statements += 1;
            if is_template(statement.text()) {
                continue;
            }
            if let Some(error) = statement.errors().first() {
                let line = text[..error.span.start as usize].matches('\n').count() + 1;
                let shown: String = statement.text().chars().take(120).collect();
                failures.push(format!("{}:{line}: {}\n    {shown:?}", path.display(), error.message));
            }
        }
    }
    eprintln!("{statements} statements, {} with parse errors", failures.len());
    if std::env::var_os("VERBOSE").is_some() {
        eprintln!("{}", failures.join("\n"));
    }
    // What is left is what PostgreSQL refuses as well: a missing semicolon, a quote too few.
    assert!(failures.len() * 1000 < statements, "{}", failures.join("\n"));
}

/// Text of a template language, which is SQL only after substitution.
fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("${") || text.contains(" @")
}
