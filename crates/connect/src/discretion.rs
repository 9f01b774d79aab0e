//! What of a server's message may be shown: PostgreSQL puts values of rows into messages, details and contexts.

/// What a message of some SQLSTATE may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discretion {
    /// Names of objects, in the message and in its detail.
    Names,
    /// Names in the message, values in the detail: `Key (email)=(…) already exists`.
    Keys,
    /// Values in quotes: `invalid input syntax for type integer: "…"`.
    Values,
    /// Whatever somebody wrote: `RAISE`, extensions, foreign servers.
    Anything,
}

impl Discretion {
    /// By the SQLSTATE; the message tells only whether a syntax error points at a literal.
    pub fn of(sqlstate: &str, message: &str) -> Self {
        let class = sqlstate.get(..2).unwrap_or_default();
        match (class, sqlstate) {
            (_, "42601") if points_at_literal(message) => Self::Values,
            // no data found, too many rows: the server's own words
            (_, "P0002" | "P0003") => Self::Names,
            ("23" | "44", _) => Self::Keys,
            ("22" | "21" | "XX", _) => Self::Values,
            (
                "08" | "0A" | "0B" | "0L" | "0P" | "20" | "24" | "25" | "26" | "28" | "2B" | "2D" | "34"
                | "3B" | "3D" | "3F" | "40" | "42" | "53" | "54" | "55" | "57" | "58",
                _,
            ) => Self::Names,
            _ => Self::Anything,
        }
    }
}

/// What opens and closes a quotation in the languages that the server speaks.
const QUOTES: [char; 9] = ['"', '«', '»', '“', '”', '„', '‹', '›', '『'];

/// `syntax error at or near "'it"`: what is quoted begins like a literal.
fn points_at_literal(message: &str) -> bool {
    let quoted = message.split_once(QUOTES).map_or("", |(_, rest)| rest);
    let first =
        quoted.trim_start_matches(['E', 'e', 'B', 'b', 'X', 'x', 'N', 'n', 'U', 'u', '&']).chars().next();
    quoted.starts_with(['$']) || first.is_some_and(|c| c == '\'' || c.is_ascii_digit())
}

/// The message with `…` for everything quoted, from the first quotation mark to the last: a value may hold some. What
/// follows a colon without quotes is a value too: `date field value out of range: 2013-13-01`.
pub fn without_quoted(message: &str) -> String {
    let first = message.find(QUOTES);
    let last = message.rfind(QUOTES).map(|at| at + message[at..].chars().next().map_or(1, char::len_utf8));
    let text = match (first, last) {
        (Some(first), Some(last)) => format!("{}\"…\"{}", &message[..first], &message[last..]),
        _ => message.to_owned(),
    };
    match text.split_once(": ") {
        Some((_, "\"…\"")) | None => text,
        Some((before, _)) => format!("{before}: …"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_left_out() {
        let shown = [
            (
                "invalid input syntax for type integer: \"s\"x\"",
                "invalid input syntax for type integer: \"…\"",
            ),
            ("value \"99\" is out of range for type integer", "value \"…\" is out of range for type integer"),
            ("date field value out of range: 2013-13-01", "date field value out of range: …"),
            ("ungültige Eingabe für Typ integer: »s«", "ungültige Eingabe für Typ integer: \"…\""),
            (
                "invalid byte sequence for encoding \"UTF8\": 0x73",
                "invalid byte sequence for encoding \"…\": …",
            ),
            (
                "value too long for type character varying(10)",
                "value too long for type character varying(10)",
            ),
        ];
        for (said, wanted) in shown {
            assert_eq!(without_quoted(said), wanted);
        }
    }

    #[test]
    fn the_sqlstate_tells_what_may_be_shown() {
        let of = |state| Discretion::of(state, "");
        assert_eq!(of("42P01"), Discretion::Names);
        assert_eq!(of("2BP01"), Discretion::Names);
        assert_eq!(of("23505"), Discretion::Keys);
        assert_eq!(of("22P02"), Discretion::Values);
        assert_eq!(of("P0001"), Discretion::Anything);
        assert_eq!(of("ZZ123"), Discretion::Anything);
        let near = |text: &str| Discretion::of("42601", &format!("syntax error at or near \"{text}\""));
        assert_eq!([near("'abc'"), near("E'abc'"), near("12"), near("$$x$$")], [Discretion::Values; 4]);
        assert_eq!([near("FROM"), near("Name"), near(")")], [Discretion::Names; 3]);
    }
}
