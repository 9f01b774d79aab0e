//! Relations as constants.

use icms_model::entity::{Cardinality, FieldArity, FieldRole, Relation, RelationEnd, Visibility};
use icms_sql::Name;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use crate::docs::{self, code};
use crate::layout::{Line, indented, literal, width};
use crate::name;
use crate::shown::{Context, Shown, ShownField, quoted, table};

/// Which side of the edge a constant belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    End,
}

/// One constant for each relation field, by name.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let graph = &context.input.graph.graph;
    let mut out = Vec::new();
    for edge in graph.edges_directed(shown.id, Direction::Outgoing) {
        out.extend(one(context, shown, context.find(edge.target()), edge.weight(), From::Start));
    }
    for edge in graph.edges_directed(shown.id, Direction::Incoming) {
        out.extend(one(context, shown, context.find(edge.source()), edge.weight(), From::End));
    }
    // The graph hands edges out newest first.
    out.sort();
    out.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// The constant of a relation: one that would be called like a column's says what it is.
pub fn constant(shown: &Shown<'_>, field: &str) -> String {
    let plain = name::constant(field);
    if shown.fields.iter().any(|f| f.constant() == plain) { format!("{plain}_RELATION") } else { plain }
}

/// The relation fields of a model.
pub fn names(context: &Context<'_>, shown: &Shown<'_>) -> Vec<String> {
    let graph = &context.input.graph.graph;
    let outgoing =
        graph.edges_directed(shown.id, Direction::Outgoing).filter_map(|e| e.weight().from.as_ref());
    let incoming = graph.edges_directed(shown.id, Direction::Incoming).filter_map(|e| e.weight().to.as_ref());
    let mut names: Vec<String> = outgoing
        .chain(incoming)
        .filter(|end| end.visibility == Visibility::Shown)
        .map(|end| end.field.to_string())
        .collect();
    names.sort();
    names
}

/// Types of other modules that the relations of a model name.
pub fn siblings(context: &Context<'_>, shown: &Shown<'_>) -> Vec<String> {
    let graph = &context.input.graph.graph;
    let outgoing = graph.edges_directed(shown.id, Direction::Outgoing);
    let outgoing = outgoing.map(|edge| (edge.target(), edge.weight(), From::Start));
    let incoming = graph.edges_directed(shown.id, Direction::Incoming);
    let incoming = incoming.map(|edge| (edge.source(), edge.weight(), From::End));
    let named = outgoing.chain(incoming).filter_map(|(id, relation, from)| {
        let other = context.find(id)?;
        one(context, shown, Some(other), relation, from)?;
        Some(shown.sees(other))
    });
    named.collect()
}

/// What differs between relations.
struct Parts {
    /// Columns of this side, of the other side, and how the keys of this side are sent.
    own: Vec<String>,
    other: Vec<String>,
    arrays: Vec<String>,
    through: Option<String>,
    key: String,
    own_key: String,
    other_key: String,
}

fn one(
    context: &Context<'_>,
    own: &Shown<'_>,
    other: Option<&Shown<'_>>,
    relation: &Relation,
    from: From,
) -> Option<(String, String)> {
    let end = match from {
        From::Start => relation.from.as_ref(),
        From::End => relation.to.as_ref(),
    }?;
    let other = other.filter(|_| end.visibility == Visibility::Shown)?;
    let parts = match &relation.cardinality {
        Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => {
            through_columns(columns, from, own, other)?
        }
        Cardinality::ManyToMany { table } => {
            let columns = if from == From::Start { ("A", "B") } else { ("B", "A") };
            through_table(context, &crate::shown::table(table), columns, own, other)?
        }
    };
    Some((end.field.to_string(), written(context, end, own, other, &parts)))
}

fn written(
    context: &Context<'_>,
    end: &RelationEnd,
    own: &Shown<'_>,
    other: &Shown<'_>,
    parts: &Parts,
) -> String {
    let (shape, what) = match end.arity {
        FieldArity::List if parts.through.is_some() => ("ManyToMany", "Rows"),
        FieldArity::List => ("Many", "Rows"),
        FieldArity::Required => ("One", "The row"),
        FieldArity::Optional => ("Maybe", "The row, if there is one,"),
    };
    let docs = docs::or_else(end.docs.as_deref(), || {
        let ending = if what == "Rows" { "" } else { "s" };
        format!("{what} of {} that belong{ending} to this one.", code(&other.entity.table.to_string()))
    });
    // A row that must be there is there, whatever it counts as.
    let deleted = other.role(FieldRole::DeletedAt).filter(|_| end.arity != FieldArity::Required);
    let deleted = deleted.map_or_else(|| "None".to_owned(), |f| format!("Some({})", literal(&f.quoted())));
    let head = format!("pub const {}: {}", constant(own, &end.field), context.spell("Relation"));
    let (model, related, shape) = (own.structure(), own.sees(other), context.spell(shape));
    let text = context.page.constant(&head, &[&model, &related, &parts.key, &shape], |line| {
        value(context, other, parts, &deleted, line)
    });
    format!("{}{text}\n", docs::docs(&docs, 0))
}

