//! Foreign keys.

use std::collections::BTreeSet;

use icms_model::{ForeignKey, Match, QualifiedName, ReferentialAction};
use postgres::types::Type;

use crate::cells::{Cells, Read};
use crate::constraint::Raw;
use crate::draft::{Body, Draft, Relation};
use crate::fetch::{Reader, Rows};
use crate::query::Query;
use crate::{column, constraint};

/// Notes the tables that foreign keys refer to and that are not listed: of other namespaces, of extensions.
pub fn read_strangers(reader: &mut Reader<'_, '_>, rows: &Rows, draft: &mut Draft) -> Read<()> {
    let mut strangers = BTreeSet::new();
    for row in rows.of(Query::Constraint) {
        let referenced: u32 = row.try_get(constraint::REFERENCED)?;
        if referenced != 0 && !draft.relations.contains_key(&referenced) {
            strangers.insert(referenced);
        }
    }
    if strangers.is_empty() {
        return Ok(());
    }
    let oids: Vec<u32> = strangers.into_iter().collect();
    for row in &reader.rows(include_str!("referenced.sql"), &[(&oids, Type::OID_ARRAY)])? {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let (namespace, name) = (draft.names.name(cells.take()?), draft.names.name(cells.take()?));
        let (number, column) = (cells.take()?, draft.names.name(cells.take()?));
        let hidden = || Relation::new(Body::Hidden(QualifiedName { namespace, name }));
        let relation = draft.relations.entry(oid).or_insert_with(hidden);
        relation.attributes.push(column::bare(number, column));
    }
    Ok(())
}

/// Gives a table a foreign key; the rest of its row is still to be read.
pub fn read(raw: Raw<'_>, cells: &mut Cells<'_>, draft: &mut Draft) -> Read<()> {
    let referenced: u32 = cells.take()?;
    let numbers: Vec<i16> = cells.take()?;
    let (on_update, on_delete) = (action(cells.letter()?), action(cells.letter()?));
    let matching = if cells.letter()? == 'f' { Match::Full } else { Match::Simple };
    let only: Option<Vec<i16>> = cells.take()?;
    let (Some(from), Some(to)) = (draft.relations.get(&raw.table), draft.relations.get(&referenced)) else {
        return Ok(());
    };
    let key = ForeignKey {
        name: raw.name,
        columns: from.column_names(&raw.columns),
        references: to.name().clone(),
        referenced: to.column_names(&numbers),
        on_update,
        on_delete,
        on_delete_columns: from.column_names(&only.unwrap_or_default()),
        matching,
        deferrable: raw.deferrable,
        validation: raw.validation,
        comment: raw.comment,
    };
    if let Some(table) = draft.table(raw.table) {
        table.foreign_keys.push(key);
    }
    Ok(())
}

const fn action(letter: char) -> ReferentialAction {
    match letter {
        'r' => ReferentialAction::Restrict,
        'c' => ReferentialAction::Cascade,
        'n' => ReferentialAction::SetNull,
        'd' => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}
