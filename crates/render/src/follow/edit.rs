//! Changes to a text, collected first and made at once.

use std::ops::Range;

/// Changes to a text.
pub(super) struct Edits<'t> {
    text: &'t str,
    list: Vec<(Range<usize>, String)>,
}

impl<'t> Edits<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// The text as it was.
    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: String) {
        self.list.push((range, text));
    }

    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.list.push((at..at, text));
    }

    /// Takes out whole lines, with the comments right above them.
    pub(super) fn drop_lines(&mut self, range: &Range<usize>) {
        let mut start = self.line_start(range.start);
        while let Some(above) = start.checked_sub(1).map(|end| self.line_start(end)) {
            let line = self.text.get(above..start).unwrap_or("");
            if !line.trim_start().starts_with("//") {
                break;
            }
            start = above;
        }
        self.list.push((start..self.line_end(range.end), String::new()));
    }

    /// Takes out a block with the comments right above it.
    pub(super) fn drop_block(&mut self, range: Range<usize>) {
        self.drop_lines(&range);
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |n| n + 1)
    }

    /// Behind the line break after `at`.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).and_then(|rest| rest.find('\n'));
        rest.map_or(self.text.len(), |n| at + n + 1)
    }

    /// The text with all changes; of two that overlap the first one is made.
    pub(super) fn finish(mut self) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut out, mut at) = (String::with_capacity(self.text.len()), 0);
        for (range, text) in &self.list {
            if range.start < at {
                continue;
            }
            out.push_str(self.text.get(at..range.start).unwrap_or(""));
            out.push_str(text);
            at = range.end;
        }
        out.push_str(self.text.get(at..).unwrap_or(""));
        out
    }
}
