//! What the two fields of a relation are called, and the relation itself where the models do not tell it apart.

use icms_model::{ObjectKind, QualifiedName};

use super::Link;
use crate::foreign_key::is_unique;
use crate::identifier::{Purpose, free, legal};
use crate::known::{Known, KnownRelation};
use crate::writer::Writer;

/// The names of a relation and its fields.
pub(crate) struct Ends {
    /// `@relation("…")`
    pub relation: Option<String>,
    /// The field on the side of the key, or of `A`.
    pub from: String,
    /// The field on the other side.
    pub to: String,
}

impl Ends {
    /// As an older file has them, else good ones that are free.
    pub(crate) fn new(writer: &mut Writer<'_>, link: &Link<'_>, known: &Known, ambiguous: bool) -> Self {
        let old = match link {
            Link::Key(table, key) => known.relation(&table.name, &key.columns, &key.references),
            Link::Join(join) => known.join(&join.table),
        };
        if let Some(KnownRelation { name, from: Some(from), to: Some(to) }) = old {
            return Self { relation: name.clone(), from: from.clone(), to: to.clone() };
        }
        match link {
            Link::Key(..) => of_key(writer, link, ambiguous),
            Link::Join(join) => {
                let (a, b) = (word(writer, &join.a), word(writer, &join.b));
                let usual = join.name == format!("{a}To{b}") && !ambiguous;
                let (from, to) = if join.a == join.b {
                    (format!("{}_a", plural(&b)), format!("{}_b", plural(&a)))
                } else {
                    (plural(&b), plural(&a))
                };
                let relation = (!usual).then(|| join.name.clone());
                Self { relation, from: take(writer, &join.a, &[&from]), to: take(writer, &join.b, &[&to]) }
            }
        }
    }
}

fn of_key(writer: &mut Writer<'_>, link: &Link<'_>, ambiguous: bool) -> Ends {
    let Link::Key(table, key) = link else {
        return Ends { relation: None, from: String::new(), to: String::new() };
    };
    let (own, other) = (word(writer, &table.name), word(writer, &key.references));
    let stripped = match key.columns.as_slice() {
        [column] => stripped(column.as_str()),
        _ => None,
    };
    let target = lower_first(&other);
    let columns: Vec<&str> = key.columns.iter().map(icms_sql::Name::as_str).collect();
    let longer = format!("{target}_{}", columns.join("_"));
    let candidates: Vec<String> = stripped
        .into_iter()
        .chain([target, longer])
        .map(|name| legal(&name, Purpose::Member, writer.dialect))
        .collect();
    let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
    let from = take(writer, &table.name, &candidates);
    let many = if is_unique(table, &key.columns) { lower_first(&own) } else { plural(&own) };
    let by_field = format!("{many}_{from}");
    let back = if ambiguous { vec![by_field.as_str()] } else { vec![many.as_str(), by_field.as_str()] };
    let to = take(writer, &key.references, &back);
    Ends { relation: ambiguous.then(|| format!("{own}_{from}")), from, to }
}

fn take(writer: &mut Writer<'_>, table: &QualifiedName, candidates: &[&str]) -> String {
    let taken = writer.names.fields.entry(table.clone()).or_default();
    free(candidates.iter().copied(), taken)
}

fn word(writer: &Writer<'_>, table: &QualifiedName) -> String {
    writer.names.block(ObjectKind::Table, table).unwrap_or_default().to_owned()
}

/// `author_id` → `author`
fn stripped(column: &str) -> Option<String> {
    let endings = ["_id", "Id", "_ID", "ID", "_uuid", "_fk", "_key", "_code"];
    let rest = endings.iter().find_map(|ending| column.strip_suffix(ending))?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// `Post` → `post`; words in capitals only stay.
fn lower_first(name: &str) -> String {
    if name.chars().all(|c| !c.is_lowercase()) {
        return name.to_lowercase();
    }
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// `post` → `posts`, `category` → `categories`; what ends in `s` stays.
fn plural(name: &str) -> String {
    let name = lower_first(name);
    let consonant = |rest: &str| !rest.ends_with(['a', 'e', 'i', 'o', 'u']);
    match name.strip_suffix('y').filter(|rest| consonant(rest)) {
        Some(rest) => format!("{rest}ies"),
        None if name.ends_with('s') => name,
        None if name.ends_with(['x', 'z']) || name.ends_with("ch") || name.ends_with("sh") => {
            format!("{name}es")
        }
        None => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(stripped("author_id").as_deref(), Some("author"));
        assert_eq!(stripped("authorId").as_deref(), Some("author"));
        assert_eq!(stripped("id"), None);
        assert_eq!(plural("Category"), "categories");
        assert_eq!(plural("users"), "users");
        assert_eq!(plural("Box"), "boxes");
        assert_eq!(plural("Day"), "days");
        assert_eq!(lower_first("URL"), "url");
    }
}
