//! Texts as literals of the language.

/// `"…"` on one line, with JSON's escapes.
pub(crate) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// As many quotes as close nothing inside of the text; none when it holds too many.
pub(crate) fn delimiter(text: &str) -> Option<&'static str> {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '"' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    match longest {
        0..=2 => Some("\"\"\""),
        3 => Some("\"\"\"\""),
        4 => Some("\"\"\"\"\""),
        _ => None,
    }
}

/// SQL for a place that may span lines: `"…"` where one line is enough, else `"""…"""` indented.
pub(crate) fn sql(text: &str) -> String {
    let raw = text.contains('\n') && !text.contains('\r');
    let Some(quotes) = delimiter(text).filter(|_| raw) else { return string(text) };
    let lines: Vec<String> = text.split('\n').map(|line| format!("    {line}")).collect();
    format!("{quotes}\n{}\n    {quotes}", lines.join("\n"))
}

/// `///` lines at this indentation; none when lines cannot say it to the letter.
pub(crate) fn docs(text: &str, indentation: &str) -> Option<String> {
    let exact = |line: &str| line.trim_end() == line && !line.contains('\r');
    if text.is_empty() || text.starts_with('\n') || text.ends_with('\n') || !text.split('\n').all(exact) {
        return None;
    }
    Some(
        text.split('\n')
            .map(|line| format!("{indentation}/// {line}").trim_end().to_owned() + "\n")
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        assert_eq!(string("a\"b\\c\n"), "\"a\\\"b\\\\c\\n\"");
        assert_eq!(sql("select 1"), "\"select 1\"");
        assert_eq!(sql("select\n  1"), "\"\"\"\n    select\n      1\n    \"\"\"");
        assert_eq!(delimiter("x \"\"\" y"), Some("\"\"\"\""));
        assert_eq!(docs("a\n\nb", ""), Some("/// a\n///\n/// b\n".to_owned()));
        assert_eq!(docs("a ", ""), None);
    }
}
