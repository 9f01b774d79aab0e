//! `@@check`.

use icms_model::{Check, Inheritance, Table, Validation};
use icms_sql::{Suffix, implicit_name};

use crate::comment;
use crate::text::{sql, string};
use crate::writer::Writer;

/// The checks of a table, each a line; their names only where they are not those that PostgreSQL would choose.
pub(crate) fn attributes(writer: &Writer<'_>, table: &Table) -> Vec<String> {
    let mut taken: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for check in &table.checks {
        let no_columns: [&str; 0] = [];
        let usual =
            implicit_name(table.name.name.as_str(), &no_columns, Suffix::Check, |name| taken.contains(&name));
        let map = (check.name != usual).then(|| format!("map: {}", string(check.name.as_str())));
        lines.push(one(writer, check, map));
        taken.push(check.name.as_str());
    }
    lines
}

fn one(writer: &Writer<'_>, check: &Check, map: Option<String>) -> String {
    let mut arguments = vec![sql(check.expression.text())];
    arguments.extend(map);
    arguments.extend((check.validation == Validation::NotValid).then(|| "notValid: true".to_owned()));
    arguments.extend((check.inheritance == Inheritance::Local).then(|| "noInherit: true".to_owned()));
    arguments.extend(comment::argument(writer, check.comment.as_ref()));
    format!("@@check({})", arguments.join(", "))
}
