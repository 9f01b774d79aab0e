//! Rows → schema: each kind in the order in which they look each other up.

use icms_model::{Schema, Scope};

use crate::cells::Read;
use crate::draft::Draft;
use crate::fetch::{Reader, Rows};
use crate::namespace::Found;
use crate::query::Query;
use crate::{
    Options, column, comment, constraint, data_type, depend, enumeration, extension, foreign_key, function,
    index, namespace, operator_class, sequence, table, unmanaged, view,
};

/// The schema that the rows say.
pub fn schema(
    reader: &mut Reader<'_, '_>,
    namespaces: Vec<Found>,
    rows: &Rows,
    options: &Options,
) -> Read<Schema> {
    let mut draft = Draft::default();
    data_type::fetch(reader, rows, &mut draft)?;
    comment::read(rows.of(Query::Comment), &mut draft)?;
    namespace::read(namespaces, &mut draft);
    extension::read(rows.of(Query::Extension), &mut draft)?;
    enumeration::read(rows.of(Query::Enumeration), &mut draft)?;
    let functions = function::read(rows.of(Query::Function), &mut draft)?;
    table::read(rows.of(Query::Table), &mut draft)?;
    let uses = depend::fetch(reader, rows, &draft)?;
    depend::read(&uses, &mut draft)?;
    foreign_key::read_strangers(reader, rows, &mut draft)?;
    view::read(rows.of(Query::View), &mut draft)?;
    column::read(rows.of(Query::Column), &mut draft)?;
    sequence::read(rows.of(Query::Sequence), &mut draft)?;
    operator_class::read(rows.of(Query::OperatorClass), &mut draft)?;
    index::read(rows.of(Query::Index), &mut draft)?;
    constraint::read(rows.of(Query::Constraint), &mut draft)?;
    unmanaged::read(rows.of(Query::Unmanaged), &mut draft)?;
    function::finish(functions, &mut draft);
    view::finish(&mut draft);
    table::finish(&mut draft);
    unmanaged::finish(&mut draft);
    draft.schema.scope = Scope { namespaces: options.namespaces.clone(), ..Scope::default() };
    Ok(draft.schema)
}
