//! The types of a function's input arguments.

use icms_model::{Builtin, DataType, QualifiedName};

use crate::context::Context;

/// `a int, out b text, c numeric(10) default 1` → `integer, numeric`.
pub(super) fn input_types(context: &Context, text: &str) -> Vec<DataType> {
    split(text).iter().filter_map(|argument| input_type(context, argument)).collect()
}

/// The type of one argument; none for those that only go out.
fn input_type(context: &Context, text: &str) -> Option<DataType> {
    let text = without_default(text.trim());
    let (mode, rest) = text.split_once(char::is_whitespace).unwrap_or(("", text));
    let text = match mode.to_lowercase().as_str() {
        "out" | "table" => return None,
        "in" | "inout" | "variadic" => rest.trim(),
        _ => text,
    };
    if text.is_empty() {
        return None;
    }
    Some(data_type(context, text).unmodified())
}

/// With or without a name before it: the whole text when it is a type of PostgreSQL's own.
fn data_type(context: &Context, text: &str) -> DataType {
    let parse = |text: &str| DataType::parse(text, &|name| context.type_named(name));
    let whole = parse(text);
    if let Some(whole) = whole.as_ref().filter(|whole| whole.user_type().is_none()) {
        return whole.clone();
    }
    let after_name = name_end(text).and_then(|end| parse(text.get(end..)?.trim_start()));
    after_name.or(whole).unwrap_or_else(|| {
        let unknown = QualifiedName::new(context.default_namespace.clone(), text);
        if text.is_empty() { DataType::builtin(Builtin::Text) } else { DataType::named(unknown) }
    })
}

/// Where an argument's name ends, when something follows it.
fn name_end(text: &str) -> Option<usize> {
    match text.strip_prefix('"') {
        Some(quoted) => Some(quoted.find('"')? + 2),
        None => text.find(char::is_whitespace),
    }
    .filter(|end| text.len() > *end)
}

fn without_default(text: &str) -> &str {
    let lower = text.to_lowercase();
    let end =
        lower.find(" default ").or_else(|| lower.find('=').filter(|at| !lower.contains(":=") || *at > 0));
    let end = end.filter(|end| text.is_char_boundary(*end) && lower.len() == text.len());
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim_end_matches(':').trim()
}

/// At commas outside of parentheses and quotes.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quote) = (0_usize, None);
    for c in text.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            ('(' | '[', None) => depth += 1,
            (')' | ']', None) => depth = depth.saturating_sub(1),
            (',', None) if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}
