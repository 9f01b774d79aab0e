//! Layout as rustfmt's defaults have it: what fits into a line stands in one.

use crate::docs::turns;

/// The widest line.
const LINE: usize = 100;
/// The widest list of arguments in one line (`fn_call_width`), array (`array_width`), chain (`chain_width`).
const LIST: usize = 60;

/// How wide lines may be where a text is written: inside an inline module they begin further right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    line: usize,
}

/// Where the right side of an assignment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// In the line of the left side.
    Shared,
    /// On a line of its own, four columns in.
    Own,
}

/// A file of its own.
pub const FILE: Page = Page { line: LINE };
/// Inside `pub mod name { … }`.
pub const INLINE: Page = Page { line: LINE - 4 };

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

impl Page {
    /// This many columns further in.
    pub const fn narrowed(self, by: usize) -> Self {
        Self { line: self.line - by }
    }

    /// Whether `left = right;` begins in one line.
    fn begins_beside(self, left: &str, right: &str) -> bool {
        let first = right.lines().next().unwrap_or_default();
        // One column for what follows: `;`, or what rustfmt keeps free before a block.
        let end = usize::from(!(first.ends_with('(') && right.contains('\n')));
        width(left) + width(first) + 3 + end <= self.line
    }

    /// `head(arguments)`, each argument on its own line when they are too wide together.
    pub fn call(self, head: &str, arguments: &[String], indent: usize) -> String {
        let flat = arguments.join(", ");
        // One column for what follows: `;`, `,` or nothing.
        let fits = width(&flat) <= LIST
            && indent + width(head) + width(&flat) + 3 <= self.line
            && !flat.contains('\n');
        if fits || arguments.is_empty() {
            return format!("{head}({flat})");
        }
        let lines: Vec<String> = arguments.iter().map(|a| indented(&format!("{a},"), 4)).collect();
        format!("{head}(\n{}\n)", lines.join("\n"))
    }

    /// `#[derive(traits)]`; the traits in a line of their own, or each in one, when they are too wide.
    pub fn derive(self, traits: &[String]) -> String {
        let flat = traits.join(", ");
        if width(&flat) + "#[derive()]".len() <= self.line {
            return format!("#[derive({flat})]");
        }
        let between = if width(&flat) + 5 <= self.line { ", " } else { ",\n    " };
        format!("#[derive(\n    {},\n)]", traits.join(between))
    }

    /// `head(argument)` around another call, which stands on its own line only when both are too wide.
    pub fn wrapped(self, head: &str, argument: &str, indent: usize) -> String {
        let flat = format!("{head}({argument})");
        if indent + width(&flat) <= self.line { flat } else { format!("{head}(\n    {argument},\n)") }
    }

    /// `pub fn name(parameters) -> result {`, parameters, or the result where there are none, on lines of their own
    /// when it is too wide. `head` is `fn name` or `const fn name`.
    pub fn signature(self, head: &str, parameters: &[String], result: &str, indent: usize) -> String {
        let flat = format!("pub {head}({}) -> {result} {{", parameters.join(", "));
        if indent + width(&flat) <= self.line {
            return flat;
        }
        if parameters.is_empty() {
            return format!("pub {head}()\n-> {result} {{");
        }
        let lines: Vec<String> = parameters.iter().map(|p| format!("    {p},")).collect();
        format!("pub {head}(\n{}\n) -> {result} {{", lines.join("\n"))
    }

    /// `pub const NAME: Head<generics> = right;`, each of the generics on its own line when they are too wide together.
    /// `right` is told whether it stands on a line of its own.
    pub fn constant(self, head: &str, generics: &[&str], right: impl Fn(Line) -> String) -> String {
        let left = format!("{head}<{}>", generics.join(", "));
        if width(&left) + 2 > self.line {
            let lines: Vec<String> = generics.iter().map(|of| format!("    {of},")).collect();
            return format!("{head}<\n{}\n> = {};", lines.join("\n"), right(Line::Shared));
        }
        let beside = right(Line::Shared);
        if self.begins_beside(&left, &beside) {
            return format!("{left} = {beside};");
        }
        format!("{left} =\n{};", indented(&right(Line::Own), 4))
    }

    /// `impl name for of {`, on lines of its own when it is too wide.
    pub fn implementation(self, name: &str, of: &str) -> String {
        let flat = format!("impl {name} for {of} {{");
        if width(&flat) <= self.line { flat } else { format!("impl {name}\n    for {of}\n{{") }
    }

