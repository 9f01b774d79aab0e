//! One level of relations: the rows that belong to a row.

use icms_model::entity::{
    Cardinality, Entity, EntityGraph, EntityId, FieldArity, Relation, RelationEnd, Visibility,
};
use icms_sql::Name;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use crate::entity::{ShownField, fields, is_shown, quoted};
use crate::field_type::RustType;
use crate::layout::{call, function, last_as_result, literal, signature};
use crate::name;

/// One function for each relation field.
#[must_use]
pub fn functions(graph: &EntityGraph, id: EntityId) -> String {
    let mut out = Vec::new();
    for edge in graph.graph.edges_directed(id, Direction::Outgoing) {
        out.extend(one(graph, id, edge.target(), edge.weight(), From::Start));
    }
    for edge in graph.graph.edges_directed(id, Direction::Incoming) {
        out.extend(one(graph, id, edge.source(), edge.weight(), From::End));
    }
    // The graph hands edges out newest first.
    out.sort_by(|(a, _), (b, _)| a.cmp(b));
    out.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// Which side of the edge the function belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    End,
}

/// The relation fields of an entity, for looking at their names.
pub fn names(graph: &EntityGraph, id: EntityId) -> Vec<String> {
    let ends = |direction| graph.graph.edges_directed(id, direction);
    let outgoing = ends(Direction::Outgoing).filter_map(|e| e.weight().from.as_ref());
    let incoming = ends(Direction::Incoming).filter_map(|e| e.weight().to.as_ref());
    outgoing
        .chain(incoming)
        .filter(|e| e.visibility == Visibility::Shown)
        .map(|e| e.field.to_string())
        .collect()
}

fn one(
    graph: &EntityGraph,
    own: EntityId,
    other: EntityId,
    relation: &Relation,
    from: From,
) -> Option<(String, String)> {
    let end = match from {
        From::Start => relation.from.as_ref(),
        From::End => relation.to.as_ref(),
    }?;
    let (own, other) = (&graph.graph[own], &graph.graph[other]);
    if end.visibility == Visibility::Ignored || !is_shown(other) {
        return None;
    }
    let (own_fields, other_fields) = (fields(own, graph), fields(other, graph));
    let body = match &relation.cardinality {
        Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => {
            through_columns(columns, from, (own, &own_fields), (other, &other_fields))?
        }
        Cardinality::ManyToMany { table } => {
            let columns = match from {
                From::Start => ("A", "B"),
                From::End => ("B", "A"),
            };
            let join = format!("{}.{}", quoted(table.namespace.as_str()), quoted(table.name.as_str()));
            through_table(&join, columns, (own, &own_fields), (other, &other_fields))?
        }
    };
    let text = written(end, own, other, &body);
    Some((end.field.to_string(), text))
}

fn written(end: &RelationEnd, own: &Entity, other: &Entity, body: &str) -> String {
    let model = name::structure(&other.name);
    let (result, tail, what) = match end.arity {
        FieldArity::List => (format!("Find<{model}>"), "rows", "The rows"),
        FieldArity::Required | FieldArity::Optional => (format!("First<{model}>"), "rows.first()", "The row"),
    };
    let docs = format!(
        "/// {what} of `{}` that belong{} to this one.\n",
        other.table,
        if tail == "rows" { "" } else { "s" }
    );
    let parameter = format!("row: &{}", name::structure(&own.name));
    let signature = signature(&name::field(&end.field), &[parameter], &result, 0);
    let body = if tail == "rows" {
        last_as_result(&[body.to_owned()], "let rows = ")
    } else {
        format!("{body}\n{tail}")
    };
    function(&docs, &signature, &body)
}

/// An entity with its shown fields.
type Shown<'f, 'g> = (&'f Entity, &'f [ShownField<'g>]);

/// Rows of the other model whose columns are those of this row.
fn through_columns(
    columns: &[(Name, Name)],
    from: From,
    (own, own_fields): Shown<'_, '_>,
    (other, other_fields): Shown<'_, '_>,
) -> Option<String> {
    // A model that refers to itself has the columns at hand.
    let module =
        if own.name == other.name { String::new() } else { format!("{}::", name::module(&other.name)) };
    let mut lines = vec!["let rows = Find::new();".to_owned()];
    for (start, end) in columns {
        let (mine, theirs) = match from {
            From::Start => (start, end),
            From::End => (end, start),
        };
        let mine = own_fields.iter().find(|f| f.field.column == *mine)?;
        let theirs = other_fields.iter().find(|f| f.field.column == *theirs)?;
        let place = mine.rust.taken_from(&format!("row.{}", name::field(&mine.field.name)));
        let column = format!("{module}{}", name::constant(&theirs.field.name));
        let condition = match (mine.rust.arity, theirs.rust.arity) {
            // Without a value here there is no row there.
            (FieldArity::Optional, FieldArity::Required) => format!("{column}.is_in({place})"),
            _ => format!("{column}.eq({place})"),
        };
        lines.push(format!("let rows = {};", call("rows.filter", &[condition], 15)));
    }
    if lines.len() > 1 {
        // The first filter goes straight on to the beginning.
        let first = lines.remove(1);
        if let Some(line) = lines.first_mut() {
            *line = first.replacen("rows.filter", "Find::new().filter", 1);
        }
    }
    Some(lines.join("\n"))
}

/// Rows of the other model that a join table names together with this row.
fn through_table(
    join: &str,
    (mine, theirs): (&str, &str),
    (own, own_fields): Shown<'_, '_>,
    (other, other_fields): Shown<'_, '_>,
) -> Option<String> {
    let key = |entity: &Entity, fields: &[ShownField<'_>]| -> Option<(String, String, RustType)> {
        let at = *entity.id.first()?;
        let f = fields.iter().find(|f| f.at == at)?;
        Some((f.field.column.to_string(), name::field(&f.field.name), f.rust.clone()))
    };
    let (_, own_field, own_type) = key(own, own_fields)?;
    let (other_column, ..) = key(other, other_fields)?;
    let before = format!("SELECT {} FROM {join} WHERE {} = ", quoted(theirs), quoted(mine));
    let arguments = [
        literal(&quoted(&other_column)),
        literal(&before),
        own_type.taken_from(&format!("row.{own_field}")),
        literal(""),
    ];
    let lines: Vec<String> = arguments.iter().map(|a| format!("    {a},")).collect();
    Some(format!(
        "let joined = Condition::within(\n{}\n);\nlet rows = Find::new().filter(joined);",
        lines.join("\n")
    ))
}
