//! Declared renames carried out inside a text, as PostgreSQL does by itself when something is renamed.

use icms_model::{DataType, Expr, ObjectKind, QualifiedName};
use icms_sql::{Qualified, quote_literal, rename_column, rename_relation};

use crate::rename::Renames;

/// A text of the schema before with all declared renames carried out, as PostgreSQL does by itself.
pub(super) fn rewritten(renames: &Renames, text: &Expr, table: Option<&QualifiedName>) -> Expr {
    if renames.is_empty() {
        return text.clone();
    }
    let mut result = text.text().to_owned();
    for paths in renames.of(ObjectKind::Column) {
        let (Some(owner), Some(old), Some(new)) =
            (paths.before.table(), paths.before.path.last(), paths.after.path.last())
        else {
            continue;
        };
        if table.is_none_or(|t| *t == owner) && result.contains(old.as_str()) {
            result = rename_column(&result, &qualified(&owner), old.as_str(), new.as_str());
        }
    }
    for kind in [ObjectKind::Table, ObjectKind::Enum, ObjectKind::Sequence, ObjectKind::View] {
        for paths in renames.of(kind) {
            let (Some(old), Some(new)) = (top_level(&paths.before.path), top_level(&paths.after.path)) else {
                continue;
            };
            if result.contains(old.name.as_str()) {
                result = rename_relation(&result, &old, &new);
            }
        }
    }
    Expr::new(result)
}

/// A default of an enum whose value got another label.
pub(super) fn relabelled(renames: &Renames, data_type: Option<&DataType>, text: Expr) -> Expr {
    let values = data_type.and_then(DataType::user_type).map(|name| renames.values(name)).unwrap_or_default();
    let renamed = values.iter().find_map(|value| {
        let rest = text.text().strip_prefix(quote_literal(value.before.as_str()).as_str())?;
        let whole = rest.is_empty() || rest.starts_with("::");
        whole.then(|| Expr::new(format!("{}{rest}", quote_literal(value.after.as_str()))))
    });
    renamed.unwrap_or(text)
}

fn qualified(name: &QualifiedName) -> Qualified {
    Qualified { schema: Some(name.namespace.clone()), name: name.name.clone() }
}

fn top_level(path: &[icms_sql::Name]) -> Option<Qualified> {
    match path {
        [namespace, name] => Some(Qualified { schema: Some(namespace.clone()), name: name.clone() }),
        _ => None,
    }
}
