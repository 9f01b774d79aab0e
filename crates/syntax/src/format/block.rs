//! Blocks with braces.

use super::comment;
use super::item::{Item, block_rank};
use super::statement::head;
use super::table;
use crate::grammar::{Pair, Pairs, Rule};
use crate::lexis;
use crate::parser::Source;
use crate::recover;
use crate::scan::Chunk;
use icms_diagnostic::Diagnostics;
use std::ops::Range;

/// A block laid out; none where it cannot be read at all. `open` is the place of its brace.
pub(super) fn block(
    source: &Source<'_>,
    chunk: &Chunk,
    open: usize,
    errors: &mut Diagnostics,
) -> Option<String> {
    let written = source.text.get(chunk.span.clone())?;
    let items = recover::read(source, chunk, errors, |block, pairs, _| {
        let mut reading = Reading {
            written,
            read: &block.text,
            changed: &block.changed,
            items: Vec::new(),
            start: open + 1,
            end: open + 1,
        };
        reading.members(pairs);
        reading.items
    })?;
    let head = head(written.get(..open)?);
    let body = written.get(open + 1..written.len().saturating_sub(1))?;
    if !body.contains('\n') {
        return one_line(&head, body, &items);
    }
    Some(lines(&head, body, items))
}

/// `type Address { street String, city String }` stays on its line.
fn one_line(head: &str, body: &str, items: &[Item]) -> Option<String> {
    if body.trim().is_empty() {
        return Some(format!("{head} {{}}"));
    }
    let mut members = Vec::new();
    for item in items {
        match item {
            Item::Row { cells, comment: None } => {
                let cells: Vec<_> =
                    cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
                members.push(cells.join(" "));
            }
            Item::Line { text, comment: None } | Item::Attribute { text, comment: None, .. } => {
                members.push(text.clone());
            }
            Item::Row { .. }
            | Item::Line { .. }
            | Item::Attribute { .. }
            | Item::Comment(_)
            | Item::Blank => return None,
        }
    }
    Some(format!("{head} {{ {} }}", members.join(", ")))
}

fn lines(head: &str, body: &str, mut items: Vec<Item>) -> String {
    let mut out = format!("{head} {{");
    let beside = body.lines().next().unwrap_or("").trim();
    if let Some(Item::Comment(comment)) = items.first().filter(|_| !beside.is_empty()) {
        out.push(' ');
        out.push_str(comment);
        items.remove(0);
    } else if let Some(Item::Line { text, .. }) = items.first()
        && text == beside
        && !text.starts_with("...")
    {
        // What Prisma discards stays where it is discarded.
        out.push(' ');
        out.push_str(text);
        items.remove(0);
    }
    out.push('\n');
    let (members, attributes) = split(items);
    table::write(&mut out, &members);
    if !attributes.is_empty() {
        out.push('\n');
    }
    for group in &attributes {
        table::write(&mut out, group);
    }
    out.push('}');
    out
}

/// Members, and attributes in their order, each with the comments right before it.
fn split(items: Vec<Item>) -> (Vec<Item>, Vec<Vec<Item>>) {
    let mut members: Vec<Item> = Vec::new();
    let mut attributes: Vec<(usize, Vec<Item>)> = Vec::new();
    for item in items {
        match item {
            Item::Attribute { ref name, .. } => {
                let rank = block_rank(name);
                let start = members.iter().rposition(|m| !matches!(m, Item::Comment(_))).map_or(0, |i| i + 1);
                let mut group = members.split_off(start);
                let free = group.is_empty()
                    && matches!(members.last(), Some(Item::Blank))
                    && !comment_before_blank(&members);
                if free {
                    members.pop();
                }
                group.push(item);
                attributes.push((rank, group));
            }
            Item::Blank if matches!(members.last(), None | Some(Item::Blank)) => {}
            Item::Blank | Item::Comment(_) | Item::Row { .. } | Item::Line { .. } => members.push(item),
        }
    }
    while matches!(members.last(), Some(Item::Blank)) {
        members.pop();
    }
    attributes.sort_by_key(|(rank, _)| *rank);
    (members, attributes.into_iter().map(|(_, group)| group).collect())
}

/// A comment that a blank line parts from an attribute must not become that of the next member.
fn comment_before_blank(members: &[Item]) -> bool {
    matches!(members, [.., Item::Comment(_), Item::Blank])
}

