//! What an expression or a query reads: the raw material of dependency edges.

use std::collections::BTreeSet;

use super::context::{Context, NoContext};
use super::mentions::{self, Mention, qualified};
use crate::Name;

/// A name and the namespace before it, if one was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Qualified {
    /// The namespace.
    pub schema: Option<Name>,
    /// The name.
    pub name: Name,
}

/// A column that is read, and of which relation as far as the text tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnReference {
    /// The relation behind the qualifier (aliases resolved), or the only one in scope.
    pub relation: Option<Qualified>,
    /// The column.
    pub column: Name,
}

/// Everything a text names, each once, in order of name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// Columns; those behind `*` only where the context knows them.
    pub columns: BTreeSet<ColumnReference>,
    /// Functions and aggregates that are called.
    pub functions: BTreeSet<Qualified>,
    /// Tables, views and sequences (the latter as `nextval('…')` names them); names of common table expressions are
    /// left out.
    pub relations: BTreeSet<Qualified>,
    /// Types of casts, without PostgreSQL's own.
    pub types: BTreeSet<Qualified>,
}

/// What an expression or a query reads, as far as its text alone tells.
#[must_use]
pub fn references(text: &str) -> References {
    references_in(text, &NoContext)
}

/// What an expression or a query reads. The context's columns tell whose unqualified columns are, and what `*` means.
#[must_use]
pub fn references_in(text: &str, context: &dyn Context) -> References {
    match mentions::of(text, context) {
        Some(mentions) => mentions.into_iter().fold(References::default(), add),
        None => super::tree_references::of(text),
    }
}

fn add(mut all: References, mention: Mention) -> References {
    match mention {
        Mention::Column { relation, column } => {
            all.columns.insert(ColumnReference { relation, column: Name::new(&column.name) });
        }
        Mention::Relation(path) => all.relations.extend(qualified(&path)),
        Mention::Quoted { relation, .. } => {
            all.relations.insert(relation);
        }
        Mention::Function(path) => all.functions.extend(qualified(&path)),
        Mention::Type(path) => all.types.extend(qualified(&path)),
        Mention::Star { columns, .. } => {
            for (table, column) in columns.into_iter().flatten() {
                let relation = Some(Qualified { schema: None, name: Name::new(table) });
                all.columns.insert(ColumnReference { relation, column });
            }
        }
        Mention::Qualifier(_) | Mention::Output { .. } => {}
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let r = references(text);
        let q = |q: &Qualified| q.schema.as_ref().map_or(q.name.to_string(), |s| format!("{s}.{}", q.name));
        let list = |set: &BTreeSet<Qualified>| set.iter().map(q).collect::<Vec<_>>().join(" ");
        let column =
            |c: &ColumnReference| format!("{}:{}", c.relation.as_ref().map_or(String::new(), q), c.column);
        let columns = r.columns.iter().map(column).collect::<Vec<_>>().join(" ");
        format!("{columns} | {} | {} | {}", list(&r.functions), list(&r.relations), list(&r.types))
    }

    #[test]
    fn expressions() {
        assert_eq!(shown("lower(a) = 'x'::\"Mood\" AND t.b > now()"), ":a t:b | lower now |  | Mood");
        assert_eq!(shown("nextval('public.\"S\"'::regclass)"), " | nextval | public.S | ");
    }

    #[test]
    fn queries() {
        assert_eq!(
            shown("SELECT u.id, app.f(o.x) FROM public.users u JOIN orders o ON o.user_id = u.id"),
            "orders:user_id orders:x public.users:id | app.f | orders public.users | "
        );
        assert_eq!(
            shown(
                "WITH c AS (SELECT id FROM t) SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM v WHERE v.k = c.id)"
            ),
            ":id t:id v:k |  | t v | "
        );
    }

    #[test]
    fn what_the_expression_parser_refuses() {
        let update =
            shown("UPDATE app.t SET a = lower(b) WHERE id = $1; INSERT INTO log (x) SELECT 1 FROM u");
        assert_eq!(update, ":a :b :id :x | lower | log u app.t | ");
    }
}
