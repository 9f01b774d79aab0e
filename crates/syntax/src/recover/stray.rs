//! Text outside of any block.

use super::quote::{nearest, quoted};
use crate::code;
use crate::parser::Source;
use crate::word::BlockWord;
use icms_diagnostic::Diagnostic;
use std::ops::Range;

/// Lines that no keyword opens.
pub(crate) fn stray(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    let text = source.text.get(range.clone()).unwrap_or("");
    let word: &str = text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let word_span = source.span(&(range.start..range.start + word.len()));
    let error = Diagnostic::error(code::STRAY_LINE, message(text)).at(source.span(range));
    let opens = text.contains('{');
    match suggestion(word, opens) {
        Some(known) => error.help(format!("did you mean `{known}`?")).fix(word_span, known),
        None if opens || word.is_empty() => error
            .help("a block starts with one of `model`, `enum`, `type`, `view`, `datasource`, `generator`"),
        None => {
            error.help("fields and attributes stand between the braces of a block; is one closed too early?")
        }
    }
}

fn message(text: &str) -> String {
    match text.lines().filter(|line| !line.trim().is_empty()).count() {
        _ if text.trim() == "}" => "this brace closes nothing".to_owned(),
        0 | 1 => format!("{} is outside of any block", quoted(text)),
        _ if text.contains('{') => format!("{} opens no block that is known", quoted(text)),
        n => format!("{n} lines from {} on are outside of any block", quoted(text)),
    }
}

/// The keyword that was meant, in words of other languages too.
fn suggestion(word: &str, opens: bool) -> Option<&'static str> {
    match word {
        "table" | "class" | "struct" | "interface" | "entity" | "Table" if opens => Some("model"),
        "db" | "database" | "source" if opens => Some("datasource"),
        "composite" if opens => Some("type"),
        _ => nearest(word, BlockWord::ALL.iter().map(|w| w.text())),
    }
}

/// A comment that is never closed.
pub(crate) fn endless(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    let start = range.start..(range.start + 2).min(range.end);
    Diagnostic::error(code::ENDLESS, "this comment is never closed")
        .at(source.span(&start))
        .help("everything behind it is taken for a comment; add `*/`")
}
