//! A column of another type.

use icms_model::effect::{Action, ColumnAction, UsingClause};
use icms_model::{LockLevel, QualifiedName, Table};
use icms_sql::Name;

use crate::case::Case;
use crate::type_change::{Rewrite, TypeChange, ValueEffect, type_change};
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! {
    "column_type_changed",
    [
        "ICMS251", "ICMS252", "ICMS253", "ICMS254", "ICMS254b", "ICMS255", "ICMS256", "ICMS257", "ICMS257b", "ICMS258",
        "ICMS259", "ICMS261", "ICMS262", "ICMS263", "ICMS264", "ICMS265", "ICMS266", "ICMS267", "ICMS268", "ICMS271",
        "ICMS273", "ICMS274", "ICMS275", "ICMS276", "ICMS277", "ICMS278", "ICMS279", "ICMS280",
    ]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let verdict = match &case.effect.action {
        Action::Column(ColumnAction::Type { types, using }) => {
            let found = match using {
                UsingClause::Expression(_) if !plain_cast(case) => {
                    TypeChange { code: "ICMS265", effect: ValueEffect::Narrowed("22P02"), rewrite: Rewrite::Table }
                }
                UsingClause::Expression(_) | UsingClause::Implicit => type_change(&types.before, &types.after),
            };
            let states = (types.before.to_string(), types.after.to_string());
            classed(case, found)?.states(states.0, states.1)
        }
        Action::Column(ColumnAction::Collation) => {
            let verdict = Verdict::new("ICMS275", Class::Risky, "another collation: every index on the column is built anew");
            verdict.states("", case.statement.normalized())
        }
        _ => return None,
    };
    let Some(table) = case.old_table() else { return Some(verdict) };
    Some(verdict.locks(LockLevel::AccessExclusive, &table))
}

/// `USING c::t`: what the assignment would do, spelled out.
fn plain_cast(case: &Case<'_>) -> bool {
    let Action::Column(ColumnAction::Type { using: UsingClause::Expression(e), types }) = &case.effect.action else {
        return false;
    };
    let Some(column) = case.member() else { return false };
    let cast = format!("{}::{}", icms_sql::quote_ident(column.as_str()), types.after);
    let bare = |text: &str| icms_sql::normalized_tokens(text).replace(['(', ')', ' '], "").to_lowercase();
    bare(e.text()) == bare(&cast)
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
    Some(match found.rewrite {
        Rewrite::No => verdict,
        Rewrite::Indexes => verdict.scans(&table).impact(crate::Impact::BlocksAll),
        Rewrite::Table => verdict.rewrites(&table).scans(&table),
    })
}

/// Nothing happens to the values; checks, expression indexes and foreign keys that mention the column still cost.
fn kept(case: &Case<'_>, found: TypeChange, table: &Table, name: &QualifiedName) -> Option<Verdict> {
    let column = case.member()?;
    if found.rewrite == Rewrite::Table {
        return Some(Verdict::new(found.code, Class::Risky, "every value fits, and the whole table is written anew"));
    }
    let slow = |code, message: &str| {
        Some(Verdict::new(code, Class::Risky, message).scans(name).impact(crate::Impact::BlocksAll))
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
    Some(Verdict::new(found.code, Class::Safe, "a wider type: only the catalogue changes"))
}

fn mentions(expression: &str, column: &Name) -> bool {
    let quoted = icms_sql::quote_ident(column.as_str());
    icms_sql::statement_tokens(expression).iter().any(|token| token == column.as_str() || *token == *quoted)
}
