//! What is there and the model has no words for. A kind is a file of SQL beside this one, and a line here.

use icms_model::{ObjectKind, QualifiedName, Text, Unmanaged};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::{Body, Draft};
use crate::version;

/// Each gives: kind, catalogue, oid, name, oid of the table it belongs to or zero, definition. A line `--? t WHERE …`
/// says when there is anything of the kind at all.
const PARTS: &[&str] = &[
    include_str!("unmanaged/access_method.sql"),
    include_str!("unmanaged/cast.sql"),
    include_str!("unmanaged/collation.sql"),
    include_str!("unmanaged/composite.sql"),
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
    include_str!("unmanaged/rule.sql"),
    include_str!("unmanaged/statistics.sql"),
    include_str!("unmanaged/subscription.sql"),
    include_str!("unmanaged/text_search_configuration.sql"),
    include_str!("unmanaged/text_search_dictionary.sql"),
    include_str!("unmanaged/text_search_parser.sql"),
    include_str!("unmanaged/text_search_template.sql"),
    include_str!("unmanaged/transform.sql"),
    include_str!("unmanaged/trigger.sql"),
    include_str!("unmanaged/type.sql"),
];

/// What marks the condition of a part.
const CONDITION: &str = "--? ";

/// Asks which parts have anything to say: the numbers of those. Planning all of them costs more than most databases
/// have to say here.
pub fn conditions(major: u32) -> String {
    let one = |(part, sql): (usize, &&str)| {
        let sql = version::fit(sql, major);
        let conditions = sql.lines().filter_map(|line| line.strip_prefix(CONDITION));
        let exist: Vec<String> = conditions.map(|of| format!("EXISTS (SELECT FROM {of})")).collect();
        format!("SELECT {part} WHERE {}", exist.join(" OR "))
    };
    PARTS.iter().enumerate().map(one).collect::<Vec<_>>().join("\nUNION ALL\n")
}

/// The parts with these numbers as one query; none when there are none.
pub fn sql(parts: &[i32], major: u32) -> Option<String> {
    let parts = parts.iter().filter_map(|&part| PARTS.get(usize::try_from(part).ok()?));
    let all: Vec<String> = parts.map(|sql| version::fit(sql, major)).collect();
    (!all.is_empty()).then(|| all.join("\nUNION ALL\n"))
}

/// Where a row has the catalogue and the oid.
pub const OBJECT: (usize, usize) = (1, 2);

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
        let mut depends = draft.depends(class, oid);
        // it goes with its own table, and so does not stand in its way
        depends.retain(|used| used.kind != ObjectKind::Table || used.table() != table);
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

/// Something that a table says, or its shape.
pub fn of_table(
    table: &QualifiedName,
    kind: &str,
    detail: Option<&str>,
    definition: Option<&str>,
) -> Unmanaged {
    Unmanaged {
        kind: Text::from(kind),
        name: detail
            .map_or_else(|| Text::from(table.to_string()), |detail| Text::from(format!("{table} {detail}"))),
        table: Some(table.clone()),
        definition: definition.map(Text::from),
        depends: Vec::new(),
    }
}

/// A setting as `kind=value`.
pub fn setting(table: &QualifiedName, setting: &str) -> Unmanaged {
    let (kind, value) = setting.split_once('=').unwrap_or((setting, ""));
    of_table(table, kind, Some(value), None)
}

/// In an order that does not depend on oids.
pub fn finish(draft: &mut Draft) {
    std::sync::Arc::make_mut(&mut draft.schema.unmanaged).sort();
}
