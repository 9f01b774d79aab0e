//! Comments of the schema as comments of Rust: Markdown that rustdoc neither runs nor stumbles over.

use std::fmt::Write as _;

/// `///` lines, `text` as Markdown. What looks like Rust to rustdoc (code, types in angle brackets, links to items) is
/// shown as it was written.
pub fn docs(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut out = String::new();
    let mut page = Page::default();
    for line in text.trim_end().lines().skip_while(|line| line.trim().is_empty()) {
        let line = page.line(&cleaned(line));
        let _ = writeln!(out, "{pad}///{}{}", if line.is_empty() { "" } else { " " }, line);
    }
    if let Some(end) = page.end() {
        let _ = writeln!(out, "{pad}/// {end}");
    }
    out
}

/// What the author wrote, if it says anything; else what is known.
pub fn or_else(written: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    written.filter(|text| !text.trim().is_empty()).map_or_else(otherwise, ToOwned::to_owned)
}

/// A name as code, whatever is in it.
pub fn code(name: &str) -> String {
    if name.contains('`') { format!("`` {name} ``") } else { format!("`{name}`") }
}

/// Without what a compiler refuses in a comment: control characters, and those that turn the reading direction.
fn cleaned(line: &str) -> String {
    let line = line.trim_end().replace('\t', "    ");
    line.chars().filter(|c| !c.is_control() && !turns(*c)).collect()
}

/// Whether a character turns the direction in which the rest is read.
pub const fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The column from which on nothing begins within something else.
const DEEPEST: usize = 80;

/// Where a line stands.
///
/// Everything here is on the safe side: what Markdown may or may not take for an item of a list is text, so that nobody
/// else takes the lines after it for code.
#[derive(Default)]
struct Page {
    /// The column in which it begins.
    left: usize,
    /// What stands before the line.
    above: Above,
    /// The block of code that is open.
    fence: Option<Fence>,
    /// Where the text of the list's last item begins; 0 outside of lists.
    item: usize,
    /// The page within a quotation.
    quote: Option<Box<Page>>,
}

/// What stands before a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Above {
    /// Nothing, so that anything can begin.
    #[default]
    Nothing,
    /// A line, which may be a paragraph.
    Text,
}

/// A block of code.
struct Fence {
    /// What ends it.
    mark: String,
    /// Where it begins.
    column: usize,
    /// Where the text of the list's item begins that it belongs to: a line before that ends both.
    within: usize,
}

impl Fence {
    fn is_closed_by(&self, text: &str) -> bool {
        text.starts_with(&self.mark) && text.chars().all(|c| self.mark.starts_with(c))
    }

    fn end(&self) -> String {
        format!("{}{}", " ".repeat(self.column), self.mark)
    }
}

impl Page {
    fn line(&mut self, line: &str) -> String {
        let text = line.trim_start();
        let column = line.len() - text.len();
        let shown = self.code(line, text, column).unwrap_or_else(|| self.text(text, column));
        self.above = if text.is_empty() { Above::Nothing } else { Above::Text };
        shown
    }

    /// The line as it is where it belongs to a block of code.
    fn code(&mut self, line: &str, text: &str, column: usize) -> Option<String> {
        let fence = self.fence.take()?;
        if !text.is_empty() && column < fence.within {
            return None;
        }
        if fence.is_closed_by(text) {
            return Some(fence.end());
        }
        self.fence = Some(fence);
        Some(line.to_owned())
    }

    fn text(&mut self, text: &str, column: usize) -> String {
        if text.is_empty() {
            self.quote = None;
            return String::new();
        }
        let before = self.item;
        if column < self.item {
            (self.item, self.quote) = (0, None);
        }
        if fence(text).is_some() && self.item == 0 {
            // In the first column it belongs to no item.
            return self.block(text, 0, before);
        }
        // Four columns in, text would be code, and code would be run.
        let column = column.min(self.item + 3);
        format!("{}{}", " ".repeat(column), self.block(text, column, before))
    }

