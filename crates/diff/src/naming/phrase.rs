//! Topics → phrases, the weightiest first.

use icms_model::change::{ColumnAlteration, Verb};
use icms_model::{ObjectKind, Pair, Schema};

use super::topic::{Detail, Topic};
use super::words::{shared, singular};

/// One phrase per thing that is done, tables before columns before the rest.
pub(super) fn phrases(topics: &[Topic], schemas: Pair<&Schema>) -> Vec<String> {
    let initial = schemas.before.tables.is_empty() && schemas.after.tables.len() > 3;
    if initial && topics.iter().any(|t| t.kind == ObjectKind::Table) {
        return vec!["create_initial_schema".to_owned()];
    }
    let mut phrases = Vec::new();
    phrases.extend(tables(topics, Verb::Create));
    phrases.extend(tables(topics, Verb::Drop));
    phrases.extend(renamed_tables(topics));
    for verb in [Verb::Create, Verb::Drop, Verb::Rename, Verb::Alter] {
        phrases.extend(columns(topics, verb));
    }
    let before_the_rest = phrases.len();
    for kind in REST {
        phrases.extend(topics.iter().filter(|t| t.kind == kind).map(rest));
    }
    // an enum made for a new column, a key made with a new table: the first phrase says it
    if before_the_rest > 0 {
        let incidental: Vec<String> = topics.iter().filter(|t| incidental(t)).map(rest).collect();
        phrases.retain(|phrase| !incidental.contains(phrase));
    }
    phrases.dedup();
    phrases
}

/// Everything but tables and columns, the weightiest first.
const REST: [ObjectKind; 12] = [
    ObjectKind::Enum,
    ObjectKind::View,
    ObjectKind::Function,
    ObjectKind::PrimaryKey,
    ObjectKind::ForeignKey,
    ObjectKind::Unique,
    ObjectKind::Check,
    ObjectKind::Index,
    ObjectKind::Sequence,
    ObjectKind::Extension,
    ObjectKind::Namespace,
    ObjectKind::Comment,
];

fn incidental(topic: &Topic) -> bool {
    let made_or_gone = matches!(topic.verb, Verb::Create | Verb::Drop);
    let named_after_others = topic.verb == Verb::Rename && topic.table.is_some();
    let kind = matches!(
        topic.kind,
        ObjectKind::Enum
            | ObjectKind::Extension
            | ObjectKind::Index
            | ObjectKind::ForeignKey
            | ObjectKind::Unique
            | ObjectKind::PrimaryKey
    );
    named_after_others || (made_or_gone && kind)
}

const fn word(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "create",
        Verb::Drop => "drop",
        Verb::Rename => "rename",
        Verb::Alter => "change",
    }
}

fn tables(topics: &[Topic], verb: Verb) -> Option<String> {
    let names: Vec<String> = topics
        .iter()
        .filter(|t| t.kind == ObjectKind::Table && t.verb == verb)
        .map(|t| t.name.clone())
        .collect();
    let verb = word(verb);
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{verb}_{one}_table")),
        [one, two] => Some(format!("{verb}_{one}_and_{two}_tables")),
        [first, others @ ..] => Some(match shared(&names) {
            Some(topic) => format!("{verb}_{}_tables", singular(&topic)),
            None => format!("{verb}_{first}_and_{}_more_tables", others.len()),
        }),
    }
}

fn renamed_tables(topics: &[Topic]) -> impl Iterator<Item = String> {
    topics.iter().filter(|t| t.kind == ObjectKind::Table && matches!(t.verb, Verb::Rename | Verb::Alter)).map(
        |t| match t.verb {
            Verb::Rename => format!("rename_{}_to_{}", t.old, t.name),
            Verb::Create | Verb::Drop | Verb::Alter => format!("change_{}_storage", t.name),
        },
    )
}

