//! A diagnostic and a collection of them.

use std::collections::BTreeMap;

use crate::{Code, Span};

/// How bad a diagnostic is. A note never changes an exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong, still usable.
    Warning,
    /// The value it speaks of is missing or wrong.
    Error,
}

/// A second place that matters, with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
}

/// An edit that would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// One thing to tell the author of a source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its number, with a page under `icms explain`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where; none when it speaks of no single place.
    pub span: Option<Span>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// The edit that would do it.
    pub fix: Option<Fix>,
    /// What else was said, which may hold somebody's data: shown only to those who ask for it.
    pub withheld: Option<String>,
}

impl Diagnostic {
    fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span: None,
            labels: Vec::new(),
            help: None,
            fix: None,
            withheld: None,
        }
    }

    /// An error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    /// Says where it is.
    #[must_use]
    pub const fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Keeps back what may hold somebody's data.
    #[must_use]
    pub fn withholding(mut self, text: impl Into<String>) -> Self {
        self.withheld = Some(text.into());
        self
    }

    /// The same as part of something greater: its number, and what to put before the message.
    #[must_use]
    pub fn within(self, code: Code, before: impl std::fmt::Display) -> Self {
        Self { code, message: format!("{before}{}", self.message), ..self }
    }

    /// The same with what was kept back, for somebody who asked for it.
    #[must_use]
    pub fn disclosed(mut self) -> Self {
        if let Some(withheld) = self.withheld.take() {
            self.message = format!("{}\n{withheld}", self.message);
        }
        self
    }

    /// Offers the edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// Diagnostics in the order found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Every place that they speak of.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.list.iter_mut().flat_map(|d| {
            let labels = d.labels.iter_mut().map(|label| &mut label.span);
            d.span.iter_mut().chain(labels).chain(d.fix.iter_mut().map(|fix| &mut fix.span))
        })
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// True when at least one is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// True when there are none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Orders them by place; equal places keep the order found.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|d| d.span);
    }

    /// Gives those that do not say what to do the line for their code.
    pub fn advise(&mut self, advice: impl Fn(Code) -> Option<&'static str>) {
        for diagnostic in self.list.iter_mut().filter(|d| d.help.is_none()) {
            diagnostic.help = advice(diagnostic.code).map(str::to_owned);
        }
    }

    /// Makes one of those of these codes that say the same of several places: the first points to the others.
    pub fn gather(&mut self, codes: &[Code]) {
        const SHOWN: usize = 3;
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        let mut said: BTreeMap<(Code, String), usize> = BTreeMap::new();
        let mut more: BTreeMap<usize, usize> = BTreeMap::new();
        for diagnostic in std::mem::take(&mut self.list) {
            let gathered = diagnostic.span.filter(|_| codes.contains(&diagnostic.code));
            let Some(span) = gathered else {
                kept.push(diagnostic);
                continue;
            };
            let at = *said.entry((diagnostic.code, diagnostic.message.clone())).or_insert(kept.len());
            let Some(first) = kept.get_mut(at) else {
                kept.push(diagnostic);
                continue;
            };
            // A mixin's line is read once for each of its models.
            if first.span == Some(span) || first.labels.iter().any(|label| label.span == span) {
                continue;
            }
            let further = more.entry(at).or_default();
            *further += 1;
            if *further <= SHOWN {
                first.labels.push(Label { span, text: "here too".to_owned() });
            }
        }
        for (at, further) in more {
            if let Some(last) = kept.get_mut(at).filter(|_| further > SHOWN).and_then(|d| d.labels.last_mut())
            {
                last.text = format!("here too, and in {} more places", further - SHOWN);
            }
        }
        self.list = kept;
    }

    /// The same with what was kept back, for somebody who asked for it.
    #[must_use]
    pub fn disclosed(self) -> Self {
        Self { list: self.list.into_iter().map(Diagnostic::disclosed).collect() }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, items: I) {
        self.list.extend(items);
    }
}
