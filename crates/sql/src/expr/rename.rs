//! Renames inside the text of an expression or a query, as the catalogue shows them afterwards.

use std::ops::Range;

use super::ast::{Ident, Path};
use super::context::{Context, NoContext};
use super::mentions::{self, Mention, qualified};
use super::references::Qualified;
use crate::{Name, quote_ident, quote_literal, quote_qualified};

/// The text after a column was renamed. `table` is the relation that has the column; unqualified columns are taken for
/// its own where it is the only relation in sight.
#[must_use]
pub fn rename_column(text: &str, table: &Qualified, from: &str, to: &str) -> String {
    rename_column_in(text, table, from, to, &NoContext)
}

/// [`rename_column`] with a context that knows whose unqualified columns are.
#[must_use]
pub fn rename_column_in(
    text: &str,
    table: &Qualified,
    from: &str,
    to: &str,
    context: &dyn Context,
) -> String {
    let Some(mentions) = mentions::of(text, context) else { return text.to_owned() };
    let mut edits = Edits::default();
    let in_query = mentions.iter().any(|m| matches!(m, Mention::Relation(_)));
    for mention in &mentions {
        if let Mention::Column { relation, column } = mention {
            // Without FROM every column is the table's own.
            let own = relation.as_ref().map_or(!in_query, |r| same(r, table, context));
            if own && column.name == from {
                edits.replace(&column.range, quote_ident(to).into_owned());
            }
        }
    }
    edits.keep_outputs(&mentions);
    edits.apply(text)
}

/// The text after a relation, a function or a type was renamed or moved to another namespace.
#[must_use]
pub fn rename_relation(text: &str, from: &Qualified, to: &Qualified) -> String {
    rename_relation_in(text, from, to, &NoContext)
}

/// [`rename_relation`] with a context that knows the default namespace.
#[must_use]
pub fn rename_relation_in(text: &str, from: &Qualified, to: &Qualified, context: &dyn Context) -> String {
    let Some(mentions) = mentions::of(text, context) else { return text.to_owned() };
    let mut edits = Edits::default();
    for mention in &mentions {
        match mention {
            Mention::Relation(path)
            | Mention::Function(path)
            | Mention::Type(path)
            | Mention::Qualifier(path) => {
                if qualified(path).is_some_and(|q| same(&q, from, context)) {
                    edits.path(path, from, to);
                }
            }
            Mention::Quoted { relation, range } if same(relation, from, context) => {
                edits.replace(range, quote_literal(&spelled(to, relation.schema.is_some())));
            }
            Mention::Quoted { .. }
            | Mention::Column { .. }
            | Mention::Star { .. }
            | Mention::Output { .. } => {}
        }
    }
    edits.keep_outputs(&mentions);
    edits.apply(text)
}

/// The query with every `*` among its outputs spelled out: what the server stores. Unchanged where the context does
/// not know the columns.
#[must_use]
pub fn expand_stars(text: &str, context: &dyn Context) -> String {
    let Some(mentions) = mentions::of(text, context) else { return text.to_owned() };
    let mut edits = Edits::default();
    for mention in &mentions {
        if let Mention::Star { columns: Some(columns), range } = mention {
            let list: Vec<String> = columns.iter().map(|(t, c)| quote_qualified(t, c.as_str())).collect();
            edits.replace(range, list.join(", "));
        }
    }
    edits.apply(text)
}

/// Equal names; a missing schema means the default namespace.
fn same(a: &Qualified, b: &Qualified, context: &dyn Context) -> bool {
    let default = Name::new(context.default_namespace());
    let schema = |q: &Qualified| q.schema.clone().unwrap_or_else(|| default.clone());
    a.name == b.name && schema(a) == schema(b)
}

/// The new name, qualified where the old one was or where the namespace has to be told.
fn spelled(to: &Qualified, was_qualified: bool) -> String {
    match &to.schema {
        Some(schema) if was_qualified => quote_qualified(schema.as_str(), to.name.as_str()),
        Some(_) | None => quote_ident(to.name.as_str()).into_owned(),
    }
}

/// Replacements of parts of a text.
#[derive(Default)]
struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    fn replace(&mut self, range: &Range<usize>, with: String) {
        self.list.push((range.clone(), with));
    }

    fn path(&mut self, path: &Path, from: &Qualified, to: &Qualified) {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
        let moved = from.schema != to.schema;
        let with = spelled(to, path.len() > 1 || moved);
        self.replace(&(first.range.start..last.range.end), with);
    }

    /// An output whose name followed from a name that changes keeps it through an alias.
    fn keep_outputs(&mut self, mentions: &[Mention]) {
        for mention in mentions {
            let Mention::Output { name, range } = mention else { continue };
            let inside = |edit: &Range<usize>| range.start <= edit.start && edit.end <= range.end;
            let changes =
                |old: &Ident| old.name == *name && self.list.iter().any(|(r, _)| contains(r, &old.range));
            let named = mentions.iter().any(|m| match m {
                Mention::Column { column, .. } => inside(&column.range) && changes(column),
                Mention::Function(path) | Mention::Type(path) => {
                    path.last().is_some_and(|i| inside(&i.range) && changes(i))
                }
                Mention::Relation(_)
                | Mention::Qualifier(_)
                | Mention::Quoted { .. }
                | Mention::Star { .. }
                | Mention::Output { .. } => false,
            });
            if named {
                self.list.push((range.end..range.end, format!(" AS {}", quote_ident(name))));
            }
        }
    }

    fn apply(mut self, text: &str) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        self.list.dedup();
        let mut out = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for (range, with) in &self.list {
            let Some(between) = text.get(at..range.start) else { continue };
            out.push_str(between);
            out.push_str(with);
            at = range.end;
        }
        out + text.get(at..).unwrap_or("")
    }
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Qualified {
        let mut parts = text.split('.').rev();
        Qualified { name: Name::new(parts.next().unwrap()), schema: parts.next().map(Name::new) }
    }

    #[test]
    fn columns() {
        let column = |text| rename_column(text, &name("t"), "a", "B c");
        assert_eq!(column("lower(a) = t.a AND 'a' = b.a"), "lower(\"B c\") = t.\"B c\" AND 'a' = b.a");
        assert_eq!(column("SELECT a FROM t"), "SELECT \"B c\" AS a FROM t");
        assert_eq!(
            column("SELECT a AS x FROM public.t ORDER BY a"),
            "SELECT \"B c\" AS x FROM public.t ORDER BY \"B c\""
        );
        assert_eq!(
            column("SELECT x.a, y.a FROM t x JOIN u y ON x.a = y.a"),
            "SELECT x.\"B c\" AS a, y.a FROM t x JOIN u y ON x.\"B c\" = y.a"
        );
        assert_eq!(column("SELECT a::text FROM other"), "SELECT a::text FROM other");
    }

    #[test]
    fn relations() {
        let relation = |text| rename_relation(text, &name("public.t"), &name("public.u"));
        assert_eq!(relation("SELECT t.a FROM t WHERE t.b"), "SELECT u.a FROM u WHERE u.b");
        assert_eq!(relation("SELECT x.a FROM public.t x"), "SELECT x.a FROM public.u x");
        assert_eq!(relation("SELECT t.a FROM other t"), "SELECT t.a FROM other t");
        assert_eq!(relation("nextval('t'::regclass)"), "nextval('u'::regclass)");
        assert_eq!(relation("'x'::t = t(a)"), "'x'::u = u(a)");
        let moved = rename_relation("SELECT a FROM t", &name("public.t"), &name("app.t"));
        assert_eq!(moved, "SELECT a FROM app.t");
    }
}
