//! Reading a type as SQL writes it.

use icms_sql::Name;

use super::{Array, Builtin, DataType, Modifier, TypeName};
use crate::QualifiedName;

/// See [`DataType::parse`].
pub(super) fn data_type(text: &str, resolve: &dyn Fn(&Name) -> QualifiedName) -> Option<DataType> {
    let mut rest = text.trim();
    let mut array = Array::No;
    while let Some(head) = strip_array(rest) {
        (rest, array) = (head, Array::Yes);
    }
    let (head, inside, tail) = split_parentheses(rest)?;
    let words = normal_words(head);
    let tail = normal_words(tail);
    if let Some(fields) = words.strip_prefix("interval") {
        return Some(interval(&format!("{fields} {tail}"), inside, array));
    }
    let phrase = if tail.is_empty() { words } else { format!("{words} {tail}") };
    let name = type_name(&phrase, head, inside, resolve)?;
    let modifiers = modifiers(&name, &phrase, inside);
    Some(DataType { name, modifiers, array })
}

/// `x[]`, `x[3]`, `x array`, `x array[3]` without their last pair of brackets.
fn strip_array(text: &str) -> Option<&str> {
    if let Some(open) = text.strip_suffix(']') {
        let head = open[..open.rfind('[')?].trim_end();
        return Some(strip_word(head, "array").unwrap_or(head));
    }
    strip_word(text, "array")
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    let (head, tail) = (text.get(..at)?, text.get(at..)?);
    (tail.eq_ignore_ascii_case(word) && head.ends_with(char::is_whitespace)).then(|| head.trim_end())
}

/// `timestamp(3) with time zone` → (`timestamp`, `3`, `with time zone`); quotes are respected.
fn split_parentheses(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let mut quoted = false;
    let open = text.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '(' && !quoted
    });
    let Some((open, _)) = open else { return Some((text, None, "")) };
    let close = text.rfind(')').filter(|&close| close > open)?;
    Some((text[..open].trim_end(), Some(&text[open + 1..close]), &text[close + 1..]))
}

/// Lower case outside quotes, single spaces.
fn normal_words(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.contains('"') { joined } else { joined.to_lowercase() }
}

fn type_name(
    phrase: &str,
    head: &str,
    inside: Option<&str>,
    resolve: &dyn Fn(&Name) -> QualifiedName,
) -> Option<TypeName> {
    if phrase == "float" && inside.is_some_and(|n| n.trim().parse::<u8>().is_ok_and(|n| n <= 24)) {
        return Some(TypeName::Builtin(Builtin::Float4));
    }
    if let Some(builtin) = Builtin::from_sql(phrase.strip_prefix("pg_catalog.").unwrap_or(phrase)) {
        return Some(TypeName::Builtin(builtin));
    }
    let parts = identifiers(head)?;
    Some(match parts.as_slice() {
        [name] => named(resolve(name)),
        [.., namespace, name] => named(QualifiedName { namespace: namespace.clone(), name: name.clone() }),
        [] => return None,
    })
}

fn named(name: QualifiedName) -> TypeName {
    let builtin =
        (name.namespace == "pg_catalog").then(|| Builtin::from_internal(name.name.as_str())).flatten();
    builtin.map_or(TypeName::Named(name), TypeName::Builtin)
}

/// `a."B c".d` as names as the server stores them: unquoted parts folded to lower case, all cut to 63 bytes.
fn identifiers(text: &str) -> Option<Vec<Name>> {
    let mut names = Vec::new();
    let mut rest = text.trim();
    loop {
        let (name, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_identifier(quoted)?,
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].trim().to_lowercase(), &rest[end..])
            }
        };
        if name.is_empty() || (!rest.starts_with('"') && name.contains(char::is_whitespace)) {
            return None;
        }
        names.push(Name::new(icms_sql::truncate_identifier(&name)));
        match after.trim_start().strip_prefix('.') {
            Some(next) => rest = next.trim_start(),
            None if after.trim().is_empty() => return Some(names),
            None => return None,
        }
    }
}

/// What follows an opening quote: the name and the text after the closing quote.
fn quoted_identifier(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        name.push_str(&rest[..end]);
        match rest[end + 1..].strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, &rest[end + 1..])),
        }
    }
}

/// The modifiers as PostgreSQL stores them, its defaults filled in.
fn modifiers(name: &TypeName, phrase: &str, inside: Option<&str>) -> Vec<Modifier> {
    let TypeName::Builtin(builtin) = name else { return inside.map(words).unwrap_or_default() };
    match (builtin, inside) {
        (Builtin::Float4 | Builtin::Float8, _) => Vec::new(),
        // `character` is `character(1)`; its internal name has no length.
        (Builtin::Bpchar, None) if phrase.ends_with("bpchar") => Vec::new(),
        (Builtin::Bpchar | Builtin::Bit, None) => vec![Modifier::Number(1)],
        (Builtin::Numeric, Some(inside)) => match words(inside).as_slice() {
            [Modifier::Number(precision)] => vec![Modifier::Number(*precision), Modifier::Number(0)],
            other => other.to_vec(),
        },
        (_, inside) => inside.map(words).unwrap_or_default(),
    }
}

fn words(inside: &str) -> Vec<Modifier> {
    let one = |part: &str| part.parse().map_or_else(|_| Modifier::Word(part.into()), Modifier::Number);
    inside.split(',').map(|part| one(part.trim())).collect()
}

/// `interval day to second(3)`: the precision belongs to the seconds.
fn interval(fields: &str, inside: Option<&str>, array: Array) -> DataType {
    let fields = normal_words(fields);
    let fields = (!fields.is_empty()).then(|| Modifier::Word(fields.as_str().into()));
    let precision = inside.and_then(|n| n.trim().parse().ok()).map(Modifier::Number);
    DataType {
        name: TypeName::Builtin(Builtin::Interval),
        modifiers: fields.into_iter().chain(precision).collect(),
        array,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        data_type(text, &|name| QualifiedName::new("public", name.clone())).map(|t| t.to_string())
    }

    #[test]
    fn types_read_as_the_catalogue_shows_them() {
        for (written, stored) in [
            ("INT", "integer"),
            ("varchar(20)", "character varying(20)"),
            ("TIMESTAMP(3)", "timestamp(3) without time zone"),
            ("timestamptz", "timestamp with time zone"),
            ("timestamp (6) with time zone", "timestamp(6) with time zone"),
            ("DECIMAL(65,30)", "numeric(65,30)"),
            ("numeric(5)", "numeric(5,0)"),
            ("char", "character(1)"),
            ("bpchar", "bpchar"),
            ("\"char\"", "\"char\""),
            ("bit", "bit(1)"),
            ("float(10)", "real"),
            ("double precision[]", "double precision[]"),
            ("text[][]", "text[]"),
            ("integer ARRAY[4]", "integer[]"),
            ("\"Role\"[]", "public.\"Role\"[]"),
            ("auth.\"User Type\"", "auth.\"User Type\""),
            ("pg_catalog.int8", "bigint"),
            ("vector(1536)", "public.vector(1536)"),
            ("geometry(Point, 4326)", "public.geometry(Point,4326)"),
            ("interval day to second(3)", "interval day to second(3)"),
            ("interval(3)", "interval(3)"),
        ] {
            assert_eq!(shown(written).as_deref(), Some(stored), "{written}");
        }
        assert_eq!(shown("not a type at all"), None);
        let long = format!("\"{}\"", "T".repeat(70));
        assert_eq!(shown(&long), Some(format!("public.\"{}\"", "T".repeat(63))));
    }
}
