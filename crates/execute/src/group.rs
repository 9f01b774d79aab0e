//! A script in transaction groups: `BEGIN … COMMIT` is one, every statement outside is one of its own (ruling 7).

use icms_diagnostic::{Diagnostic, Span};
use icms_sql::{PieceKind, Script, Statement};

use crate::codes;
use crate::directives::Directives;

/// Statements that take effect together.
#[derive(Debug, Clone)]
pub struct Group {
    /// In order, `BEGIN` and `COMMIT` left out.
    pub statements: Vec<Statement>,
    /// Whether they run in one transaction.
    pub kind: GroupKind,
    /// What its author says in the comments before it.
    pub directives: Directives,
}

/// How a group runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// `BEGIN … COMMIT`
    Transaction,
    /// One statement in a transaction of its own, or one that refuses any.
    Alone,
}

impl Group {
    /// What the ledger remembers it by.
    #[must_use]
    pub fn hash(&self) -> String {
        let text: Vec<String> = self.statements.iter().map(Statement::normalized).collect();
        icms_journal::statement_hash(&text.join(";\n"))
    }
}

/// Cuts a script into groups.
///
/// # Errors
/// What the server cannot run: psql commands, `COPY … FROM stdin`; a transaction that never ends; a directive that cannot
/// be read.
pub fn groups(script: &Script, text: &str) -> Result<Vec<Group>, Box<Diagnostic>> {
    let mut groups = Vec::new();
    let mut open: Option<(Span, Vec<Statement>, Directives)> = None;
    let mut end = 0;
    for statement in &script.statements {
        if statement.kind() != PieceKind::Sql {
            let message = "psql commands and COPY data cannot run here";
            let refused = Diagnostic::error(codes::NEEDS_PSQL, message)
                .at(statement.span())
                .help("write INSERT statements, or load the data with psql");
            return Err(Box::new(refused));
        }
        let between = text.get(end..statement.span().start as usize).unwrap_or("");
        end = statement.span().end as usize;
        let tail = text.get(end..).unwrap_or("");
        match (boundary(statement), &mut open) {
            (Boundary::Begin, None) => {
                open = Some((statement.span(), Vec::new(), Directives::read(between, statement, tail)?));
            }
            (Boundary::Commit, Some(_)) => {
                let (statements, directives) = open.take().map(|(_, s, d)| (s, d)).unwrap_or_default();
                groups.push(Group { statements, kind: GroupKind::Transaction, directives });
            }
            // A nested BEGIN and a COMMIT without one are warnings to a server; the statement goes as it is.
            (_, Some((_, statements, _))) => statements.push(statement.clone()),
            (_, None) => groups.push(Group {
                statements: vec![statement.clone()],
                kind: GroupKind::Alone,
                directives: Directives::read(between, statement, tail)?,
            }),
        }
    }
    match open {
        None => Ok(groups),
        Some((begin, ..)) => {
            let message = "this transaction never ends";
            Err(Box::new(Diagnostic::error(codes::OPEN_TRANSACTION, message).at(begin).help("add COMMIT;")))
        }
    }
}

enum Boundary {
    Begin,
    Commit,
    None,
}

fn boundary(statement: &Statement) -> Boundary {
    let words = statement.leading_words(2);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["begin", ..] | ["start", "transaction"] => Boundary::Begin,
        ["commit" | "end", ..] => Boundary::Commit,
        _ => Boundary::None,
    }
}

#[cfg(test)]
mod tests {
    use icms_diagnostic::FileId;

    use super::*;

    fn groups_of(text: &str) -> Result<Vec<Group>, Box<Diagnostic>> {
        groups(&Script::parse(FileId(0), text), text)
    }

    #[test]
    fn transactions_are_groups_and_the_rest_stands_alone() {
        let text = "BEGIN; CREATE TABLE a (); CREATE TABLE b (); COMMIT;\n-- icms:done-when select 1\nCREATE INDEX \
                    CONCURRENTLY i ON a (x); START TRANSACTION; SELECT 1; END;";
        let found = groups_of(text).unwrap();
        let shape: Vec<_> = found.iter().map(|g| (g.kind, g.statements.len())).collect();
        assert_eq!(shape, [(GroupKind::Transaction, 2), (GroupKind::Alone, 1), (GroupKind::Transaction, 1)]);
        assert_eq!(found[1].directives.done_when.as_deref(), Some("select 1"));
    }

    #[test]
    fn what_cannot_run_is_refused_with_its_place() {
        assert_eq!(groups_of("BEGIN; SELECT 1;").unwrap_err().code, codes::OPEN_TRANSACTION);
        assert_eq!(groups_of("\\connect x\n").unwrap_err().code, codes::NEEDS_PSQL);
    }
}
