//! `WITH (…)`.

use icms_model::Text;
use icms_sql::{quote_ident, quote_literal};

/// ` WITH (fillfactor=80)`, or nothing.
pub fn with(options: &[(Text, Text)]) -> String {
    if options.is_empty() { String::new() } else { format!(" WITH ({})", assignments(options)) }
}

/// `fillfactor=80, "x"='a b'`
pub fn assignments(options: &[(Text, Text)]) -> String {
    let one = |(name, value): &(Text, Text)| format!("{}={}", option_name(name), option_value(value));
    options.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What to set and what to reset to get from one list to the other, as `SET (…)` and `RESET (…)`.
pub fn changes(before: &[(Text, Text)], after: &[(Text, Text)]) -> Vec<String> {
    let set: Vec<_> = after.iter().filter(|o| !before.contains(o)).cloned().collect();
    let gone = |(name, _): &&(Text, Text)| !after.iter().any(|(n, _)| n == name);
    let reset: Vec<String> = before.iter().filter(gone).map(|(name, _)| option_name(name)).collect();
    let set = (!set.is_empty()).then(|| format!("SET ({})", assignments(&set)));
    let reset = (!reset.is_empty()).then(|| format!("RESET ({})", reset.join(", ")));
    set.into_iter().chain(reset).collect()
}

/// `toast.autovacuum_enabled` is two names.
fn option_name(name: &str) -> String {
    name.split('.').map(|part| quote_ident(part).into_owned()).collect::<Vec<_>>().join(".")
}

fn option_value(value: &str) -> String {
    let number = value.parse::<f64>().is_ok();
    let word = matches!(value, "true" | "false" | "on" | "off" | "auto" | "local" | "cascaded");
    if number || word { value.to_owned() } else { quote_literal(value) }
}
