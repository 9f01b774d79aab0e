//! What expressions of one table read, and how they look after a rename.

use icms_model::{Expr, QualifiedName, Table};
use icms_sql::tree::{AstNode, SourceFile, ast};
use icms_sql::{Name, RawToken, TokenKind, decode_name, lex, quote_ident};

/// The columns of the table that an expression names, each once, in the order of first mention.
pub(crate) fn columns_read(expression: &str, table: &Table) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (_, name) in mentions(expression) {
        if table.column(&name).is_some() && !found.iter().any(|f| *f == name.as_str()) {
            found.push(Name::from(name));
        }
    }
    found
}

/// Whether an expression names this column.
pub(crate) fn reads(expression: &str, column: &Name) -> bool {
    mentions(expression).iter().any(|(_, name)| *column == name.as_str())
}

/// Whether an expression names this type or calls this function.
pub(crate) fn names(expression: &str, wanted: &Name) -> bool {
    words(expression).iter().any(|(_, name)| *wanted == name.as_str())
}

/// The expression after one of its columns got another name.
pub(crate) fn rename_column(expression: &Expr, from: &Name, to: &Name) -> Expr {
    replace(expression, mentions(expression.text()), from, to)
}

/// The expression after a type that it names got another name or namespace.
pub(crate) fn rename_type(expression: &Expr, from: &QualifiedName, to: &QualifiedName) -> Expr {
    let text = expression.text();
    let tokens = significant(text);
    let spelled = |at: usize| tokens.get(at).and_then(|t| text.get(t.range.clone()));
    let own = |at: usize| {
        tokens.get(at).and_then(|t| named(text, t)).is_some_and(|(_, name)| from.name == name.as_str())
    };
    let mut places = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| is_name(token)) {
        let dotted = at > 1 && spelled(at - 1) == Some(".");
        let first = if dotted { at - 2 } else { at };
        let cast = first > 0 && matches!(spelled(first - 1), Some("::"));
        let as_cast = first > 0 && spelled(first - 1).is_some_and(|w| w.eq_ignore_ascii_case("as"));
        if own(at) && (cast || as_cast) {
            let start = tokens.get(first).map_or(token.range.start, |t| t.range.start);
            places.push((start..token.range.end, dotted));
        }
    }
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (range, dotted) in places {
        result.push_str(text.get(done..range.start).unwrap_or(""));
        if dotted || from.namespace != to.namespace {
            result.push_str(&icms_sql::quote_qualified(to.namespace.as_str(), to.name.as_str()));
        } else {
            result.push_str(&quote_ident(to.name.as_str()));
        }
        done = range.end;
    }
    result.push_str(text.get(done..).unwrap_or(""));
    Expr::new(result)
}

/// A query after a relation that it reads got another name.
pub(crate) fn rename_relation(query: &Expr, from: &QualifiedName, to: &QualifiedName) -> Expr {
    Expr::new(icms_sql::rename_relation(query.text(), &qualified(from), &qualified(to)))
}

/// A query after a column of one of its relations got another name.
pub(crate) fn rename_column_of(query: &Expr, relation: &QualifiedName, from: &Name, to: &Name) -> Expr {
    Expr::new(icms_sql::rename_column(query.text(), &qualified(relation), from.as_str(), to.as_str()))
}

fn qualified(name: &QualifiedName) -> icms_sql::Qualified {
    icms_sql::Qualified { schema: Some(name.namespace.clone()), name: name.name.clone() }
}

/// What PostgreSQL would call the value of an expression.
pub(crate) fn value_name(expression: &Expr) -> Option<Name> {
    let parsed = SourceFile::parse(&format!("SELECT {expression}"));
    let target = parsed.tree().syntax().descendants().find_map(ast::Target::cast)?;
    target.expr().as_ref().and_then(crate::naming::of)
}

fn replace(expression: &Expr, places: Vec<(RawToken, String)>, from: &Name, to: &Name) -> Expr {
    let text = expression.text();
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (token, _) in places.into_iter().filter(|(_, name)| *from == name.as_str()) {
        result.push_str(text.get(at..token.range.start).unwrap_or(""));
        result.push_str(&quote_ident(to.as_str()));
        at = token.range.end;
    }
    if at == 0 {
        return expression.clone();
    }
    result.push_str(text.get(at..).unwrap_or(""));
    Expr::new(result)
}

/// Every word or quoted name that can be a column: not a function before its parenthesis, not a type after `::`.
fn mentions(text: &str) -> Vec<(RawToken, String)> {
    let tokens = significant(text);
    let spelled =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).and_then(|t| text.get(t.range.clone()));
    let is_column =
        |at: usize| spelled(at.checked_add(1)) != Some("(") && spelled(at.checked_sub(1)) != Some("::");
    let all = tokens.iter().enumerate().filter(|(at, token)| is_name(token) && is_column(*at));
    all.filter_map(|(_, token)| named(text, token)).collect()
}

/// Every word or quoted name.
fn words(text: &str) -> Vec<(RawToken, String)> {
    significant(text).iter().filter(|token| is_name(token)).filter_map(|token| named(text, token)).collect()
}

fn significant(text: &str) -> Vec<RawToken> {
    lex(text).filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment)).collect()
}

const fn is_name(token: &RawToken) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::QuotedName | TokenKind::UnicodeName)
}

fn named(text: &str, token: &RawToken) -> Option<(RawToken, String)> {
    Some((token.clone(), decode_name(token.kind, text.get(token.range.clone())?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_are_renamed() {
        let renamed =
            |text: &str| rename_column(&Expr::new(text), &Name::new("a"), &Name::new("B")).to_string();
        assert_eq!(
            renamed("a > 0 and t.\"a\" <> 'a' and a(b)::a"),
            "\"B\" > 0 and t.\"B\" <> 'a' and a(b)::a"
        );
        assert_eq!(renamed("aa"), "aa");
    }
}
