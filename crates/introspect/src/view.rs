//! Views and materialized views.

use icms_model::{Expr, View, ViewKind};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::class;
use crate::draft::{Body, Draft, Relation};
use crate::option::options;

/// Notes every view by oid.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { continue };
        let kind = if cells.letter()? == 'm' { ViewKind::Materialized } else { ViewKind::Plain };
        let options = options("", cells.take()?);
        // dropped while we looked: the rest of the catalogue is of the moment, deparsed text is not
        let Some(query) = cells.take::<Option<&str>>()? else { continue };
        let view = View {
            name,
            kind,
            query: Expr::new(query.trim_end().trim_end_matches(';')),
            columns: Vec::new(),
            types: Vec::new(),
            options,
            depends: draft.depends(class::RELATION, oid),
            indexes: Vec::new(),
            comment: draft.comment(class::RELATION, oid),
        };
        draft.relations.insert(oid, Relation::new(Body::View(view)));
    }
    Ok(())
}

/// Moves the views into the schema.
pub fn finish(draft: &mut Draft) {
    let mut views: Vec<View> = draft.relations.values_mut().filter_map(taken).collect();
    views.sort_by(|a, b| a.name.cmp(&b.name));
    for view in views {
        draft.schema.views.insert(view);
    }
}

fn taken(relation: &mut Relation) -> Option<View> {
    let hidden = Body::Hidden(relation.name().clone());
    if !matches!(relation.body, Body::View(_)) {
        return None;
    }
    let Body::View(mut view) = std::mem::replace(&mut relation.body, hidden) else { return None };
    view.types = relation.attributes.iter().map(|a| a.column.data_type.clone()).collect();
    view.columns = relation.attributes.iter().map(|a| a.column.name.clone()).collect();
    view.indexes.sort_by(|a, b| a.name.cmp(&b.name));
    Some(view)
}
