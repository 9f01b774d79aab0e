//! A query with the types of what it takes and gives.

use icms_diagnostic::{Code, Diagnostic, Diagnostics, Span};
use icms_model::entity::{EntityComposite, FieldArity, FieldType};
use icms_model::{Array, Builtin, Carrier, Description, ResultColumn, TypeName, ValueType};

use super::around::{Around, around};
use super::rows::{self, Catalogue, Column, Origin, Rows};
use super::{Cardinality, Nulls, Query, text};
use crate::rust_type::{Codec, RustType, of_value};
use crate::shown::{Context, ShownField};
use crate::{codes, composite, domain, name};

/// Everything that the function of a query needs.
pub struct Typed<'q> {
    /// The query.
    pub query: &'q Query,
    /// The statement as the module holds it.
    pub sql: String,
    /// What the function takes.
    pub takes: Vec<Taken>,
    /// What it gives.
    pub gives: Gives,
}

/// A parameter of the function.
pub struct Taken {
    /// Its name.
    pub ident: String,
    /// Its type, without `Option`.
    pub value: String,
    /// Whether NULL may be given.
    pub nulls: Nulls,
}

/// What a function gives.
pub enum Gives {
    /// How many rows it concerned.
    Count,
    /// Rows.
    Rows(Cardinality, Row),
}

/// What a row becomes.
pub enum Row {
    /// The struct of a model.
    Model(String),
    /// The value of the only column.
    Single(Field),
    /// A struct of its own, of this name.
    Own(String, Vec<Field>),
}

/// A column as a field.
pub struct Field {
    /// The column.
    pub column: String,
    /// The field.
    pub ident: String,
    /// Its type without `Option`.
    pub value: String,
    /// Whether it may be NULL.
    pub nulls: Nulls,
    /// What becomes of a list that is NULL.
    pub list: NullList,
}

/// What becomes of a list that is NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullList {
    /// It stays so.
    Kept,
    /// It is empty, as in the model whose column it is.
    Empty,
}

/// Gives a query its types; what cannot have one is found.
pub fn typed<'q>(
    context: &Context<'_>,
    query: &'q Query,
    description: &Description,
    found: &mut Diagnostics,
) -> Typed<'q> {
    let given: Vec<Nulls> = query.parameters.iter().map(|parameter| parameter.nulls).collect();
    let catalogue = Catalogue { schema: context.input.schema, graph: context.input.graph };
    let mut rows = rows::of(&query.sql, &given, catalogue);
    // Where the server sees other columns, something was not understood.
    if rows.columns.as_ref().is_none_or(|columns| columns.len() != description.columns.len()) {
        rows = Rows { uses: rows.uses, with: rows.with, ..Rows::default() };
    }
    let mut typist = Typist { context, query, rows: &rows, found };
    let (takes, casts) = typist.takes(description);
    let gives = typist.gives(description);
    let around = typist.around(&gives, description);
    Typed { query, sql: text::written(&query.sql, &casts, &rows.stars, around.as_ref()), takes, gives }
}

struct Typist<'t> {
    context: &'t Context<'t>,
    query: &'t Query,
    rows: &'t Rows,
    found: &'t mut Diagnostics,
}

