//! Names of constraints, to compare errors with.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use icms_model::Uniqueness;

use crate::layout::{indented, literal};
use crate::name;
use crate::shown::{Context, Shown};

/// `pub mod constraint`; nothing where there is none.
pub fn source(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let named = named(context, shown);
    if named.is_empty() {
        return String::new();
    }
    let mut body = String::new();
    for (at, (constant, full, what)) in named.iter().enumerate() {
        let line =
            context.page.narrowed(4).assignment(&format!("pub const {constant}: &str"), &literal(full));
        let _ = write!(body, "{}/// {what}\n{line}\n", if at == 0 { "" } else { "\n" });
    }
    format!(
        "/// Names of constraints: what [`icms_client::Error::constraint`] gives is compared with them.\npub mod \
         constraint {{\n{}\n}}\n",
        indented(body.trim_end(), 4)
    )
}

/// The constants with the names that they hold.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> Vec<(String, String)> {
    named(context, shown).into_iter().map(|(constant, full, _)| (constant, full)).collect()
}

/// Constants, the names that they hold, and what has these.
fn named(context: &Context<'_>, shown: &Shown<'_>) -> Vec<(String, String, &'static str)> {
    let mut names = names(context, shown);
    names.sort();
    names.dedup();
    let prefix = format!("{}_", shown.entity.table.name);
    let short = |full: &str| name::constant(full.strip_prefix(&prefix).unwrap_or(full));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (full, _) in &names {
        *times.entry(short(full)).or_default() += 1;
    }
    let mut given = std::collections::BTreeSet::new();
    let mut out = Vec::with_capacity(names.len());
    for (full, what) in names {
        // The same without the table's name: then the whole name it is, and a number where case alone tells them apart.
        let mut constant = if times[&short(&full)] > 1 { name::constant(&full) } else { short(&full) };
        while !given.insert(constant.clone()) {
            constant.push_str("_2");
        }
        out.push((constant, full, what));
    }
    out
}

/// Every constraint that can refuse a row, with what it is.
fn names(context: &Context<'_>, shown: &Shown<'_>) -> Vec<(String, &'static str)> {
    let schema = context.input.schema;
    let Some(table) = schema.tables.named(&shown.entity.table) else { return Vec::new() };
    let mut out: Vec<(String, &'static str)> = Vec::new();
    out.extend(table.primary_key.iter().map(|key| (key.name.to_string(), "The primary key.")));
    out.extend(table.uniques.iter().map(|key| (key.name.to_string(), "A unique key.")));
    out.extend(table.checks.iter().map(|check| (check.name.to_string(), "A check.")));
    out.extend(table.foreign_keys.iter().map(|key| (key.name.to_string(), "A foreign key.")));
    let unique = table.indexes.iter().filter(|index| matches!(index.uniqueness, Uniqueness::Unique(_)));
    out.extend(unique.map(|index| (index.name.to_string(), "A unique index.")));
    out
}
