//! Names as SQL.

use icms_model::QualifiedName;
use icms_sql::Name;

/// `namespace.name`, each quoted where it must be; only the name where the namespace has none.
pub fn qualified(name: &QualifiedName) -> String {
    if name.namespace.as_str().is_empty() {
        return name.name.quoted().into_owned();
    }
    format!("{}.{}", name.namespace.quoted(), name.name.quoted())
}

/// `(a, "B")`
pub fn list(names: &[Name]) -> String {
    let quoted: Vec<_> = names.iter().map(Name::quoted).collect();
    format!("({})", quoted.join(", "))
}

/// ` INCLUDE (a, b)`, or nothing.
pub fn include(names: &[Name]) -> String {
    if names.is_empty() { String::new() } else { format!(" INCLUDE {}", list(names)) }
}
