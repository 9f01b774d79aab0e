//! Constraints of tables: one query, one file of decoding per kind.

use icms_model::{Deferrable, Text, Validation};
use icms_sql::Name;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::Draft;
use crate::{check, class, foreign_key, not_null, primary_key, unique};

/// Where a row has the table that a foreign key refers to.
pub const REFERENCED: usize = 11;

/// A row of the query.
pub struct Raw<'r> {
    /// The table.
    pub table: u32,
    /// The name.
    pub name: Name,
    /// The columns, by number.
    pub columns: Vec<i16>,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Whether old rows were checked.
    pub validation: Validation,
    /// `NO INHERIT`.
    pub no_inherit: bool,
    /// Its index, or that of the referenced key.
    pub index: u32,
    /// The expression of a check.
    pub expression: Option<&'r str>,
    /// The comment.
    pub comment: Option<Text>,
}

/// Gives tables their constraints.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let table: u32 = cells.take()?;
        if draft.table(table).is_none() {
            continue;
        }
        let name = draft.names.name(cells.take()?);
        let kind = cells.letter()?;
        let comment = draft.comment(class::CONSTRAINT, oid);
        let raw = raw(table, name, comment, &mut cells)?;
        match kind {
            'p' => primary_key::read(raw, draft),
            'u' => unique::read(raw, draft),
            'c' => check::read(raw, draft),
            'f' => foreign_key::read(raw, &mut cells, draft)?,
            _ => not_null::read(&raw, draft),
        }
    }
    Ok(())
}

fn raw<'r>(table: u32, name: Name, comment: Option<Text>, cells: &mut Cells<'r>) -> Read<Raw<'r>> {
    let columns: Option<Vec<i16>> = cells.take()?;
    let (deferrable, deferred, validated): (bool, bool, bool) = (cells.take()?, cells.take()?, cells.take()?);
    Ok(Raw {
        table,
        name,
        columns: columns.unwrap_or_default(),
        deferrable: match (deferrable, deferred) {
            (false, _) => Deferrable::No,
            (true, false) => Deferrable::Immediate,
            (true, true) => Deferrable::Deferred,
        },
        validation: if validated { Validation::Validated } else { Validation::NotValid },
        no_inherit: cells.take()?,
        index: cells.take()?,
        expression: cells.take()?,
        comment,
    })
}
