//! Names of the language → names of Rust.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that need `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot even be raw.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_", ""];

fn escaped(name: String) -> String {
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n{name}") } else { name };
    if NEVER.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// A field, parameter or function: `createdAt` → `created_at`, `type` → `r#type`.
#[must_use]
pub fn field(name: &str) -> String {
    escaped(name.to_snake_case())
}

/// A module and its file, without `r#`: a module named by a keyword gets an underscore.
#[must_use]
pub fn module(name: &str) -> String {
    let name = name.to_snake_case();
    let taken = KEYWORDS.contains(&name.as_str()) || NEVER.contains(&name.as_str());
    if taken { format!("{name}_") } else { name }
}

/// A struct or enum: `user_role` → `UserRole`.
#[must_use]
pub fn structure(name: &str) -> String {
    escaped(name.to_upper_camel_case())
}

/// A value of an enum: `IN_REVIEW` → `InReview`, `1st` → `N1st`.
#[must_use]
pub fn variant(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    let camel = if camel.is_empty() { "Empty".to_owned() } else { camel };
    if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("N{camel}") } else { escaped(camel) }
}

/// A constant: `createdAt` → `CREATED_AT`.
#[must_use]
pub fn constant(name: &str) -> String {
    let name = name.to_shouty_snake_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("N{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_rust() {
        assert_eq!((field("createdAt").as_str(), field("type").as_str()), ("created_at", "r#type"));
        assert_eq!((module("Type").as_str(), structure("user_role").as_str()), ("type_", "UserRole"));
        assert_eq!((variant("IN_REVIEW").as_str(), variant("1st").as_str()), ("InReview", "N1st"));
        assert_eq!((variant("self").as_str(), constant("createdAt").as_str()), ("Self_", "CREATED_AT"));
    }
}
