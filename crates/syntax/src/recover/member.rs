//! What is wrong with one line of a block.

use super::quote::quoted;
use super::{DEEPEST, Mend, head};
use crate::code;
use crate::grammar::Rule;
use crate::lexis;
use crate::parser::parse_whole;
use crate::word::Body;
use icms_diagnostic::{Code, Diagnostic, Span};
use std::ops::Range;

/// True when `line` is one member, or several.
pub(super) fn reads(body: Body, line: &str) -> bool {
    let rule = match body {
        Body::Fields | Body::Line => Rule::fields,
        Body::Values => Rule::values,
        Body::Properties => Rule::properties,
    };
    lexis::nesting(line) <= DEEPEST && parse_whole(rule, &format!("{{{line}\n}}")).is_some()
}

/// Where what cannot be read begins: behind the longest beginning of `line` that can, its brackets closed.
fn understood(body: Body, line: &str) -> Option<usize> {
    let ends = lexis::token_ends(line);
    let end = ends.into_iter().rev().find(|end| {
        let start = line.get(..*end).unwrap_or("");
        let closing = lexis::open_brackets(start).into_iter().rev().map(|(_, close)| close);
        reads(body, &format!("{start}{}", closing.collect::<String>()))
    })?;
    let rest = line.get(end..)?;
    Some(end + (rest.len() - rest.trim_start().len()))
}

/// What to say, and what the line should have been when that is clear and as long.
pub(super) struct Said {
    pub diagnostic: Diagnostic,
    pub replacement: Option<String>,
}

impl From<Diagnostic> for Said {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, replacement: None }
    }
}

/// The line at `range` of the block's text.
pub(super) fn diagnose(mend: &Mend<'_, '_>, range: &Range<usize>) -> Said {
    let line = Line {
        text: mend.text.get(range.clone()).unwrap_or(""),
        place: |from, to| {
            let base = mend.chunk.span.start + range.start;
            mend.source.span(&(base + from..base + to))
        },
        body: mend.chunk.word.body(),
    };
    line.quotes()
        .or_else(|| line.brackets())
        .or_else(|| line.nesting())
        .or_else(|| line.attribute())
        .or_else(|| match line.body {
            Body::Fields => line.field(),
            Body::Properties => line.property(),
            Body::Values | Body::Line => None,
        })
        .unwrap_or_else(|| line.general())
}

struct Line<'l, P> {
    text: &'l str,
    place: P,
    body: Body,
}

