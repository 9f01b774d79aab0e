//! Blocks without braces, on one line.

use super::value;
use crate::grammar::{Pair, Rule};
use crate::parser::Source;
use crate::recover;
use crate::scan::Chunk;
use icms_diagnostic::Diagnostics;

/// `domain Email = String @check("…")`; none where it is to stay as written.
pub(super) fn statement(source: &Source<'_>, chunk: &Chunk, errors: &mut Diagnostics) -> Option<String> {
    let written = source.text.get(chunk.span.clone())?;
    if written.contains('\n') {
        return None;
    }
    let read = recover::read(source, chunk, errors, |block, mut pairs, _| {
        block.changed.is_empty().then(|| pairs.next().map(|pair| line(chunk, pair, &block.text)))
    });
    read.flatten().flatten()
}

fn line(chunk: &Chunk, pair: Pair<'_>, text: &str) -> String {
    let end = pair.as_span().end();
    let mut inner = pair.into_inner();
    let head = |end: usize| head(text.get(..end).unwrap_or(""));
    let mut out = match inner.clone().nth(1) {
        Some(second) if matches!(second.as_rule(), Rule::base | Rule::plain_type) => {
            let name = inner.next().map_or("", |pair| pair.as_str());
            format!("{} {name} = {}", chunk.word.text(), value::field_type(&mut inner))
        }
        Some(_) | None => return head(end),
    };
    for attribute in value::attributes(&mut inner, text) {
        out.push(' ');
        out.push_str(&attribute.text);
    }
    out
}

/// Words with one space between them, strings as written.
pub(super) fn head(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let length = match crate::lexis::skip(rest, 0) {
            Some(skip) => skip.position().max(1),
            None => c.len_utf8(),
        };
        let token = rest.get(..length).unwrap_or("");
        if token.trim().is_empty() {
            space = true;
        } else {
            out.push_str(if space { " " } else { "" });
            out.push_str(token);
            space = false;
        }
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn strings_in_a_head_are_not_touched() {
        assert_eq!(head("policy   \"a  b\"\ton  C  "), "policy \"a  b\" on C");
    }
}
