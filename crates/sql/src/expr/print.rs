//! Tree → the canonical text: every operator in parentheses, names quoted where they must be.

use std::fmt::Write;

use super::ast::{
    Alias, Argument, Body, Call, Cte, Expr, From, JoinOn, Negated, Path, Quantifier, Query, Select, Sort,
    Subscript, Symmetric, Target, TypeName, Window,
};
use crate::{quote_ident, quote_literal};

/// The text of an expression.
pub(super) fn expression(expr: &Expr) -> String {
    let mut out = String::new();
    expr_to(&mut out, expr);
    out
}

/// The text of a query.
pub(super) fn query(query: &Query) -> String {
    let mut out = String::new();
    query_to(&mut out, query);
    out
}

/// The text of a type.
pub(super) fn type_name(ty: &TypeName) -> String {
    let mut out = ty.schema.as_ref().map_or_else(String::new, |s| format!("{}.", quote_ident(s)));
    out.push_str(&quote_ident(&ty.name));
    if let Some(mods) = &ty.mods {
        let _ = write!(out, "({mods})");
    }
    out + if ty.array { "[]" } else { "" }
}

pub(super) fn path(path: &Path) -> String {
    path.iter().map(|i| quote_ident(&i.name)).collect::<Vec<_>>().join(".")
}

fn expr_to(out: &mut String, expr: &Expr) {
    match expr {
        Expr::Text(text) => out.push_str(&quote_literal(text)),
        Expr::Bits(raw) | Expr::Number(raw) | Expr::Parameter(raw) | Expr::Value(raw) => out.push_str(raw),
        Expr::True => out.push_str("true"),
        Expr::False => out.push_str("false"),
        Expr::Null => out.push_str("NULL"),
        Expr::Column(p) => out.push_str(&path(p)),
        Expr::Star(p) if p.is_empty() => out.push('*'),
        Expr::Star(p) => drop(write!(out, "{}.*", path(p))),
        Expr::Unary { op, arg } => wrapped(out, &[Piece::Word(op), Piece::Expr(arg)]),
        Expr::Binary { op, left, right } => {
            wrapped(out, &[Piece::Expr(left), Piece::Word(op), Piece::Expr(right)]);
        }
        Expr::Quantified { op, all, left, right } => {
            let all = if *all == Quantifier::All { "ALL" } else { "ANY" };
            wrapped(out, &[Piece::Expr(left), Piece::Word(op), Piece::Word(all), Piece::Expr(right)]);
        }
        Expr::And(items) => joined(out, items, "AND"),
        Expr::Or(items) => joined(out, items, "OR"),
        Expr::Not(arg) => wrapped(out, &[Piece::Word("NOT"), Piece::Expr(arg)]),
        Expr::Is { arg, test } => wrapped(out, &[Piece::Expr(arg), Piece::Word("IS"), Piece::Word(test)]),
        Expr::Distinct { left, right } => {
            wrapped(out, &[Piece::Expr(left), Piece::Word("IS DISTINCT FROM"), Piece::Expr(right)]);
        }
        Expr::In { left, list, negated } => {
            wrapped(
                out,
                &[Piece::Expr(left), Piece::Word(if *negated == Negated::Yes { "NOT IN" } else { "IN" })],
            );
            list_to(out, list);
        }
        Expr::InQuery { left, query, negated } => {
            wrapped(
                out,
                &[Piece::Expr(left), Piece::Word(if *negated == Negated::Yes { "NOT IN" } else { "IN" })],
            );
            query_to(out, query);
        }
        Expr::Between { arg, low, high, negated, symmetric } => {
            let not = if *negated == Negated::Yes { "NOT" } else { "" };
            let both = if *symmetric == Symmetric::Yes { "SYMMETRIC" } else { "" };
            let words = [Piece::Word(not), Piece::Word("BETWEEN"), Piece::Word(both)];
            let [a, b, c] = words;
            wrapped(
                out,
                &[Piece::Expr(arg), a, b, c, Piece::Expr(low), Piece::Word("AND"), Piece::Expr(high)],
            );
        }
        Expr::Case { operand, whens, otherwise } => {
            case_to(out, operand.as_deref(), whens, otherwise.as_deref())
        }
        Expr::Special { name, args } => {
            out.push_str(name);
            list_to(out, args);
        }
        Expr::Call(call) => call_to(out, call),
        Expr::Cast { arg, to } | Expr::Relabel { arg, to } => {
            expr_to(out, arg);
            let _ = write!(out, "::{}", type_name(to));
        }
        Expr::Constant { ty, value } => drop(write!(out, "{}::{}", quote_literal(value), type_name(ty))),
        Expr::Collate { arg, collation } => {
            wrapped(out, &[Piece::Expr(arg), Piece::Word("COLLATE"), Piece::Word(&path(collation))]);
        }
        Expr::Subscript { arg, subscripts } => {
            wrapped(out, &[Piece::Expr(arg)]);
            subscripts.iter().for_each(|s| subscript_to(out, s));
        }
        Expr::Field { arg, field } => {
            wrapped(out, &[Piece::Expr(arg)]);
            let _ = write!(out, ".{}", quote_ident(&field.name));
        }
        Expr::Array(items) => {
            out.push_str("ARRAY");
            list_to(out, items);
        }
        Expr::Row(items) => {
            out.push_str("ROW");
            list_to(out, items);
        }
        Expr::ArrayQuery(query) => subquery_to(out, "ARRAY", query),
        Expr::Exists(query) => subquery_to(out, "EXISTS", query),
        Expr::Subquery(query) => subquery_to(out, "", query),
    }
}

