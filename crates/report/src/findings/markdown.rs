//! Findings for a comment on a pull request.

use std::fmt::Write as _;

use super::{data_loss, old_client, strongest, touched};
use crate::judgement::{Judgement, highest, refused};

/// A table, with a hidden marker so that a bot can update its comment in place.
#[must_use]
pub fn markdown(judgements: &[Judgement]) -> String {
    let mut out = String::from("<!-- icms-check -->\n");
    let _ = writeln!(out, "## Schema changes: {}\n", highest(judgements));
    out.push_str(
        "| class | code | object | what happens | lock | data loss | breaks the running release |\n",
    );
    out.push_str("|---|---|---|---|---|---|---|\n");
    for item in judgements.iter().flat_map(|j| &j.items) {
        let f = &item.finding;
        let state = if item.acknowledged.is_some() { " (acknowledged)" } else { "" };
        let lock = strongest(f).map_or("–", icms_model::LockLevel::sql);
        let cells = [
            format!("{}{state}", f.class),
            f.code.to_owned(),
            f.subject.to_string(),
            f.message.clone(),
            lock.to_owned(),
            data_loss(f).to_owned(),
            old_client(f).to_owned(),
        ];
        let _ = writeln!(out, "| {} |", cells.map(|c| cell(&c)).join(" | "));
    }
    let broken = broken(judgements);
    if !broken.is_empty() {
        let _ = writeln!(out, "\nIn the code that uses the schema:\n\n{}", broken.join("\n"));
    }
    let open: Vec<String> = refused(judgements)
        .map(|(_, i)| format!("icms acknowledge {} --reason \"…\"  # {}", i.fingerprint, i.finding.subject))
        .collect();
    if !open.is_empty() {
        let _ = writeln!(out, "\nTo accept what stops this build:\n\n```sh\n{}\n```", open.join("\n"));
    }
    out
}

/// What becomes of the client, and which queries name what changes.
fn broken(judgements: &[Judgement]) -> Vec<String> {
    let mut lines = Vec::new();
    for judgement in judgements {
        for item in &judgement.items {
            let of = cell(&item.finding.subject.to_string());
            let client = touched::client(&item.touched.client);
            lines.extend(client.iter().map(|line| format!("- {of} breaks the client: `{}`", cell(line))));
            let queries = touched::queries(&item.touched.queries);
            lines.extend(queries.iter().map(|line| format!("- {of} is used by the query {}", cell(line))));
        }
        let besides = touched::client(&judgement.client);
        lines.extend(besides.iter().map(|line| format!("- the client: `{}`", cell(line))));
    }
    lines
}

/// A cell may hold neither a line end nor a bar.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
