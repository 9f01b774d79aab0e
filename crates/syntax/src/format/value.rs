//! Attributes and values on one line: `[a, b]`, `key: value`, `{ k: v }`.

use crate::grammar::{Pair, Pairs, Rule};

/// The attributes that come next, in order, or as written where they span lines; each with its name.
pub(super) fn attributes(rest: &mut Pairs<'_>, block: &str) -> Vec<Attribute> {
    let mut list = Vec::new();
    while let Some(name) = rest.peek().filter(|pair| pair.as_rule() == Rule::word) {
        rest.next();
        list.push(attribute("@", &name, rest, block));
    }
    list
}

/// An attribute as it will be written.
pub(super) struct Attribute {
    pub name: String,
    pub text: String,
}

/// The attribute with this name, its arguments next in `rest`.
pub(super) fn attribute(at: &str, name: &Pair<'_>, rest: &mut Pairs<'_>, block: &str) -> Attribute {
    let arguments = rest.peek().filter(|pair| pair.as_rule() == Rule::arguments);
    if arguments.is_some() {
        rest.next();
    }
    let mut text = format!("{at}{}", name.as_str());
    if let Some(arguments) = arguments {
        let opening = name.as_span().end();
        let written = block.get(opening..arguments.as_span().end()).unwrap_or("").trim_start();
        if written.contains('\n') {
            text.push_str(written);
        } else {
            push_arguments(&mut text, arguments);
        }
    }
    Attribute { name: name.as_str().to_owned(), text }
}

fn push_arguments(out: &mut String, arguments: Pair<'_>) {
    out.push('(');
    for (i, argument) in arguments.into_inner().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        push_argument(out, argument);
    }
    out.push(')');
}

fn push_argument(out: &mut String, argument: Pair<'_>) {
    let mut inner = argument.into_inner();
    let Some(first) = inner.next() else { return };
    match inner.peek() {
        Some(next) if next.as_rule() != Rule::arguments => {
            inner.next();
            out.push_str(first.as_str());
            out.push_str(": ");
            push_value(out, &next, &mut inner);
        }
        Some(_) | None => push_value(out, &first, &mut inner),
    }
}

/// The value that starts with `pair`.
pub(super) fn push_value(out: &mut String, pair: &Pair<'_>, rest: &mut Pairs<'_>) {
    match pair.as_rule() {
        Rule::array => push_array(out, pair.clone().into_inner()),
        Rule::object => push_object(out, pair.clone().into_inner()),
        _ => {
            out.push_str(pair.as_str());
            if let Some(arguments) = rest.peek().filter(|pair| pair.as_rule() == Rule::arguments) {
                rest.next();
                push_arguments(out, arguments);
            }
        }
    }
}

fn push_array(out: &mut String, mut elements: Pairs<'_>) {
    out.push('[');
    let mut comma = "";
    while let Some(element) = elements.next() {
        out.push_str(comma);
        push_value(out, &element, &mut elements);
        if let Some(operator) = elements.peek().filter(|pair| pair.as_rule() == Rule::operator) {
            elements.next();
            out.push_str(" with ");
            out.push_str(operator.as_str());
        }
        comma = ", ";
    }
    out.push(']');
}

fn push_object(out: &mut String, mut entries: Pairs<'_>) {
    let mut comma = "";
    out.push('{');
    while let (Some(key), Some(first)) = (entries.next(), entries.next()) {
        out.push_str(comma);
        out.push_str(if comma.is_empty() { " " } else { "" });
        out.push_str(key.as_str());
        out.push_str(": ");
        push_value(out, &first, &mut entries);
        comma = ", ";
    }
    out.push_str(if comma.is_empty() { "}" } else { " }" });
}

/// A type with its arity.
pub(super) fn field_type(rest: &mut Pairs<'_>) -> String {
    match rest.next() {
        Some(plain) if plain.as_rule() == Rule::plain_type => plain.as_str().to_owned(),
        Some(base) => {
            let mut text = base_type(base);
            if let Some(arity) = rest.peek().filter(|pair| pair.as_rule() == Rule::arity) {
                rest.next();
                text.extend(arity.as_str().chars().filter(|c| !c.is_whitespace()));
            }
            text
        }
        None => String::new(),
    }
}

/// A type without arity.
pub(super) fn base_type(base: Pair<'_>) -> String {
    let mut inner = base.into_inner();
    let name = inner.next().map_or("", |pair| pair.as_str());
    match inner.next() {
        Some(pair) => {
            let unsupported = pair.as_rule() == Rule::unsupported;
            let of = pair.into_inner().next().map_or("", |pair| pair.as_str());
            if unsupported { format!("{name}({of})") } else { format!("{name}<{of}>") }
        }
        None => name.to_owned(),
    }
}
