//! What primary keys, unique keys and indexes have in common.

use icms_lower::language::made_up;
use icms_model::{Deferrable, IndexKey, KeyPart, QualifiedName, SortOrder, Text};
use icms_sql::Name;

use crate::text::string;
use crate::writer::Writer;

/// `@id`, `@unique`, `@@index` and their like.
pub(crate) struct Attribute {
    /// Without `@`.
    pub word: &'static str,
    /// The column on whose field it may stand.
    pub column: Option<Name>,
    /// `[a, b]`
    pub fields: String,
    /// After the fields.
    pub arguments: Vec<String>,
}

impl Attribute {
    /// `@unique(map: "x")`
    pub(crate) fn on_field(&self) -> String {
        call(&format!("@{}", self.word), &self.arguments)
    }

    /// `@@unique([a], map: "x")`
    pub(crate) fn on_block(mut self) -> String {
        self.arguments.insert(0, self.fields);
        call(&format!("@@{}", self.word), &self.arguments)
    }
}

/// `@id`, `@id(map: "x")`
pub(crate) fn call(word: &str, arguments: &[String]) -> String {
    if arguments.is_empty() { word.to_owned() } else { format!("{word}({})", arguments.join(", ")) }
}

/// The column of a list of one.
pub(crate) fn only(columns: &[Name]) -> Option<Name> {
    match columns {
        [column] => Some(column.clone()),
        _ => None,
    }
}

/// `map: "…"` where the name is not the one that the language makes up.
pub(crate) fn map(name: &Name, table: &QualifiedName, columns: &[&str], suffix: &str) -> Option<String> {
    let usual = made_up(table.name.as_str(), columns.iter().copied(), suffix);
    (*name != usual).then(|| format!("map: {}", string(name.as_str())))
}

/// `[a, b]` of columns.
pub(crate) fn fields(writer: &Writer<'_>, table: &QualifiedName, columns: &[Name]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| writer.names.member(table, column)).collect();
    format!("[{}]", names.join(", "))
}

/// `include: [a]`
pub(crate) fn include(writer: &Writer<'_>, table: &QualifiedName, columns: &[Name]) -> Option<String> {
    (!columns.is_empty()).then(|| format!("include: {}", fields(writer, table, columns)))
}

/// `deferrable: InitiallyDeferred`
pub(crate) fn deferrable(deferrable: Deferrable) -> Option<String> {
    match deferrable {
        Deferrable::No => None,
        Deferrable::Immediate => Some("deferrable: true".to_owned()),
        Deferrable::Deferred => Some("deferrable: InitiallyDeferred".to_owned()),
    }
}

/// `{ fillfactor: 80 }`; none where nothing is set.
pub(crate) fn with(options: &[(Text, Text)]) -> Option<String> {
    if options.is_empty() {
        return None;
    }
    let entries: Vec<String> =
        options.iter().map(|(name, value)| format!("{name}: {}", plain(value))).collect();
    Some(format!("{{ {} }}", entries.join(", ")))
}

/// A number or word as it stands, else text.
fn plain(value: &str) -> String {
    let word = value.starts_with(|c: char| c.is_ascii_alphabetic());
    let bare = value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    if number || (word && bare) { value.to_owned() } else { string(value) }
}

/// One part of a key: `a`, `a(sort: Desc)`, `expr("lower(a)")`.
pub(crate) fn part(writer: &Writer<'_>, table: &QualifiedName, key: &IndexKey) -> String {
    let settings = settings(writer, key);
    match &key.part {
        KeyPart::Column(name) => {
            let field = writer.names.member(table, name);
            if settings.is_empty() { field.to_owned() } else { format!("{field}({})", settings.join(", ")) }
        }
        KeyPart::Expression(text) => {
            let all: Vec<String> = std::iter::once(string(text.text())).chain(settings).collect();
            format!("expr({})", all.join(", "))
        }
    }
}

fn settings(writer: &Writer<'_>, key: &IndexKey) -> Vec<String> {
    let mut said = Vec::new();
    if key.order == SortOrder::Descending {
        said.push("sort: Desc".to_owned());
    }
    if writer.is_exact() && key.nulls != key.order.default_nulls() {
        said.push(format!("nulls: {:?}", key.nulls));
    }
    if let Some(class) = &key.operator_class {
        said.push(format!("ops: raw({})", string(&class_text(class, &key.operator_class_options))));
    }
    if let Some(collation) = key.collation.as_ref().filter(|_| writer.is_exact()) {
        said.push(format!("collate: {}", string(&collation_text(collation))));
    }
    said
}

/// `gist_trgm_ops(siglen=32)`
fn class_text(class: &Name, options: &[(Text, Text)]) -> String {
    if options.is_empty() {
        return class.to_string();
    }
    let all: Vec<String> = options.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{class}({})", all.join(", "))
}

/// Without its namespace where PostgreSQL's own is meant anyway.
pub(crate) fn collation_text(collation: &QualifiedName) -> String {
    let own = collation.namespace == *"pg_catalog" && !collation.name.as_str().contains('.');
    if own { collation.name.to_string() } else { format!("{}.{}", collation.namespace, collation.name) }
}

/// Names of the columns of keys, as the made-up name has them.
pub(crate) fn column_words(keys: &[IndexKey]) -> Vec<&str> {
    keys.iter()
        .map(|key| match &key.part {
            KeyPart::Column(name) => name.as_str(),
            KeyPart::Expression(_) => "expr",
        })
        .collect()
}

/// `name: "…"` for a key whose fields joined by `_` are the name of another field.
pub(crate) fn client_name(writer: &Writer<'_>, table: &QualifiedName, columns: &[Name]) -> Option<String> {
    let fields: Vec<&str> = columns.iter().map(|column| writer.names.member(table, column)).collect();
    let joined = fields.join("_");
    let clashes = fields.len() > 1 && writer.names.fields.get(table).is_some_and(|all| all.contains(&joined));
    clashes.then(|| format!("name: {}", string(&format!("{joined}_key"))))
}
