//! Tables and their members as text.

use super::{comment, index, line, list, options};
use crate::{
    Check, Column, DefaultValue, Deferrable, ForeignKey, GeneratedKind, Identity, IdentityKind, Inheritance,
    Match, Member, NullsDistinct, Persistence, PrimaryKey, ReferentialAction, Table, Unique, Validation,
};

/// A table: columns in their order, everything else by name.
pub(super) fn table(out: &mut String, table: &Table) {
    let unlogged = match table.persistence {
        Persistence::Permanent => "",
        Persistence::Unlogged => "unlogged ",
    };
    line(out, 0, &format!("{unlogged}table {}{}", table.name, options("with", &table.options)));
    comment(out, 1, table.comment.as_ref());
    table.columns.iter().for_each(|c| column(out, c));
    table.primary_key.iter().for_each(|k| primary_key(out, k));
    by_name(&table.uniques).into_iter().for_each(|u| unique(out, u));
    by_name(&table.checks).into_iter().for_each(|c| check(out, c));
    by_name(&table.indexes).into_iter().for_each(|i| index::index(out, i));
    by_name(&table.foreign_keys).into_iter().for_each(|k| foreign_key(out, k));
}

fn by_name<M: Member>(members: &[M]) -> Vec<&M> {
    let mut sorted: Vec<&M> = members.iter().collect();
    sorted.sort_by_key(|member| member.name());
    sorted
}

fn column(out: &mut String, column: &Column) {
    let mut text = format!("{} {}", column.name, column.data_type);
    if let Some(collation) = &column.collation {
        text += &format!(" collate {collation}");
    }
    if column.not_null {
        text += " not null";
    }
    match &column.default {
        Some(DefaultValue::Nextval(sequence)) => text += &format!(" default nextval {sequence}"),
        Some(DefaultValue::Expression(expression)) => text += &format!(" default {expression}"),
        Some(DefaultValue::Unspecified) => text += " default ?",
        None => {}
    }
    if let Some(identity) = &column.identity {
        text += &identity_text(identity);
    }
    if let Some(generated) = &column.generated {
        let kind = match generated.kind {
            GeneratedKind::Stored => "stored",
            GeneratedKind::Virtual => "virtual",
        };
        text += &format!(" generated {kind} `{}`", generated.expression);
    }
    line(out, 1, &text);
    comment(out, 2, column.comment.as_ref());
}

fn identity_text(identity: &Identity) -> String {
    let kind = match identity.kind {
        IdentityKind::Always => "always",
        IdentityKind::ByDefault => "by default",
    };
    let counting = super::object::counting(&identity.options);
    format!(" identity {kind} {} {counting}", identity.sequence)
}

fn primary_key(out: &mut String, key: &PrimaryKey) {
    let include = include(&key.include);
    let deferrable = deferrable(key.deferrable);
    line(out, 1, &format!("primary key {} ({}){include}{deferrable}", key.name, list(&key.columns)));
    comment(out, 2, key.comment.as_ref());
}

fn unique(out: &mut String, unique: &Unique) {
    let nulls = match unique.nulls {
        NullsDistinct::Distinct => "",
        NullsDistinct::NotDistinct => " nulls not distinct",
    };
    let include = include(&unique.include);
    let deferrable = deferrable(unique.deferrable);
    line(out, 1, &format!("unique {}{nulls} ({}){include}{deferrable}", unique.name, list(&unique.columns)));
    comment(out, 2, unique.comment.as_ref());
}

fn check(out: &mut String, check: &Check) {
    let inheritance = match check.inheritance {
        Inheritance::Inherited => "",
        Inheritance::Local => " no inherit",
    };
    let validation = validation(check.validation);
    line(out, 1, &format!("check {} `{}`{inheritance}{validation}", check.name, check.expression));
    comment(out, 2, check.comment.as_ref());
}

fn foreign_key(out: &mut String, key: &ForeignKey) {
    let mut text = format!(
        "foreign key {} ({}) references {} ({})",
        key.name,
        list(&key.columns),
        key.references,
        list(&key.referenced)
    );
    text += match key.matching {
        Match::Simple => "",
        Match::Full => " match full",
    };
    text += &format!(" on update {} on delete {}", action(key.on_update), action(key.on_delete));
    if !key.on_delete_columns.is_empty() {
        text += &format!(" ({})", list(&key.on_delete_columns));
    }
    text += deferrable(key.deferrable);
    text += validation(key.validation);
    line(out, 1, &text);
    comment(out, 2, key.comment.as_ref());
}

const fn action(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "no action",
        ReferentialAction::Restrict => "restrict",
        ReferentialAction::Cascade => "cascade",
        ReferentialAction::SetNull => "set null",
        ReferentialAction::SetDefault => "set default",
    }
}

fn include(columns: &[icms_sql::Name]) -> String {
    if columns.is_empty() { String::new() } else { format!(" include ({})", list(columns)) }
}

const fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::Immediate => " deferrable",
        Deferrable::Deferred => " deferrable initially deferred",
    }
}

const fn validation(validation: Validation) -> &'static str {
    match validation {
        Validation::Validated => "",
        Validation::NotValid => " not valid",
    }
}
