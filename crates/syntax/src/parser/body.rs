//! The lines between the braces of a block.

use super::{Reader, attribute, enumeration, expression, field};
use crate::ast::{Attribute, Docs, EnumValue, Field, Property, Spread};
use crate::code;
use crate::docs;
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::{Diagnostic, Span};

/// What stood between the braces, each kind in its order.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub fields: Vec<Field>,
    pub spreads: Vec<Spread>,
    pub values: Vec<EnumValue>,
    pub properties: Vec<Property>,
    pub attributes: Vec<Attribute>,
    /// `///` on the line of the opening brace.
    pub head_docs: Docs,
}

/// Reads the braces that follow a block's head, if they do.
pub(crate) fn body(reader: &mut Reader<'_>, mut rest: Pairs<'_>) -> Body {
    let Some(braces) = rest.next() else { return Body::default() };
    let mut comments = Comments::new(braces.as_span().start());
    let members = braces.into_inner();
    let mut body = Body { fields: Vec::with_capacity(members.len()), ..Body::default() };
    for pair in members {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        match pair.as_rule() {
            Rule::doc if comments.behind_member(reader.text, start) => {
                body.trailing(comments.last, pair.as_str())
            }
            Rule::doc => comments.doc(reader.text, start, end, pair.as_str()),
            Rule::comment => comments.plain(reader.text, start, end),
            _ => {
                let docs = comments.take(reader.text, start);
                comments.last_end = end;
                comments.last = body.member(reader, pair, docs);
            }
        }
    }
    body
}

impl Body {
    /// Adds a member.
    fn member(&mut self, reader: &mut Reader<'_>, pair: Pair<'_>, docs: Docs) -> Last {
        match pair.as_rule() {
            Rule::field | Rule::odd_field => {
                self.fields.push(field::field(reader, pair, docs));
                return Last::Field;
            }
            Rule::enum_value => {
                let line = separate(reader, self, &pair);
                let mut value = enumeration::value(reader, pair, docs);
                if line == ValueLine::Shared {
                    // What looks like a second value is mostly a field, or a name with a space.
                    value.attributes.clear();
                }
                self.values.push(value);
                return Last::Value;
            }
            Rule::spread => {
                let name = reader.name(pair.into_inner().next());
                self.spreads.push(Spread { name, at: self.fields.len() });
            }
            Rule::property => self.properties.push(property(reader, pair)),
            _ => self.attributes.push(attribute::block_attribute(reader, pair)),
        }
        Last::Other
    }

    /// Adds `///` at the end of a line.
    fn trailing(&mut self, last: Last, comment: &str) {
        let docs = match last {
            Last::Head => Some(&mut self.head_docs),
            Last::Field => self.fields.last_mut().map(|f| &mut f.docs),
            Last::Value => self.values.last_mut().map(|v| &mut v.docs),
            Last::Other => None,
        };
        if let Some(docs) = docs {
            docs::push(docs.get_or_insert_default(), &docs::line(comment));
        }
    }
}

/// What the last line was, for a comment behind it.
#[derive(Debug, Clone, Copy)]
enum Last {
    Head,
    Field,
    Value,
    Other,
}

/// Comments between members: which member do they speak of?
struct Comments {
    /// `///` lines right before the next member.
    docs: Docs,
    docs_end: usize,
    last: Last,
    last_end: usize,
}

impl Comments {
    const fn new(start: usize) -> Self {
        Self { docs: None, docs_end: 0, last: Last::Head, last_end: start }
    }

    /// True for a comment on the line of the last member.
    fn behind_member(&self, text: &str, start: usize) -> bool {
        text.get(self.last_end..start).is_some_and(|gap| !gap.contains(['\n', '\r']))
    }

    fn doc(&mut self, text: &str, start: usize, end: usize, comment: &str) {
        self.forget_behind_blank_line(text, start);
        docs::push(self.docs.get_or_insert_default(), &docs::line(comment));
        self.docs_end = end;
    }

    /// A plain comment between documentation and member is no blank line.
    fn plain(&mut self, text: &str, start: usize, end: usize) {
        self.forget_behind_blank_line(text, start);
        self.docs_end = end;
    }

    fn take(&mut self, text: &str, start: usize) -> Docs {
        self.forget_behind_blank_line(text, start);
        self.docs.take()
    }

    /// Only the lines right before a member speak of it, as at the top level.
    fn forget_behind_blank_line(&mut self, text: &str, start: usize) {
        if self.docs.is_some()
            && text.get(self.docs_end..start).is_some_and(|gap| gap.matches('\n').count() > 1)
        {
            self.docs = None;
        }
    }
}

/// Whether a value has its line to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ValueLine {
    Own,
    Shared,
}

/// Two values on one line need a comma: `SUPER ADMIN` is more likely one name with a space.
fn separate(reader: &mut Reader<'_>, body: &Body, pair: &Pair<'_>) -> ValueLine {
    let Some(previous) = body.values.last().map(|value| value.span) else { return ValueLine::Own };
    let joined = |from: Span, to: usize| {
        let from = (from.end - reader.block.start) as usize;
        !reader.text.get(from..to).unwrap_or("").contains(['\n', '\r', ','])
    };
    let start = (previous.start - reader.block.start) as usize;
    let told = body.values.iter().rev().nth(1).is_some_and(|before| joined(before.span, start));
    let one_line = reader.text.split_once('{').is_some_and(|(_, braces)| !braces.contains('\n'));
    if one_line || !joined(previous, pair.as_span().start()) {
        return ValueLine::Own;
    }
    if !told {
        reader.report(
            Diagnostic::error(code::VALUES_ON_ONE_LINE, "two enum values on one line")
                .at(previous.to(reader.span(pair)))
                .help(
                    "put each value on a line of its own; a value with a space in the database takes `@map`",
                ),
        );
    }
    ValueLine::Shared
}

fn property(reader: &mut Reader<'_>, pair: Pair<'_>) -> Property {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let value = inner.next().map(|first| expression::value(reader, first, &mut inner));
    Property { name, value, span }
}
