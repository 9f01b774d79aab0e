//! Names in the database: spelling, Prisma's rule for made-up names, the limit of 63 bytes.

use std::borrow::Cow;

use icms_sql::{MAX_IDENTIFIER, Name, truncate_identifier};

use crate::config::Naming;

/// As the server stores it: cut to 63 bytes.
pub(crate) fn stored(raw: &str) -> Name {
    Name::new(truncate_identifier(raw))
}

/// How a name without `@map` is spelled.
pub(crate) fn spelled(name: &str, naming: Naming) -> Cow<'_, str> {
    match naming {
        Naming::Verbatim => Cow::Borrowed(name),
        Naming::SnakeCase => Cow::Owned(snake_case(name)),
    }
}

/// `createdAt` → `created_at`, `HTTPServer` → `http_server`, `user2FA` → `user2_fa`.
pub(crate) fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| chars.get(b));
        let after = chars.get(i + 1);
        let starts_word = c.is_uppercase()
            && before
                .is_some_and(|&b| b != '_' && (!b.is_uppercase() || after.is_some_and(|a| a.is_lowercase())));
        if starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The name Prisma makes up: `{table}_{columns}{suffix}`, where the part before the suffix gives way.
#[must_use]
pub fn made_up<'c>(table: &str, columns: impl IntoIterator<Item = &'c str>, suffix: &str) -> Name {
    let mut name = String::from(table);
    for column in columns {
        name.push('_');
        name.push_str(column);
    }
    name.truncate(name.floor_char_boundary(MAX_IDENTIFIER - suffix.len()));
    name.push_str(suffix);
    Name::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake() {
        for (name, snake) in [
            ("createdAt", "created_at"),
            ("User", "user"),
            ("HTTPServer", "http_server"),
            ("already_snake", "already_snake"),
            ("A_B", "a_b"),
            ("x2Y", "x2_y"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }

    #[test]
    fn long_names_give_way_before_the_suffix() {
        assert_eq!(made_up("t", ["a", "b"], "_key").as_str(), "t_a_b_key");
        let table = "T".repeat(58);
        let name = made_up(&table, ["b"], "_key");
        assert_eq!(name.as_str(), format!("{table}__key").as_str());
        assert_eq!(name.as_str().len(), 63);
    }
}
