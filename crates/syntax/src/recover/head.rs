//! A block's first line, and blocks without braces.

use super::quote::quoted;
use super::{DEEPEST, Mend, blank, moved};
use crate::Dialect;
use crate::ast::ObjectWord;
use crate::code;
use crate::grammar::Grammar;
use crate::lexis;
use crate::parser::Source;
use crate::scan::{Chunk, Closed};
use crate::word::{BlockWord, Body};
use icms_diagnostic::Diagnostic;
use pest::Parser;
use std::ops::Range;

/// Checks the head, and makes space of what stands between it and the brace; none when there is no name.
pub(super) fn head(mend: &mut Mend<'_, '_>, open: usize) -> Option<()> {
    let (source, chunk) = (mend.source, mend.chunk);
    let head = mend.text.get(..open).unwrap_or("");
    let shallow = Some(head).filter(|head| lexis::nesting(head) <= DEEPEST);
    let read =
        shallow.and_then(|head| Grammar::parse(chunk.word.head(), head).ok()).and_then(|pairs| pairs.last());
    let Some(end) = read.map(|pair| pair.as_span().end()) else {
        let span = chunk.span.start..chunk.span.start + head.trim_end().len();
        let error = Diagnostic::error(code::BAD_HEAD, format!("{} is no head of a block", quoted(head)));
        mend.errors.push(error.at(source.span(&span)).help(format!("write `{}`", form(chunk.word))));
        return None;
    };
    let rest = head.get(end..).unwrap_or("");
    if !rest.trim().is_empty() {
        let start = end + (rest.len() - rest.trim_start().len());
        let junk = start..start + rest.trim().len();
        let error = Diagnostic::error(code::BAD_HEAD, format!("expected `{{`, found {}", quoted(rest)));
        mend.errors
            .push(error.at(source.span(&moved(&junk, chunk))).help(format!("write `{}`", form(chunk.word))));
        blank::blank(&mut mend.text, &junk);
        mend.changed.push(junk);
    }
    if !mend.text.get(open..).is_some_and(|rest| rest.starts_with('{')) {
        forgotten_brace(mend, open);
    }
    Some(())
}

/// A head without its brace, which is put in the place of the line's end.
fn forgotten_brace(mend: &mut Mend<'_, '_>, open: usize) {
    let head = mend.text.get(..open).unwrap_or("").trim_end().len();
    let place = |range| mend.source.span(&moved(&range, mend.chunk));
    let error = Diagnostic::error(code::BAD_HEAD, "expected `{` at the end of this line")
        .at(place(0..head))
        .help(format!("write `{}`", form(mend.chunk.word)))
        .fix(place(head..head), " {");
    mend.errors.push(error);
    if mend.text.get(open..=open).is_some() {
        mend.text.replace_range(open..=open, "{");
    }
}

/// A block that ends with the file, or where the next one begins; `instead` stands where its brace should.
pub(super) fn unclosed(source: &Source<'_>, chunk: &Chunk, instead: Option<&Range<usize>>) -> Diagnostic {
    let head = chunk.span.start..chunk.open.map_or(chunk.span.end, |open| open + 1);
    let end = chunk.span.end..chunk.span.end;
    let error = Diagnostic::error(code::UNCLOSED_BLOCK, "this block is never closed").at(source.span(&head));
    match instead.map(|range| source.span(&moved(range, chunk))) {
        Some(place) => error.label(place, "instead of its `}`").help("write `}` there").fix(place, "}"),
        None => error.help("add a line with `}`").fix(source.span(&end), "\n}"),
    }
}

/// A block that still cannot be read when its broken lines are gone.
pub(super) fn unreadable(source: &Source<'_>, chunk: &Chunk) -> Diagnostic {
    Diagnostic::error(code::BAD_HEAD, "this block cannot be read")
        .at(source.span(&chunk.span))
        .help(format!("write `{}`", form(chunk.word)))
}

/// A block without braces that cannot be read.
pub(super) fn statement(source: &Source<'_>, chunk: &Chunk, text: &str) -> Diagnostic {
    let start = chunk.span.start;
    let line = start..start + text.lines().next().map_or(0, |line| line.trim_end().len());
    let at = source.span(&line);
    if chunk.word == BlockWord::Type && text.contains('=') {
        return type_alias(source, chunk).at(at);
    }
    if chunk.closed == Closed::No && text.contains("\"\"\"") {
        let error = Diagnostic::error(code::ENDLESS, "this raw string is never closed");
        return error.at(at).help("close it with `\"\"\"`");
    }
    match chunk.word.body() {
        Body::Line => {
            Diagnostic::error(code::BAD_STATEMENT, format!("this {} cannot be read", chunk.word.text()))
                .at(at)
                .help(format!("write `{}`", form(chunk.word)))
        }
        Body::Fields | Body::Values | Body::Properties => {
            Diagnostic::error(code::BAD_HEAD, format!("{} has no braces", quoted(text)))
                .at(at)
                .help(format!("write `{}`", form(chunk.word)))
        }
    }
}

/// Brackets in brackets beyond reason.
pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::error(code::TOO_DEEP, format!("brackets nest deeper than {DEEPEST} levels"))
        .help("take away those that are superfluous")
}

fn type_alias(source: &Source<'_>, chunk: &Chunk) -> Diagnostic {
    let error = Diagnostic::error(code::TYPE_ALIAS, "a `type` is a composite type and has braces");
    match source.dialect {
        Dialect::Icms => error
            .help("a type made of another is a `domain`")
            .fix(source.span(&(chunk.span.start..chunk.span.start + 4)), "domain"),
        Dialect::Prisma => {
            error.help("Prisma removed type aliases: write the type and its attributes at each field")
        }
    }
}

/// How such a block is written.
const fn form(word: BlockWord) -> &'static str {
    match word {
        BlockWord::Datasource => "datasource db { … }",
        BlockWord::Generator => "generator client { … }",
        BlockWord::Model => "model Name { … }",
        BlockWord::View => "view Name { … }",
        BlockWord::MaterializedView => "materialized view Name { … }",
        BlockWord::Enum => "enum Name { … }",
        BlockWord::Type => "type Name { … }",
        BlockWord::Mixin => "mixin Name { … }",
        BlockWord::Domain => "domain Name = String @check(\"…\")",
        BlockWord::Sequence => "sequence Name { start = 1 }",
        BlockWord::Function => "function name(a int) returns int language sql \"\"\"…\"\"\"",
        BlockWord::Sql => "sql \"what it is\" depends [name] \"\"\"…\"\"\"",
        BlockWord::Object(ObjectWord::Range) => "range Name = Decimal",
        BlockWord::Object(ObjectWord::Partition) => "partition Name of Model { … }",
        BlockWord::Object(ObjectWord::Policy) => "policy name on Model { … }",
        BlockWord::Object(ObjectWord::Trigger) => "trigger name on Model { … }",
        BlockWord::Object(ObjectWord::Role) => "role name { … }",
    }
}