impl Typist<'_> {
    fn report(&mut self, code: Code, message: String, help: String, place: Option<Span>) {
        let place = place.unwrap_or_else(|| self.query.place(1));
        self.found.push(Diagnostic::error(code, message).at(place).help(help));
    }

    /// What the function takes, and what follows each placeholder.
    fn takes(&mut self, description: &Description) -> (Vec<Taken>, Vec<String>) {
        let query = self.query;
        let mut takes: Vec<Taken> = Vec::new();
        let mut casts = Vec::new();
        for (at, (parameter, value)) in query.parameters.iter().zip(&description.parameters).enumerate() {
            let row = self.compared_row(at, value);
            let is_known = row.is_some() || !is_nameless(value);
            let rust = row.unwrap_or_else(|| of_value(value, self.context.input.graph, self.context.scope));
            if !is_known {
                let help = format!("`:{0}::text::…` takes it as text", parameter.name);
                let message = format!(
                    "the parameter {} is a {}, which has no type here",
                    parameter.name, value.data_type
                );
                self.report(codes::QUERY_TYPE, message, help, Some(parameter.span));
            }
            casts.push(rust.cast());
            let ident = name::field(&parameter.name);
            if takes.iter().any(|known| known.ident == ident) {
                let message = format!("two parameters of {} are both {ident} in Rust", query.name);
                self.report(
                    codes::NAMES_FOLD,
                    message,
                    "rename one of them".to_owned(),
                    Some(parameter.span),
                );
            }
            let value = self.column_type(at, &rust).unwrap_or_else(|| listed(&rust.value, rust.arity));
            takes.push(Taken { ident, value, nulls: parameter.nulls });
        }
        (takes, casts)
    }

    /// The composite type of what a row without a type is compared with.
    fn compared_row(&self, at: usize, value: &ValueType) -> Option<RustType> {
        let origin = self.rows.uses.get(at)?.first().filter(|_| is_nameless(value))?;
        let of = field(self.context, origin)?;
        let is_row = matches!(of.field.field_type, FieldType::Composite(_));
        let many = if value.data_type.array == Array::Yes { FieldArity::List } else { FieldArity::Required };
        is_row.then(|| of.rust.of_arity(many))
    }

    /// The type of the columns that a parameter stands for, if it is one.
    fn column_type(&self, at: usize, rust: &RustType) -> Option<String> {
        let uses = self.rows.uses.get(at).filter(|uses| !uses.is_empty())?;
        let one = |origin| of_field(self.context, field(self.context, origin)?, rust);
        let types: Vec<String> = uses.iter().map(one).collect::<Option<_>>()?;
        let first = types.first()?;
        types.iter().all(|other| other == first).then(|| first.clone())
    }

    fn gives(&mut self, description: &Description) -> Gives {
        let query = self.query;
        let columns = &description.columns;
        let cardinality = match (query.cardinality, columns.is_empty()) {
            (None | Some(Cardinality::Count), true) | (Some(Cardinality::Count), false) => {
                return Gives::Count;
            }
            (Some(_), true) => {
                let message = format!("{} is marked as a query that gives rows, and gives none", query.name);
                let help = "leave the mark out, or write `:exec`".to_owned();
                self.report(codes::QUERY_MARK, message, help, None);
                return Gives::Count;
            }
            (Some(cardinality), false) => cardinality,
            (None, false) => Cardinality::Many,
        };
        let nulls = self.nulls(columns);
        if let Some(model) = self.model(columns, &nulls) {
            return Gives::Rows(cardinality, Row::Model(model));
        }
        let fields: Vec<Field> = (0..columns.len())
            .filter_map(|at| self.field(at, columns.get(at)?, nulls.get(at).copied()?))
            .collect();
        self.folded(&fields);
        let row = match <[Field; 1]>::try_from(fields) {
            Ok([field]) => Row::Single(field),
            Err(fields) => Row::Own(name::structure(&query.name), fields),
        };
        Gives::Rows(cardinality, row)
    }

    /// What the statement tells of a column.
    fn read(&self, at: usize, column: &ResultColumn) -> Option<&Column> {
        self.rows.columns.as_ref()?.get(at).filter(|read| read.name == *column.name)
    }

    /// Whether each column may be NULL: what its name says, else what is proven.
    fn nulls(&self, columns: &[ResultColumn]) -> Vec<Nulls> {
        let proven =
            |at: usize, column: &ResultColumn| self.read(at, column).map_or(Nulls::Maybe, |read| read.nulls);
        let one = |(at, column): (usize, &ResultColumn)| match column.name.as_bytes().last() {
            Some(b'!') => Nulls::Never,
            Some(b'?') if column.name.len() > 1 && &*column.name != UNNAMED => Nulls::Maybe,
            _ => proven(at, column),
        };
        columns.iter().enumerate().map(one).collect()
    }

    /// The model that rows are, if they are all of it.
    fn model(&self, columns: &[ResultColumn], nulls: &[Nulls]) -> Option<String> {
        let (table, _) = columns.first()?.origin.as_ref()?;
        let shown = self.context.all.iter().find(|shown| shown.entity.table == *table)?;
        let fits = |(field, (column, nulls)): (&ShownField<'_>, (&ResultColumn, &Nulls))| {
            let origin = (table.clone(), field.field.column.clone());
            let same = match field.rust.arity {
                FieldArity::Required => *nulls == Nulls::Never,
                FieldArity::Optional => *nulls == Nulls::Maybe,
                FieldArity::List => true,
            };
            same && self.is_read(column) && column.origin.as_ref() == Some(&origin)
        };
        let all = shown.fields.iter().zip(columns.iter().zip(nulls)).all(fits);
        (all && shown.fields.len() == columns.len()).then(|| shown.structure())
    }

    fn field(&mut self, at: usize, column: &ResultColumn, nulls: Nulls) -> Option<Field> {
        let named = column.name.strip_suffix(['!', '?']).unwrap_or(&column.name);
        let query = &self.query.name;
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if &*column.name == UNNAMED
            || !named.chars().any(char::is_alphanumeric)
            || !name::field(named).trim_start_matches("r#").chars().all(word)
        {
            let message = format!("the column `{}` of {query} has no name that can be a field", column.name);
            self.report(codes::QUERY_COLUMN, message, "write `as name` behind it".to_owned(), None);
            return None;
        }
        let rust = of_value(&column.value, self.context.input.graph, self.context.scope);
        if !self.is_read(column) {
            let message = format!(
                "the column {named} of {query} is a {}, which has no type here",
                column.value.data_type
            );
            let list = if rust.arity == FieldArity::List { "[]" } else { "" };
            let help = format!("give it as text: `{named}::text{list} as {named}`");
            self.report(codes::QUERY_TYPE, message, help, None);
            return None;
        }
        // The server forgets where values come from that pass a UNION.
        let origin = column.origin.as_ref().or_else(|| self.read(at, column)?.origin.as_ref());
        let of = origin.and_then(|origin| field(self.context, origin));
        let of = of.filter(|of| of.field.data_type.array == column.value.data_type.array);
        let of = of.and_then(|of| Some((of.rust.arity, of_field(self.context, of, &rust)?)));
        let (nulls, list) = match of {
            Some((FieldArity::List, _)) => (Nulls::Never, NullList::Empty),
            Some((FieldArity::Required | FieldArity::Optional, _)) | None => (nulls, NullList::Kept),
        };
        let value = of.map_or_else(|| listed(&rust.value, rust.arity), |(_, value)| value);
        Some(Field { column: named.to_owned(), ident: name::field(named), value, nulls, list })
    }

    /// Whether a column can be read: as it is, or as what the server makes of it.
    fn is_read(&self, column: &ResultColumn) -> bool {
        !self.is_foreign(&column.value) && (self.cast(column).is_empty() || self.rows.with.is_some())
    }

    /// Rows as values, and nothing.
    fn is_foreign(&self, value: &ValueType) -> bool {
        let (schema, graph) = (self.context.input.schema, self.context.input.graph);
        let TypeName::Named(name) = &value.data_type.name else { return is_nameless(value) };
        let left_out = |of: &EntityComposite| of.database == *name && !composite::is_shown(of);
        schema.tables.named(name).is_some()
            || schema.views.named(name).is_some()
            || graph.composites.iter().any(left_out)
    }

    /// What follows a column that the driver must get as another type; most often nothing.
    fn cast(&self, column: &ResultColumn) -> String {
        let rust = of_value(&column.value, self.context.input.graph, self.context.scope);
        match (rust.codec, &column.value.carrier) {
            (Codec::Through(via), _) if rust.arity == FieldArity::List => format!("::{via}[]"),
            (Codec::Through(via), _) => format!("::{via}"),
            // The driver knows lists of a domain only where they are columns of a model.
            (Codec::Native | Codec::Base, Carrier::Domain(of)) if of.array == Array::Yes => {
                let of_model =
                    column.origin.as_ref().and_then(|origin| field(self.context, origin)).is_some();
                if of_model { String::new() } else { format!("::{}", column.value.data_type) }
            }
            (Codec::Native | Codec::Base, Carrier::Own | Carrier::Domain(_)) => String::new(),
        }
    }

    /// What makes the server send what the driver knows.
    fn around(&self, gives: &Gives, description: &Description) -> Option<Around> {
        let casts: Vec<String> = match gives {
            Gives::Count => return None,
            Gives::Rows(..) => description.columns.iter().map(|column| self.cast(column)).collect(),
        };
        let is_needed = casts.iter().any(|cast| !cast.is_empty());
        self.rows.with.filter(|_| is_needed).map(|with| around(&self.query.sql, with, &casts))
    }

    fn folded(&mut self, fields: &[Field]) {
        for (at, field) in fields.iter().enumerate() {
            if let Some(first) = fields.iter().take(at).find(|first| first.ident == field.ident) {
                let message = format!(
                    "the columns {} and {} of {} are both {} in Rust",
                    first.column, field.column, self.query.name, field.ident
                );
                let help = "give one of them another name with `as`".to_owned();
                self.report(codes::NAMES_FOLD, message, help, None);
            }
        }
    }
}

