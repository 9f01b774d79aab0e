//! NOT NULL as a constraint with a name (18 and later).

use icms_model::Validation;

use crate::constraint::Raw;
use crate::draft::Draft;
use crate::unmanaged;

/// Lists those that say more than the column does: a name of their own, `NOT VALID`, `NO INHERIT`.
pub fn read(raw: &Raw<'_>, draft: &mut Draft) {
    let Some(relation) = draft.relations.get(&raw.table) else { return };
    let Some(column) = raw.columns.first().and_then(|&number| relation.attribute(number)) else { return };
    let table = relation.name().clone();
    let usual = given_name(table.name.as_str(), column.column.name.as_str());
    let not_valid = raw.validation == Validation::NotValid;
    if raw.name.as_str().starts_with(&usual) && !raw.no_inherit && !not_valid {
        return;
    }
    let valid = if not_valid { " NOT VALID" } else { "" };
    let inherit = if raw.no_inherit { " NO INHERIT" } else { "" };
    let definition = format!("NOT NULL {}{inherit}{valid}", column.column.name.quoted());
    // it goes with its column and hinders nothing: no dependencies
    let note = unmanaged::of_table(&table, "not null constraint", Some(raw.name.as_str()), Some(&definition));
    draft.schema.note_unmanaged(note);
}

/// What PostgreSQL calls it when nobody does, up to the number that makes it unique.
fn given_name(table: &str, column: &str) -> String {
    const LIMIT: usize = 63 - "__not_null".len();
    let (mut table, mut column) = (table, column);
    while table.len() + column.len() > LIMIT {
        let longer = if table.len() > column.len() { &mut table } else { &mut column };
        let mut end = longer.len().saturating_sub(1);
        while !longer.is_char_boundary(end) {
            end -= 1;
        }
        *longer = longer.get(..end).unwrap_or_default();
    }
    format!("{table}_{column}_not_null")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nobody_gave() {
        assert_eq!(given_name("users", "email"), "users_email_not_null");
        let long = given_name(&"t".repeat(60), "column");
        assert_eq!(long.len(), 63);
        assert!(long.ends_with("t_column_not_null"));
    }
}
