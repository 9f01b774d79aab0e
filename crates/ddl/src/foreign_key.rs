//! Foreign keys as SQL, and what every constraint shares.

use icms_model::{Deferrable, ForeignKey, LockLevel, Match, QualifiedName, ReferentialAction, Validation};
use icms_sql::Name;

use crate::{Clause, Pass, name};

/// `ADD CONSTRAINT … FOREIGN KEY`, checking existing rows or not.
#[must_use]
pub fn add(key: &ForeignKey, validation: Validation) -> Clause {
    let mut sql = format!("ADD {}", definition(key));
    if validation == Validation::NotValid {
        sql.push_str(" NOT VALID");
    }
    Clause::new(sql, Pass::AddConstraint)
        .locking(LockLevel::ShareRowExclusive)
        .and_locks(key.references.clone())
}

fn definition(key: &ForeignKey) -> String {
    let references = format!("{} {}", name::qualified(&key.references), name::list(&key.referenced));
    let head = format!("CONSTRAINT {} FOREIGN KEY {}", key.name.quoted(), name::list(&key.columns));
    let matching = if key.matching == Match::Full { " MATCH FULL" } else { "" };
    let on_delete = action("DELETE", key.on_delete);
    let only = if key.on_delete_columns.is_empty() || on_delete.is_empty() {
        String::new()
    } else {
        format!(" {}", name::list(&key.on_delete_columns))
    };
    let on_update = action("UPDATE", key.on_update);
    let when = deferrable(key.deferrable);
    format!("{head} REFERENCES {references}{matching}{on_delete}{only}{on_update}{when}")
}

/// `ALTER CONSTRAINT … [NOT] DEFERRABLE`.
#[must_use]
pub fn set_deferrable(key: &ForeignKey) -> Clause {
    let when = match key.deferrable {
        Deferrable::No => " NOT DEFERRABLE",
        Deferrable::Immediate | Deferrable::Deferred => deferrable(key.deferrable),
    };
    Clause::new(format!("ALTER CONSTRAINT {}{when}", key.name.quoted()), Pass::Rest)
        .and_locks(key.references.clone())
}

/// `DROP CONSTRAINT` of a foreign key, which locks the referenced table too.
#[must_use]
pub fn drop(key: &Name, references: QualifiedName) -> Clause {
    drop_constraint(key).and_locks(references)
}

/// `DROP CONSTRAINT` of any kind.
#[must_use]
pub fn drop_constraint(constraint: &Name) -> Clause {
    Clause::new(format!("DROP CONSTRAINT {}", constraint.quoted()), Pass::Drop)
}

/// `VALIDATE CONSTRAINT` of any kind.
#[must_use]
pub fn validate(constraint: &Name) -> Clause {
    Clause::new(format!("VALIDATE CONSTRAINT {}", constraint.quoted()), Pass::Rest)
        .locking(LockLevel::ShareUpdateExclusive)
}

/// ` DEFERRABLE …`, or nothing for what is checked at once.
pub(crate) const fn deferrable(when: Deferrable) -> &'static str {
    match when {
        Deferrable::No => "",
        Deferrable::Immediate => " DEFERRABLE",
        Deferrable::Deferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn action(on: &str, action: ReferentialAction) -> String {
    let words = match action {
        ReferentialAction::NoAction => return String::new(),
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    };
    format!(" ON {on} {words}")
}
