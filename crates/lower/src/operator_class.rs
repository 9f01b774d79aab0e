//! Prisma's words for operator classes.

use icms_model::Text;

use crate::key::Ops;

/// For which methods a class is, and for which types.
pub(crate) struct OperatorClass {
    /// What it compares: the internal name of a type, or a family.
    pub subject: String,
    /// What it is for.
    pub purpose: Purpose,
}

/// What an operator class is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// `InetOps`: GiST and SP-GiST.
    Network,
    /// `JsonbOps`, `JsonbPathOps`: GIN over documents.
    Document,
    /// `ArrayOps`: GIN over lists.
    List,
    /// `TextOps`: SP-GiST over text.
    Text,
    /// `…MinMaxOps` and their like: BRIN.
    Summary,
}

const SUMMARIES: [(&str, &str); 4] = [
    ("MinMaxMultiOps", "_minmax_multi_ops"),
    ("MinMaxOps", "_minmax_ops"),
    ("BloomOps", "_bloom_ops"),
    ("InclusionOps", "_inclusion_ops"),
];
const SUBJECTS: [&str; 19] = [
    "Bit",
    "VarBit",
    "Bpchar",
    "Bytea",
    "Text",
    "Date",
    "Float4",
    "Float8",
    "Int2",
    "Int4",
    "Int8",
    "Numeric",
    "Oid",
    "Timestamp",
    "TimestampTz",
    "Time",
    "TimeTz",
    "Uuid",
    "Inet",
];

/// What a word means; none when there is no such class.
pub(crate) fn find(word: &str) -> Option<OperatorClass> {
    let (subject, purpose) = match word {
        "InetOps" => ("inet", Purpose::Network),
        "JsonbOps" | "JsonbPathOps" => ("jsonb", Purpose::Document),
        "ArrayOps" => ("array", Purpose::List),
        "TextOps" => ("text", Purpose::Text),
        _ => {
            let (subject, _) = summary(word)?;
            return Some(OperatorClass { subject: subject.to_lowercase(), purpose: Purpose::Summary });
        }
    };
    Some(OperatorClass { subject: subject.to_owned(), purpose })
}

fn summary(word: &str) -> Option<(&str, &'static str)> {
    let (subject, tail) = SUMMARIES.iter().find_map(|(tail, sql)| Some((word.strip_suffix(tail)?, *sql)))?;
    SUBJECTS.contains(&subject).then_some((subject, tail))
}

/// `TimestampMinMaxMultiOps` → `timestamp_minmax_multi_ops`
pub(crate) fn sql_name(word: &str) -> Option<String> {
    let fixed = match word {
        "InetOps" => "inet_ops",
        "JsonbOps" => "jsonb_ops",
        "JsonbPathOps" => "jsonb_path_ops",
        "ArrayOps" => "array_ops",
        "TextOps" => "text_ops",
        _ => {
            let (subject, tail) = summary(word)?;
            return Some(format!("{}{tail}", subject.to_lowercase()));
        }
    };
    Some(fixed.to_owned())
}

/// The parameters in the parentheses of `raw("gist_trgm_ops(siglen=32)")`, sorted.
pub(crate) fn parameters(ops: Ops<'_>) -> Vec<(Text, Text)> {
    let Ops::Raw(text) = ops else { return Vec::new() };
    let inside = text.split_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
    let mut pairs: Vec<(Text, Text)> = inside
        .into_iter()
        .flat_map(|list| list.split(','))
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.trim().into(), value.trim().into()))
        .collect();
    pairs.sort();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (word, sql) in [
            ("JsonbPathOps", "jsonb_path_ops"),
            ("TimestampTzMinMaxMultiOps", "timestamptz_minmax_multi_ops"),
            ("VarBitMinMaxOps", "varbit_minmax_ops"),
            ("InetInclusionOps", "inet_inclusion_ops"),
        ] {
            assert_eq!(sql_name(word).as_deref(), Some(sql));
        }
        assert_eq!(sql_name("NoOps"), None);
        assert!(find("Int4BloomOps").is_some_and(|class| class.subject == "int4"));
    }
}
