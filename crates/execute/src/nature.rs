//! What a statement outside `BEGIN … COMMIT` asks of whoever runs it.

use icms_sql::Statement;

/// How to run a lone statement so that a crash leaves no doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nature {
    /// `SET`, `RESET`, `set_config()`: holds for the session, so a later session has to do it again.
    Session,
    /// Anything that a transaction can take back: it and its line in the ledger are one.
    Transactional,
    /// `CREATE INDEX CONCURRENTLY` with a name.
    IndexBuild(Index),
    /// `DROP INDEX CONCURRENTLY` of this regclass.
    IndexDrop(String),
    /// `ALTER TABLE … DETACH PARTITION … CONCURRENTLY`: two transactions, and the first may be all that was done.
    Detach(Partition),
    /// Refuses transactions, and doing it twice is doing it once: `VACUUM`, `REINDEX`, `ALTER SYSTEM`.
    Repeatable,
    /// `CALL icms.run('name')`: a program of the project.
    Program(String),
    /// Commits on its way, as a procedure may: even an error leaves what it did before.
    Commits,
    /// Refuses transactions, and nobody can tell from outside whether it was done.
    Unknown,
}

/// A partition that leaves its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// The partition as SQL names it.
    pub name: String,
    /// Its table as SQL names it.
    pub table: String,
}

/// An index that is built while writes go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name, quoted where it must be.
    pub name: String,
    /// Its table as SQL names it.
    pub table: String,
}

impl Nature {
    /// From the statement's words.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        if let Some(name) = statement.program() {
            return Self::Program(name);
        }
        let tokens = statement.tokens();
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["set", "transaction" | "constraints", ..] => Self::Transactional,
            ["set" | "reset", ..] => Self::Session,
            ["select", "set_config", ..] | ["select", "pg_catalog", ".", "set_config", ..] => Self::Session,
            ["create", "index", "concurrently", rest @ ..]
            | ["create", "unique", "index", "concurrently", rest @ ..] => {
                index(rest).map_or(Self::Unknown, Self::IndexBuild)
            }
            ["drop", "index", "concurrently", "if", "exists", name @ ..]
            | ["drop", "index", "concurrently", name @ ..] => match path(name) {
                (name, [] | ["cascade" | "restrict"]) => Self::IndexDrop(name),
                _ => Self::Unknown,
            },
            ["vacuum" | "reindex" | "cluster" | "checkpoint", ..] | ["alter", "system", ..] => {
                Self::Repeatable
            }
            ["create" | "drop", "database" | "tablespace" | "subscription", ..] => Self::Unknown,
            ["call", ..] => Self::Commits,
            ["alter", "table", rest @ .., "concurrently"] => detach(rest).map_or(Self::Unknown, Self::Detach),
            _ => Self::Transactional,
        }
    }
}

/// What follows `CONCURRENTLY`; none for an index whose name the server makes up.
fn index(words: &[&str]) -> Option<Index> {
    let words = words.strip_prefix(&["if", "not", "exists"]).unwrap_or(words);
    let (name, rest) = match words {
        ["on", ..] | [] => return None,
        [name, rest @ ..] => ((*name).to_owned(), rest),
    };
    let rest = rest.strip_prefix(&["on"])?;
    let rest = rest.strip_prefix(&["only"]).unwrap_or(rest);
    Some(Index { name, table: path(rest).0 })
}

fn detach(words: &[&str]) -> Option<Partition> {
    let words = words.strip_prefix(&["if", "exists"]).unwrap_or(words);
    let (table, rest) = path(words.strip_prefix(&["only"]).unwrap_or(words));
    let (name, rest) = path(rest.strip_prefix(&["detach", "partition"])?);
    rest.is_empty().then_some(Partition { name, table })
}

/// A name with the dots before it, and what follows.
fn path<'w, 's>(words: &'w [&'s str]) -> (String, &'w [&'s str]) {
    let mut end = words.len().min(1);
    while words.get(end) == Some(&".") {
        end = words.len().min(end + 2);
    }
    let (name, rest) = words.split_at(end);
    (name.concat(), rest)
}

#[cfg(test)]
mod tests {
    use icms_diagnostic::FileId;
    use icms_sql::Script;

    use super::*;

    fn nature(text: &str) -> Nature {
        let script = Script::parse(FileId(0), text);
        Nature::of(&script.statements[0])
    }

    #[test]
    fn statements() {
        let index =
            |name: &str, table: &str| Nature::IndexBuild(Index { name: name.into(), table: table.into() });
        assert_eq!(
            nature("create unique index concurrently if not exists A on app.T (x)"),
            index("a", "app.t")
        );
        assert_eq!(
            nature("CREATE INDEX CONCURRENTLY \"B c\" ON ONLY t USING gin (x)"),
            index("\"B c\"", "t")
        );
        assert_eq!(nature("CREATE INDEX CONCURRENTLY ON t (x)"), Nature::Unknown);
        assert_eq!(nature("CREATE INDEX concurrently ON t (x)"), Nature::Unknown);
        assert_eq!(nature("CREATE INDEX i ON t (x)"), Nature::Transactional);
        assert_eq!(nature("DROP INDEX CONCURRENTLY IF EXISTS app.i;"), Nature::IndexDrop("app.i".into()));
        assert_eq!(nature("DROP INDEX CONCURRENTLY a, b"), Nature::Unknown);
        assert_eq!(nature("SET search_path = app"), Nature::Session);
        assert_eq!(nature("SELECT pg_catalog.set_config('search_path', '', false)"), Nature::Session);
        assert_eq!(nature("SELECT f()"), Nature::Transactional);
        assert_eq!(nature("VACUUM t"), Nature::Repeatable);
        let partition = Partition { name: "p".into(), table: "app.t".into() };
        assert_eq!(
            nature("ALTER TABLE IF EXISTS app.t DETACH PARTITION p CONCURRENTLY;"),
            Nature::Detach(partition)
        );
        assert_eq!(nature("CALL p()"), Nature::Commits);
        assert_eq!(nature("CALL icms.run('backfill');"), Nature::Program("backfill".into()));
    }
}
