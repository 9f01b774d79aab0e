//! Keys and checks in words.

use icms_model::{
    Check, Deferrable, ForeignKey, Inheritance, Match, NullsDistinct, PrimaryKey, ReferentialAction, Table,
    Unique, Validation,
};
use icms_sql::Name;

use super::list;

/// `primary key (id)`
pub(super) fn primary_key(key: &PrimaryKey) -> String {
    format!("primary key ({}){}{}", list(&key.columns), include(&key.include), deferrable(key.deferrable))
}

/// `unique (email)`
pub(super) fn unique(unique: &Unique) -> String {
    let nulls = match unique.nulls {
        NullsDistinct::Distinct => "",
        NullsDistinct::NotDistinct => " nulls not distinct",
    };
    let include = include(&unique.include);
    format!("unique{nulls} ({}){include}{}", list(&unique.columns), deferrable(unique.deferrable))
}

/// `check (price >= 0)`
pub(super) fn check(check: &Check) -> String {
    let inheritance = match check.inheritance {
        Inheritance::Inherited => "",
        Inheritance::Local => " no inherit",
    };
    format!("check ({}){inheritance}{}", check.expression, validation(check.validation))
}

/// `(author_id) references users (id) on delete cascade`
pub(super) fn foreign_key(table: &Table, key: &ForeignKey) -> String {
    let references = if key.references.namespace == table.name.namespace {
        key.references.name.to_string()
    } else {
        key.references.to_string()
    };
    let mut text = format!("({}) references {references} ({})", list(&key.columns), list(&key.referenced));
    if key.matching == Match::Full {
        text += " match full";
    }
    text += &acting("update", key.on_update);
    text += &acting("delete", key.on_delete);
    if !key.on_delete_columns.is_empty() {
        text += &format!(" ({})", list(&key.on_delete_columns));
    }
    text + deferrable(key.deferrable) + validation(key.validation)
}

fn acting(event: &str, action: ReferentialAction) -> String {
    let action = match action {
        ReferentialAction::NoAction => return String::new(),
        ReferentialAction::Restrict => "restrict",
        ReferentialAction::Cascade => "cascade",
        ReferentialAction::SetNull => "set null",
        ReferentialAction::SetDefault => "set default",
    };
    format!(" on {event} {action}")
}

fn include(columns: &[Name]) -> String {
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
