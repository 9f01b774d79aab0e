//! Primary keys as SQL.

use icms_model::PrimaryKey;

use crate::{Clause, Pass, foreign_key, name};

/// As it stands in `CREATE TABLE` and after `ADD`.
#[must_use]
pub fn definition(key: &PrimaryKey) -> String {
    let (columns, include) = (name::list(&key.columns), name::include(&key.include));
    let when = foreign_key::deferrable(key.deferrable);
    format!("CONSTRAINT {} PRIMARY KEY {columns}{include}{when}", key.name.quoted())
}

/// `ADD CONSTRAINT … PRIMARY KEY`.
#[must_use]
pub fn add(key: &PrimaryKey) -> Clause {
    Clause::new(format!("ADD {}", definition(key)), Pass::AddIndex)
}

/// `ADD CONSTRAINT … PRIMARY KEY USING INDEX`, of the same name.
#[must_use]
pub fn add_using_index(key: &PrimaryKey) -> Clause {
    let (constraint, when) = (key.name.quoted(), foreign_key::deferrable(key.deferrable));
    let sql = format!("ADD CONSTRAINT {constraint} PRIMARY KEY USING INDEX {constraint}{when}");
    Clause::new(sql, Pass::AddIndex)
}
