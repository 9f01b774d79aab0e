//! What is there and the model has no words for. A kind is a file of SQL beside this one, and a line here.

use icms_model::{Text, Unmanaged};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::{Body, Draft};

/// Each gives: kind, catalogue, oid, name, oid of the table it belongs to or zero, definition.
const PARTS: &[&str] = &[
    include_str!("unmanaged/access_method.sql"),
    include_str!("unmanaged/cast.sql"),
    include_str!("unmanaged/collation.sql"),
    include_str!("unmanaged/constraint.sql"),
    include_str!("unmanaged/conversion.sql"),
    include_str!("unmanaged/default_privilege.sql"),
    include_str!("unmanaged/event_trigger.sql"),
    include_str!("unmanaged/foreign_data.sql"),
    include_str!("unmanaged/function.sql"),
    include_str!("unmanaged/language.sql"),
    include_str!("unmanaged/operator.sql"),
    include_str!("unmanaged/operator_class.sql"),
    include_str!("unmanaged/operator_family.sql"),
    include_str!("unmanaged/policy.sql"),
    include_str!("unmanaged/publication.sql"),
    include_str!("unmanaged/relation.sql"),
    include_str!("unmanaged/rule.sql"),
    include_str!("unmanaged/setting.sql"),
    include_str!("unmanaged/statistics.sql"),
    include_str!("unmanaged/text_search.sql"),
    include_str!("unmanaged/trigger.sql"),
    include_str!("unmanaged/type.sql"),
];

/// All parts as one query.
pub fn sql() -> String {
    PARTS.join("\nUNION ALL\n")
}

/// Lists them.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let kind: &str = cells.take()?;
        let (class, oid) = (cells.take()?, cells.take()?);
        let name: &str = cells.take()?;
        let relation = draft.relations.get(&cells.take::<u32>()?);
        if relation.is_some_and(|relation| matches!(relation.body, Body::Hidden(_))) {
            continue;
        }
        let table = relation.map(|relation| relation.name().clone());
        let definition: Option<&str> = cells.take()?;
        let depends = draft.depends(class, oid);
        draft.schema.note_unmanaged(Unmanaged {
            kind: Text::from(kind),
            name: Text::from(name),
            table,
            definition: definition.map(Text::from),
            depends,
        });
    }
    Ok(())
}

/// In an order that does not depend on oids.
pub fn finish(draft: &mut Draft) {
    std::sync::Arc::make_mut(&mut draft.schema.unmanaged).sort();
}
