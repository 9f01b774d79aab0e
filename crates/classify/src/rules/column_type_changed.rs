//! A column of another type.

use icms_model::effect::{Action, ColumnAction, UsingClause};
use icms_model::{Builtin, Column, DataType, ForeignKey, KeyPart, LockLevel, Pair, QualifiedName, Table};

use crate::case::Case;
use crate::domain::{Constraint, Domain, domain};
use crate::rules::column_type_refused::mentions;
use crate::rules::enum_value_removed;
use crate::type_change::{Rewrite, TypeChange, ValueEffect, type_change};
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient, Reversible};

crate::rules::rule! {
    "column_type_changed",
    [
        "ICMS251", "ICMS252", "ICMS253", "ICMS254", "ICMS254b", "ICMS255", "ICMS256", "ICMS257", "ICMS257b", "ICMS258",
        "ICMS259", "ICMS260", "ICMS261", "ICMS262", "ICMS263", "ICMS264", "ICMS265", "ICMS266", "ICMS267", "ICMS268",
        "ICMS269", "ICMS269b", "ICMS271", "ICMS272", "ICMS273", "ICMS274", "ICMS275", "ICMS276", "ICMS277", "ICMS278", "ICMS279", "ICMS280",
    ]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(action) = &case.effect.action else { return None };
    let verdict = match action {
        ColumnAction::Type { types, using } => {
            if crate::rules::column_type_refused::refused(case).is_some() || enum_value_removed::speaks_of(case) {
                return None;
            }
            if types.before == types.after && collation(case.column_before()) != collation(case.column_after()) {
                return Some(collated(case));
            }
            let states = (types.before.to_string(), types.after.to_string());
            classed(case, found(case, types, using))?.states(states.0, states.1)
        }
        ColumnAction::Collation => return Some(collated(case)),
        ColumnAction::Add { .. }
        | ColumnAction::Drop { .. }
        | ColumnAction::Rename { .. }
        | ColumnAction::SetNotNull
        | ColumnAction::DropNotNull
        | ColumnAction::SetDefault { .. }
        | ColumnAction::DropDefault
        | ColumnAction::AddIdentity
        | ColumnAction::SetIdentityKind
        | ColumnAction::IdentityOptions
        | ColumnAction::DropIdentity
        | ColumnAction::DropExpression
        | ColumnAction::SetExpression
        | ColumnAction::Statistics
        | ColumnAction::Storage
        | ColumnAction::Compression
        | ColumnAction::Options => return None,
    };
    let Some(table) = case.old_table() else { return Some(verdict) };
    Some(verdict.locks(LockLevel::AccessExclusive, &table))
}

/// What the change does to stored values.
fn found(case: &Case<'_>, types: &Pair<DataType>, using: &UsingClause) -> TypeChange {
    let (from, to) = (&types.before, &types.after);
    match using {
        UsingClause::Expression(_) if from.array == to.array && !plain_cast(case) => {
            TypeChange { code: "ICMS265", effect: ValueEffect::Narrowed("22P02"), rewrite: Rewrite::Table }
        }
        UsingClause::Expression(_) | UsingClause::Implicit if only_the_zone(from, to) && zone_is_utc(case) => {
            TypeChange { code: "ICMS260", effect: ValueEffect::KeptOtherType, rewrite: Rewrite::No }
        }
        UsingClause::Expression(_) | UsingClause::Implicit => {
            domains(case, from, to).unwrap_or_else(|| type_change(from, to))
        }
    }
}

/// From or to a domain.
fn domains(case: &Case<'_>, from: &DataType, to: &DataType) -> Option<TypeChange> {
    let (before, after) = (domain(case.before(), from), domain(case.after(), to));
    if after.as_ref().is_some_and(|d| d.constraint == Constraint::Some) {
        return Some(TypeChange { code: "ICMS269", effect: ValueEffect::MayFail("23514"), rewrite: Rewrite::Table });
    }
    if before.is_none() && after.is_none() {
        return None;
    }
    let base = |domain: Option<Domain>, own: &DataType| domain.and_then(|d| d.base).unwrap_or_else(|| own.clone());
    let (from, to) = (base(before, from), base(after, to));
    Some(if from == to {
        TypeChange { code: "ICMS269b", effect: ValueEffect::Kept, rewrite: Rewrite::No }
    } else {
        type_change(&from, &to)
    })
}

