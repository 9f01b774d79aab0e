//! Types as people write them: `varchar(20)`, `timestamptz(3)`.

use icms_model::{Array, Builtin, DataType, Modifier, TypeName};

/// The type as SQL, in PostgreSQL's short words where they are exact.
#[must_use]
pub fn written(data_type: &DataType) -> String {
    let Some(word) = short(&data_type.name) else { return data_type.to_string() };
    // Without a length `char` would be `char(1)`; only the internal name says "any length".
    let word = if word == "char" && data_type.modifiers.is_empty() { "bpchar" } else { word };
    let inside: Vec<String> = data_type.modifiers.iter().map(Modifier::to_string).collect();
    let inside = if inside.is_empty() { String::new() } else { format!("({})", inside.join(", ")) };
    format!("{word}{inside}{}", if data_type.array == Array::Yes { "[]" } else { "" })
}

fn short(name: &TypeName) -> Option<&'static str> {
    match name {
        TypeName::Builtin(Builtin::Varchar) => Some("varchar"),
        TypeName::Builtin(Builtin::Bpchar) => Some("char"),
        TypeName::Builtin(Builtin::Timestamp) => Some("timestamp"),
        TypeName::Builtin(Builtin::Timestamptz) => Some("timestamptz"),
        TypeName::Builtin(Builtin::Time) => Some("time"),
        TypeName::Builtin(Builtin::Timetz) => Some("timetz"),
        TypeName::Builtin(Builtin::Numeric) => Some("numeric"),
        TypeName::Builtin(_) | TypeName::Named(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icms_model::QualifiedName;

    #[test]
    fn short_words_where_exact() {
        for (catalogue, text) in [
            ("character varying(20)", "varchar(20)"),
            ("timestamp(3) without time zone", "timestamp(3)"),
            ("timestamp with time zone", "timestamptz"),
            ("character", "char(1)"),
            ("bpchar", "bpchar"),
            ("numeric(10,2)[]", "numeric(10, 2)[]"),
            ("interval day to second(3)", "interval day to second(3)"),
            ("\"Role\"[]", "public.\"Role\"[]"),
        ] {
            let parsed = DataType::parse(catalogue, &|n| QualifiedName::new("public", n.clone())).unwrap();
            assert_eq!(written(&parsed), text);
        }
    }
}