impl<P: Fn(usize, usize) -> Span> Line<'_, P> {
    fn at(&self, from: usize, to: usize) -> Span {
        (self.place)(from, to)
    }

    fn all(&self) -> Span {
        self.at(0, self.text.len())
    }

    /// A string without closing quote, or in single quotes.
    fn quotes(&self) -> Option<Said> {
        let mut at = 0;
        while at < self.text.len() {
            match lexis::skip(self.text, at) {
                Some(lexis::Skip::Open(end)) if self.text.get(at..).is_some_and(|s| s.starts_with('"')) => {
                    let error = Diagnostic::error(code::UNCLOSED_STRING, "this string is never closed");
                    return Some(error.at(self.at(at, end)).help("close it with `\"`").into());
                }
                Some(skip) => at = skip.position().max(at + 1),
                None if self.text.get(at..).is_some_and(|s| s.starts_with('\'')) => {
                    return Some(self.single(at));
                }
                None => at += 1,
            }
        }
        None
    }

    fn single(&self, at: usize) -> Said {
        let rest = self.text.get(at + 1..).unwrap_or("");
        let error = Diagnostic::error(code::SINGLE_QUOTES, "strings take double quotes");
        match rest.find('\'').filter(|n| !rest.get(..*n).unwrap_or("").contains(['"', '\\'])) {
            Some(n) => {
                let content = rest.get(..n).unwrap_or("");
                let end = at + n + 2;
                let fixed = format!("\"{content}\"");
                let line = format!(
                    "{}{fixed}{}",
                    self.text.get(..at).unwrap_or(""),
                    self.text.get(end..).unwrap_or("")
                );
                let span = self.at(at, end);
                Said {
                    diagnostic: error.at(span).help(format!("write `{fixed}`")).fix(span, fixed),
                    replacement: Some(line),
                }
            }
            None => error.at(self.at(at, self.text.len())).into(),
        }
    }

    /// A bracket that is not closed.
    fn brackets(&self) -> Option<Said> {
        let open = lexis::open_brackets(self.text);
        let (at, close) = *open.last()?;
        let bracket = self.text.get(at..=at)?;
        let error = Diagnostic::error(code::UNCLOSED_BRACKET, format!("this `{bracket}` is never closed"));
        Some(error.at(self.at(at, at + 1)).help(format!("add `{close}`")).into())
    }

    fn nesting(&self) -> Option<Said> {
        (lexis::nesting(self.text) > DEEPEST).then(|| head::too_deep().at(self.all()).into())
    }

    /// An attribute in the wrong place.
    fn attribute(&self) -> Option<Said> {
        let found = lexis::find(self.text, "@@");
        if let Some(at) = found.filter(|at| *at > 0 && self.body != Body::Line) {
            let error =
                Diagnostic::error(code::MISPLACED_ATTRIBUTE, "a block attribute stands on a line of its own");
            return Some(error.at(self.at(at, self.text.len())).help("put it on the next line").into());
        }
        if self.text.starts_with('@') && found.is_none() {
            let error = Diagnostic::error(code::MISPLACED_ATTRIBUTE, "this attribute belongs to no field");
            let help = "put it on the line of its field, or write `@@` if it is about the whole block";
            return Some(error.at(self.all()).help(help).into());
        }
        None
    }

    /// A field as older versions of Prisma wrote it, or without type.
    fn field(&self) -> Option<Said> {
        let name_end = self.text.find(|c: char| !is_name(c)).unwrap_or(self.text.len());
        let name = self.text.get(..name_end).filter(|n| !n.is_empty())?;
        let after = self.text.get(name_end..)?;
        let rest = after.trim_start();
        if rest.is_empty() || rest.starts_with('@') {
            let error = Diagnostic::error(code::NO_TYPE, format!("the field `{name}` has no type"));
            return Some(
                error.at(self.at(0, name_end)).help(format!("write `{name} String`, for example")).into(),
            );
        }
        if rest.starts_with(':') {
            let at = name_end + (after.len() - rest.len());
            let error = Diagnostic::error(code::LEGACY_COLON, "there is no `:` between a field and its type");
            return Some(self.replaced(error, at..at + 1, " ", "write a space"));
        }
        self.old_type(name_end + (after.len() - rest.len()))
    }

    /// `[T]` and `T!` at `at`.
    fn old_type(&self, at: usize) -> Option<Said> {
        let rest = self.text.get(at..)?;
        if let Some(inner) =
            rest.strip_prefix('[').and_then(|r| r.split_once(']')).map(|(inner, _)| inner.trim())
        {
            let length = rest.find(']')? + 1;
            let error = Diagnostic::error(code::LEGACY_LIST, "a list is written `Type[]`");
            let new = format!("{inner}[]");
            let help = format!("write `{new}`");
            return Some(self.replaced(error, at..at + length, &new, &help));
        }
        let length = rest.find(|c: char| !is_name(c)).filter(|n| *n > 0)?;
        let mark = at + length;
        self.text.get(mark..)?.starts_with('!').then(|| {
            let error = Diagnostic::error(code::LEGACY_REQUIRED, "a field is required by default");
            self.replaced(error, mark..mark + 1, " ", "leave out the `!`")
        })
    }

    /// With a fix, and the line as it then is.
    fn replaced(&self, error: Diagnostic, range: Range<usize>, new: &str, help: &str) -> Said {
        let span = self.at(range.start, range.end);
        let before = self.text.get(..range.start).unwrap_or("");
        let after = self.text.get(range.end..).unwrap_or("");
        let width = range.len();
        Said {
            diagnostic: error
                .at(span)
                .help(help)
                .fix(span, if new == " " && range.len() == 1 { "" } else { new }),
            replacement: Some(format!("{before}{new:<width$}{after}")),
        }
    }

    /// `key: value` and `key value`.
    fn property(&self) -> Option<Said> {
        let end = self.text.find(|c: char| !is_name(c))?;
        let after = self.text.get(end..)?;
        let at = end + (after.len() - after.trim_start().len());
        (end > 0 && after.trim_start().starts_with(':')).then(|| {
            let error = Diagnostic::error(code::BAD_PROPERTY, "a property is set with `=`");
            let mut said = self.replaced(error, at..at + 1, "=", "write `=`");
            said.diagnostic = said.diagnostic.fix(self.at(at, at + 1), " =");
            said
        })
    }

    /// Anything else: where it stops making sense.
    fn general(&self) -> Said {
        let (code, what, help): (Code, &str, &str) = match self.body {
            _ if self.text.starts_with("@@") => (
                code::BAD_ATTRIBUTE,
                "block attribute",
                "a block attribute is written `@@name(value, name: value)`",
            ),
            Body::Fields | Body::Line => {
                (code::BAD_FIELD, "field", "a field is written `name Type @attribute`")
            }
            Body::Values => {
                (code::BAD_VALUE, "enum value", "an enum value is written `NAME` or `NAME @map(\"…\")`")
            }
            Body::Properties => (code::BAD_PROPERTY, "property", "a property is written `name = value`"),
        };
        let message = format!("{} is no {what}", quoted(self.text));
        let error = Diagnostic::error(code, message).at(self.all()).help(help);
        match understood(self.body, self.text).filter(|at| *at < self.text.len()) {
            Some(at) => error.label(self.at(at, self.text.len()), "not understood from here on").into(),
            None => error.into(),
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}
