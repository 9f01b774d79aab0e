//! Skipping strings, comments and brackets by hand, where the grammar is not asked.

/// The position after the current line's text: at its `\n` or `\r`, or the end.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    rest.iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |n| at + n)
}

/// The position after one line break at `at`, if there is one.
pub(crate) fn after_break(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        Some(_) | None => at,
    }
}

/// The first position from `at` on that is neither space nor tab.
pub(crate) fn after_blanks(text: &str, at: usize) -> usize {
    let ascii = text.as_bytes().iter().skip(at).take_while(|b| matches!(b, b' ' | b'\t')).count();
    match text.as_bytes().get(at + ascii) {
        Some(byte) if !byte.is_ascii() => {
            let rest = text.get(at + ascii..).unwrap_or("");
            at + ascii + (rest.len() - rest.trim_start_matches(is_blank).len())
        }
        Some(_) | None => at + ascii,
    }
}

/// Space within a line.
pub(crate) fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
}

/// Something that is skipped as a whole, and whether its end was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skip {
    /// Ends before this position.
    To(usize),
    /// Ran to this position without finding its end.
    Open(usize),
}

impl Skip {
    /// Where to go on.
    pub(crate) const fn position(self) -> usize {
        match self {
            Self::To(n) | Self::Open(n) => n,
        }
    }
}

/// Skips the string, raw string or comment that starts at `at`; none when nothing of that kind does.
pub(crate) fn skip(text: &str, at: usize) -> Option<Skip> {
    let bytes = text.as_bytes().get(at..)?;
    match bytes {
        [b'"', b'"', b'"', ..] => Some(skip_raw(text, at)),
        [b'"', ..] => Some(skip_string(text, at)),
        [b'/', b'/', ..] => Some(Skip::To(line_end(text, at))),
        [b'/', b'*', ..] => Some(skip_until(text, at + 2, "*/")),
        _ => None,
    }
}

/// Skips `"…"`; a line break ends it without closing it.
fn skip_string(text: &str, at: usize) -> Skip {
    let bytes = text.as_bytes();
    let mut i = at + 1;
    while let Some(b) = bytes.get(i) {
        match b {
            b'"' => return Skip::To(i + 1),
            b'\n' | b'\r' => return Skip::Open(i),
            b'\\' if !matches!(bytes.get(i + 1), None | Some(b'\n' | b'\r')) => i += 2,
            _ => i += 1,
        }
    }
    Skip::Open(text.len())
}

/// How many quotes stand at `at`.
pub(crate) fn quotes(text: &str, at: usize) -> usize {
    text.as_bytes().iter().skip(at).take_while(|b| **b == b'"').count()
}

/// Skips `"""…"""`, whose last quotes are the delimiter when there are more.
fn skip_raw(text: &str, at: usize) -> Skip {
    let delimiter = quotes(text, at);
    if delimiter == 6 {
        return Skip::To(at + 6);
    }
    let mut i = at + delimiter;
    while let Some(n) = text.get(i..).and_then(|rest| rest.find('"')) {
        let run = quotes(text, i + n);
        if run >= delimiter {
            return Skip::To(i + n + run);
        }
        i += n + run;
    }
    Skip::Open(text.len())
}

fn skip_until(text: &str, from: usize, close: &str) -> Skip {
    let found = text.get(from..).and_then(|rest| rest.find(close));
    found.map_or(Skip::Open(text.len()), |n| Skip::To(from + n + close.len()))
}

/// SQL's own quotes, for a function's arguments and options: `'…'` and `"…"`.
pub(crate) fn skip_sql_quotes(text: &str, at: usize) -> Option<Skip> {
    match text.as_bytes().get(at) {
        Some(b'\'') => Some(skip_until(text, at + 1, "'")),
        Some(b'"') => Some(skip_until(text, at + 1, "\"")),
        Some(_) | None => None,
    }
}

/// The end of the statement that starts at `at`: the first line break outside of brackets and strings, or `limit`.
pub(crate) fn logical_line(text: &str, at: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut i, mut depth) = (at, 0_usize);
    while let Some(byte) = bytes.get(i).filter(|_| i < limit) {
        if let Some(skip) = skip(text, i) {
            i = skip.position();
            continue;
        }
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' | b'\r' if depth == 0 => return i,
            _ => {}
        }
        i += 1;
    }
    limit
}

/// Brackets that are open, outermost first: where they stand and what closes them.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    pub open: Vec<(usize, char)>,
}

impl Brackets {
    /// Takes note of a byte; gives the place of the bracket that it closes. One that is forgotten within the closed
    /// one is forgotten here too; a closing bracket without partner is not seen.
    pub fn see(&mut self, at: usize, byte: u8) -> Option<usize> {
        match byte {
            b'(' => self.open.push((at, ')')),
            b'[' => self.open.push((at, ']')),
            b'{' => self.open.push((at, '}')),
            b')' | b']' | b'}' => {
                let partner = self.open.iter().rposition(|(_, close)| *close == char::from(byte))?;
                self.open.truncate(partner + 1);
                return self.open.pop().map(|(at, _)| at);
            }
            _ => {}
        }
        None
    }
}

/// The brackets of `text` that are not closed, outermost first, with what would close them.
pub(crate) fn open_brackets(text: &str) -> Vec<(usize, char)> {
    let mut brackets = Brackets::default();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match skip(text, at) {
            Some(skip) => at = skip.position().max(at + 1),
            None => {
                brackets.see(at, *byte);
                at += 1;
            }
        }
    }
    brackets.open
}

/// How deep brackets nest, at most. An exact count, without strings and comments, only where it could matter.
pub(crate) fn nesting(text: &str) -> usize {
    /// Below this no exact count is needed.
    const HARMLESS: usize = 64;
    // In pieces whose count fits a byte, which the processor counts many at a time.
    let opening = |piece: &[u8]| piece.iter().map(|b| u8::from(matches!(b, b'(' | b'[' | b'{'))).sum::<u8>();
    let all = text.as_bytes().chunks(usize::from(u8::MAX)).map(|piece| usize::from(opening(piece))).sum();
    if all < HARMLESS {
        return all;
    }
    let rough = deepest(text.bytes());
    if rough < HARMLESS { rough } else { deepest(outside_strings(text)) }
}

fn deepest(bytes: impl Iterator<Item = u8>) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in bytes {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn outside_strings(text: &str) -> impl Iterator<Item = u8> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(skip) = skip(text, at) {
            at = skip.position().max(at + 1);
        }
        let byte = text.as_bytes().get(at).copied();
        at += 1;
        byte
    })
}

/// Where `needle` stands outside of strings and comments.
pub(crate) fn find(text: &str, needle: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        match skip(text, at) {
            Some(skip) => at = skip.position().max(at + 1),
            None if text.as_bytes().get(at..).is_some_and(|s| s.starts_with(needle.as_bytes())) => {
                return Some(at);
            }
            None => at += 1,
        }
    }
    None
}

/// Where the words, strings and signs of a line end; of a long one only the first.
pub(crate) fn token_ends(text: &str) -> Vec<usize> {
    const MOST: usize = 100;
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| ends.len() < MOST) {
        let end = match skip(text, at) {
            Some(skip) => skip.position().max(at + 1),
            None if is_word(c) => {
                at + text.get(at..).and_then(|s| s.find(|c| !is_word(c))).unwrap_or(text.len() - at)
            }
            None => at + c.len_utf8(),
        };
        if !c.is_whitespace() {
            ends.push(end);
        }
        at = end;
    }
    ends
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
