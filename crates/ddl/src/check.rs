//! Check constraints as SQL.

use icms_model::{Check, Inheritance, Validation};

use crate::{Clause, Pass, expression};

/// As it stands in `CREATE TABLE` and after `ADD`. In `CREATE TABLE` a new table has no rows to be valid for.
#[must_use]
pub fn definition(check: &Check) -> String {
    let inherit = match check.inheritance {
        Inheritance::Inherited => "",
        Inheritance::Local => " NO INHERIT",
    };
    let expression = expression::parenthesized(&check.expression);
    format!("CONSTRAINT {} CHECK {expression}{inherit}", check.name.quoted())
}

/// `ADD CONSTRAINT … CHECK`, checking existing rows or not.
#[must_use]
pub fn add(check: &Check, validation: Validation) -> Clause {
    let not_valid = match validation {
        Validation::Validated => "",
        Validation::NotValid => " NOT VALID",
    };
    Clause::new(format!("ADD {}{not_valid}", definition(check)), Pass::AddConstraint)
}
