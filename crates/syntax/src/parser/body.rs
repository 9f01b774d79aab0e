//! The lines between the braces of a block.

use super::{Reader, attribute, enumeration, expression, field};
use crate::ast::{Attribute, EnumValue, Field, Ident, Property, Spread};
use crate::code;
use crate::docs;
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Diagnostic;

/// What stood between the braces, each kind in its order.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub fields: Vec<Field>,
    pub spreads: Vec<Spread>,
    pub values: Vec<EnumValue>,
    pub properties: Vec<Property>,
    pub attributes: Vec<Attribute>,
    /// `///` on the line of the opening brace.
    pub head_docs: Option<String>,
}

/// Reads the nodes that follow a block's head.
pub(crate) fn body(reader: &mut Reader<'_>, members: Pairs<'_>) -> Body {
    let mut body = Body { fields: Vec::with_capacity(members.len()), ..Body::default() };
    let mut pending = Pending { text: None, end: 0 };
    let mut last = Last::Head;
    // Where what a trailing `///` belongs to ends.
    let mut last_end = 0;
    for pair in members {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        let previous = (last, last_end);
        match pair.as_rule() {
            Rule::doc if same_line(reader.text, previous.1, start) => {
                body.trailing(previous.0, docs::line(pair.as_str()));
                continue;
            }
            Rule::doc => {
                pending.add(reader.text, start, end, docs::line(pair.as_str()));
                continue;
            }
            Rule::comment => continue,
            Rule::field => {
                body.fields.push(field::field(reader, pair, pending.text.take()));
                last = Last::Field;
            }
            Rule::enum_value => {
                separate(reader, &body, &pair);
                body.values.push(enumeration::value(reader, pair, pending.text.take()));
                last = Last::Value;
            }
            Rule::spread => {
                let name = reader.name(pair.into_inner().next());
                body.spreads.push(Spread { name, at: body.fields.len() });
                last = Last::Other;
            }
            Rule::property => {
                body.properties.push(property(reader, pair));
                last = Last::Other;
            }
            _ => {
                body.attributes.push(attribute::attribute(reader, pair));
                last = Last::Other;
            }
        }
        last_end = end;
    }
    body
}

/// What the last line was, for a comment behind it.
#[derive(Debug, Clone, Copy)]
enum Last {
    Head,
    Field,
    Value,
    Other,
}

/// `///` lines waiting for what they speak of.
struct Pending {
    text: Option<String>,
    end: usize,
}

impl Pending {
    /// A blank line starts anew, as in Prisma: only the lines right before a field speak of it.
    fn add(&mut self, text: &str, start: usize, end: usize, line: String) {
        let apart = text.get(self.end..start).is_some_and(|gap| gap.matches('\n').count() > 1);
        docs::push(
            if apart { self.text.insert(String::new()) } else { self.text.get_or_insert_default() },
            &line,
        );
        self.end = end;
    }
}

impl Body {
    fn trailing(&mut self, last: Last, line: String) {
        let docs = match last {
            Last::Head => Some(&mut self.head_docs),
            Last::Field => self.fields.last_mut().map(|f| &mut f.docs),
            Last::Value => self.values.last_mut().map(|v| &mut v.docs),
            Last::Other => None,
        };
        if let Some(docs) = docs {
            docs::push(docs.get_or_insert_default(), &line);
        }
    }
}

fn same_line(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|gap| !gap.contains(['\n', '\r']))
}

/// Two values on one line need a comma: `SUPER ADMIN` is more likely one name with a space.
fn separate(reader: &mut Reader<'_>, body: &Body, pair: &Pair<'_>) {
    let Some(previous) = body.values.last() else { return };
    let (from, to) = (previous.span.end - reader.block.start, pair.as_span().start());
    let gap = reader.text.get(from as usize..to).unwrap_or("");
    let one_line = !reader.text.contains('\n');
    if !one_line && !gap.contains(['\n', '\r', ',']) {
        reader.report(
            Diagnostic::error(code::VALUES_ON_ONE_LINE, "two enum values on one line")
                .at(previous.span.to(reader.span(pair)))
                .help(
                    "put each value on a line of its own; a value with a space in the database takes `@map`",
                ),
        );
    }
}

fn property(reader: &mut Reader<'_>, pair: Pair<'_>) -> Property {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name: Ident = reader.name(inner.next());
    let value = inner.next().map(|first| expression::value(reader, first, &mut inner));
    Property { name, value, span }
}