fn only_the_zone(from: &DataType, to: &DataType) -> bool {
    let pair = (from.as_builtin(), to.as_builtin());
    let zones = [Some(Builtin::Timestamp), Some(Builtin::Timestamptz)];
    pair.0 != pair.1 && zones.contains(&pair.0) && zones.contains(&pair.1) && from.array == to.array
}

/// Whether the script sets the session's time zone to UTC before this statement, and to nothing else since.
fn zone_is_utc(case: &Case<'_>) -> bool {
    let earlier = case.script.statements.iter().take(case.at).rev();
    let sets = earlier.filter(|s| s.leading_words(1).iter().any(|word| word == "set"));
    let zone = sets
        .map(|s| s.normalized().to_ascii_lowercase())
        .find(|text| text.contains("timezone") || text.contains("time zone"));
    zone.is_some_and(|text| text.trim_end_matches('\'').ends_with("utc"))
}

fn collation(column: Option<&Column>) -> Option<&QualifiedName> {
    column.and_then(|column| column.collation.as_ref())
}

/// Another collation: values stay, their order does not.
fn collated(case: &Case<'_>) -> Verdict {
    let message = "another collation: every index on the column is built anew while everybody waits";
    let verdict = Verdict::new("ICMS275", Class::Risky, message).states("", case.statement.normalized());
    let Some(table) = case.old_table() else { return verdict };
    let verdict = verdict.locks(LockLevel::AccessExclusive, &table);
    if is_indexed(case) { verdict.scans(&table).impact(Impact::BlocksAll) } else { verdict }
}

/// Whether an index or key holds the column as it is.
fn is_indexed(case: &Case<'_>) -> bool {
    let Some((table, column)) = case.table_before().zip(case.member()) else { return false };
    table.primary_key.as_ref().is_some_and(|key| key.columns.contains(column))
        || table.uniques.iter().any(|unique| unique.columns.contains(column))
        || table.indexes.iter().any(|i| i.keys.iter().any(|k| k.part == KeyPart::Column(column.clone())))
}

/// `USING c::t`: what the assignment would do, spelled out.
fn plain_cast(case: &Case<'_>) -> bool {
    let Action::Column(ColumnAction::Type { using: UsingClause::Expression(e), types }) = &case.effect.action else {
        return false;
    };
    let Some(column) = case.member() else { return false };
    let bare = |text: &str| icms_sql::normalized_tokens(text).replace(['(', ')', ' '], "").to_lowercase();
    let cast = |name: &str| bare(&format!("{}::{name}", column.quoted()));
    let unqualified = types.after.user_type().map(|name| cast(&name.name.quoted()));
    let written = bare(e.text());
    written == cast(&types.after.to_string()) || unqualified == Some(written)
}

