//! `NewUser` and `create`: what a new row needs.

use std::fmt::Write as _;

use icms_model::entity::{ClientDefault, DatabaseDefault, FieldArity, FieldRole};

use crate::docs::{code, docs};
use crate::items::Taken;
use crate::layout::{function, indented, width};
use crate::name;
use crate::row::{field_docs, is_updated_at};
use crate::shown::{Context, Shown, ShownField};

/// The struct with its functions.
pub fn source(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let model = shown.structure();
    let given: Vec<&ShownField<'_>> = shown.fields.iter().filter(|f| can_be_given(f)).collect();
    [
        structure(context, shown, &given),
        setters(context, shown, &given),
        values(context, shown, &model),
        functions(context, shown, &model),
    ]
    .join("\n")
}

fn structure(context: &Context<'_>, shown: &Shown<'_>, given: &[&ShownField<'_>]) -> String {
    let (new, table) = (shown.new_type(), code(&shown.entity.table.to_string()));
    let mut out =
        docs(&format!("A new row of {table}. `None` leaves a value to its default, or to NULL."), 0);
    // Only where nothing is required: then a required field that is added takes it away again.
    let default = if given.iter().all(|f| is_optional(f)) { ", Default" } else { "" };
    let _ = writeln!(out, "{}", context.derive(&format!("Debug, Clone{default}")));
    if given.is_empty() {
        let _ = writeln!(out, "pub struct {new} {{}}");
        return out;
    }
    let _ = writeln!(out, "pub struct {new} {{");
    for f in given {
        out.push_str(&field_docs(f));
        out.push_str(&context.page.member(&f.ident(), &given_type(f)));
    }
    out.push_str("}\n");
    out
}

/// Whether an INSERT can name the column.
pub fn can_be_given(f: &ShownField<'_>) -> bool {
    !f.is_made()
}

/// Whether a new row may leave the field out.
pub fn is_optional(f: &ShownField<'_>) -> bool {
    f.field.client_default.is_some()
        || f.field.database_default == DatabaseDefault::Filled
        || f.field.role == FieldRole::DeletedAt
        || f.rust.arity != FieldArity::Required
}

/// Whether a new row may leave a required field to the database: what the client itself makes up is always given.
pub fn is_left_out(f: &ShownField<'_>) -> bool {
    let made_up = |default| maker(f, default).is_some() || is_updated_at(f);
    is_optional(f) && !f.field.client_default.is_some_and(made_up)
}

/// The type of the field in a new row.
pub fn given_type(f: &ShownField<'_>) -> String {
    match (is_optional(f), f.rust.arity) {
        (true, FieldArity::List) => f.rust.optional(&f.rust.full()),
        (true, FieldArity::Required | FieldArity::Optional) => f.rust.maybe(),
        (false, _) => f.rust.full(),
    }
}

/// The required values, which `new` takes by their place.
pub fn takes(shown: &Shown<'_>) -> Vec<Taken> {
    let required = shown.fields.iter().filter(|f| can_be_given(f) && !is_optional(f));
    required.map(|f| Taken { field: f.ident(), of: f.rust.full() }).collect()
}

/// A parameter for a required value, and how the value gets into the struct.
fn parameter(context: &Context<'_>, f: &ShownField<'_>) -> (String, String) {
    let (ident, binding) = (f.ident(), name::binding(&f.field.name));
    if is_one_text(f) {
        let text = context.spell("impl Into<String>");
        (format!("{binding}: {text}"), format!("{ident}: {binding}.into()"))
    } else if ident == binding {
        (format!("{ident}: {}", f.rust.full()), ident)
    } else {
        (format!("{binding}: {}", f.rust.full()), format!("{ident}: {binding}"))
    }
}

/// Whether the value is one piece of text, which is taken as anything that becomes a `String`.
fn is_one_text(f: &ShownField<'_>) -> bool {
    f.rust.is_text() && f.rust.arity != FieldArity::List
}

/// `NewUser::new(required…)` and a setter for everything else.
fn setters(context: &Context<'_>, shown: &Shown<'_>, given: &[&ShownField<'_>]) -> String {
    let required: Vec<&&ShownField<'_>> = given.iter().filter(|f| !is_optional(f)).collect();
    let (parameters, mut fields): (Vec<String>, Vec<(String, String)>) = required
        .iter()
        .map(|f| {
            let (parameter, value) = parameter(context, f);
            (parameter, (f.field.name.to_string(), value))
        })
        .unzip();
    fields.extend(
        given
            .iter()
            .filter(|f| is_optional(f))
            .map(|f| (f.field.name.to_string(), format!("{}: None", f.ident()))),
    );
    // In the order of the struct.
    fields.sort_by_key(|(name, _)| given.iter().position(|f| *f.field.name == **name));
    // Not `const`, like the setters: the compiler would check and store it twice.
    let signature = context.page.signature("fn new", &parameters, "Self", 4);
    // clippy counts eight as too many; a reader of a call sees names in no other way either.
    let allow = if parameters.len() > 7 { "#[allow(clippy::too_many_arguments)]\n" } else { "" };
    let flat = fields.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ");
    let body = if fields.is_empty() {
        "Self {}".to_owned()
    } else if width(&flat) <= 18 {
        format!("Self {{ {flat} }}")
    } else {
        let lines: Vec<String> = fields.iter().map(|(_, text)| initialised(context, text)).collect();
        format!("Self {{\n{}\n}}", indented(lines.concat().trim_end(), 4))
    };
    let docs = format!("/// A row with what it must have.\n#[must_use]\n{allow}");
    let mut functions = vec![function(&docs, &signature, &body)];
    functions.extend(given.iter().filter(|f| is_optional(f)).map(|f| setter(context, f)));
    format!("impl {} {{\n{}\n}}\n", shown.new_type(), indented(functions.join("\n").trim_end(), 4))
}

/// `name: value,`, or `name,`, of a struct that stands twelve columns in.
fn initialised(context: &Context<'_>, text: &str) -> String {
    let Some((name, value)) = text.split_once(": ") else { return format!("{text},\n") };
    let made = match value.split_once('.') {
        Some((of, call)) => context.page.chain(name, of, &[call.to_owned()], 12),
        None => context.page.field(name, value, 12),
    };
    crate::layout::outdented(&made, 12)
}

fn setter(context: &Context<'_>, f: &ShownField<'_>) -> String {
    let ty = if f.rust.arity == FieldArity::List { f.rust.full() } else { f.rust.value.clone() };
    let ident = f.ident();
    // What is not text is taken as it is, so that `.parse()` and `.into()` know what they make.
    let (parameter, value) = match (is_one_text(f), f.rust.arity) {
        (true, FieldArity::Optional) => {
            let into = context.spell("impl IntoValue");
            (format!("value: {into}<{}>", f.rust.full()), "value.into_value()")
        }
        (true, FieldArity::Required | FieldArity::List) => {
            (context.spell("value: impl Into<String>"), "Some(value.into())")
        }
        (false, _) => (format!("value: {ty}"), "Some(value)"),
    };
    let head = format!("fn {}", f.setter());
    let signature = context.page.signature(&head, &["mut self".to_owned(), parameter], "Self", 4);
    let docs = format!("/// With this {}.\n#[must_use]\n", code(f.field.column.as_str()));
    function(&docs, &signature, &format!("self.{ident} = {value};\nself"))
}

/// `impl New`: the values column by column.
fn values(context: &Context<'_>, shown: &Shown<'_>, model: &str) -> String {
    let written: Vec<String> = shown
        .fields
        .iter()
        .filter(|f| f.field.database_default != DatabaseDefault::Always)
        .map(|f| format!("{};", line(context, f)))
        .collect();
    let parameter = if written.is_empty() { "_row" } else { "row" };
    let values = context.spell("Values");
    let mut body = indented(&written.join("\n"), 8);
    if !body.is_empty() {
        body.push('\n');
    }
    let write = if body.is_empty() {
        format!("    #[inline]\n    fn write(self, {parameter}: &mut impl {values}<{model}>) {{}}\n")
    } else {
        format!(
            "    #[inline]\n    fn write(self, {parameter}: &mut impl {values}<{model}>) {{\n{body}    }}\n"
        )
    };
    let (new, own) = (context.spell("New"), shown.new_type());
    format!("impl {new} for {own} {{\n    type Row = {model};\n\n{write}}}\n")
}

fn line(context: &Context<'_>, f: &ShownField<'_>) -> String {
    let (column, value) = (f.constant(), format!("self.{}", f.ident()));
    let call = |method: &str, arguments: &[String]| context.page.call(&format!("row.{method}"), arguments, 8);
    if is_updated_at(f) {
        return call("set", &[column, updated(f)]);
    }
    let optional = f.rust.arity == FieldArity::Optional;
    match f.field.client_default.and_then(|d| maker(f, d)) {
        Some(made) if !optional => return call("set_or_else", &[column, value, made]),
        Some(_) | None => {}
    }
    match (is_optional(f), optional, f.field.database_default) {
        // Without a default, no value is NULL: one statement for both.
        (true, true, DatabaseDefault::None) => call("set", &[column, value]),
        (true, true, _) => call("set_or_default", &[column, format!("{value}.map(Some)")]),
        (true, false, _) => call("set_or_default", &[column, value]),
        (false, ..) => call("set", &[column, value]),
    }
}

/// The function that makes up a value: `SessionId::generate`, `icms_client::cuid`.
fn maker(f: &ShownField<'_>, default: ClientDefault) -> Option<String> {
    let made = made(default, f.rust.base())?;
    if f.rust.value == f.rust.inner {
        return Some(made);
    }
    Some(format!("{}::generate", f.rust.value))
}

/// The function that makes up a value of a plain type.
pub fn made(default: ClientDefault, base: &str) -> Option<String> {
    let text = base == "String";
    Some(match default {
        ClientDefault::UuidV4 if text => "icms_client::uuid_v4_text".to_owned(),
        ClientDefault::UuidV7 if text => "icms_client::uuid_v7_text".to_owned(),
        ClientDefault::UuidV4 => "icms_client::uuid_v4".to_owned(),
        ClientDefault::UuidV7 => "icms_client::uuid_v7".to_owned(),
        ClientDefault::Cuid => "icms_client::cuid".to_owned(),
        ClientDefault::Cuid2 => "icms_client::cuid2".to_owned(),
        ClientDefault::Ulid => "icms_client::ulid".to_owned(),
        ClientDefault::Nanoid(length) => format!("icms_client::nanoid::<{length}>"),
        ClientDefault::UpdatedAt => return None,
    })
}

/// The time now, in the type of the field.
pub fn updated(f: &ShownField<'_>) -> String {
    let now = "icms_client::now()";
    let now = if f.rust.value == f.rust.inner { now.to_owned() } else { format!("{}({now})", f.rust.value) };
    if f.rust.arity == FieldArity::Optional { format!("Some({now})") } else { now }
}

fn functions(context: &Context<'_>, shown: &Shown<'_>, model: &str) -> String {
    let (page, new) = (context.page, shown.new_type());
    let rows = [format!("rows: impl {}<Item = {new}>", context.spell("IntoIterator"))];
    let [insert, insert_many, copy_rows] = ["Insert", "InsertMany", "Copy"].map(|plan| context.spell(plan));
    let one = function(
        "/// Adds a row; it comes back as the database made it.\n",
        &page.signature("fn create", &[format!("new: {new}")], &format!("{insert}<{model}>"), 0),
        &format!("{insert}::new(new)"),
    );
    let many = function(
        "/// Adds rows in one statement; they come back as the database made them.\n",
        &page.signature("fn create_many", &rows, &format!("{insert_many}<{model}>"), 0),
        &format!("{insert_many}::new(rows)"),
    );
    let copy = function(
        "/// Copies rows: the fastest way to add very many of them.\n",
        &page.signature("fn copy", &rows, &format!("{copy_rows}<{model}>"), 0),
        &format!("{copy_rows}::new(rows)"),
    );
    format!("{one}\n{many}\n{copy}")
}
