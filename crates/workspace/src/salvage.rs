//! What is about to be lost, saved as CSV files that only their owner can read.

use std::collections::BTreeSet;
use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use icms_classify::{DataLoss, Finding, Subject};
use icms_connect::Session;
use icms_diagnostic::Diagnostic;
use icms_journal::timestamp_id;
use icms_model::{ObjectKind, ObjectRef};
use icms_sql::{quote_ident, quote_literal};

use crate::{Failure, Outcome, Project, codes};

/// Something that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What.
    pub object: String,
    /// Where, below the project's `.icms/saved`.
    pub file: PathBuf,
}

/// Saves exactly what these findings say is lost: the rows of a table, or a column's values with the key of their rows.
/// What is gone already was saved by the run that began to undo it. `now` counts seconds since 1970.
///
/// # Errors
/// Something that no rows hold, such as a value of an enum: a backup is needed first. What the server says; files that
/// cannot be written.
pub(crate) fn save(
    findings: &[Finding],
    name: &str,
    now: u64,
    session: &mut Session,
    project: &Project,
) -> Outcome<Vec<Saved>> {
    let lossy = findings.iter().filter(|f| f.data_loss != DataLoss::None);
    let lost: BTreeSet<&Subject> = lossy.map(|f| &f.subject).collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let id = timestamp_id(now, name, None);
    let mut folder = project.root.join(".icms").join("saved").join(id.as_str());
    folder.extend(project.one_of_many().map(|target| safe(&target)));
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(|e| Failure::file(&folder, &e))?;
    let mut saved = Vec::new();
    for subject in lost {
        if is_there(subject, session)? {
            saved.push(one(subject, &folder, session)?);
        }
    }
    Ok(saved)
}

/// Whether a table or column is still in the database; anything else counts as being there.
fn is_there(subject: &Subject, session: &mut Session) -> Outcome<bool> {
    let Subject::Object(object) = subject else { return Ok(true) };
    let Some(table) = object.table() else { return Ok(true) };
    let column = object.path.last().filter(|_| object.kind == ObjectKind::Column);
    let more = column.map_or_else(String::new, |column| {
        format!(
            " AND EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped \
             AND a.attname = {})",
            quote_literal(column.as_str())
        )
    });
    let sql = format!(
        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = {} AND c.relname = {}{more}",
        quote_literal(table.namespace.as_str()),
        quote_literal(table.name.as_str())
    );
    Ok(!session.texts(&sql).map_err(Diagnostic::from)?.is_empty())
}

fn one(subject: &Subject, folder: &Path, session: &mut Session) -> Outcome<Saved> {
    let Some((object, query)) = rows(subject, session)? else {
        let message = format!("the values of {subject} cannot be saved as rows");
        let help = "take a backup of the whole database first, and use a script that keeps them elsewhere";
        return Err(Diagnostic::error(codes::NOT_SAVED, message).help(help).into());
    };
    let path: Vec<String> = object.path.iter().map(|name| safe(name.as_str())).collect();
    let file = folder.join(format!("{}.csv", path.join(".")));
    let mut to = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .map_err(|e| Failure::file(&file, &e))?;
    let copy = format!("COPY ({query}) TO STDOUT (FORMAT csv, HEADER)");
    let mut from = session.copy_out(&copy).map_err(Diagnostic::from)?;
    std::io::copy(&mut from, &mut to).and_then(|_| to.sync_all()).map_err(|e| Failure::file(&file, &e))?;
    Ok(Saved { object: object.to_string(), file })
}

/// A query for what is lost; none where no rows hold it.
fn rows<'s>(subject: &'s Subject, session: &mut Session) -> Outcome<Option<(&'s ObjectRef, String)>> {
    let Subject::Object(object) = subject else { return Ok(None) };
    let Some(table) = object.table() else { return Ok(None) };
    // A portable history stands for what it makes in `public`.
    let namespace = if table.namespace == *"public" { session.home() } else { table.namespace.as_str() };
    let relation = format!("{}.{}", quote_ident(namespace), quote_ident(table.name.as_str()));
    let column = object.path.last().filter(|_| object.kind == ObjectKind::Column);
    let query = match column {
        None => format!("SELECT * FROM {relation}"),
        Some(column) => {
            let column = quote_ident(column.as_str()).into_owned();
            let mut listed = key(&relation, session)?;
            listed.retain(|name| *name != column);
            listed.push(column.clone());
            format!("SELECT {} FROM {relation} WHERE {column} IS NOT NULL", listed.join(", "))
        }
    };
    Ok(Some((object, query)))
}

/// The columns that tell a table's rows apart, quoted: its primary key, or all of them.
fn key(relation: &str, session: &mut Session) -> Outcome<Vec<String>> {
    let sql = format!(
        "SELECT pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a WHERE a.attrelid = {}::pg_catalog.regclass \
         AND a.attnum > 0 AND NOT a.attisdropped AND coalesce((SELECT a.attnum = ANY (i.indkey) FROM pg_catalog.pg_index i \
         WHERE i.indrelid = a.attrelid AND i.indisprimary), true) ORDER BY a.attnum",
        quote_literal(relation)
    );
    Ok(session.texts(&sql).map_err(Diagnostic::from)?.into_iter().flatten().flatten().collect())
}

/// A name as a file may carry it.
fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || c == '_' || c == '-' { c } else { '_' }).collect()
}