fn classed(case: &Case<'_>, found: TypeChange) -> Option<Verdict> {
    let Some(table) = case.old_table() else {
        return Some(Verdict::new(found.code, Class::Safe, "another type, in a table without rows"));
    };
    if case.known_empty() && case.table_facts().is_some() {
        let verdict = Verdict::new(found.code, Class::Risky, "another type; clients decode it differently");
        return Some(verdict.fact("the table has no rows"));
    }
    let before = case.table_before()?;
    let found = TypeChange { code: with_keys(case, found), ..found };
    let verdict = match found.effect {
        ValueEffect::Kept => kept(case, found, before, &table)?,
        ValueEffect::KeptOtherType => Verdict::new(found.code, Class::Risky, "another type: every value fits, clients decode it differently")
            .old_client(OldClient::FailsOnNewData),
        ValueEffect::MayFail(state) => Verdict::new(found.code, Class::Risky, "values that do not fit are refused")
            .remedy("keep the type and add a CHECK constraint NOT VALID, then validate it")
            .fails_with(state)
            .old_client(OldClient::FailsOnNewData),
        ValueEffect::Narrowed(state) => Verdict::new(found.code, Class::Breaking, "a narrower type: values that do not fit are refused, now and from the running release")
            .remedy("add a column of the new type, write both, move readers, drop the old one in a later release")
            .fails_with(state)
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites),
        ValueEffect::SilentLoss(what) => Verdict::new(found.code, Class::Breaking, format!("values change without an error: {what}"))
            .remedy("keep the type, or prove first that no value changes")
            .loses(what)
            .reversible(Reversible::Lossy),
        ValueEffect::Reinterpreted => Verdict::new(found.code, Class::Breaking, "every value is read in the session's time zone")
            .remedy("say which: USING c AT TIME ZONE 'UTC'")
            .loses("the meaning of values unless the session runs in UTC")
            .old_client(OldClient::FailsOnNewData),
    };
    let verdict = if found.rewrite == Rewrite::Table { children(case, verdict) } else { verdict };
    Some(match found.rewrite {
        Rewrite::No => verdict,
        Rewrite::Indexes => verdict.scans(&table).impact(Impact::BlocksAll),
        Rewrite::Table => verdict.rewrites(&table).scans(&table),
    })
}

/// A rewrite of a column that foreign keys join has a code of its own: their tables are locked and read too.
fn with_keys(case: &Case<'_>, found: TypeChange) -> &'static str {
    let kept = matches!(found.effect, ValueEffect::Kept | ValueEffect::KeptOtherType);
    let (Some(table), Some(column)) = (case.table_before(), case.member()) else { return found.code };
    if found.rewrite != Rewrite::Table || !kept {
        return found.code;
    }
    match () {
        () if !referring(case).is_empty() => "ICMS271",
        () if table.foreign_keys.iter().any(|key| key.columns.contains(column)) => "ICMS273",
        () => found.code,
    }
}

/// Other tables with a foreign key to the column.
fn referring(case: &Case<'_>) -> Vec<QualifiedName> {
    let Some((table, column)) = case.table_name().zip(case.member()) else { return Vec::new() };
    let refers = |key: &ForeignKey| key.references == table && key.referenced.contains(column);
    let others = case.before().tables.iter().filter(|(_, other)| other.name != table);
    others.filter(|(_, other)| other.foreign_keys.iter().any(refers)).map(|(_, other)| other.name.clone()).collect()
}

/// Their foreign keys are checked again.
fn children(case: &Case<'_>, verdict: Verdict) -> Verdict {
    let tables = referring(case);
    tables.iter().fold(verdict, |v, table| v.locks(LockLevel::AccessExclusive, table).scans(table))
}

/// Nothing happens to the values; checks, expression indexes and foreign keys that mention the column still cost.
fn kept(case: &Case<'_>, found: TypeChange, table: &Table, name: &QualifiedName) -> Option<Verdict> {
    let column = case.member()?;
    if found.rewrite == Rewrite::Table {
        return Some(Verdict::new(found.code, Class::Risky, "every value fits, and the whole table is written anew"));
    }
    let slow = |code, message: &str| {
        Some(Verdict::new(code, Class::Risky, message).scans(name).impact(Impact::BlocksAll))
    };
    if table.checks.iter().any(|c| mentions(c.expression.text(), column)) {
        return slow("ICMS277", "a check on the column is evaluated for every row while everybody waits");
    }
    let indexed = table.indexes.iter().any(|index| {
        index.predicate.as_ref().is_some_and(|p| mentions(p.text(), column))
            || index.keys.iter().any(|k| matches!(&k.part, icms_model::KeyPart::Expression(e) if mentions(e.text(), column)))
    });
    if indexed {
        return slow("ICMS278", "indexes with a predicate or expression on the column are built anew while everybody waits");
    }
    // Of two names for the same bytes an index only gets another entry in the catalogue.
    let code = if is_indexed(case) && matches!(found.code, "ICMS251" | "ICMS252") { "ICMS272" } else { found.code };
    Some(Verdict::new(code, Class::Safe, "a wider type: only the catalogue changes"))
}
