//! Sequences: free, owned by a column, or behind an identity.

use icms_model::{Builtin, Identity, Persistence, QualifiedName, Sequence, SequenceOptions, SequenceOwner};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::class;
use crate::draft::{Body, Draft};

/// Lists those of their own in order of their names, and gives identities theirs.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    let mut sequences = Vec::with_capacity(rows.len());
    for row in rows {
        sequences.extend(one(row, draft)?);
    }
    sequences.sort_by(|a, b| a.name.cmp(&b.name));
    for sequence in sequences {
        draft.schema.sequences.insert(sequence);
    }
    Ok(())
}

fn one(row: &Row, draft: &mut Draft) -> Read<Option<Sequence>> {
    let mut cells = Cells::of(row);
    let oid: u32 = cells.take()?;
    let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { return Ok(None) };
    let persistence = persistence(cells.letter()?);
    let options = options(&mut cells)?;
    let (table, column, dependency): (Option<u32>, Option<i32>, char) =
        (cells.take()?, cells.take()?, cells.letter()?);
    let place = table.zip(column.and_then(|number| i16::try_from(number).ok()));
    let owner = match place {
        None => None,
        Some(place) if dependency == 'i' => {
            identity(draft, place, name, options);
            return Ok(None);
        }
        Some(place) => match owner(draft, place) {
            Some(owner) => Some(owner),
            None => return Ok(None),
        },
    };
    let comment = draft.comment(class::RELATION, oid);
    Ok(Some(Sequence { name, options, owner, persistence, comment }))
}

/// As `relpersistence` says.
pub const fn persistence(letter: char) -> Persistence {
    match letter {
        'u' => Persistence::Unlogged,
        _ => Persistence::Permanent,
    }
}

fn options(cells: &mut Cells<'_>) -> Read<SequenceOptions> {
    /// `int2` and `int4`; a sequence can only be one of these or `int8`.
    const SMALL: [(u32, Builtin); 2] = [(21, Builtin::Int2), (23, Builtin::Int4)];
    let oid: u32 = cells.take()?;
    let data_type =
        SMALL.iter().find(|&&(of, _)| of == oid).map_or(Builtin::Int8, |&(_, data_type)| data_type);
    Ok(SequenceOptions {
        data_type,
        start: cells.take()?,
        increment: cells.take()?,
        min: cells.take()?,
        max: cells.take()?,
        cache: cells.take()?,
        cycle: cells.take()?,
    })
}

/// The column that owns it; none when that belongs to a table that is not ours, and so the sequence is not either.
fn owner(draft: &Draft, (table, column): (u32, i16)) -> Option<SequenceOwner> {
    let relation = draft.relations.get(&table)?;
    match &relation.body {
        Body::Other(..) | Body::Hidden(_) => None,
        Body::Table(_) | Body::View(_) => Some(SequenceOwner {
            table: relation.name().clone(),
            column: relation.attribute(column)?.column.name.clone(),
        }),
    }
}

fn identity(
    draft: &mut Draft,
    (table, column): (u32, i16),
    sequence: QualifiedName,
    options: SequenceOptions,
) {
    let attribute = draft.relations.get_mut(&table).and_then(|relation| relation.attribute_mut(column));
    if let Some((attribute, kind)) = attribute.and_then(|a| a.identity.map(|kind| (a, kind))) {
        attribute.column.identity = Some(Identity { kind, options, sequence });
    }
}
