//! Values.

use super::{Reader, attribute, string};
use crate::ast::{Expression, Ident};
use crate::grammar::{Pair, Pairs, Rule};

/// The value that starts with `pair`; `rest` gives up what belongs to it.
pub(crate) fn value(reader: &mut Reader<'_>, pair: Pair<'_>, rest: &mut Pairs<'_>) -> Expression {
    match pair.as_rule() {
        Rule::word => word_or_call(reader, &pair, rest),
        Rule::string => Expression::String(string::value(reader, &pair), reader.span(&pair)),
        Rule::array => {
            let span = reader.opening(&pair).to(reader.end(&pair));
            Expression::Array(array(reader, pair.into_inner()), span)
        }
        Rule::object => {
            let span = reader.opening(&pair).to(reader.end(&pair));
            Expression::Object(object(reader, pair.into_inner()), span)
        }
        _ => Expression::Number(pair.as_str().to_owned(), reader.span(&pair)),
    }
}

fn word_or_call(reader: &mut Reader<'_>, pair: &Pair<'_>, rest: &mut Pairs<'_>) -> Expression {
    let name = reader.ident(pair);
    match attribute::arguments(reader, rest) {
        Some((arguments, end)) => {
            let span = name.span.to(end);
            Expression::Call { name, arguments, span }
        }
        None if is_number(&name.value) => Expression::Number(name.value, name.span),
        None => Expression::Word(name.value, name.span),
    }
}

/// `12` and `1.5`, but not `1st` or `1.2.3`.
fn is_number(word: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    word.starts_with(|c: char| c.is_ascii_digit())
        && match word.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(word),
        }
}

/// The elements of an `array` node.
pub(crate) fn array(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Vec<Expression> {
    let mut elements = Vec::with_capacity(inner.len());
    while let Some(pair) = inner.next() {
        let value = value(reader, pair, &mut inner);
        elements.push(with_operator(reader, value, &mut inner));
    }
    elements
}

/// An element of an exclusion constraint when an operator comes next.
fn with_operator(reader: &mut Reader<'_>, value: Expression, rest: &mut Pairs<'_>) -> Expression {
    let Some(next) = rest.peek().filter(|pair| pair.as_rule() == Rule::operator) else { return value };
    rest.next();
    let operator = reader.name(next.into_inner().next());
    let span = value.span().to(operator.span);
    Expression::With { element: Box::new(value), operator, span }
}

fn object(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Vec<(Ident, Expression)> {
    let mut entries = Vec::with_capacity(inner.len() / 2);
    while let (Some(key), Some(first)) = (inner.next(), inner.next()) {
        let key = reader.ident(&key);
        entries.push((key, value(reader, first, &mut inner)));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn words_that_start_with_a_digit_are_not_all_numbers() {
        assert!(["0", "12", "1.5", "007"].into_iter().all(is_number));
        assert!(!["1st", "1.", "1.2.3", "a1", "1_000", ""].into_iter().any(is_number));
    }
}
