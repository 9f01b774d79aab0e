//! Canonical forms against a real server: equal for a text and what the server prints for it, never equal for two that
//! the server tells apart.

#![allow(clippy::unwrap_used)]

#[path = "support/mutants.rs"]
mod mutants;
#[path = "support/record.rs"]
mod record;
#[path = "support/server.rs"]
mod server;

use std::collections::BTreeMap;

use record::Record;

/// Records anew what a server makes of every expression (`UPDATE=1`), or demands that the record still holds.
#[test]
fn record_matches_a_server() {
    let Some(server) = server::Server::start() else { return };
    server.psql(&record::setup());
    let mut items: Vec<(String, String, bool)> = Vec::new();
    for (kind, text) in record::listed() {
        let mutants = mutants::mutants(&text);
        items.push((kind.clone(), text, false));
        items.extend(mutants.into_iter().map(|m| (kind.clone(), m, true)));
    }
    let pairs: Vec<_> = items.iter().map(|(k, t, _)| (k.clone(), t.clone())).collect();
    let deparsed = record::deparse(&server, &pairs);
    let again: Vec<_> =
        pairs.iter().zip(&deparsed).map(|((k, t), d)| (k.clone(), d.clone().unwrap_or(t.clone()))).collect();
    let settled = record::deparse(&server, &again);
    let mut records = Vec::new();
    for (((kind, text, mutant), deparsed), settled) in items.into_iter().zip(deparsed).zip(settled) {
        let Some(deparsed) = deparsed else {
            if !mutant {
                eprintln!("refused: {kind}: {text}");
            }
            continue;
        };
        records.push(Record { kind, mutant, text, settled: settled.unwrap_or(deparsed.clone()), deparsed });
    }
    if std::env::var_os("UPDATE").is_some() {
        record::write(&records);
    }
    let recorded = record::recorded();
    let shown = |records: &[Record]| records.iter().map(|r| format!("{r:?}")).collect::<Vec<_>>();
    assert_eq!(shown(&recorded), shown(&records), "UPDATE=1 rewrites the record");
}

/// What the server prints and does not read back: sent by its preimage, it comes back as it was (ruling 16).
#[test]
fn preimages_are_printed_back() {
    let Some(server) = server::Server::start() else { return };
    server.psql(&record::setup());
    let recorded = record::recorded();
    assert!(recorded.iter().any(|r| r.settled != r.deparsed), "the record has texts that are not read back");
    let sent: Vec<_> =
        recorded.iter().map(|r| (r.kind.clone(), icms_sql::preimage(&r.deparsed).into_owned())).collect();
    for (r, printed) in recorded.iter().zip(record::deparse(&server, &sent)) {
        assert_eq!(printed.as_ref(), Some(&r.deparsed), "{}: {}", r.kind, r.text);
    }
}

#[test]
fn a_text_equals_what_the_server_prints() {
    let (mut all, mut equal, mut mutants, mut mutants_equal) = (0, 0, 0, 0);
    let mut differing = Vec::new();
    for r in record::recorded() {
        let same = r.canonical(&r.text) == r.canonical(&r.deparsed);
        if r.mutant {
            mutants += 1;
            mutants_equal += usize::from(same);
        } else {
            all += 1;
            equal += usize::from(same);
        }
        if !same {
            differing.push(format!(
                "{} {}: {}\n    {}\n  = {}\n  ≠ {}",
                if r.mutant { "~" } else { "=" },
                r.kind,
                r.text,
                r.deparsed,
                r.canonical(&r.text),
                r.canonical(&r.deparsed)
            ));
        }
    }
    if std::env::var_os("VERBOSE").is_some() {
        eprintln!("{}", differing.join("\n"));
    }
    eprintln!("completeness: {equal} of {all} expressions, {mutants_equal} of {mutants} mutants");
    assert!(equal * 100 >= all * 95, "{}", differing.join("\n"));
}

#[test]
fn printed_texts_are_stable() {
    for r in record::recorded() {
        assert_eq!(r.canonical(&r.deparsed), r.canonical(&r.settled), "{}: {}", r.kind, r.deparsed);
    }
}

/// The reason for all this: whatever has one canonical form is one thing to the server too.
#[test]
fn equal_forms_are_equal_to_the_server() {
    let mut groups: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for r in record::recorded() {
        for text in [&r.text, &r.deparsed, &r.settled] {
            let key = format!("{} {}", r.kind, r.canonical(text));
            let normal = without_relabels(&r.settled.split_whitespace().collect::<Vec<_>>().join(" "));
            groups.entry(key).or_default().entry(normal).or_insert_with(|| text.clone());
        }
    }
    let wrong: Vec<_> =
        groups.iter().filter(|(_, settled)| settled.len() > 1).map(|g| format!("{g:#?}")).collect();
    assert!(wrong.is_empty(), "{} groups:\n{}", wrong.len(), wrong.join("\n"));
}

/// Without the casts from `varchar` to `text`, which change nothing but the type's name: `('a'::character varying)::text`
/// and `'a'::text` print differently and mean the same.
fn without_relabels(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in
        [("::character varying)::text", "::text"), ("::character varying[])::text[]", "::text[]")]
    {
        while let Some(end) = text.find(from) {
            let start = opening(&text[..end]);
            text = format!("{}{}{to}{}", &text[..start], &text[start + 1..end], &text[end + from.len()..]);
        }
    }
    text
}

/// Where the parenthesis around the end of this text opens.
fn opening(text: &str) -> usize {
    let mut depth = 0;
    let opens = |(_, c): &(usize, char)| {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth < 0
    };
    text.char_indices().rev().find(opens).unwrap().0
}
