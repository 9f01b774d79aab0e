//! `WITH (…)` as the catalogue keeps it: a list of `name=value`.

use icms_model::Text;

/// The options, sorted by name, each name behind a prefix.
pub fn options(prefix: &str, list: Option<Vec<&str>>) -> Vec<(Text, Text)> {
    let split = |option: &str| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        (Text::from(format!("{prefix}{name}")), Text::from(value))
    };
    let mut options: Vec<(Text, Text)> = list.unwrap_or_default().into_iter().map(split).collect();
    options.sort();
    options
}
