//! Texts beyond the expression parser (XML, row locks, grouping sets, natural joins …), read by `sqlparser`.
//!
//! Nothing is known here of types, so a form only loses spelling that can never matter: white space, comments, the case
//! of words, quotes that a name does not need, parentheses around what is whole anyway, `CAST` against `::`, `AS`
//! before an alias. Where `sqlparser` and PostgreSQL bind operators differently no harm is done: parentheses around an
//! operator stay as they were written.

use std::ops::ControlFlow;

use sqlparser::ast::{CastKind, Expr, VisitMut, VisitorMut};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

/// The form of an expression, marked so that it never equals one that the expression parser made.
pub(super) fn expression(text: &str) -> String {
    form(text, |parser| {
        let mut expression = parser.parse_expr()?;
        let _ = expression.visit(&mut Plain);
        Ok(without_parentheses(expression).to_string())
    })
}

/// The form of a query, marked likewise.
pub(super) fn query(text: &str) -> String {
    form(text, |parser| {
        let mut query = parser.parse_query()?;
        let _ = query.visit(&mut Plain);
        Ok(query.to_string())
    })
}

fn form(text: &str, read: impl Fn(&mut Parser<'_>) -> Result<String, ParserError>) -> String {
    let tokens = crate::normalized_tokens(text);
    if crate::script::is_too_deep(text) {
        return format!("unread: {tokens}");
    }
    let whole = |mut parser: Parser<'_>| -> Result<String, ParserError> {
        let form = read(&mut parser)?;
        parser.expect_token(&Token::EOF)?;
        Ok(form)
    };
    match Parser::new(&PostgreSqlDialect {}).try_with_sql(&tokens).and_then(whole) {
        Ok(form) => format!("foreign: {form}"),
        Err(_) => format!("unread: {tokens}"),
    }
}

/// Takes spelling out of a tree, innermost first.
struct Plain;

impl VisitorMut for Plain {
    type Break = ();

    fn post_visit_expr(&mut self, expression: &mut Expr) -> ControlFlow<()> {
        match expression {
            Expr::Nested(inner) if is_whole(inner) => *expression = (**inner).clone(),
            Expr::Cast { kind, expr, .. } if *kind == CastKind::DoubleColon && is_whole(expr) => {
                *kind = CastKind::Cast;
                if let Expr::Nested(inner) = expr.as_ref() {
                    *expr = inner.clone();
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn without_parentheses(expression: Expr) -> Expr {
    match expression {
        Expr::Nested(inner) => *inner,
        other => other,
    }
}

/// What no operator beside it can pull apart. Not a name: `(a).b` is a field of the column `a`, `a.b` a column of `a`.
fn is_whole(expression: &Expr) -> bool {
    match expression {
        Expr::Value(_) | Expr::Function(_) | Expr::Nested(_) | Expr::Case { .. } => true,
        Expr::Cast { kind, .. } => *kind == CastKind::Cast,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_that_cannot_matter_is_lost() {
        let a = expression("XMLSERIALIZE(CONTENT \"doc\" AS text)");
        assert_eq!(a, expression("xmlserialize ( content Doc as text )"));
        let same = [
            ("select a from T natural join \"u\" for update", "SELECT a FROM t NATURAL JOIN u FOR UPDATE"),
            (
                "select 'a'::text x from t natural join u",
                "SELECT CAST('a' AS text) AS x FROM t NATURAL JOIN u",
            ),
            ("select f(a)::int from t for share", "SELECT (f(a))::int FROM t FOR SHARE"),
        ];
        for (one, other) in same {
            assert_eq!(query(one), query(other));
            assert!(query(one).starts_with("foreign: "), "{}", query(one));
        }
    }

    #[test]
    fn everything_else_stays() {
        let differ = [
            ("select a from t natural join u", "select a from t natural join \"U\""),
            ("select a from t for update", "select a from t for share"),
            ("select -2 ^ 2 from t for update", "select -(2 ^ 2) from t for update"),
            ("select -1::int from t for update", "select (-1)::int from t for update"),
            ("select a + b * c from t for update", "select (a + b) * c from t for update"),
            ("select (a).b from t for update", "select a.b from t for update"),
            ("select 'a' from t for update", "select 'A' from t for update"),
        ];
        for (one, other) in differ {
            assert_ne!(query(one), query(other));
        }
    }

    #[test]
    fn what_nobody_reads_equals_only_itself() {
        assert_eq!(expression("a ??? ) b"), expression("A  ??? )  B"));
        assert!(expression("a ??? ) b").starts_with("unread: "));
    }
}
