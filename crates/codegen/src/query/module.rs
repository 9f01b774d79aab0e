//! The module of queries: a function for each, and a struct where its rows are no model's.

use std::collections::BTreeSet;

use icms_diagnostic::Diagnostics;

use super::typed::{Field, Gives, NullList, Row, Taken, Typed, typed};
use super::{Cardinality, text};
use crate::docs::docs;
use crate::layout::{function, indented};
use crate::module::{HEADER, Place};
use crate::name;
use crate::shown::Context;

/// The name of the module.
pub const NAME: &str = "queries";

/// Every query with its types.
///
/// # Errors
/// What cannot have one.
pub fn all<'q>(context: &Context<'q>) -> Result<Vec<Typed<'q>>, Diagnostics> {
    let mut found = Diagnostics::default();
    let queries = context.input.queries.iter();
    let all = queries.map(|known| typed(context, &known.query, &known.description, &mut found)).collect();
    if found.has_errors() { Err(found) } else { Ok(all) }
}

/// The text of the module, without the braces around an inline one.
pub fn source(context: &Context<'_>, queries: &[Typed<'_>], place: Place) -> String {
    let body = queries.iter().map(|query| one(context, query)).collect::<Vec<_>>().join("\n");
    let head = match place {
        Place::Files => format!("{HEADER}//!\n"),
        Place::Inline => String::new(),
    };
    format!("{head}//! Queries of one's own.\n\n{}{body}", imports(context, queries))
}

/// What the types of values name. Everything else is named in full, so that no name of the schema is taken.
fn imports(context: &Context<'_>, queries: &[Typed<'_>]) -> String {
    let values: Vec<&str> = queries.iter().flat_map(Typed::values).collect();
    let used: BTreeSet<&str> =
        values.iter().flat_map(|value| value.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let graph = context.input.graph;
    let enums = graph.enums.iter().map(|of| context.scope.enumeration(&of.name));
    let own = graph.domains.iter().map(|of| &of.name).chain(graph.composites.iter().map(|of| &of.name));
    let models = context.all.iter().flat_map(|shown| [Some(shown.structure()), shown.id_type.clone()]);
    let mut beside: Vec<String> = enums
        .chain(own.map(|of| name::structure(of)))
        .chain(models.flatten())
        .filter(|name| used.contains(&**name))
        .collect();
    beside.sort();
    let beside: Vec<&str> = beside.iter().map(String::as_str).collect();
    let (page, plan) =
        (context.page, if queries.iter().any(needs_plan) { "use icms_client::Plan as _;\n" } else { "" });
    let homes = context.scope.imports(&values.join("\n"));
    let outside: Vec<String> = homes.iter().map(|(home, names)| page.import("use", home, names)).collect();
    let outside = format!("{plan}{}", outside.concat());
    let inside = page.import("use", "super", &beside);
    [outside, inside].iter().filter(|part| !part.is_empty()).map(|part| format!("{part}\n")).collect()
}

/// `required` is a method of the trait.
const fn needs_plan(typed: &Typed<'_>) -> bool {
    matches!(typed.gives, Gives::Rows(Cardinality::One, _))
}

fn one(context: &Context<'_>, typed: &Typed<'_>) -> String {
    let mut out = function_of(context, typed);
    if let Gives::Rows(_, Row::Own(name, fields)) = &typed.gives {
        out.push('\n');
        out.push_str(&structure(context, typed, name, fields));
    }
    out
}

fn function_of(context: &Context<'_>, typed: &Typed<'_>) -> String {
    let page = context.page;
    let query = typed.query;
    let words =
        if query.docs.is_empty() { format!("The query `{}`.", query.name) } else { query.docs.clone() };
    let mut head = docs(&words, 0);
    // A query may need more values than clippy likes to see.
    if typed.takes.len() > 7 {
        head.push_str("#[allow(clippy::too_many_arguments)]\n");
    }
    let parameters: Vec<String> = typed.takes.iter().map(Taken::argument).collect();
    let signature =
        page.signature(&format!("fn {}", name::field(&query.name)), &parameters, &plan(&typed.gives), 0);
    let becomes = |taken: &Taken| format!("let {0}: String = {0}.into();\n", taken.ident);
    let texts: String = typed.takes.iter().filter(|taken| taken.is_text()).map(becomes).collect();
    let body = format!("{}\n{texts}{}", text::constant(&typed.sql, page), chain(typed));
    function(&head, &signature, &body)
}

/// The type of what the function gives.
fn plan(gives: &Gives) -> String {
    let (cardinality, row) = match gives {
        Gives::Count => return "icms_client::Sql".to_owned(),
        Gives::Rows(cardinality, row) => (cardinality, row),
    };
    let row = match row {
        Row::Model(model) => format!("icms_client::Whole<{model}>"),
        Row::Single(field) => format!("icms_client::Scalar<{}>", field.full()),
        Row::Own(name, _) => name.clone(),
    };
    match cardinality {
        Cardinality::One => format!("icms_client::Required<icms_client::SqlRow<{row}>>"),
        Cardinality::Optional => format!("icms_client::SqlRow<{row}>"),
        Cardinality::Many | Cardinality::Count => format!("icms_client::SqlRows<{row}>"),
    }
}

/// `sql(SQL).bind(a).rows()`, in lines of its own where it is too wide.
fn chain(typed: &Typed<'_>) -> String {
    let mut links: Vec<String> = typed.takes.iter().map(|taken| format!(".bind({})", taken.ident)).collect();
    if let Gives::Rows(cardinality, _) = &typed.gives {
        links.push(".rows()".to_owned());
        match cardinality {
            Cardinality::One => links.extend([".first()".to_owned(), ".required()".to_owned()]),
            Cardinality::Optional => links.push(".first()".to_owned()),
            Cardinality::Many | Cardinality::Count => {}
        }
    }
    let first = "icms_client::sql(SQL)";
    let flat = format!("{first}{}", links.concat());
    if flat.len() <= 60 {
        return flat;
    }
    format!("{first}\n{}", indented(&links.join("\n"), 4))
}

fn structure(context: &Context<'_>, typed: &Typed<'_>, name: &str, fields: &[Field]) -> String {
    let mut out = format!("/// A row of `{}`.\n", name::field(&typed.query.name));
    out.push_str(&format!("{}\npub struct {name} {{\n", context.derive("Debug, Clone, PartialEq")));
    for field in fields {
        out.push_str(&docs(&format!("`{}`", field.column), 4));
        out.push_str(&format!("    pub {}: {},\n", field.ident, field.full()));
    }
    let read = |(at, field): (usize, &Field)| {
        let value = match field.list {
            NullList::Kept => format!("row.try_get({at})?"),
            NullList::Empty => format!("row.try_get::<_, Option<_>>({at})?.unwrap_or_default()"),
        };
        context.page.field(&field.ident, &value, 12)
    };
    let reads: String = fields.iter().enumerate().map(read).collect();
    out + &format!(
        "}}\n\nimpl icms_client::FromRow for {name} {{\n    type Output = Self;\n\n    fn from_row(row: &icms_client::types::Row) -> icms_client::Result<Self> {{\n        \
         Ok(Self {{\n{reads}        }})\n    }}\n}}\n"
    )
}
