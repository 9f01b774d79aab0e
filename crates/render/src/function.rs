//! Functions and procedures: what stands between name and body as written, the body byte for byte.

mod split;

use icms_model::{Function, FunctionKind, QualifiedName};
use icms_syntax::Dialect;

use crate::text::{delimiter, docs, string};
use crate::writer::Writer;
use split::Split;

/// Every function.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let schema = writer.schema;
    for (_, function) in schema.functions.iter() {
        let text = (writer.dialect == Dialect::Icms).then(|| one(function)).flatten();
        match text {
            Some(text) => {
                writer.docs(function.comment.as_ref());
                writer.text.push_str(&text);
            }
            None => writer.leave_out(word(function.kind), &function.signature),
        }
    }
}

const fn word(kind: FunctionKind) -> &'static str {
    match kind {
        FunctionKind::Function => "function",
        FunctionKind::Procedure => "procedure",
    }
}

/// The block; none where it would not come back byte for byte.
fn one(function: &Function) -> Option<String> {
    let Split { arguments, options, body } = split::read(function.definition.text())?;
    let quotes = delimiter(&body).filter(|_| !body.starts_with('"'))?;
    let comment = function.comment.as_ref().is_none_or(|text| docs(text, "").is_some());
    let name = name(&function.signature.name)?;
    (comment && !options.contains("\"\"\""))
        .then(|| format!("function {name}({arguments}) {options} {quotes}{body}{quotes}\n\n"))
}

/// `touch`, `app.touch`, `"app.odd name"`
fn name(name: &QualifiedName) -> Option<String> {
    let (namespace, local) = (name.namespace.as_str(), name.name.as_str());
    let plain = namespace == "public" && !local.contains('.');
    let text = if plain { local.to_owned() } else { format!("{namespace}.{local}") };
    let letter = |c: char| c == '_' || c == '.' || c.is_ascii_alphanumeric();
    let bare = text.chars().all(letter) && text.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic());
    (!namespace.contains('.')).then(|| if bare { text } else { string(&text) })
}
