//! Queries of one's own: read from their folder, described by a scratch server, kept beside the client.

mod describe;
mod files;
mod stage;

use std::path::Path;

use icms_codegen::query::{Described, FILE, Missing, Query, Stored};
use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_journal::Checksum;

use crate::compile::Compiled;
use crate::scratch::Server;
use crate::{Failure, Outcome, Project};

pub use describe::describe;
pub(crate) use files::read;

/// Where descriptions come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'d> {
    /// The folder of the client, where they are kept.
    pub out: &'d Path,
    /// The schema, where it is not the project's.
    pub schema: Option<&'d Path>,
    /// Whether a scratch server may be asked.
    pub server: Server,
}

/// The queries of the project with what is kept about them, or else with what a scratch server says.
///
/// # Errors
/// Files that hold no queries, queries that the server refuses, no server where one is needed.
pub(crate) fn all(desk: Desk<'_>, compiled: &mut Compiled, project: &Project) -> Outcome<Vec<Described>> {
    let queries = files::read(&mut compiled.sources, project)?;
    let schema = hash(compiled);
    let stored =
        std::fs::read_to_string(desk.out.join(FILE)).map(|text| Stored::read(&text)).unwrap_or_default();
    let known: Vec<_> = queries.into_iter().map(|query| (stored.find(&query, &schema), query)).collect();
    let open: Vec<(&Query, Missing)> = known
        .iter()
        .filter(|(known, _)| known.is_none())
        .map(|(_, query)| (query, stored.missing(query, &schema)))
        .collect();
    let mut new =
        if open.is_empty() { Vec::new() } else { asked(&open, desk, compiled, project)? }.into_iter();
    let described = known.into_iter().filter_map(|(known, query)| {
        let description = known.or_else(|| new.next())?;
        Some(Described { query, description })
    });
    Ok(described.collect())
}

/// The file that keeps descriptions; none without queries.
pub(crate) fn kept(queries: &[Described], compiled: &Compiled) -> Option<(String, String)> {
    (!queries.is_empty()).then(|| (FILE.to_owned(), Stored::write(queries, &hash(compiled))))
}

fn hash(compiled: &Compiled) -> Checksum {
    Checksum::of(&icms_model::dump(&compiled.lowered.schema))
}

/// What a scratch server says about queries, in their order.
fn asked(
    queries: &[(&Query, Missing)],
    desk: Desk<'_>,
    compiled: &Compiled,
    project: &Project,
) -> Outcome<Vec<icms_model::Description>> {
    let failed = |diagnostics| Box::new(Failure::of(diagnostics, compiled.sources.clone()));
    let mut session = match stage::set(desk, &compiled.lowered.schema, project) {
        Ok(Some(session)) => session,
        Ok(None) => {
            let mut diagnostics = Diagnostics::default();
            diagnostics.extend(queries.iter().map(undescribed));
            return Err(failed(diagnostics));
        }
        Err(failure) => {
            // Where a server was to be had, it says itself what is wrong.
            let mut diagnostics = Diagnostics::default();
            diagnostics.extend(queries.first().map(undescribed));
            let mut sources = compiled.sources.clone();
            let mut why = failure.diagnostics;
            sources.append(failure.sources, &mut why);
            diagnostics.append(why);
            return Err(Box::new(Failure::of(diagnostics, sources)));
        }
    };
    let (mut descriptions, mut diagnostics) = (Vec::new(), Diagnostics::default());
    for (query, _) in queries {
        match describe(&mut session, query) {
            Ok(description) => descriptions.push(description),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let stage = session.url().clone();
    drop(session);
    crate::scratch::drop(&stage, project)?;
    if diagnostics.has_errors() { Err(failed(diagnostics)) } else { Ok(descriptions) }
}

fn undescribed((query, missing): &(&Query, Missing)) -> Diagnostic {
    let name = &query.name;
    let message = match missing {
        Missing::Never => format!("no server has described the query {name} yet"),
        Missing::Edited => format!("the query {name} was changed after a server described it"),
        Missing::Schema => format!("the schema was changed after a server described the query {name}"),
    };
    Diagnostic::error(icms_codegen::query::UNDESCRIBED, message).at(query.place(1)).help(
        "run `icms generate --client-only` where a PostgreSQL can be started, and commit what it writes",
    )
}
