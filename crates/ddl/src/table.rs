//! Tables as SQL.

use icms_model::{LockLevel, Persistence, QualifiedName, Table};
use icms_sql::Name;

use crate::column::Form;
use crate::name::qualified;
use crate::{Clause, Pass, Statement, check, column, options, primary_key, unique};

/// Column names are aligned up to this width.
const WIDEST: usize = 32;

/// `CREATE TABLE` with columns, key, uniques and checks; columns in `serials` are written as such.
#[must_use]
pub fn create(table: &Table, serials: &[Name]) -> Statement {
    let width = table.columns.iter().map(|c| c.name.quoted().chars().count()).max().unwrap_or(0).min(WIDEST);
    let column = |c: &icms_model::Column| {
        let form = if serials.contains(&c.name) { Form::Serial } else { Form::Spelled };
        format!("{:width$} {}", c.name.quoted(), column::definition(&table.name, c, form))
    };
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    lines.extend(table.primary_key.iter().map(primary_key::definition));
    lines.extend(table.uniques.iter().map(unique::definition));
    lines.extend(table.checks.iter().map(check::definition));
    let body =
        if lines.is_empty() { "()".to_owned() } else { format!("(\n    {}\n)", lines.join(",\n    ")) };
    let unlogged = if table.persistence == Persistence::Unlogged { "UNLOGGED " } else { "" };
    let with = options::with(&table.options);
    Statement::new(format!("CREATE {unlogged}TABLE {} {body}{with}", qualified(&table.name)))
}

/// `DROP TABLE`.
#[must_use]
pub fn drop(name: &QualifiedName) -> Statement {
    Statement::new(format!("DROP TABLE {}", qualified(name)))
        .locking(LockLevel::AccessExclusive, [name.clone()])
}

/// One `ALTER TABLE` with all its subcommands, one a line where there are several.
#[must_use]
pub fn alter(name: &QualifiedName, clauses: &[Clause]) -> Statement {
    let texts: Vec<&str> = clauses.iter().map(|c| c.sql.as_str()).collect();
    let between = if texts.len() > 1 { "\n    " } else { " " };
    let sql = format!("ALTER TABLE {}{between}{}", qualified(name), texts.join(",\n    "));
    let level = clauses.iter().map(|c| c.lock).max().unwrap_or(LockLevel::AccessExclusive);
    let mut relations = vec![name.clone()];
    for also in clauses.iter().filter_map(|c| c.also.as_ref()) {
        if !relations.contains(also) {
            relations.push(also.clone());
        }
    }
    Statement::new(sql).locking(level, relations)
}

/// `ALTER TABLE … RENAME TO`.
#[must_use]
pub fn rename(from: &QualifiedName, to: &Name) -> Statement {
    alter(from, &[Clause::new(format!("RENAME TO {}", to.quoted()), Pass::Rest)])
}

/// `ALTER TABLE … SET SCHEMA`; its indexes, constraints and owned sequences go along.
#[must_use]
pub fn set_namespace(from: &QualifiedName, to: &Name) -> Statement {
    alter(from, &[Clause::new(format!("SET SCHEMA {}", to.quoted()), Pass::Rest)])
}

/// `ALTER TABLE … RENAME CONSTRAINT`; the index of a key is renamed along.
#[must_use]
pub fn rename_constraint(table: &QualifiedName, from: &Name, to: &Name) -> Statement {
    let text = format!("RENAME CONSTRAINT {} TO {}", from.quoted(), to.quoted());
    alter(table, &[Clause::new(text, Pass::Rest)])
}

/// `SET LOGGED`, `SET UNLOGGED`.
#[must_use]
pub fn set_persistence(persistence: Persistence) -> Clause {
    let word = match persistence {
        Persistence::Permanent => "SET LOGGED",
        Persistence::Unlogged => "SET UNLOGGED",
    };
    Clause::new(word.to_owned(), Pass::Rest)
}

/// `SET (…)` and `RESET (…)` of what differs.
#[must_use]
pub fn set_options(before: &Table, after: &Table) -> Vec<Clause> {
    let clause = |sql| Clause::new(sql, Pass::Rest).locking(LockLevel::ShareUpdateExclusive);
    options::changes(&before.options, &after.options).into_iter().map(clause).collect()
}
