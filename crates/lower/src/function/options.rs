//! What stands between a function's arguments and its body: result, language, attributes.

/// The options by what they say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// As `pg_get_function_result` prints it; empty for procedures.
    pub result: String,
    /// In lower case.
    pub language: String,
    /// The ones that are no defaults, sorted.
    pub attributes: Vec<String>,
}

/// Words that end the result type.
const CLAUSES: [&str; 19] = [
    "language",
    "immutable",
    "stable",
    "volatile",
    "strict",
    "called",
    "leakproof",
    "not",
    "security",
    "external",
    "parallel",
    "cost",
    "rows",
    "support",
    "set",
    "window",
    "transform",
    "as",
    "returns",
];

/// Reads the options.
pub(super) fn read(text: &str) -> Options {
    let words = words(text);
    let mut options = Options::default();
    let mut rest = words.as_slice();
    while let Some((word, tail)) = rest.split_first() {
        rest = tail;
        match word.to_lowercase().as_str() {
            "returns" => rest = result(&mut options, tail),
            "language" => options.language = take(&mut rest).trim_matches(['\'', '"']).to_lowercase(),
            "immutable" => options.attributes.push("IMMUTABLE".to_owned()),
            "stable" => options.attributes.push("STABLE".to_owned()),
            "strict" => options.attributes.push("STRICT".to_owned()),
            "leakproof" => options.attributes.push("LEAKPROOF".to_owned()),
            "not" => {
                take(&mut rest);
            }
            "definer" => options.attributes.push("SECURITY DEFINER".to_owned()),
            "parallel" => parallel(&mut options, &take(&mut rest)),
            "cost" => number(&mut options, "COST", &take(&mut rest), &["100"]),
            "rows" => number(&mut options, "ROWS", &take(&mut rest), &["1000", "0"]),
            "support" => {
                let function = take(&mut rest);
                options.attributes.push(format!("SUPPORT {function}"));
            }
            "set" => rest = setting(&mut options, tail),
            _ => {}
        }
    }
    options.attributes.sort();
    options
}

fn take(rest: &mut &[String]) -> String {
    let Some((first, tail)) = rest.split_first() else { return String::new() };
    *rest = tail;
    first.clone()
}

/// The result type, and `returns null on null input`.
fn result<'w>(options: &mut Options, words: &'w [String]) -> &'w [String] {
    if words.first().is_some_and(|word| word.eq_ignore_ascii_case("null")) {
        options.attributes.push("STRICT".to_owned());
        return words.get(4..).unwrap_or_default();
    }
    let end = words.iter().position(|word| CLAUSES.contains(&word.to_lowercase().as_str()));
    let (head, tail) = words.split_at(end.unwrap_or(words.len()));
    options.result = normal_result(&head.join(" "));
    tail
}

/// As the server prints it: `SETOF` and `TABLE(` in capitals, a type under its own name.
fn normal_result(text: &str) -> String {
    let lower = text.to_lowercase();
    if let Some(of) = lower.strip_prefix("setof ") {
        return format!("SETOF {}", normal_type(text.get(text.len() - of.len()..).unwrap_or(of)));
    }
    match lower.strip_prefix("table") {
        Some(_) => format!("TABLE{}", text.get("table".len()..).unwrap_or_default().trim_start()),
        None => normal_type(text),
    }
}

fn normal_type(text: &str) -> String {
    let keep = |name: &icms_sql::Name| icms_model::QualifiedName::new("", name.clone());
    let parsed = icms_model::DataType::parse(text, &keep);
    match parsed {
        Some(data_type) if data_type.user_type().is_none() => data_type.to_string(),
        Some(_) | None => text.to_owned(),
    }
}

fn parallel(options: &mut Options, word: &str) {
    match word.to_lowercase().as_str() {
        "safe" => options.attributes.push("PARALLEL SAFE".to_owned()),
        "restricted" => options.attributes.push("PARALLEL RESTRICTED".to_owned()),
        _ => {}
    }
}

fn number(options: &mut Options, word: &str, value: &str, usual: &[&str]) {
    if !usual.contains(&value) {
        options.attributes.push(format!("{word} {value}"));
    }
}

/// `set search_path = a, b` and `set search_path to 'x'`.
fn setting<'w>(options: &mut Options, words: &'w [String]) -> &'w [String] {
    let end = words.iter().position(|word| CLAUSES.contains(&word.to_lowercase().as_str()));
    let (head, tail) = words.split_at(end.unwrap_or(words.len()));
    let text = head.join(" ");
    let (name, value) = match text.split_once('=') {
        Some(pair) => pair,
        None => text.split_once(" to ").or_else(|| text.split_once(" TO ")).unwrap_or((&text, "")),
    };
    let value = value.trim();
    let bare = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    let value = bare.filter(|value| !value.is_empty()).unwrap_or(value);
    options.attributes.push(format!("SET {} TO {value}", name.trim()));
    tail
}

/// Words, where parentheses and quotes hold theirs together.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut depth, mut quote) = (0_usize, None);
    for c in text.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c.is_whitespace() && depth == 0 && quote.is_none() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        } else {
            word.push(c);
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        let read = read(
            "returns trigger language plpgsql stable security definer set search_path = public, pg_temp",
        );
        assert_eq!(read.result, "trigger");
        assert_eq!(read.language, "plpgsql");
        assert_eq!(read.attributes, ["SECURITY DEFINER", "SET search_path TO public, pg_temp", "STABLE"]);
        let table = super::read("returns table(id int, name text) language sql cost 100");
        assert_eq!(table.result, "TABLE(id int, name text)");
        assert!(table.attributes.is_empty());
        assert_eq!(super::read("returns setof int language sql").result, "SETOF integer");
    }
}
