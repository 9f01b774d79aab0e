//! Foreign keys.

use icms_model::{ForeignKey, Match, ReferentialAction};

use crate::cells::{Cells, Read};
use crate::constraint::Raw;
use crate::draft::Draft;

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
