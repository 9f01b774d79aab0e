//! Functions and procedures as SQL.

use icms_model::{Function, FunctionKind, Signature};
use icms_sql::Name;

use crate::name::qualified;
use crate::{Statement, data_type};

/// Whether the function may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Existing {
    /// It is not.
    Absent,
    /// It is, and gets another definition in place.
    Replaced,
}

/// Its definition as written, under its qualified name.
#[must_use]
pub fn create(function: &Function, existing: Existing) -> Statement {
    let text = function.definition.text();
    let or_replace = if existing == Existing::Replaced { " OR REPLACE" } else { "" };
    let head = format!("CREATE{or_replace} {} {}", word(function.kind), qualified(&function.signature.name));
    // A head that cannot be read is left as its author wrote it.
    let sql = arguments_at(text).map_or_else(|| text.to_owned(), |at| format!("{head}{}", &text[at..]));
    Statement::new(sql)
}

/// Whether `CREATE OR REPLACE` can do it: the same kind, result and named arguments.
#[must_use]
pub fn replaceable(before: &Function, after: &Function) -> bool {
    before.signature == after.signature
        && before.kind == after.kind
        && before.parts.result == after.parts.result
        && arguments_stay(&before.parts.arguments, &after.parts.arguments)
}

/// `DROP FUNCTION`.
#[must_use]
pub fn drop(kind: FunctionKind, name: &Signature) -> Statement {
    Statement::new(format!("DROP {} {}", word(kind), signature(name)))
}

/// `ALTER FUNCTION … RENAME TO`.
#[must_use]
pub fn rename(kind: FunctionKind, from: &Signature, to: &Name) -> Statement {
    Statement::new(format!("ALTER {} {} RENAME TO {}", word(kind), signature(from), to.quoted()))
}

/// `ALTER FUNCTION … SET SCHEMA`.
#[must_use]
pub fn set_namespace(kind: FunctionKind, from: &Signature, to: &Name) -> Statement {
    Statement::new(format!("ALTER {} {} SET SCHEMA {}", word(kind), signature(from), to.quoted()))
}

/// `public.touch(integer, text)`, quoted where it must be.
pub(crate) fn signature(signature: &Signature) -> String {
    let arguments: Vec<String> = signature.arguments.iter().map(data_type::written).collect();
    format!("{}({})", qualified(&signature.name), arguments.join(", "))
}

/// `FUNCTION` or `PROCEDURE`.
pub(crate) const fn word(kind: FunctionKind) -> &'static str {
    match kind {
        FunctionKind::Function => "FUNCTION",
        FunctionKind::Procedure => "PROCEDURE",
    }
}

/// An argument may gain a name or a default, never lose or change either; only equal texts and new defaults at
/// the end are told apart from that here.
fn arguments_stay(before: &str, after: &str) -> bool {
    before == after
        || (!before.is_empty() && after.strip_prefix(before).is_some_and(|r| r.starts_with(" DEFAULT ")))
}

/// Where the parenthesis of the arguments opens, after the name.
fn arguments_at(text: &str) -> Option<usize> {
    let mut quoted = false;
    let open = text.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '(' && !quoted
    });
    let (at, _) = open?;
    let head = text[..at].to_ascii_lowercase();
    let words: Vec<&str> = head.split_whitespace().take(4).collect();
    let named = matches!(
        words.as_slice(),
        ["create", "function" | "procedure", ..] | ["create", "or", "replace", "function" | "procedure"]
    );
    named.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icms_model::{Expr, FunctionParts, QualifiedName};

    #[test]
    fn the_head_is_qualified_and_the_rest_kept() {
        let mut function = Function {
            signature: Signature { name: QualifiedName::new("public", "Touch"), arguments: Vec::new() },
            kind: FunctionKind::Function,
            definition: Expr::new("create or replace function \"Touch\" ()  returns trigger as $$ ( $$"),
            parts: FunctionParts::default(),
            depends: Vec::new(),
            comment: None,
        };
        assert_eq!(
            create(&function, Existing::Absent).sql,
            "CREATE FUNCTION public.\"Touch\"()  returns trigger as $$ ( $$"
        );
        function.definition = Expr::new("-- odd\nselect (1)");
        assert_eq!(create(&function, Existing::Replaced).sql, "-- odd\nselect (1)");
        assert!(arguments_stay("a integer", "a integer DEFAULT 1"));
        assert!(!arguments_stay("a integer DEFAULT 1", "a integer"));
        assert!(!arguments_stay("", "a integer DEFAULT 1"));
    }
}
