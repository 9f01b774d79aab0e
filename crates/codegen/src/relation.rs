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

/// A relation as one of its models sees it.
pub struct Seen<'c> {
    /// The relation.
    pub relation: &'c Relation,
    /// What it is to the model.
    pub end: &'c RelationEnd,
    /// The model behind it, if that is shown.
    pub other: Option<&'c Shown<'c>>,
    from: From,
}

/// The relation fields of a model that are shown, by name: the graph hands edges out newest first.
pub fn all<'c>(context: &Context<'c>, own: &Shown<'_>) -> Vec<Seen<'c>> {
    let graph = &context.input.graph.graph;
    let outgoing = graph.edges_directed(own.id, Direction::Outgoing);
    let outgoing =
        outgoing.map(|edge| (edge.weight(), edge.weight().from.as_ref(), edge.target(), From::Start));
    let incoming = graph.edges_directed(own.id, Direction::Incoming);
    let incoming = incoming.map(|edge| (edge.weight(), edge.weight().to.as_ref(), edge.source(), From::End));
    let seen = outgoing.chain(incoming).filter_map(|(relation, end, other, from)| {
        let end = end.filter(|end| end.visibility == Visibility::Shown)?;
        Some(Seen { relation, end, other: context.find(other), from })
    });
    let mut all: Vec<_> = seen.collect();
    all.sort_by(|a, b| a.end.field.cmp(&b.end.field));
    all
}

/// One constant for each relation field, by name.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let one = |seen: Seen<'_>| {
        let other = seen.other?;
        Some(written(context, seen.end, shown, other, &parts(context, shown, other, &seen)?))
    };
    all(context, shown).into_iter().filter_map(one).collect::<Vec<_>>().join("\n")
}

/// The constant of a relation: one that would be called like a column's says what it is.
pub fn constant(shown: &Shown<'_>, field: &str) -> String {
    let plain = name::constant(field);
    if shown.fields.iter().any(|f| f.constant() == plain) { format!("{plain}_RELATION") } else { plain }
}

/// Types of other modules that the relations of a model name.
pub fn siblings(context: &Context<'_>, shown: &Shown<'_>) -> Vec<String> {
    let one = |seen: Seen<'_>| {
        let other = seen.other?;
        parts(context, shown, other, &seen).map(|_| shown.sees(other))
    };
    all(context, shown).into_iter().filter_map(one).collect()
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

/// None where the keys are such that no constant can be made.
fn parts(context: &Context<'_>, own: &Shown<'_>, other: &Shown<'_>, seen: &Seen<'_>) -> Option<Parts> {
    match &seen.relation.cardinality {
        Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => {
            through_columns(columns, seen.from, own, other)
        }
        Cardinality::ManyToMany { table } => {
            let columns = if seen.from == From::Start { ("A", "B") } else { ("B", "A") };
            through_table(context, &crate::shown::table(table), columns, own, other)
        }
    }
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
