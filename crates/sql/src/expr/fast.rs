//! The defaults that nearly every column has, told without a parser.

/// The canonical form of a small number, a boolean or a call without arguments; none for anything else.
pub(super) fn canonical(text: &str) -> Option<String> {
    let first = *text.as_bytes().first()?;
    if first.is_ascii_digit() {
        // Nine digits always fit an integer.
        let plain = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
        return (plain && (first != b'0' || text.len() == 1)).then(|| text.to_owned());
    }
    const KNOWN: [(&str, &str); 6] = [
        ("true", "true"),
        ("false", "false"),
        ("now()", "now()"),
        ("gen_random_uuid()", "gen_random_uuid()"),
        ("current_timestamp", "CURRENT_TIMESTAMP"),
        ("current_date", "CURRENT_DATE"),
    ];
    KNOWN.iter().find(|(known, _)| text.eq_ignore_ascii_case(known)).map(|(_, form)| (*form).to_owned())
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::expr::{NoContext, slow_canonical};

    #[test]
    fn says_what_the_parser_says() {
        for text in [
            "0",
            "12",
            "999999999",
            "TRUE",
            "false",
            "now()",
            "CURRENT_TIMESTAMP",
            "current_date",
            "gen_random_uuid()",
        ] {
            assert_eq!(canonical(text), Some(slow_canonical(text, &NoContext)), "{text}");
        }
        for text in ["", "01", "1.0", "1 ", "-1", "1000000000", "'x'", "nowhere()"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