/// One phrase per table; the same columns in several tables are one phrase.
fn columns(topics: &[Topic], verb: Verb) -> Vec<String> {
    let mut by_table: Vec<(&str, Vec<&Topic>)> = Vec::new();
    for topic in topics.iter().filter(|t| t.kind == ObjectKind::Column && t.verb == verb) {
        let table = topic.table.as_deref().unwrap_or("");
        match by_table.iter_mut().find(|(name, _)| *name == table) {
            Some((_, list)) => list.push(topic),
            None => by_table.push((table, vec![topic])),
        }
    }
    if let ([(_, first), _, _, ..], Verb::Create | Verb::Drop) = (by_table.as_slice(), verb) {
        let names = |list: &[&Topic]| list.iter().map(|t| t.name.clone()).collect::<Vec<_>>();
        if by_table.iter().all(|(_, list)| names(list) == names(first)) {
            return vec![format!("{}_{}", added(verb), in_tables(&names(first), by_table.len(), verb))];
        }
    }
    by_table.into_iter().map(|(table, list)| in_one_table(table, &list, verb)).collect()
}

fn in_tables(columns: &[String], tables: usize, verb: Verb) -> String {
    format!("{}_{}_{tables}_tables", columns.join("_and_"), joint(verb))
}

const fn added(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "add",
        Verb::Drop => "drop",
        Verb::Rename => "rename",
        Verb::Alter => "change",
    }
}

const fn joint(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "to",
        Verb::Drop => "from",
        Verb::Rename | Verb::Alter => "in",
    }
}

fn in_one_table(table: &str, topics: &[&Topic], verb: Verb) -> String {
    let names: Vec<String> = topics.iter().map(|t| t.name.clone()).collect();
    match (topics, verb) {
        ([one], Verb::Alter) => altered_column(table, one),
        ([one], Verb::Rename) => format!("rename_{table}_{}_to_{}", one.old, one.name),
        ([one], Verb::Create | Verb::Drop) => format!("{}_{}_{}_{table}", added(verb), one.name, joint(verb)),
        ([one, two], Verb::Create | Verb::Drop)
            if table.len() + one.name.len() + two.name.len() < super::LONGEST - 12 =>
        {
            format!("{}_{}_and_{}_{}_{table}", added(verb), one.name, two.name, joint(verb))
        }
        _ => {
            let topic = shared(&names).filter(|topic| *topic != singular(table));
            let topic = topic.map_or_else(String::new, |topic| format!("_{topic}"));
            format!("{}_{}{topic}_fields", added(verb), singular(table))
        }
    }
}

fn altered_column(table: &str, topic: &Topic) -> String {
    let column = &topic.name;
    match &topic.detail {
        Detail::Required => format!("require_{table}_{column}"),
        Detail::Column(ColumnAlteration::NotNull) => format!("make_{table}_{column}_optional"),
        Detail::Column(ColumnAlteration::Type) => format!("change_{table}_{column}_type"),
        Detail::Column(ColumnAlteration::Default) => format!("change_{table}_{column}_default"),
        Detail::Column(ColumnAlteration::Generated) => format!("change_{table}_{column}_expression"),
        Detail::Column(ColumnAlteration::Identity) => format!("change_{table}_{column}_identity"),
        Detail::None | Detail::Values(_) => format!("change_{table}_{column}"),
    }
}

/// A phrase for anything but a table or column.
fn rest(topic: &Topic) -> String {
    let kind = topic.kind.word().replace(' ', "_");
    let name = &topic.name;
    match (topic.verb, &topic.table, &topic.detail) {
        (Verb::Rename, _, _) => format!("rename_{}_to_{name}", topic.old),
        (_, _, Detail::Values(values)) if values.len() == 1 => format!("add_{}_to_{name}", values.join("_")),
        (_, _, Detail::Values(values)) if !values.is_empty() => format!("add_{name}_values"),
        (Verb::Create, Some(_), _) => format!("add_{}", constraint(name, &kind)),
        (Verb::Create | Verb::Drop, _, _) => format!("{}_{}", word(topic.verb), constraint(name, &kind)),
        (Verb::Alter, _, _) => format!("change_{}", constraint(name, &kind)),
    }
}

/// `users_email_idx` → `users_email_index`: names by the usual pattern already say what they are.
fn constraint(name: &str, kind: &str) -> String {
    const ENDINGS: [&str; 5] = ["_pkey", "_key", "_fkey", "_idx", "_check"];
    let stem = ENDINGS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    if stem.ends_with(kind) { stem.to_owned() } else { format!("{stem}_{kind}") }
}
