//! Names of the language → names of Rust. Every name has one; names that share one are found by `collision`.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Words that need `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot even be raw.
const NEVER: &[&str] = &["self", "Self", "super", "crate"];

/// Functions that every struct of new values has: a setter of that name would hide them.
const METHODS: &[&str] = &["new", "default", "clone"];

/// What the generated functions call their own parameters and variables, and what they call.
const LOCALS: &[&str] = &["patch", "key", "update", "parameter", "sql"];

/// The text as an identifier: what Rust has no place for is left out, what cannot come first gets something before it.
fn identifier(text: &str, first: char, empty: &str) -> String {
    let text: String = text.chars().filter(|c| is_xid_continue(*c)).collect();
    match text.chars().next() {
        None => empty.to_owned(),
        Some(start) if is_xid_start(start) => text,
        Some(_) => format!("{first}{text}"),
    }
}

fn snake(name: &str) -> String {
    identifier(&name.to_snake_case(), 'n', "empty")
}

fn camel(name: &str) -> String {
    identifier(&name.to_upper_camel_case(), 'N', "Empty")
}

fn escaped(name: String) -> String {
    if NEVER.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if is_keyword(&name) { format!("r#{name}") } else { name }
}

/// Whether Rust keeps a word for itself.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word) || NEVER.contains(&word)
}

/// A field: `createdAt` → `created_at`, `type` → `r#type`.
#[must_use]
pub fn field(name: &str) -> String {
    escaped(snake(name))
}

/// The function that sets a field: `new` → `new_`.
#[must_use]
pub fn setter(name: &str) -> String {
    let plain = field(name);
    if METHODS.contains(&plain.as_str()) { format!("{plain}_") } else { plain }
}

/// The parameter that takes a field's value, beside what functions call their own.
#[must_use]
pub fn parameter(name: &str) -> String {
    let plain = binding(name);
    if LOCALS.contains(&plain.as_str()) { format!("{plain}_") } else { plain }
}

/// A variable that holds a field's value. Scripts without letter case have one name for it and for the constant, and
/// no variable may be called like a constant.
#[must_use]
pub fn binding(name: &str) -> String {
    let plain = field(name);
    if plain == constant(name) { format!("{plain}_") } else { plain }
}

/// A part of a function's name, without `r#`: `by_type`.
#[must_use]
pub fn part(name: &str) -> String {
    snake(name)
}

/// A module and its file, without `r#`: a module named by a keyword gets an underscore, and so does one that would be
/// called like its struct.
#[must_use]
pub fn module(name: &str) -> String {
    let plain = snake(name);
    let taken = KEYWORDS.contains(&plain.as_str()) || NEVER.contains(&plain.as_str());
    if taken || plain == camel(name) { format!("{plain}_") } else { plain }
}

/// A struct or enum: `user_role` → `UserRole`.
#[must_use]
pub fn structure(name: &str) -> String {
    escaped(camel(name))
}

/// A struct that belongs to another: `NewUser`, `UserPatch`, `UserId`.
#[must_use]
pub fn derived(before: &str, name: &str, after: &str) -> String {
    format!("{before}{}{after}", camel(name))
}

/// A type of another module as the module of `own` sees it: its own `NewUser` and `UserPatch` go first.
#[must_use]
pub fn seen_from(own: &str, other: &str) -> String {
    let hidden = [derived("New", own, ""), derived("", own, "Patch")].iter().any(|made| made == other);
    if hidden { format!("super::{other}") } else { other.to_owned() }
}

/// A value of an enum: `IN_REVIEW` → `InReview`, `1st` → `N1st`.
#[must_use]
pub fn variant(name: &str) -> String {
    escaped(camel(name))
}

/// A constant: `createdAt` → `CREATED_AT`.
#[must_use]
pub fn constant(name: &str) -> String {
    identifier(&name.to_shouty_snake_case(), 'N', "EMPTY")
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
        assert_eq!(
            (derived("New", "self", "").as_str(), derived("", "Self", "Id").as_str()),
            ("NewSelf", "SelfId")
        );
    }

    #[test]
    fn what_would_hide_something_gets_an_underscore() {
        assert_eq!((setter("new").as_str(), setter("default").as_str()), ("new_", "default_"));
        assert_eq!((setter("type").as_str(), setter("crate").as_str()), ("r#type", "crate_"));
        assert_eq!((parameter("patch").as_str(), binding("patch").as_str()), ("patch_", "patch"));
        assert_eq!(seen_from("user", "NewUser"), "super::NewUser");
        assert_eq!(seen_from("user", "NewPost"), "NewPost");
    }

    #[test]
    fn every_script_has_names() {
        assert_eq!((field("名前").as_str(), binding("名前").as_str()), ("名前", "名前_"));
        assert_eq!((module("名前").as_str(), structure("名前").as_str()), ("名前_", "名前"));
        assert_eq!((field("größe").as_str(), constant("größe").as_str()), ("größe", "GRÖSSE"));
        assert_eq!((field("_").as_str(), structure("---").as_str()), ("empty", "Empty"));
        assert_eq!((field("2fa").as_str(), constant("x²").as_str()), ("n2fa", "X"));
    }
}
