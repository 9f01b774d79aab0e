//! Functions and verbatim SQL.

use super::{Reader, expression, string};
use crate::ast::{Expression, Function, Ident, Verbatim};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Spanned;

/// The nodes of a `function`: its arguments trimmed, its body byte for byte.
pub(crate) fn function(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Function {
    let name = reader.name(inner.next());
    let arguments = trimmed(reader, inner.next());
    let options = trimmed(reader, inner.next());
    let body = inner.next();
    let span = body.as_ref().map_or(reader.block, |pair| reader.span(pair));
    let body = Spanned::new(body.map_or("", |pair| string::between(pair.as_str())).to_owned(), span);
    Function { name, arguments, options, body, docs: reader.docs(None), span: reader.block }
}

fn trimmed(reader: &Reader<'_>, pair: Option<Pair<'_>>) -> Spanned<String> {
    let Some(pair) = pair else { return Spanned::new(String::new(), reader.block) };
    let text = pair.as_str();
    let start = pair.as_span().start() + (text.len() - text.trim_start().len());
    Spanned::new(text.trim().to_owned(), reader.place(start, start + text.trim().len()))
}

/// The nodes of a `verbatim`.
pub(crate) fn verbatim(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Verbatim {
    let name = reader.name(inner.next());
    let (mut depends, mut sql) = (Vec::new(), Spanned::new(String::new(), reader.block));
    for pair in inner {
        let span = reader.span(&pair);
        match pair.as_rule() {
            Rule::raw => sql = Spanned::new(string::raw(&pair), span),
            _ => depends = names(reader, pair),
        }
    }
    Verbatim { name, depends, sql, docs: reader.docs(None), span: reader.block }
}

/// The words and strings of a list; what is neither is its text as written.
fn names(reader: &mut Reader<'_>, array: Pair<'_>) -> Vec<Ident> {
    let elements = expression::array(reader, array.into_inner());
    elements.into_iter().map(|element| name(reader, element)).collect()
}

fn name(reader: &Reader<'_>, element: Expression) -> Ident {
    let span = element.span();
    match element {
        Expression::String(text, _) | Expression::Word(text, _) | Expression::Number(text, _) => {
            Spanned::new(text, span)
        }
        Expression::Call { .. }
        | Expression::Array(..)
        | Expression::Object(..)
        | Expression::With { .. } => {
            let start = (span.start - reader.block.start) as usize;
            let end = (span.end - reader.block.start) as usize;
            Spanned::new(reader.text.get(start..end).unwrap_or("").to_owned(), span)
        }
    }
}