    /// What begins in a column: a quotation, a block of code, an item of a list, text. `before` is where the text of the
    /// item above begins.
    fn block(&mut self, text: &str, column: usize, before: usize) -> String {
        let left = self.left + column;
        if left > DEEPEST {
            return plain(text);
        }
        if let Some(quoted) = text.strip_prefix('>') {
            let quoted = quoted.strip_prefix(' ').unwrap_or(quoted);
            let (left, above) = (left + 2, self.above);
            let page = self.quote.get_or_insert_with(|| Box::new(Self { left, above, ..Self::default() }));
            return format!("> {}", page.line(quoted)).trim_end().to_owned();
        }
        self.quote = None;
        if let Some(mark) = fence(text) {
            let opened = format!("{mark}text");
            self.fence = Some(Fence { mark, column, within: self.item });
            return opened;
        }
        let Some(marker) = marker(text) else { return inline(text) };
        let (mark, rest) = text.split_at(marker);
        // Within a paragraph, a number is one unless it is the first; where an item ends, the next may begin.
        let is_number = marker > 1 && !matches!(mark, "1." | "1)");
        if is_number && self.above == Above::Text && column >= before {
            return plain(text);
        }
        self.item = column + marker + 1;
        format!("{mark} {}", self.block(rest.trim_start(), self.item, 0))
    }

    /// The line that ends the block of code which is open at the end.
    fn end(&self) -> Option<String> {
        let quoted = || {
            let quote = self.quote.as_ref()?;
            let pad = " ".repeat(quote.left.saturating_sub(self.left + 2));
            Some(format!("{pad}> {}", quote.end()?))
        };
        self.fence.as_ref().map(Fence::end).or_else(quoted)
    }
}

/// A line that would begin a quotation, a block of code or an item, as text.
fn plain(text: &str) -> String {
    let mark = match marker(text) {
        Some(length) => length - 1,
        None if text.starts_with(['>', '~']) => 0,
        None => return inline(text),
    };
    format!("{}\\{}", &text[..mark], inline(&text[mark..]))
}

/// The mark of a block of code that begins here.
fn fence(text: &str) -> Option<String> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks: String = text.chars().take_while(|c| *c == mark).collect();
    let is_code_within = mark == '`' && text[marks.len()..].contains('`');
    (marks.len() >= 3 && !is_code_within).then_some(marks)
}

/// How long the mark of a list's item is.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].chars().next()?;
    let is_mark = if digits == 0 { matches!(mark, '-' | '*' | '+') } else { matches!(mark, '.' | ')') };
    // `* * *` is a line from one side to the other, and so long a number is none.
    let is_rule = matches!(mark, '-' | '*')
        && text.chars().all(|c| c == mark || c == ' ')
        && text.matches(mark).count() > 2;
    (is_mark && !is_rule && digits < 10 && text[digits + 1..].starts_with(' ')).then_some(digits + 1)
}

/// One line outside of blocks of code.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_within(rest, &mut out),
            '\\' => copied(rest, 1 + rest[1..].chars().next().map_or(0, char::len_utf8), &mut out),
            '<' if is_address(rest) => copied(rest, rest.find('>').unwrap_or(0) + 1, &mut out),
            '<' => escaped(c, &mut out),
            '[' => link(rest, &mut out).unwrap_or_else(|| escaped(c, &mut out)),
            ']' => escaped(c, &mut out),
            'h' if address(rest) > 0 => {
                let _ = write!(out, "<{}>", &rest[..address(rest)]);
                address(rest)
            }
            _ => copied(rest, c.len_utf8(), &mut out),
        };
        rest = &rest[taken..];
    }
    out
}

fn copied(text: &str, length: usize, out: &mut String) -> usize {
    out.push_str(&text[..length]);
    length
}

fn escaped(c: char, out: &mut String) -> usize {
    out.push('\\');
    out.push(c);
    c.len_utf8()
}

/// Code between marks that end in this line; marks without an end are no code.
fn code_within(text: &str, out: &mut String) -> usize {
    let length = text.bytes().take_while(|b| *b == b'`').count();
    let mark = &text[..length];
    let mut from = length;
    while let Some(at) = text[from..].find('`') {
        let start = from + at;
        let run = text[start..].bytes().take_while(|b| *b == b'`').count();
        if run == length {
            return copied(text, start + run, out);
        }
        from = start + run;
    }
    mark.chars().for_each(|c| {
        escaped(c, out);
    });
    length
}

/// `[text](https://…)`: a link to a page stays one.
fn link(text: &str, out: &mut String) -> Option<usize> {
    let close = text.find("](")?;
    let end = close + text[close..].find(')')?;
    let (words, target) = (&text[1..close], &text[close + 2..end]);
    let is_page = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if !is_page || words.contains(['[', ']', '`', '<']) || target.contains(char::is_whitespace) {
        return None;
    }
    let _ = write!(out, "[{words}]({target})");
    Some(end + 1)
}

