//! What of a project's code a finding touches: items of the client, and queries.

use icms_codegen::{Change, ItemChange};
use serde_json::{Value, json};

use crate::judgement::{QueryUse, Touched};

/// Everything of one finding, a line each.
pub fn lines(touched: &Touched) -> Vec<String> {
    let mut lines = breaks(&touched.client);
    lines.extend(queries(&touched.queries).iter().map(|line| format!("used by query: {line}")));
    lines
}

/// `breaks client: post::TITLE, Post.title (removed)`
pub fn breaks(changes: &[ItemChange]) -> Vec<String> {
    client(changes).iter().map(|line| format!("breaks client: {line}")).collect()
}

/// `post::TITLE, Post.title (removed)`: one line for all that become the same.
pub fn client(changes: &[ItemChange]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for change in changes {
        let how = how(&change.change);
        match lines.iter_mut().find(|(known, _)| *known == how) {
            Some((_, items)) => items.push(&change.item),
            None => lines.push((how, vec![&change.item])),
        }
    }
    lines.into_iter().map(|(how, items)| format!("{} ({how})", items.join(", "))).collect()
}

fn how(change: &Change) -> String {
    match change {
        Change::Removed => "removed".to_owned(),
        Change::Missing => "new, and needed".to_owned(),
        Change::Retyped(before, after) => format!("{before} → {after}"),
        Change::Reordered(before, after) => {
            format!("values of one type change places, which no compiler notices: {before} → {after}")
        }
    }
}

/// `titles_of (queries/posts.sql:12)`
pub fn queries(uses: &[QueryUse]) -> Vec<String> {
    uses.iter().map(|used| format!("{} ({}:{})", used.query, used.file, used.line)).collect()
}

/// For `breaks_client`.
pub fn client_json(changes: &[ItemChange]) -> Value {
    let one = |change: &ItemChange| {
        let (word, before, after) = match &change.change {
            Change::Removed => ("removed", None, None),
            Change::Missing => ("missing", None, None),
            Change::Retyped(before, after) => ("retyped", Some(before), Some(after)),
            Change::Reordered(before, after) => ("reordered", Some(before), Some(after)),
        };
        json!({"item": change.item, "change": word, "before": before, "after": after})
    };
    changes.iter().map(one).collect()
}

/// For `queries`.
pub fn queries_json(uses: &[QueryUse]) -> Value {
    uses.iter().map(|used| json!({"query": used.query, "file": used.file, "line": used.line})).collect()
}
