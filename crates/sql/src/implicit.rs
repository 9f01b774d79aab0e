//! The names PostgreSQL makes up when a script gives none.

use crate::Name;

/// Longest identifier in bytes: the server's `NAMEDATALEN - 1`.
pub const MAX_IDENTIFIER: usize = 63;

/// What the made-up name is for; its last part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Suffix {
    /// `t_pkey`; takes no columns.
    PrimaryKey,
    /// `t_a_b_key`.
    Unique,
    /// `t_a_fkey`.
    ForeignKey,
    /// `t_a_check` when the expression reads exactly that one column, else `t_check`.
    Check,
    /// `t_a_excl`.
    Exclusion,
    /// `t_a_b_idx`.
    Index,
    /// `t_id_seq`.
    Sequence,
    /// `t_a_not_null`, since PostgreSQL 18.
    NotNull,
    /// `t_a_b_stat`.
    Statistics,
}

impl Suffix {
    /// As it stands in the name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrimaryKey => "pkey",
            Self::Unique => "key",
            Self::ForeignKey => "fkey",
            Self::Check => "check",
            Self::Exclusion => "excl",
            Self::Index => "idx",
            Self::Sequence => "seq",
            Self::NotNull => "not_null",
            Self::Statistics => "stat",
        }
    }
}

/// The name the server would choose for a nameless object on `table` over `columns`, numbered while `taken`.
///
/// What counts as taken depends on the kind: relations of the namespace for indexes, keys and sequences; constraints
/// of the namespace for foreign keys, of the table for checks.
#[must_use]
pub fn implicit_name<C: AsRef<str>>(
    table: &str,
    columns: &[C],
    suffix: Suffix,
    mut taken: impl FnMut(&str) -> bool,
) -> Name {
    let addition = joined_columns(columns);
    let mut label = suffix.as_str().to_owned();
    let mut pass = 0_u32;
    loop {
        let name = object_name(table, &addition, &label);
        if !taken(&name) {
            return Name::new(name);
        }
        pass += 1;
        label = format!("{}{pass}", suffix.as_str());
    }
}

/// The column names of an index as the server numbers them when they repeat: `lower, lower1`.
#[must_use]
pub fn index_column_names<C: AsRef<str>>(wanted: &[C]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(wanted.len());
    for name in wanted {
        let origin = name.as_ref();
        let mut candidate = origin.to_owned();
        let mut number = 0_u32;
        while names.contains(&candidate) {
            number += 1;
            let digits = number.to_string();
            candidate = format!("{}{digits}", clip(origin, MAX_IDENTIFIER - digits.len()));
        }
        names.push(candidate);
    }
    names
}

/// What the server stores for an identifier that is too long: its first 63 bytes, whole characters only.
#[must_use]
pub fn truncate_identifier(raw: &str) -> &str {
    clip(raw, MAX_IDENTIFIER)
}

/// `name1_name2_label` in at most 63 bytes: the longer of the first two gives way, byte by byte.
fn object_name(name1: &str, name2: &str, label: &str) -> String {
    let separators = if name2.is_empty() { 1 } else { 2 };
    let available = MAX_IDENTIFIER.saturating_sub(label.len() + separators);
    let (mut len1, mut len2) = (name1.len(), name2.len());
    while len1 + len2 > available {
        if len1 > len2 {
            len1 -= 1;
        } else {
            len2 -= 1;
        }
    }
    let (part1, part2) = (clip(name1, len1), clip(name2, len2));
    if name2.is_empty() { format!("{part1}_{label}") } else { format!("{part1}_{part2}_{label}") }
}

/// Columns joined by underscores; the server stops adding once it has 64 bytes.
fn joined_columns<C: AsRef<str>>(columns: &[C]) -> String {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column.as_ref());
        if joined.len() > MAX_IDENTIFIER {
            break;
        }
    }
    joined
}

/// The longest prefix of whole characters within `bytes`.
fn clip(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(table: &str, columns: &[&str], suffix: Suffix) -> String {
        implicit_name(table, columns, suffix, |_| false).to_string()
    }

    #[test]
    fn ordinary() {
        assert_eq!(free("t", &[], Suffix::PrimaryKey), "t_pkey");
        assert_eq!(free("t", &["a", "b"], Suffix::Unique), "t_a_b_key");
        assert_eq!(free("t", &["id"], Suffix::Sequence), "t_id_seq");
        let taken = ["t_a_fkey", "t_a_fkey1"];
        let name = implicit_name("t", &["a"], Suffix::ForeignKey, |n| taken.contains(&n));
        assert_eq!(name, "t_a_fkey2");
    }

    #[test]
    fn repeated_columns_are_numbered() {
        assert_eq!(
            index_column_names(&["lower", "lower", "expr", "lower"]),
            ["lower", "lower1", "expr", "lower2"]
        );
    }

    #[test]
    fn truncation_keeps_characters_whole() {
        assert_eq!(truncate_identifier(&"ä".repeat(40)).len(), 62);
    }
}
