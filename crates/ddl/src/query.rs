//! The output names of a query, where its text shows them beyond doubt.

use icms_sql::Name;

/// Names of the columns of a plain `SELECT … FROM`; none where any is made up by the server or comes from a `*`.
pub fn output_names(query: &str) -> Option<Vec<Name>> {
    let mut rest = query.trim_start();
    rest = rest.get(..6).filter(|w| w.eq_ignore_ascii_case("select")).map(|_| &rest[6..])?;
    let mut names = Vec::new();
    let mut item: Vec<&str> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens(rest) {
        match token {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                names.push(name_of(&item)?);
                item.clear();
                continue;
            }
            word if depth == 0 && ends_the_list(word) => break,
            _ => {}
        }
        item.push(token);
    }
    names.push(name_of(&item)?);
    Some(names)
}

fn ends_the_list(word: &str) -> bool {
    ["from", "where", "union", "intersect", "except", "order", "limit", "group", "having"]
        .iter()
        .any(|end| word.eq_ignore_ascii_case(end))
}

/// The name after `AS`, after a dot, or that is the whole item.
fn name_of(item: &[&str]) -> Option<Name> {
    let (last, before) = item.split_last()?;
    let certain = match before.last() {
        None => true,
        Some(word) => *word == "." || word.eq_ignore_ascii_case("as"),
    };
    let identifier = last.starts_with('"') || last.starts_with(|c: char| c.is_alphabetic() || c == '_');
    (certain && identifier).then(|| unquoted(last))
}

fn unquoted(word: &str) -> Name {
    match word.strip_prefix('"').and_then(|w| w.strip_suffix('"')) {
        Some(inside) => Name::from(inside.replace("\"\"", "\"")),
        None => Name::from(word.to_lowercase()),
    }
}

/// Words, quoted names, strings and single marks.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '"' | '\'' => rest[1..].find(first).map_or(rest.len(), |at| at + 2),
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_certain() {
        let names = |query| output_names(query).map(|n| n.iter().map(Name::to_string).collect::<Vec<_>>());
        assert_eq!(
            names(" SELECT u.id,\n    lower(u.\"Name\") AS name,\n    x FROM users u"),
            Some(vec!["id".into(), "name".into(), "x".into()])
        );
        assert_eq!(names("select count(*) from t"), None);
        assert_eq!(names("select * from t"), None);
        assert_eq!(names("select a::text from t"), None);
        assert_eq!(names("with x as (select 1) select 1 as a"), None);
    }
}