/// Whether this begins with an address in angle brackets.
fn is_address(text: &str) -> bool {
    let within = text[1..].split_once('>').map_or("", |(within, _)| within);
    address(within) > 0 && !within.contains(|c: char| c.is_whitespace() || c == '<')
}

/// How long the address is that begins here.
fn address(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>()[]\"'`".contains(c)).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    if address.ends_with('/') && address.len() <= "https://".len() { 0 } else { address.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        docs(text, 0)
            .lines()
            .map(|line| line.strip_prefix("/// ").unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn nothing_looks_like_rust() {
        assert_eq!(shown("A Map<K, V> of [x] and `Vec<T>`"), "A Map\\<K, V> of \\[x\\] and `Vec<T>`");
        assert_eq!(
            shown("see https://x.org/a_b. [here](https://x.org) [there](Foo)"),
            "see <https://x.org/a_b>. [here](https://x.org) \\[there\\](Foo)"
        );
        assert_eq!(shown("one ` alone"), "one \\` alone");
        assert_eq!(shown("``two`"), "\\`\\`two\\`");
        assert_eq!(shown("kept \\[x\\] <https://x.org>"), "kept \\[x\\] <https://x.org>");
    }

    #[test]
    fn nothing_is_run() {
        assert_eq!(docs("```rust\nlet x;\n```\nend", 0), "/// ```text\n/// let x;\n/// ```\n/// end\n");
        assert_eq!(docs("```\nopen <T>", 4), "    /// ```text\n    /// open <T>\n    /// ```\n");
        assert_eq!(docs("a\n\n        code\n", 0), "/// a\n///\n///    code\n");
        assert_eq!(docs("- a\n  - b\n    more", 0), "/// - a\n///   - b\n///     more\n");
        assert_eq!(docs("\n\r\n a\u{202E}b\u{0}\n\n", 0), "///  ab\n");
    }

    #[test]
    fn nothing_is_run_within_something() {
        assert_eq!(shown(">     let x;"), ">    let x;");
        assert_eq!(shown("> ~~~rust\n> <T>\nend <T>"), "> ~~~text\n> <T>\nend \\<T>");
        assert_eq!(shown("> ```\n> <T>"), "> ```text\n> <T>\n> ```");
        assert_eq!(shown("- ```rust\n  <T>\n  ```\n  <T>"), "- ```text\n  <T>\n  ```\n  \\<T>");
        assert_eq!(shown("1. ~~~\n   <T>\n\nend <T>"), "1. ~~~text\n   <T>\n\nend \\<T>");
        assert_eq!(shown("- >     let x;\n  >\n  > <T>"), "- >    let x;\n  >\n  > \\<T>");
        assert_eq!(docs("- a\n\n b\n\n     let x;", 0), "/// - a\n///\n///  b\n///\n///    let x;\n");
        assert_eq!(
            shown(&format!("{}~~~", "- ".repeat(90))),
            format!("{}\\{}~~~", "- ".repeat(41), "- ".repeat(49))
        );
        assert!(shown(&"> 1. ".repeat(100_000)).contains("> 1\\. > 1."));
        assert_eq!(shown("+ > ~~~\n\n"), "+ > ~~~text\n  > ~~~");
        assert_eq!(shown("- > ~~~\n> <T>"), "- > ~~~text\n> \\<T>");
        assert_eq!(shown("- a\nb\n   ~~~\n     ~~~"), "- a\nb\n~~~text\n~~~");
        assert_eq!(shown("a\n2. b\n\n2. c\n3. d"), "a\n2\\. b\n\n2. c\n3. d");
        assert_eq!(shown("a\n1) b\n2) c"), "a\n1) b\n2) c");
        assert_eq!(shown("*      *"), "* *");
        assert_eq!(shown("<http://a b> ahttp://x.org"), "\\<<http://a> b> a<http://x.org>");
        assert_eq!(shown("* * *\n- [ ] a"), "* * *\n- \\[ \\] a");
    }

    #[test]
    fn names_are_code() {
        assert_eq!((code("a").as_str(), code("a`b").as_str()), ("`a`", "`` a`b ``"));
        assert_eq!(or_else(Some(" "), || "x".to_owned()), "x");
    }
}