/// `Relation { … }`
fn value(context: &Context<'_>, other: &Shown<'_>, parts: &Parts, deleted: &str, line: Line) -> String {
    let indent = if line == Line::Own { 4 } else { 0 };
    let list = |head: &str, items: &[String]| indented(&context.page.array(head, items, 8 + indent), 8);
    format!(
        "{} {{\n    link: {} {{\n        table: {},\n{},\n{},\n{},\n        through: {},\n        \
         deleted_at: {deleted},\n    }},\n    own: {},\n    other: {},\n    shape: {},\n}}",
        context.spell("Relation"),
        context.spell("Link"),
        literal(&table(&other.entity.table)),
        list("own: ", &parts.own),
        list("other: ", &parts.other),
        list("arrays: ", &parts.arrays),
        parts.through.as_deref().unwrap_or("None"),
        indented(&parts.own_key, 4).trim_start(),
        indented(&parts.other_key, 4).trim_start(),
        context.spell("PhantomData"),
    )
}

/// `|row| Some(row.id)`: the key in a row; none where a part of it is NULL.
fn key(fields: &[&ShownField<'_>]) -> String {
    let value = |f: &&ShownField<'_>| f.rust.taken_from(&format!("row.{}", f.ident()));
    match fields {
        [one] if one.rust.arity == FieldArity::Optional => format!("|row| {}", value(one)),
        [one] => format!("|row| Some({})", value(one)),
        several => {
            let parts: Vec<String> = several
                .iter()
                .map(|f| {
                    let mark = if f.rust.arity == FieldArity::Optional { "?" } else { "" };
                    format!("{}{mark}", value(f))
                })
                .collect();
            let flat = parts.join(", ");
            // With its brackets, as wide as a call may be.
            if width(&flat) + 2 <= 60 {
                return format!("|row| Some(({flat}))");
            }
            format!("|row| {{\n    Some((\n        {},\n    ))\n}}", parts.join(",\n        "))
        }
    }
}

/// The type of a key: one type, or a tuple.
fn key_type(fields: &[&ShownField<'_>]) -> String {
    match fields {
        [one] => one.rust.value.clone(),
        several => {
            format!("({})", several.iter().map(|f| f.rust.value.clone()).collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted_all(fields: &[&ShownField<'_>]) -> Vec<String> {
    fields.iter().map(|f| literal(&f.quoted())).collect()
}

/// Rows whose columns are those of this row.
fn through_columns(
    columns: &[(Name, Name)],
    from: From,
    own: &Shown<'_>,
    other: &Shown<'_>,
) -> Option<Parts> {
    let pairs: Option<Vec<_>> = columns
        .iter()
        .map(|(start, end)| {
            let (mine, theirs) = if from == From::Start { (start, end) } else { (end, start) };
            let (mine, theirs) = (own.by_column(mine)?, other.by_column(theirs)?);
            let fits = mine.rust.value == theirs.rust.value && mine.rust.is_key() && theirs.rust.is_key();
            fits.then_some((mine, theirs))
        })
        .collect();
    let (mine, theirs): (Vec<_>, Vec<_>) = pairs?.into_iter().unzip();
    // Keys of more columns than tuples are prepared for.
    if mine.len() > 4 {
        return None;
    }
    Some(Parts {
        own: quoted_all(&mine),
        other: quoted_all(&theirs),
        arrays: theirs.iter().map(|f| literal(&f.rust.array_cast())).collect(),
        through: None,
        key: key_type(&mine),
        own_key: key(&mine),
        other_key: format!("Some({})", key(&theirs)),
    })
}

/// Rows that a table of pairs names together with this row.
fn through_table(
    context: &Context<'_>,
    join: &str,
    (mine, theirs): (&str, &str),
    own: &Shown<'_>,
    other: &Shown<'_>,
) -> Option<Parts> {
    let (own_key, other_key) = (own.parts(&own.entity.id)?, other.parts(&other.entity.id)?);
    let ([own_id], [other_id]) = (own_key.as_slice(), other_key.as_slice()) else { return None };
    let through = format!(
        "Some({} {{\n            table: {},\n            own: {},\n            other: {},\n            array: \
         {},\n        }})",
        context.spell("Through"),
        literal(join),
        literal(&quoted(mine)),
        literal(&quoted(theirs)),
        literal(&other_id.rust.array_cast())
    );
    Some(Parts {
        own: quoted_all(&own_key),
        other: quoted_all(&other_key),
        arrays: vec![literal(&own_id.rust.array_cast())],
        through: Some(through),
        key: key_type(&own_key),
        own_key: key(&own_key),
        other_key: "None".to_owned(),
    })
}