/// What PostgreSQL calls a column that nothing names.
const UNNAMED: &str = "?column?";

/// Rows without a type, and nothing: neither can travel.
const fn is_nameless(value: &ValueType) -> bool {
    matches!(value.data_type.name, TypeName::Builtin(Builtin::Record | Builtin::Void))
}

fn listed(value: &str, arity: FieldArity) -> String {
    match arity {
        FieldArity::List => format!("Vec<{value}>"),
        FieldArity::Required | FieldArity::Optional => value.to_owned(),
    }
}

/// The field of a column.
fn field<'c>(context: &Context<'c>, (table, column): &Origin) -> Option<&'c ShownField<'c>> {
    context.all.iter().find(|shown| shown.entity.table == *table)?.by_column(column)
}

/// The type of a column's field, where a query has one of its values or a list of them: the server knows what is below
/// newtypes.
fn of_field(context: &Context<'_>, of: &ShownField<'_>, rust: &RustType) -> Option<String> {
    let field = &of.rust;
    if field.inner == rust.value {
        return Some(listed(&field.value, rust.arity));
    }
    let FieldType::Domain(at) = of.field.field_type else { return None };
    let below = domain::bottom(context.input.graph.domains.get(at)?, context);
    let is_list = below.arity == FieldArity::List;
    let same = below.value == rust.value && (!is_list || rust.arity == FieldArity::List);
    same.then(|| if is_list { field.value.clone() } else { listed(&field.value, rust.arity) })
}