enum Piece<'e> {
    Word(&'e str),
    Expr(&'e Expr),
}

fn wrapped(out: &mut String, pieces: &[Piece<'_>]) {
    out.push('(');
    for (i, piece) in pieces.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        match piece {
            Piece::Word(word) => out.push_str(word),
            Piece::Expr(expr) => expr_to(out, expr),
        }
    }
    out.push(')');
}

fn joined(out: &mut String, items: &[Expr], word: &str) {
    out.push('(');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            let _ = write!(out, " {word} ");
        }
        expr_to(out, item);
    }
    out.push(')');
}

fn list_to(out: &mut String, items: &[Expr]) {
    out.push('(');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        expr_to(out, item);
    }
    out.push(')');
}

fn case_to(out: &mut String, operand: Option<&Expr>, whens: &[(Expr, Expr)], otherwise: Option<&Expr>) {
    out.push_str("CASE");
    if let Some(operand) = operand {
        wrapped(out, &[Piece::Expr(operand)]);
    }
    for (condition, result) in whens {
        out.push_str(" WHEN ");
        expr_to(out, condition);
        out.push_str(" THEN ");
        expr_to(out, result);
    }
    if let Some(otherwise) = otherwise {
        out.push_str(" ELSE ");
        expr_to(out, otherwise);
    }
    out.push_str(" END");
}

fn subscript_to(out: &mut String, subscript: &Subscript) {
    out.push('[');
    match subscript {
        Subscript::Element(index) => expr_to(out, index),
        Subscript::Slice(low, high) => {
            low.iter().for_each(|e| expr_to(out, e));
            out.push(':');
            high.iter().for_each(|e| expr_to(out, e));
        }
    }
    out.push(']');
}

fn call_to(out: &mut String, call: &Call) {
    let _ = write!(out, "{}({}", path(&call.path), if call.distinct { "DISTINCT " } else { "" });
    for (i, argument) in call.args.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        argument_to(out, argument);
    }
    sorts_to(out, " ORDER BY ", &call.order);
    out.push(')');
    sorts_to(out, " WITHIN GROUP ", &call.within);
    if let Some(filter) = &call.filter {
        out.push_str(" FILTER ");
        expr_to(out, filter);
    }
    if let Some(window) = &call.over {
        out.push_str(" OVER ");
        window_to(out, window);
    }
}

fn argument_to(out: &mut String, argument: &Argument) {
    if argument.variadic {
        out.push_str("VARIADIC ");
    }
    if let Some(name) = &argument.name {
        let _ = write!(out, "{} => ", quote_ident(name));
    }
    expr_to(out, &argument.value);
}

fn sorts_to(out: &mut String, intro: &str, sorts: &[Sort]) {
    for (i, sort) in sorts.iter().enumerate() {
        out.push_str(if i == 0 { intro } else { ", " });
        expr_to(out, &sort.expr);
        if !sort.order.is_empty() {
            let _ = write!(out, " {}", sort.order);
        }
    }
}

fn exprs_to(out: &mut String, intro: &str, exprs: &[Expr]) {
    for (i, expr) in exprs.iter().enumerate() {
        out.push_str(if i == 0 { intro } else { ", " });
        expr_to(out, expr);
    }
}