    /// `left = right;`, the right side on a line of its own when its first line is too wide.
    pub fn assignment(self, left: &str, right: &str) -> String {
        if self.begins_beside(left, right) {
            return format!("{left} = {right};");
        }
        format!("{left} =\n{};", indented(right, 4))
    }

    /// `head: &[items],`, each item on its own line when they are too wide together.
    pub fn array(self, head: &str, items: &[String], indent: usize) -> String {
        let flat = items.join(", ");
        let fits = width(&flat) <= LIST && indent + width(head) + width(&flat) + 4 <= self.line;
        match items {
            // A single call hangs on to the brackets.
            [one] if one.contains('\n') => format!("{head}&[{one}]"),
            _ if fits && !flat.contains('\n') => format!("{head}&[{flat}]"),
            _ => {
                let lines: Vec<String> = items.iter().map(|item| indented(&format!("{item},"), 4)).collect();
                format!("{head}&[\n{}\n]", lines.join("\n"))
            }
        }
    }

    /// `name: value,` at `indent`, the value on a line of its own when it is too wide.
    pub fn field(self, name: &str, value: &str, indent: usize) -> String {
        let pad = " ".repeat(indent);
        if indent + width(name) + width(value) + 3 <= self.line {
            return format!("{pad}{name}: {value},\n");
        }
        format!("{pad}{name}:\n{pad}    {value},\n")
    }

    /// `pub name: of,` of a struct, the type on a line of its own when it is too wide.
    pub fn member(self, name: &str, of: &str) -> String {
        self.field(&format!("pub {name}"), of, 4)
    }

    /// `name: of.call().call(),` at `indent`, each call on a line of its own when they are too wide together.
    pub fn chain(self, name: &str, of: &str, calls: &[String], indent: usize) -> String {
        let pad = " ".repeat(indent);
        let flat = format!("{of}.{}", calls.join("."));
        if width(&flat) <= LIST && indent + width(name) + width(&flat) + 3 <= self.line {
            return format!("{pad}{name}: {flat},\n");
        }
        if indent + width(name) + width(of) + 2 > self.line {
            return format!("{pad}{name}:\n{pad}    {flat},\n");
        }
        format!("{pad}{name}: {of}\n{pad}    .{},\n", calls.join(&format!("\n{pad}    .")))
    }

    /// `use path::{a, b};`, wrapped as rustfmt wraps; none without names. `head` is `use` or `pub use`.
    pub fn import(self, head: &str, path: &str, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => format!("{head} {path}::{one};\n"),
            several => {
                let flat = format!("{head} {path}::{{{}}};", several.join(", "));
                // rustfmt keeps columns free here.
                if width(&flat) + 2 <= self.line {
                    return format!("{flat}\n");
                }
                format!("{head} {path}::{{\n{}}};\n", self.filled(several))
            }
        }
    }

    /// Names four columns in, as many a line as fit.
    fn filled(self, names: &[&str]) -> String {
        let mut out = String::new();
        let mut line = String::from("   ");
        for name in names {
            // rustfmt keeps a column free here.
            if width(&line) + width(name) + 2 > self.line - 1 {
                out.push_str(&line);
                out.push('\n');
                line = String::from("   ");
            }
            line.push(' ');
            line.push_str(name);
            line.push(',');
        }
        format!("{out}{line}\n")
    }
}

/// The text moved right; empty lines stay empty.
pub fn indented(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    let lines: Vec<String> =
        text.lines().map(|l| if l.is_empty() { String::new() } else { format!("{pad}{l}") }).collect();
    lines.join("\n")
}

/// The text moved left.
pub fn outdented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{}\n", line.get(by..).unwrap_or_default())).collect()
}

/// A function with a body of lines that stand four columns in. It is `#[inline]`, so that only what a project calls is
/// ever made into machine code.
pub fn function(docs: &str, signature: &str, body: &str) -> String {
    format!("{docs}#[inline]\n{signature}\n{}\n}}\n", indented(body, 4))
}

/// A string literal.
pub fn literal(text: &str) -> String {
    if text.contains('"') && !text.contains('\\') { raw(text) } else { quoted(text) }
}

/// `r#"…"#`, with as many `#` as the text needs.
pub fn raw(text: &str) -> String {
    if text.contains(|c| c != '\n' && needs_escape(c)) {
        return quoted(text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// `"…"`
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.extend(c.escape_default()),
            c if needs_escape(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character cannot stand for itself in a literal.
const fn needs_escape(c: char) -> bool {
    c.is_ascii_control() || turns(c)
}
