//! For development: everything in the managed namespaces goes, the history is applied anew, and the database seeded.

use std::collections::BTreeSet;

use icms_connect::{Purpose, Session};
use icms_diagnostic::Diagnostic;
use icms_execute::{MigrationLock, Observer};
use icms_journal::MigrationId;
use icms_sql::quote_literal;

use super::{proof, protection};
use crate::db::seed::{self, Again, Seeded};
use crate::{Outcome, Project, codes, deploy, status};

/// What was done.
#[derive(Debug, Clone, Default)]
pub struct Reset {
    /// How many objects went.
    pub dropped: usize,
    /// The migrations that were applied.
    pub applied: Vec<MigrationId>,
    /// What seeded it.
    pub seeded: Vec<Seeded>,
}

/// What is about to go.
#[derive(Debug, Clone)]
pub struct Prospect {
    /// The database, without a password.
    pub database: String,
    /// The namespaces that will be emptied.
    pub namespaces: Vec<String>,
}

/// Looks whether a reset is allowed, and what it would empty.
///
/// # Errors
/// A protected database (exit 4), one that cannot be reached.
pub fn prospect(project: &Project) -> Outcome<Prospect> {
    let url = project.require_database()?;
    let mut session = Session::open(&url, Purpose::Read)?;
    protection::forbid("reset", &mut session, project)?;
    Ok(Prospect {
        database: session.database().to_owned(),
        namespaces: namespaces(project)?.into_iter().collect(),
    })
}

/// Drops, deploys and seeds.
///
/// # Errors
/// A protected database (exit 4), objects elsewhere that depend on what would go, whatever deploying says.
pub fn run(project: &Project, observer: &Observer<'_>) -> Outcome<Reset> {
    let url = project.require_database()?;
    let namespaces = namespaces(project)?;
    let dropped = {
        let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
        protection::forbid("reset", lock.session(), project)?;
        empty(lock.session(), &namespaces, project)?
    };
    let applied = deploy::run(deploy::Options::default(), project, observer)?;
    let seeded = seed::all(&url, Again::Yes, project)?;
    Ok(Reset { dropped, applied, seeded })
}

/// The namespaces of the history and of the configuration.
fn namespaces(project: &Project) -> Outcome<BTreeSet<String>> {
    if let Some(home) = project.require_database()?.home() {
        return Ok([home.to_owned()].into());
    }
    let journal = status::journal(project)?;
    let schema = proof::schema(journal.migrations(), project)?;
    let mut named: BTreeSet<String> = schema.namespaces.iter().map(|(_, n)| n.name.to_string()).collect();
    named.insert("public".to_owned());
    named.extend(project.config.manage.namespaces.iter().cloned());
    Ok(named)
}

/// Everything in these namespaces that no extension brought, with the word and the name that `DROP` takes. What goes
/// with its table, such as an index or a row type, is not named.
fn objects(list: &str) -> String {
    format!(
        "WITH here AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname IN ({list})), found AS (
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS of, c.oid FROM pg_catalog.pg_class c
    WHERE c.relnamespace IN (SELECT oid FROM here) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid FROM pg_catalog.pg_proc
    WHERE pronamespace IN (SELECT oid FROM here)
  UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_type t
    WHERE t.typnamespace IN (SELECT oid FROM here) AND t.typtype IN ('c', 'd', 'e', 'r')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')
  UNION ALL SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, oid FROM pg_catalog.pg_operator
    WHERE oprnamespace IN (SELECT oid FROM here)
  UNION ALL SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass, oid FROM pg_catalog.pg_collation
    WHERE collnamespace IN (SELECT oid FROM here)
  UNION ALL SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_config
    WHERE cfgnamespace IN (SELECT oid FROM here)
  UNION ALL SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_dict
    WHERE dictnamespace IN (SELECT oid FROM here))
SELECT i.type, i.identity FROM found, pg_catalog.pg_identify_object(found.of, found.oid, 0) AS i
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = found.of AND d.objid = found.oid AND d.deptype IN ('e', 'i'))"
    )
}

/// What stands outside these namespaces and depends on nothing but itself staying.
fn strangers(list: &str) -> String {
    format!(
        "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ({list}) \
         AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' UNION ALL \
         SELECT pg_catalog.format('constraint %I on %s', conname, conrelid::pg_catalog.regclass) \
         FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace \
         WHERE n.nspname NOT IN ({list}) AND k.conrelid <> 0 UNION ALL \
         SELECT pg_catalog.format('%s of %s', a.attname, a.attrelid::pg_catalog.regclass) \
         FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ({list}) \
         AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.attnum > 0 AND NOT a.attisdropped \
         UNION ALL SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc p \
         JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ({list}) \
         AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
    )
}

/// Empties the namespaces in one transaction; nothing outside them may go along.
fn empty(session: &mut Session, namespaces: &BTreeSet<String>, project: &Project) -> Outcome<usize> {
    let list = namespaces.iter().map(|n| quote_literal(n)).collect::<Vec<_>>().join(", ");
    session.batch_execute("BEGIN").map_err(Diagnostic::from)?;
    let done = emptied(session, &list, namespaces, project);
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = session.batch_execute(end).map_err(Diagnostic::from);
    let dropped = done?;
    ended?;
    Ok(dropped)
}

fn emptied(
    session: &mut Session,
    list: &str,
    namespaces: &BTreeSet<String>,
    project: &Project,
) -> Outcome<usize> {
    let texts = |session: &mut Session, sql: &str| session.texts(sql).map_err(Diagnostic::from);
    let outside: BTreeSet<String> =
        texts(session, &strangers(list))?.into_iter().flatten().flatten().collect();
    let ignored: Vec<String> = project
        .config
        .manage
        .ignore
        .iter()
        .map(|name| {
            if name.contains('.') {
                name.clone()
            } else {
                format!("{}.{name}", icms_sql::quote_ident(session.home()))
            }
        })
        .collect();
    let mut dropped = 0;
    for row in texts(session, &objects(list))? {
        let [Some(kind), Some(identity)] = row.as_slice() else { continue };
        if ignored.contains(identity) {
            continue;
        }
        let sql = format!("DROP {} IF EXISTS {identity} CASCADE", kind.to_uppercase());
        session.batch_execute(&sql).map_err(Diagnostic::from)?;
        dropped += 1;
    }
    let left: BTreeSet<String> = texts(session, &strangers(list))?.into_iter().flatten().flatten().collect();
    let gone: Vec<String> = outside.difference(&left).cloned().collect();
    if !gone.is_empty() {
        let message = format!("nothing was dropped: {} outside depend on what would go", gone.len());
        let help = format!("they would go too: {}", proof::list(&gone));
        return Err(Diagnostic::error(codes::STRANGERS, message).help(help).into());
    }
    let home = session.home().to_owned();
    for namespace in namespaces.iter().filter(|n| **n != home) {
        let name = icms_sql::quote_ident(namespace);
        session.batch_execute(&format!("DROP SCHEMA IF EXISTS {name} RESTRICT")).map_err(Diagnostic::from)?;
    }
    Ok(dropped)
}
