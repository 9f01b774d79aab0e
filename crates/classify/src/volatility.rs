//! Whether a default can be computed once for all rows.

/// `pg_proc.provolatile` of the most volatile function in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Volatility {
    /// No function that depends on anything.
    Constant,
    /// The same within one statement: `now()`.
    Stable,
    /// Another value each time: `random()`, or a function we do not know.
    Volatile,
}

/// Built-in functions that depend on nothing.
const IMMUTABLE: &[&str] = &[
    "abs",
    "array_append",
    "ceil",
    "ceiling",
    "coalesce",
    "concat_ws",
    "decode",
    "encode",
    "floor",
    "greatest",
    "jsonb_build_array",
    "jsonb_build_object",
    "least",
    "length",
    "lower",
    "ltrim",
    "make_date",
    "make_interval",
    "make_time",
    "md5",
    "mod",
    "nullif",
    "repeat",
    "replace",
    "round",
    "rtrim",
    "sha256",
    "substr",
    "substring",
    "to_jsonb",
    "trim",
    "trunc",
    "upper",
    "json_build_object",
    "json_build_array",
    "array",
    "row",
];

/// Built-in functions whose value holds for a whole statement.
const STABLE: &[&str] = &[
    "age",
    "concat",
    "current_database",
    "current_setting",
    "current_user",
    "date_trunc",
    "date_part",
    "format",
    "now",
    "session_user",
    "statement_timestamp",
    "timezone",
    "to_char",
    "to_date",
    "to_timestamp",
    "transaction_timestamp",
    "extract",
    "txid_current",
    "inet_client_addr",
];

/// Words that are values of the statement without parentheses.
const STABLE_WORDS: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "localtime",
    "localtimestamp",
    "current_user",
    "session_user",
    "current_role",
    "current_catalog",
    "current_schema",
    "user",
];

/// The volatility of an expression. A function that is not known counts as volatile.
pub fn volatility(expression: &str) -> Volatility {
    let tokens = icms_sql::statement_tokens(expression);
    let mut found = Volatility::Constant;
    for (at, token) in tokens.iter().enumerate() {
        let word = token.to_ascii_lowercase();
        let called = tokens.get(at + 1).is_some_and(|next| next == "(");
        let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '"');
        if !is_word {
            continue;
        }
        // `varchar(10)`, `character varying(10)` and `numeric(4,2)` behind a cast are types.
        let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at)).map(String::as_str);
        let cast =
            before(1) == Some("::") || (before(2) == Some("::") && before(1).is_some_and(|w| w != "("));
        found = found.max(match () {
            () if STABLE_WORDS.contains(&word.as_str()) => Volatility::Stable,
            () if !called || cast || IMMUTABLE.contains(&word.as_str()) => Volatility::Constant,
            () if STABLE.contains(&word.as_str()) => Volatility::Stable,
            () => Volatility::Volatile,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_decide() {
        for (text, wanted) in [
            ("0", Volatility::Constant),
            ("'now()'::text", Volatility::Constant),
            ("'x'::character varying(10)", Volatility::Constant),
            ("CURRENT_TIMESTAMP", Volatility::Stable),
            ("now()", Volatility::Stable),
            ("lower('A')", Volatility::Constant),
            ("gen_random_uuid()", Volatility::Volatile),
            ("clock_timestamp()", Volatility::Volatile),
            ("my_function(1)", Volatility::Volatile),
        ] {
            assert_eq!(volatility(text), wanted, "{text}");
        }
    }
}
