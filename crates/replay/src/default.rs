//! Defaults of columns.

use icms_model::{DataType, DefaultValue, Expr};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, RawToken, TokenKind, decode_name, decode_text, lex};

use crate::catalogue::Relation;
use crate::state::State;
use crate::{syntax, types};

/// The default that an expression stores; none for a plain NULL.
pub(crate) fn value(state: &State, expression: &ast::Expr, data_type: &DataType) -> Option<DefaultValue> {
    let text = syntax::text(expression.syntax());
    if is_null(state, &text, data_type) {
        return None;
    }
    if let Some(path) = nextval_target(&text)
        && let Some((name, Relation::Sequence(_))) = state.relation(&path)
    {
        return Some(DefaultValue::Nextval(name));
    }
    Some(DefaultValue::Expression(Expr::new(text)))
}

/// `NULL`, and `NULL` cast to the very type of the column: PostgreSQL keeps no default for them. A cast to another
/// type, or to the type without the column's length, leaves a conversion behind, and that is kept.
fn is_null(state: &State, text: &str, data_type: &DataType) -> bool {
    let (word, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    if !word.eq_ignore_ascii_case("null") {
        return false;
    }
    match rest.trim().strip_prefix("::") {
        None => rest.trim().is_empty(),
        Some(ty) => types::parse(state, ty).is_ok_and(|ty| ty == *data_type && ty.modifiers.is_empty()),
    }
}

/// The sequence that `nextval('…'::regclass)` and nothing else takes from.
fn nextval_target(text: &str) -> Option<Vec<Name>> {
    let tokens = significant(text);
    let spelled: Vec<&str> = tokens.iter().filter_map(|t| text.get(t.range.clone())).collect();
    let lower: Vec<String> = spelled.iter().map(|t| t.to_ascii_lowercase()).collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    let at = match words.as_slice() {
        ["nextval", "(", _, ")"] | ["nextval", "(", _, "::", "regclass", ")"] => 2,
        ["pg_catalog", ".", "nextval", "(", _, ")"]
        | ["pg_catalog", ".", "nextval", "(", _, "::", "regclass", ")"] => 4,
        ["nextval", "(", "(", _, "::", "text", ")", "::", "regclass", ")"] => return None,
        _ => return None,
    };
    let literal = decode_text(tokens.get(at)?.kind, spelled.get(at)?)?;
    Some(qualified(&literal))
}

/// The path that a string spells, as `regclass` reads it.
pub(crate) fn qualified(text: &str) -> Vec<Name> {
    let tokens = significant(text);
    let named = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::QuotedName));
    named.filter_map(|t| Some(Name::from(decode_name(t.kind, text.get(t.range.clone())?)))).collect()
}

fn significant(text: &str) -> Vec<RawToken> {
    lex(text).filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment)).collect()
}

/// What a default becomes when its column gets another type: a bare string keeps the type that it had.
pub(crate) fn retyped(default: DefaultValue, before: &DataType) -> DefaultValue {
    let DefaultValue::Expression(expression) = &default else { return default };
    let tokens = significant(expression.text());
    match tokens.as_slice() {
        [one] if matches!(one.kind, TokenKind::Text | TokenKind::EscapeText | TokenKind::DollarText) => {
            DefaultValue::Expression(Expr::new(format!("{expression}::{}", before.unmodified())))
        }
        _ => default,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextval_of_a_sequence() {
        assert_eq!(nextval_target("nextval('public.\"A_seq\"'::regclass)").unwrap(), ["public", "A_seq"]);
        assert_eq!(nextval_target("nextval('a') + 1"), None);
        let state = State::new(icms_model::Schema::empty(), vec![Name::new("public")]);
        let text = DataType::builtin(icms_model::Builtin::Text);
        assert!(is_null(&state, "null", &text));
        assert!(is_null(&state, "NULL::text", &text));
        assert!(!is_null(&state, "NULL::varchar", &text));
        assert!(!is_null(&state, "nullif(a, b)", &text));
    }
}
