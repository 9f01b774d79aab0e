//! Unique constraints as SQL.

use icms_model::{NullsDistinct, Unique};

use crate::{Clause, Pass, foreign_key, name};

/// As it stands in `CREATE TABLE` and after `ADD`.
#[must_use]
pub fn definition(unique: &Unique) -> String {
    let nulls = match unique.nulls {
        NullsDistinct::Distinct => "",
        NullsDistinct::NotDistinct => " NULLS NOT DISTINCT",
    };
    let (columns, include) = (name::list(&unique.columns), name::include(&unique.include));
    let when = foreign_key::deferrable(unique.deferrable);
    format!("CONSTRAINT {} UNIQUE{nulls} {columns}{include}{when}", unique.name.quoted())
}

/// `ADD CONSTRAINT … UNIQUE`.
#[must_use]
pub fn add(unique: &Unique) -> Clause {
    Clause::new(format!("ADD {}", definition(unique)), Pass::AddIndex)
}

/// `ADD CONSTRAINT … UNIQUE USING INDEX`, of the same name.
#[must_use]
pub fn add_using_index(unique: &Unique) -> Clause {
    let (constraint, when) = (unique.name.quoted(), foreign_key::deferrable(unique.deferrable));
    Clause::new(format!("ADD CONSTRAINT {constraint} UNIQUE USING INDEX {constraint}{when}"), Pass::AddIndex)
}
