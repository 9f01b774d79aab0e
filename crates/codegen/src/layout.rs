//! Layout as rustfmt's defaults have it: what fits into a line stands in one.

/// The widest line.
const LINE: usize = 100;
/// The widest list of arguments in one line (`fn_call_width`), array (`array_width`), chain (`chain_width`).
const LIST: usize = 60;

/// How wide lines may be where a text is written: inside an inline module they begin further right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    line: usize,
}

/// A file of its own.
pub const FILE: Page = Page { line: LINE };
/// Inside `pub mod name { … }`.
pub const INLINE: Page = Page { line: LINE - 4 };

impl Page {
    /// `head(arguments)`, each argument on its own line when they are too wide together.
    pub fn call(self, head: &str, arguments: &[String], indent: usize) -> String {
        let flat = arguments.join(", ");
        // One column for what follows: `;`, `,` or nothing.
        let fits =
            flat.len() <= LIST && indent + head.len() + flat.len() + 3 <= self.line && !flat.contains('\n');
        if fits || arguments.is_empty() {
            return format!("{head}({flat})");
        }
        let lines: Vec<String> = arguments.iter().map(|a| format!("    {a},")).collect();
        format!("{head}(\n{}\n)", lines.join("\n"))
    }

    /// `pub fn name(parameters) -> result {`, parameters on lines of their own when it is too wide. `head` is
    /// `fn name` or `const fn name`.
    pub fn signature(self, head: &str, parameters: &[String], result: &str, indent: usize) -> String {
        let flat = format!("pub {head}({}) -> {result} {{", parameters.join(", "));
        if indent + flat.len() <= self.line {
            return flat;
        }
        let lines: Vec<String> = parameters.iter().map(|p| format!("    {p},")).collect();
        format!("pub {head}(\n{}\n) -> {result} {{", lines.join("\n"))
    }

    /// `left = right;`, the right side on a line of its own when its first line is too wide.
    pub fn assignment(self, left: &str, right: &str) -> String {
        let first = right.lines().next().unwrap_or_default();
        let end = usize::from(!right.contains('\n'));
        if left.len() + first.len() + 3 + end <= self.line {
            return format!("{left} = {right};");
        }
        format!("{left} =\n{};", indented(right, 4))
    }

    /// `head: &[items],`, each item on its own line when they are too wide together.
    pub fn array(self, head: &str, items: &[String], indent: usize) -> String {
        let flat = items.join(", ");
        let fits = flat.len() <= LIST && indent + head.len() + flat.len() + 4 <= self.line;
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
        if indent + name.len() + value.len() + 3 <= self.line {
            return format!("{pad}{name}: {value},\n");
        }
        format!("{pad}{name}:\n{pad}    {value},\n")
    }

    /// `use path::{a, b};`, wrapped as rustfmt wraps; none without names.
    pub fn import(self, path: &str, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => format!("use {path}::{one};\n"),
            several => {
                let flat = format!("use {path}::{{{}}};", several.join(", "));
                if flat.len() <= self.line {
                    return format!("{flat}\n");
                }
                format!("use {path}::{{\n{}}};\n", self.filled(several))
            }
        }
    }

    /// Names four columns in, as many a line as fit.
    fn filled(self, names: &[&str]) -> String {
        let mut out = String::new();
        let mut line = String::from("   ");
        for name in names {
            // rustfmt keeps a column free here.
            if line.len() + name.len() + 2 > self.line - 1 {
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

/// A function with a body of lines that stand four columns in.
pub fn function(docs: &str, signature: &str, body: &str) -> String {
    format!("{docs}{signature}\n{}\n}}\n", indented(body, 4))
}

/// A string literal.
pub fn literal(text: &str) -> String {
    if text.contains('"') && !text.contains('\\') {
        return raw(text);
    }
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r")
    )
}

/// `r#"…"#`, with as many `#` as the text needs.
pub fn raw(text: &str) -> String {
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// `///` lines, `text` as Markdown.
pub fn docs(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    text.lines()
        .map(|line| format!("{pad}///{}{}\n", if line.is_empty() { "" } else { " " }, line.trim_end()))
        .collect()
}