impl Typed<'_> {
    /// The types of all values, and the model that rows are.
    pub fn values(&self) -> Vec<&str> {
        let taken = self.takes.iter().map(|taken| taken.value.as_str());
        let given: Vec<&str> = match &self.gives {
            Gives::Count => Vec::new(),
            Gives::Rows(_, Row::Model(model)) => vec![model],
            Gives::Rows(_, Row::Single(field)) => vec![&field.value],
            Gives::Rows(_, Row::Own(_, fields)) => fields.iter().map(|field| field.value.as_str()).collect(),
        };
        taken.chain(given).collect()
    }
}

impl Taken {
    /// `impl Into<String>`, where text is taken as anything that becomes a `String`.
    pub fn argument(&self) -> String {
        match self.nulls {
            Nulls::Maybe => format!("{}: Option<{}>", self.ident, self.value),
            Nulls::Never if self.is_text() => format!("{}: impl Into<String>", self.ident),
            Nulls::Never => format!("{}: {}", self.ident, self.value),
        }
    }

    /// Whether it must become a `String` first.
    pub fn is_text(&self) -> bool {
        self.nulls == Nulls::Never && self.value == "String"
    }
}

impl Field {
    /// The whole type.
    pub fn full(&self) -> String {
        match self.nulls {
            Nulls::Never => self.value.clone(),
            Nulls::Maybe => format!("Option<{}>", self.value),
        }
    }
}
