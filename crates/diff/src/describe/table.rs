//! Tables in words.

use icms_model::{Persistence, Table};

use super::{column, constraint, options};

/// `(id bigint not null, email text, primary key (id))`
pub(super) fn table(table: &Table) -> String {
    let unlogged = match table.persistence {
        Persistence::Permanent => "",
        Persistence::Unlogged => "unlogged ",
    };
    let columns = table.columns.iter().map(|c| format!("{} {}", c.name, column::column(c)));
    let keys = table.primary_key.iter().map(constraint::primary_key);
    let uniques = table.uniques.iter().map(constraint::unique);
    let checks = table.checks.iter().map(constraint::check);
    let parts: Vec<String> = columns.chain(keys).chain(uniques).chain(checks).collect();
    format!("{unlogged}({}){}", parts.join(", "), options(&table.options))
}
