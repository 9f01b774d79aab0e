//! The files that spans point into.

use crate::{Diagnostics, FileId, Span};

/// One source text and the name to show for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As the user would write it: a path relative to where the command ran.
    pub name: String,
    /// The whole text, or what of it may be shown.
    pub text: String,
    /// The whole text, where `text` has something concealed. Places are the same in both.
    pub withheld: Option<String>,
}

/// All files of one compilation, addressed by [`FileId`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(SourceFile { name: name.into(), text: text.into(), withheld: None })
    }

    /// Adds a file that holds data: what may be shown of it, and all of it. Places must be the same in both.
    pub fn add_concealed(
        &mut self,
        name: impl Into<String>,
        shown: impl Into<String>,
        whole: impl Into<String>,
    ) -> FileId {
        self.push(SourceFile { name: name.into(), text: shown.into(), withheld: Some(whole.into()) })
    }

    fn push(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The same with nothing concealed, for somebody who asked for it.
    #[must_use]
    pub fn disclosed(mut self) -> Self {
        for file in &mut self.files {
            if let Some(whole) = file.withheld.take() {
                file.text = whole;
            }
        }
        self
    }

    /// Takes over the files of another compilation behind its own. `diagnostics`, which point into those, follow.
    pub fn append(&mut self, other: Self, diagnostics: &mut Diagnostics) {
        let offset = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.extend(other.files);
        for span in diagnostics.spans_mut() {
            span.file = FileId(span.file.0.saturating_add(offset));
        }
    }

    /// The file with this id, if it is one of ours.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file with its id, in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The text under a span; empty when it lies outside.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).and_then(|f| f.text.get(span.range())).unwrap_or("")
    }

    /// Line and column of the span's start, both from 1; the column counts characters.
    #[must_use]
    pub fn position(&self, span: Span) -> (usize, usize) {
        let Some(file) = self.get(span.file) else { return (1, 1) };
        let before = file.text.get(..span.start as usize).unwrap_or(&file.text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Diagnostic};

    #[test]
    fn diagnostics_follow_their_files() {
        let (mut one, mut other) = (Sources::default(), Sources::default());
        one.add("a", "first");
        let file = other.add("b", "second");
        let mut diagnostics = Diagnostics::default();
        let span = Span::new(file, 0, 6);
        diagnostics.push(Diagnostic::note(Code(1), "x").at(span).label(span, "y").fix(span, "z"));
        one.append(other, &mut diagnostics);
        let found = diagnostics.iter().next().unwrap();
        assert_eq!(found.span.map(|span| one.text(span)), Some("second"));
        assert_eq!(one.text(found.labels[0].span), "second");
        assert_eq!(found.fix.as_ref().map(|fix| one.text(fix.span)), Some("second"));
    }
}
