//! Columns of tables and views.

use icms_model::{
    Builtin, Column, DataType, DefaultValue, Generated, GeneratedKind, IdentityKind, QualifiedName,
};
use icms_sql::Name;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::{Attribute, Body, Draft};
use crate::option::options;
use crate::{class, unmanaged};

/// A column of which only the name matters.
pub fn bare(number: i16, name: Name) -> Attribute {
    let column = Column::new(name, DataType::builtin(Builtin::Void));
    Attribute { number, data_type: (0, -1), collation: 0, identity: None, column }
}

/// Gives every relation its columns in order.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        one(row, draft)?;
    }
    for relation in draft.relations.values_mut() {
        relation.attributes.sort_by_key(|attribute| attribute.number);
    }
    Ok(())
}

fn one(row: &Row, draft: &mut Draft) -> Read<()> {
    let mut cells = Cells::of(row);
    let relation: u32 = cells.take()?;
    let attribute = attribute(&mut cells, relation, draft)?;
    let settings = Settings {
        storage: cells.letter()?,
        options: cells.take()?,
        statistics: cells.take()?,
        compression: cells.take()?,
    };
    let Some(owner) = draft.relations.get_mut(&relation) else {
        draft.key_options.insert((relation, attribute.number), options("", settings.options));
        return Ok(());
    };
    if let Body::Table(table) = &owner.body {
        let usual = draft.types.get(&attribute.data_type).map(|known| known.storage);
        for (kind, value) in settings.spoken(usual) {
            let detail = format!("{} {value}", attribute.column.name);
            draft.schema.note_unmanaged(unmanaged::of_table(&table.name, kind, Some(&detail), None));
        }
    }
    owner.attributes.push(attribute);
    Ok(())
}

fn attribute(cells: &mut Cells<'_>, relation: u32, draft: &mut Draft) -> Read<Attribute> {
    let number: i16 = cells.take()?;
    let name = draft.names.name(cells.take()?);
    let data_type = (cells.take()?, cells.take()?);
    let not_null: bool = cells.take()?;
    let collation: u32 = cells.take()?;
    let identity = match cells.letter()? {
        'a' => Some(IdentityKind::Always),
        'd' => Some(IdentityKind::ByDefault),
        _ => None,
    };
    let known = draft.types.get(&data_type);
    let of = known.map_or(DataType::builtin(Builtin::Void), |known| known.data_type.clone());
    let usual = known.map_or(0, |known| known.collation);
    let mut column = Column { not_null, ..Column::new(name, of) };
    if collation != 0 && collation != usual {
        column.collation = draft.collations.get(&collation).cloned();
    }
    let (generated, expression): (char, Option<&str>) = (cells.letter()?, cells.take()?);
    match generated {
        '\0' => column.default = expression.map(|text| default(draft, text)),
        kind => column.generated = expression.map(|text| generated_as(draft, kind, text)),
    }
    column.comment = draft.comments.get(&(class::RELATION, relation, i32::from(number))).cloned();
    Ok(Attribute { number, data_type, collation, identity, column })
}

fn generated_as(draft: &mut Draft, kind: char, text: &str) -> Generated {
    let kind = if kind == 'v' { GeneratedKind::Virtual } else { GeneratedKind::Stored };
    Generated { expression: draft.names.expression(text), kind }
}

fn default(draft: &mut Draft, text: &str) -> DefaultValue {
    match nextval(text) {
        Some((namespace, name)) => DefaultValue::Nextval(QualifiedName {
            namespace: draft.names.name(&namespace),
            name: draft.names.name(&name),
        }),
        None => DefaultValue::Expression(draft.names.expression(text)),
    }
}

/// The sequence of `nextval('public."Users_id_seq"'::regclass)` and nothing else. The search path is empty, so that
/// only sequences of `pg_catalog` could come without a namespace.
fn nextval(text: &str) -> Option<(String, String)> {
    let literal = text.strip_prefix("nextval('")?.strip_suffix("'::regclass)")?;
    let literal = literal.replace("''", "'");
    let (namespace, rest) = identifier(&literal)?;
    let (name, rest) = identifier(rest.strip_prefix('.')?)?;
    rest.is_empty().then_some((namespace, name))
}

/// One identifier, quoted or not, and what follows it.
fn identifier(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(['.', '\'', '"', ' ']).unwrap_or(text.len());
        return Some((text.get(..end)?.to_owned(), text.get(end..)?));
    };
    let mut name = String::new();
    let mut rest = quoted;
    loop {
        let (before, after) = rest.split_once('"')?;
        name.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, after)),
        }
    }
}

/// What the model has no words for.
struct Settings<'r> {
    storage: char,
    options: Option<Vec<&'r str>>,
    statistics: Option<i32>,
    compression: Option<&'r str>,
}

impl Settings<'_> {
    /// Those that are not the default.
    fn spoken(&self, usual_storage: Option<char>) -> Vec<(&'static str, String)> {
        let storage = Some(self.storage).filter(|_| usual_storage.is_some_and(|usual| usual != self.storage));
        let storage = storage.map(|letter| {
            let word = match letter {
                'p' => "plain",
                'e' => "external",
                'm' => "main",
                _ => "extended",
            };
            ("column storage", word.to_owned())
        });
        let compression = self.compression.map(|letter| {
            let word = match letter {
                "p" => "pglz",
                "l" => "lz4",
                other => other,
            };
            ("column compression", word.to_owned())
        });
        let statistics = self.statistics.map(|target| ("column statistics", target.to_string()));
        let options = self.options.as_ref().map(|list| ("column options", list.join(", ")));
        [storage, compression, statistics, options].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bare_nextval_names_a_sequence() {
        let of = |text| nextval(text).map(|(a, b)| format!("{a}|{b}"));
        assert_eq!(of("nextval('public.a_id_seq'::regclass)").as_deref(), Some("public|a_id_seq"));
        assert_eq!(of("nextval('public.\"A\"\"b.c''d\"'::regclass)").as_deref(), Some("public|A\"b.c'd"));
        assert_eq!(of("nextval('\"S x\".s'::regclass)").as_deref(), Some("S x|s"));
        assert_eq!(of("(nextval('public.s'::regclass) + 1)"), None);
        assert_eq!(of("nextval(('public.s'::text)::regclass)"), None);
        assert_eq!(of("nextval('public.s'::regclass) + nextval('public.t'::regclass)"), None);
    }
}