fn window_to(out: &mut String, window: &Window) {
    match window {
        Window::Named(name) => out.push_str(&quote_ident(name)),
        Window::Inline { base, partition, order, frame } => {
            out.push('(');
            base.iter().for_each(|b| out.push_str(&quote_ident(b)));
            exprs_to(out, " PARTITION BY ", partition);
            sorts_to(out, " ORDER BY ", order);
            let _ = write!(out, " {frame})");
        }
    }
}

fn subquery_to(out: &mut String, word: &str, query: &Query) {
    let _ = write!(out, "{word}(");
    query_to(out, query);
    out.push(')');
}

fn query_to(out: &mut String, query: &Query) {
    for (i, cte) in query.with.iter().enumerate() {
        let recursive = if query.recursive { "WITH RECURSIVE " } else { "WITH " };
        out.push_str(if i == 0 { recursive } else { ", " });
        cte_to(out, cte);
    }
    body_to(out, &query.body);
    sorts_to(out, " ORDER BY ", &query.order);
    exprs_to(out, " LIMIT ", query.limit.as_slice());
    exprs_to(out, " OFFSET ", query.offset.as_slice());
}

fn cte_to(out: &mut String, cte: &Cte) {
    let _ = write!(out, "{}({}) AS {} ", quote_ident(&cte.name), names(&cte.columns), cte.materialized);
    subquery_to(out, "", &cte.query);
}

fn names(list: &[String]) -> String {
    list.iter().map(|n| quote_ident(n)).collect::<Vec<_>>().join(", ")
}

fn body_to(out: &mut String, body: &Body) {
    match body {
        Body::Select(select) => select_to(out, select),
        Body::Values(rows) => {
            out.push_str("VALUES ");
            rows.iter().for_each(|row| list_to(out, row));
        }
        Body::Set { op, left, right } => {
            subquery_to(out, "", left);
            subquery_to(out, &format!(" {op} "), right);
        }
        Body::Nested(query) => subquery_to(out, "", query),
    }
}

fn select_to(out: &mut String, select: &Select) {
    out.push_str("SELECT ");
    if select.distinct {
        out.push_str("DISTINCT ");
        list_to(out, &select.distinct_on);
    }
    for (i, target) in select.targets.iter().enumerate() {
        out.push_str(if i == 0 { "" } else { ", " });
        target_to(out, target);
    }
    for (i, from) in select.from.iter().enumerate() {
        out.push_str(if i == 0 { " FROM " } else { ", " });
        from_to(out, from);
    }
    exprs_to(out, " WHERE ", select.filter.as_slice());
    exprs_to(out, " GROUP BY ", &select.group);
    exprs_to(out, " HAVING ", select.having.as_slice());
    for (name, window) in &select.windows {
        let _ = write!(out, " WINDOW {} ", quote_ident(name));
        window_to(out, window);
    }
}

fn target_to(out: &mut String, target: &Target) {
    expr_to(out, &target.expr);
    if let Some(alias) = &target.alias {
        let _ = write!(out, " AS {}", quote_ident(alias));
    }
}

fn from_to(out: &mut String, from: &From) {
    match from {
        From::Table { only, path: p, alias } => {
            let _ = write!(out, "{}{}", if *only { "ONLY " } else { "" }, path(p));
            alias_to(out, alias);
        }
        From::Function { lateral, call, ordinality, alias } => {
            out.push_str(if *lateral { "LATERAL " } else { "" });
            expr_to(out, call);
            out.push_str(if *ordinality { " WITH ORDINALITY" } else { "" });
            alias_to(out, alias);
        }
        From::Query { lateral, query, alias } => {
            subquery_to(out, if *lateral { "LATERAL " } else { "" }, query);
            alias_to(out, alias);
        }
        From::Join { kind, left, right, on } => {
            out.push('(');
            from_to(out, left);
            let _ = write!(out, " {kind} ");
            from_to(out, right);
            match on {
                JoinOn::Nothing => {}
                JoinOn::Natural => out.push_str(" NATURAL"),
                JoinOn::Condition(condition) => {
                    out.push_str(" ON ");
                    expr_to(out, condition);
                }
                JoinOn::Using(columns) => drop(write!(out, " USING {}", path(columns))),
            }
            out.push(')');
        }
    }
}

fn alias_to(out: &mut String, alias: &Alias) {
    if let Some(name) = &alias.name {
        let _ = write!(out, " {}", quote_ident(name));
    }
    if !alias.columns.is_empty() {
        let _ = write!(out, "({})", names(&alias.columns));
    }
}
