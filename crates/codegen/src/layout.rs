//! Layout as rustfmt's defaults have it: what fits into a line stands in one.

/// The widest line.
const LINE: usize = 100;
/// The widest list of arguments in one line (`fn_call_width`), and the widest chain (`chain_width`).
const LIST: usize = 60;

/// The text moved right.
fn indented(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    let lines: Vec<String> =
        text.lines().map(|l| if l.is_empty() { String::new() } else { format!("{pad}{l}") }).collect();
    lines.join("\n")
}

/// A string literal.
#[must_use]
pub fn literal(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r")
    )
}

/// `head(arguments)`, each argument on its own line when they are too wide together.
#[must_use]
pub fn call(head: &str, arguments: &[String], indent: usize) -> String {
    let flat = arguments.join(", ");
    let fits = flat.len() <= LIST && indent + head.len() + flat.len() + 3 <= LINE && !flat.contains('\n');
    if fits || arguments.is_empty() {
        return format!("{head}({flat})");
    }
    // A single long argument may hang on to its parentheses only when it is a closure or block: ours are not.
    let lines: Vec<String> = arguments.iter().map(|a| format!("    {a},")).collect();
    format!("{head}(\n{}\n)", lines.join("\n"))
}

/// `head.first().second()`, one call a line when the chain is too wide. `indent` is where it begins.
#[must_use]
pub fn chain(head: &str, calls: &[(String, Vec<String>)], indent: usize) -> String {
    let flat_calls: Vec<String> =
        calls.iter().map(|(name, a)| format!(".{name}({})", a.join(", "))).collect();
    let flat = format!("{head}{}", flat_calls.concat());
    if flat.len() <= LIST && indent + flat.len() < LINE {
        return flat;
    }
    let lines: Vec<String> =
        calls.iter().map(|(name, a)| indented(&call(&format!(".{name}"), a, indent + 4), 4)).collect();
    format!("{head}\n{}", lines.join("\n"))
}

/// `pub fn name(parameters) -> result {`, parameters on lines of their own when it is too wide.
#[must_use]
pub fn signature(name: &str, parameters: &[String], result: &str, indent: usize) -> String {
    let flat = format!("pub fn {name}({}) -> {result} {{", parameters.join(", "));
    if indent + flat.len() <= LINE {
        return flat;
    }
    let lines: Vec<String> = parameters.iter().map(|p| format!("    {p},")).collect();
    format!("pub fn {name}(\n{}\n) -> {result} {{", lines.join("\n"))
}

/// `left = right;`, the right side on a line of its own when it is too wide.
#[must_use]
pub fn assignment(left: &str, right: &str, indent: usize) -> String {
    if indent + left.len() + right.len() + 4 <= LINE {
        return format!("{left} = {right};");
    }
    format!("{left} =\n    {right};")
}

/// A function with a body of lines that stand four columns in.
#[must_use]
pub fn function(docs: &str, signature: &str, body: &str) -> String {
    format!("{docs}{signature}\n{}\n}}\n", indented(body, 4))
}

/// `use path::{a, b};`, wrapped as rustfmt wraps; none without names.
#[must_use]
pub fn import(path: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("use {path}::{one};\n"),
        several => {
            let flat = format!("use {path}::{{{}}};\n", several.join(", "));
            if flat.len() <= LINE + 1 {
                return flat;
            }
            format!("use {path}::{{\n{}}};\n", filled(several))
        }
    }
}

/// Names four columns in, as many a line as fit.
fn filled(names: &[&str]) -> String {
    let mut out = String::new();
    let mut line = String::from("   ");
    for name in names {
        if line.len() + name.len() + 2 > LINE {
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

/// `///` lines, `text` as Markdown.
#[must_use]
pub fn docs(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    text.lines()
        .map(|line| format!("{pad}///{}{}\n", if line.is_empty() { "" } else { " " }, line.trim_end()))
        .collect()
}

/// Bindings of one name, the last of them as the result: a binding that is only returned would be a warning.
#[must_use]
pub fn last_as_result(lines: &[String], binding: &str) -> String {
    let text = lines.join("\n");
    match text.rsplit_once(binding) {
        Some((head, last)) => format!("{head}{}", last.strip_suffix(';').unwrap_or(last)),
        None => text,
    }
}
