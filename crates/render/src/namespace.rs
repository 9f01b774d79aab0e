//! Namespaces: `schemas` of the datasource.

use icms_model::Namespace;

use crate::text::string;
use crate::writer::Writer;

/// `schemas = ["public", schema("app", comment: "…")]`
pub(crate) fn property(writer: &Writer<'_>) -> String {
    let exact = writer.is_exact();
    let one = |namespace: &Namespace| {
        let name = string(namespace.name.as_str());
        match namespace.comment.as_ref().filter(|_| exact) {
            Some(comment) => format!("schema({name}, comment: {})", string(comment)),
            None => name,
        }
    };
    let names: Vec<String> = writer.schema.namespaces.iter().map(|(_, namespace)| one(namespace)).collect();
    format!("schemas = [{}]", names.join(", "))
}
