//! The least that an application's role needs to work with a schema.

use std::collections::BTreeSet;

use icms_model::{DefaultValue, Function, QualifiedName, Schema};
use icms_sql::Name;

use crate::function::{signature, word};
use crate::name::qualified;
use crate::statement::Statement;

/// What an application may do with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Read and write them.
    ReadWrite,
    /// Read them.
    ReadOnly,
}

/// Who gets what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The database.
    pub database: Name,
    /// The application's role.
    pub role: Name,
    /// The role that migrates: what it creates later is granted too.
    pub migrator: Name,
    /// What the application may do.
    pub access: Access,
}

/// Takes everything from the role and gives it what it needs: run again, it is the same; run after a migration, what is
/// new is granted. Ledgers of migrations are in no schema, so they stay closed.
///
/// ```
/// use icms_ddl::grant::{Access, Application, statements};
/// use icms_model::Schema;
/// let name = icms_sql::Name::new;
/// let who = Application {
///     database: name("shop"), role: name("app"), migrator: name("owner"), access: Access::ReadOnly,
/// };
/// let all = statements(&Schema::empty(), &who);
/// assert_eq!(all[0].sql, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
/// assert_eq!(all[1].sql, "GRANT CONNECT ON DATABASE shop TO app");
/// ```
#[must_use]
pub fn statements(schema: &Schema, who: &Application) -> Vec<Statement> {
    let to = who.role.quoted();
    let mut all = vec![
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC".to_owned(),
        format!("GRANT CONNECT ON DATABASE {} TO {to}", who.database.quoted()),
    ];
    for namespace in namespaces(schema) {
        all.extend(of_namespace(&namespace, who));
    }
    let rows = rows(who.access);
    all.extend(
        schema.tables.iter().map(|(_, t)| format!("GRANT {rows} ON TABLE {} TO {to}", qualified(&t.name))),
    );
    all.extend(
        schema.views.iter().map(|(_, v)| format!("GRANT SELECT ON TABLE {} TO {to}", qualified(&v.name))),
    );
    if who.access == Access::ReadWrite {
        let used = sequences(schema).into_iter();
        all.extend(used.map(|name| format!("GRANT USAGE ON SEQUENCE {} TO {to}", qualified(&name))));
    }
    let functions = schema.functions.iter().map(|(_, f)| f).filter(|f| is_called(f, who.access));
    all.extend(
        functions.map(|f| format!("GRANT EXECUTE ON {} {} TO {to}", word(f.kind), signature(&f.signature))),
    );
    all.into_iter().map(Statement::new).collect()
}

const fn rows(access: Access) -> &'static str {
    match access {
        Access::ReadWrite => "SELECT, INSERT, UPDATE, DELETE",
        Access::ReadOnly => "SELECT",
    }
}

fn of_namespace(namespace: &Name, who: &Application) -> Vec<String> {
    let (namespace, role, migrator) = (namespace.quoted(), who.role.quoted(), who.migrator.quoted());
    let mut all = vec![format!("REVOKE ALL ON SCHEMA {namespace} FROM {role}")];
    for kind in ["TABLES", "SEQUENCES", "ROUTINES"] {
        all.push(format!("REVOKE ALL ON ALL {kind} IN SCHEMA {namespace} FROM {role}"));
    }
    all.push(format!("GRANT USAGE ON SCHEMA {namespace} TO {role}"));
    let later = format!("ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} IN SCHEMA {namespace}");
    for kind in ["TABLES", "SEQUENCES", "ROUTINES"] {
        all.push(format!("{later} REVOKE ALL ON {kind} FROM {role}"));
    }
    all.push(format!("{later} GRANT {} ON TABLES TO {role}", rows(who.access)));
    match who.access {
        Access::ReadOnly => {}
        Access::ReadWrite => {
            // Which of the sequences to come a default will use nobody knows yet; USAGE cannot set one back.
            all.push(format!("{later} GRANT USAGE ON SEQUENCES TO {role}"));
            all.push(format!("{later} GRANT EXECUTE ON ROUTINES TO {role}"));
        }
    }
    all
}

/// Every namespace that has something, and `public`.
fn namespaces(schema: &Schema) -> BTreeSet<Name> {
    let named = schema.namespaces.iter().map(|(_, n)| n.name.clone());
    let tables = schema.tables.iter().map(|(_, t)| t.name.namespace.clone());
    let views = schema.views.iter().map(|(_, v)| v.name.namespace.clone());
    let functions = schema.functions.iter().map(|(_, f)| f.signature.name.namespace.clone());
    named.chain(tables).chain(views).chain(functions).chain([Name::new("public")]).collect()
}

/// Sequences that a default draws from. Those of identity columns need no grant.
fn sequences(schema: &Schema) -> BTreeSet<QualifiedName> {
    let columns = schema.tables.iter().flat_map(|(_, table)| &table.columns);
    let mut used = BTreeSet::new();
    for default in columns.filter_map(|column| column.default.as_ref()) {
        match default {
            DefaultValue::Nextval(name) => {
                used.insert(name.clone());
            }
            DefaultValue::Expression(expression) if expression.text().contains("nextval(") => {
                let names = schema.sequences.iter().map(|(_, sequence)| &sequence.name);
                used.extend(names.filter(|n| expression.text().contains(n.name.as_str())).cloned());
            }
            DefaultValue::Expression(_) | DefaultValue::Unspecified => {}
        }
    }
    used
}

/// Functions of triggers are run by the trigger, and one that may write is not for a role that reads.
fn is_called(function: &Function, access: Access) -> bool {
    let stays = |word: &str| word.eq_ignore_ascii_case("stable") || word.eq_ignore_ascii_case("immutable");
    let reads = function.parts.attributes.iter().any(|attribute| stays(attribute));
    let triggered = matches!(&*function.parts.result, "trigger" | "event_trigger");
    !triggered && (access == Access::ReadWrite || reads)
}

#[cfg(test)]
mod tests {
    use icms_model::{Builtin, Column, DataType, Table};

    use super::*;

    #[test]
    fn names_are_quoted_and_only_used_sequences_are_granted() {
        let mut schema = Schema::empty();
        let mut table = Table::new(QualifiedName::new("App", "Order"));
        let mut id = Column::new("id", DataType::builtin(Builtin::Int4));
        id.default = Some(DefaultValue::Nextval(QualifiedName::new("App", "Order_id_seq")));
        table.columns.push(id);
        schema.tables.insert(table);
        let who = Application {
            database: Name::new("my db"),
            role: Name::new("r\"x"),
            migrator: Name::new("m"),
            access: Access::ReadWrite,
        };
        let all: Vec<String> = statements(&schema, &who).into_iter().map(|s| s.sql).collect();
        for wanted in [
            "GRANT CONNECT ON DATABASE \"my db\" TO \"r\"\"x\"",
            "GRANT USAGE ON SCHEMA \"App\" TO \"r\"\"x\"",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE \"App\".\"Order\" TO \"r\"\"x\"",
            "GRANT USAGE ON SEQUENCE \"App\".\"Order_id_seq\" TO \"r\"\"x\"",
        ] {
            assert!(all.iter().any(|sql| sql == wanted), "{wanted} is not in {all:#?}");
        }
        let reads = statements(&schema, &Application { access: Access::ReadOnly, ..who });
        assert!(!reads.iter().any(|s| s.sql.contains("INSERT") || s.sql.contains("ON SEQUENCE ")));
    }
}
