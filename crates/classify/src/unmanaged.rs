//! Effects on objects that the model has no words for, as their rules want to look at them.

use icms_model::effect::Action;
use icms_model::{QualifiedName, Schema, Table};
use icms_sql::Name;

use crate::case::Case;

/// What was done to an object without a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched<'c> {
    /// What.
    pub verb: Verb,
    /// The object's kind in PostgreSQL's words: `trigger`.
    pub kind: &'c str,
    /// Its name as the list shows it: `public.people touch`.
    pub name: &'c str,
}

/// The statement's first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `CREATE`, `ADD CONSTRAINT`
    Create,
    /// `ALTER`
    Alter,
    /// `DROP`
    Drop,
    /// `GRANT`
    Grant,
    /// `REVOKE`
    Revoke,
    /// Any other.
    Other,
}

impl Verb {
    fn of(command: &str) -> Self {
        match command.split(' ').next() {
            Some("CREATE" | "ADD") => Self::Create,
            Some("ALTER") => Self::Alter,
            Some("DROP") => Self::Drop,
            Some("GRANT") => Self::Grant,
            Some("REVOKE") => Self::Revoke,
            Some(_) | None => Self::Other,
        }
    }
}

/// The effect, when it is one on an object of such a kind.
pub fn touched<'c>(case: &Case<'c>, kinds: &[&str]) -> Option<Touched<'c>> {
    let Action::Unmanaged { command, kind, name } = &case.effect.action else { return None };
    kinds.contains(&&**kind).then(|| Touched { verb: Verb::of(command), kind, name })
}

/// Whether the statement says these words one after the other.
pub fn says(case: &Case<'_>, words: &[&str]) -> bool {
    icms_sql::statement_tokens(case.statement.text()).windows(words.len()).any(|window| window == words)
}

/// The statement that made a listed object of one of these kinds, when it is known.
pub fn definition<'s>(schema: &'s Schema, kinds: &[&str], name: &str) -> Option<&'s str> {
    let found = schema.unmanaged.iter().find(|o| kinds.contains(&&*o.kind) && *o.name == *name)?;
    found.definition.as_deref()
}

/// The name behind some words of a text: `PARTITION OF public.events`, `FROM people`. An unqualified one is in the
/// namespace of the effect's object.
pub fn path_after(case: &Case<'_>, text: &str, words: &[&str]) -> Option<QualifiedName> {
    let tokens = icms_sql::statement_tokens(text);
    let at = tokens.windows(words.len()).position(|window| window == words)? + words.len();
    let (first, rest) = tokens.get(at..)?.split_first()?;
    Some(match rest {
        [dot, second, ..] if dot == "." => QualifiedName::new(unquoted(first), unquoted(second)),
        _ => QualifiedName { namespace: case.effect.object.path.first()?.clone(), name: unquoted(first) },
    })
}

fn unquoted(token: &str) -> Name {
    match token.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) => Name::new(inner.replace("\"\"", "\"")),
        None => Name::new(token),
    }
}

impl Case<'_> {
    /// Whether a relation existed before the script: others may be using it.
    pub fn was_there(&self, name: &QualifiedName) -> bool {
        let shown = name.to_string();
        let first = self.whole.steps.first().map_or_else(|| self.before(), |step| &step.before);
        first.tables.named(name).is_some() || first.unmanaged.iter().any(|o| *o.name == *shown)
    }

    /// Tables with a column of this type.
    pub fn columns_of_type(&self, name: &str) -> Vec<QualifiedName> {
        let of = |table: &Table| {
            table.columns.iter().any(|c| c.data_type.user_type().is_some_and(|t| t.to_string() == name))
        };
        self.before()
            .tables
            .iter()
            .filter(|(_, table)| of(table))
            .map(|(_, table)| table.name.clone())
            .collect()
    }
}