/// A block's lines being collected.
struct Reading<'r> {
    written: &'r str,
    read: &'r str,
    changed: &'r [Range<usize>],
    items: Vec<Item>,
    /// Where the last one starts and ends.
    start: usize,
    end: usize,
}

impl Reading<'_> {
    fn members(&mut self, pairs: Pairs<'_>) {
        let braces = pairs
            .flat_map(Pair::into_inner)
            .filter(|pair| matches!(pair.as_rule(), Rule::fields | Rule::values | Rule::properties));
        let mut changed: Vec<_> =
            self.changed.iter().filter(|range| range.start >= self.end).cloned().collect();
        changed.sort_by_key(|range| range.start);
        let mut changed = changed.into_iter().peekable();
        for pair in braces.flat_map(Pair::into_inner) {
            let line_start = self.line_start(pair.as_span().start());
            let line_end = lexis::line_end(self.written, pair.as_span().end());
            while let Some(range) = changed.next_if(|range| range.end <= line_start) {
                self.as_written(range);
            }
            let mut around: Option<Range<usize>> = None;
            while let Some(range) = changed.next_if(|range| range.start < line_end) {
                let (from, to) = around.map_or((pair.as_span().start(), line_end), |r| (r.start, r.end));
                around = Some(from.min(range.start)..to.max(range.end));
            }
            match around {
                Some(range) => self.as_written(range),
                None if pair.as_span().start() >= self.end => self.pair(pair),
                None => {}
            }
        }
        changed.for_each(|range| self.as_written(range));
    }

    /// Where the line starts that `at` is on.
    fn line_start(&self, at: usize) -> usize {
        self.written.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |n| n + 1)
    }

    fn pair(&mut self, pair: Pair<'_>) {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        let comment = matches!(pair.as_rule(), Rule::doc | Rule::comment);
        let beside = comment && !self.gap(start).contains('\n');
        if beside && self.beside(pair.as_str().trim_end_matches('\r')) {
            self.end = end;
            return;
        }
        self.blank(start);
        if pair.as_rule() == Rule::enum_value && self.one_value_too_many(start) {
            self.items.pop();
            let text = self.written.get(self.start..end).unwrap_or("");
            self.items.push(Item::Line { text: text.to_owned(), comment: None });
        } else {
            self.start = start;
            self.items.push(match comment {
                true => Item::Comment(comment::indented(pair.as_str(), "  ")),
                false => Item::member(pair, self.read),
            });
        }
        self.end = end;
    }

    /// `SUPER ADMIN` is an error, which laying it out on two lines would hide.
    fn one_value_too_many(&self, start: usize) -> bool {
        let one_line = self.written.split_once('{').is_some_and(|(_, braces)| !braces.contains('\n'));
        let beside = !self.gap(start).contains(['\n', ',']);
        beside && !one_line && matches!(self.items.last(), Some(Item::Row { .. } | Item::Line { .. }))
    }

    /// Adds a comment to the last item's line.
    fn beside(&mut self, text: &str) -> bool {
        match self.items.last_mut() {
            Some(Item::Comment(before)) => {
                before.push(' ');
                before.push_str(text);
                true
            }
            Some(item) => item.comment().map(|comment| add(comment, text)).is_some(),
            None => false,
        }
    }

    /// The whole lines around a place that the grammar did not see as they are.
    fn as_written(&mut self, range: Range<usize>) {
        if range.end <= self.end {
            return;
        }
        let start = self.line_start(range.start).max(self.end);
        let end = lexis::line_end(self.written, range.end).min(self.written.len().saturating_sub(1));
        let text = self.written.get(start..end).unwrap_or("");
        let start = start + (text.len() - text.trim_start().len());
        self.blank(start);
        self.items.push(Item::Line { text: text.trim().to_owned(), comment: None });
        (self.start, self.end) = (start, end);
    }

    fn blank(&mut self, start: usize) {
        let empty_lines = self.gap(start).matches('\n').count() > 1;
        if empty_lines && !self.items.is_empty() {
            self.items.push(Item::Blank);
        }
    }

    /// What stands between the last item and `start`.
    fn gap(&self, start: usize) -> &str {
        self.written.get(self.end..start).unwrap_or("")
    }
}

fn add(comment: &mut Option<String>, text: &str) {
    let comment = comment.get_or_insert_default();
    if !comment.is_empty() {
        comment.push(' ');
    }
    comment.push_str(text);
}
