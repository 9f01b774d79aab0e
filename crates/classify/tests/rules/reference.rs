//! The facts of every code are the measured ones, where the tables of the measurement are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use icms_classify::{DataLoss, Finding, Impact, OldClient, rules};
use icms_model::LockLevel;

use crate::case::{before, cases, root};

/// Codes of our own: the measurement has no row for them.
const OWN: &[&str] = &["ICMS841"];

/// Codes that no rule gives, with the reason.
const NOT_GIVEN: &[(&str, &str)] = &[
    ("ICMS244", "every part of a combined ALTER TABLE is judged by itself"),
    ("ICMS286", "a shadow column is an ordinary new column until the script that swaps it"),
    ("ICMS603b", "the model does not know the types of a view's columns"),
    ("ICMS804", "nobody here proves that a check implies the bounds of a partition: ICMS803 stays"),
    ("ICMS903", "drift is found by comparing databases, not in a script"),
    ("ICMS904", "checksums are a matter of the journal"),
    ("ICMS905", "a missing down script is a matter of the journal"),
    ("ICMS906", "an ambiguous rename is asked before there is a script"),
    ("ICMS907", "acknowledgements are a matter of the gate"),
    ("ICMS908", "without facts every rule assumes the worst already"),
];

/// One line of `classes.tsv` by the names of its columns.
type Line = BTreeMap<String, String>;

fn measured() -> Option<BTreeMap<String, Line>> {
    let places = [root().join("../shared"), root().join("../../shared")];
    let path: PathBuf =
        places.into_iter().map(|p| p.join("reference/classes.tsv")).find(|path| path.exists())?;
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().unwrap();
    Some(lines.map(|cells| (cells[0].clone(), head.iter().cloned().zip(cells).collect())).collect())
}

/// The strongest lock on a table, view or sequence that others use; reading ones aside.
fn lock(line: &Line) -> Option<LockLevel> {
    const RELATIONS: &[&str] = &[
        "t", "empty", "parent", "child", "nopk", "p0", "pt", "pt1", "px", "pdef", "v", "mv", "seq",
        "seq_int", "ex",
    ];
    let locks =
        line["locks"].split(" ; ").next().unwrap_or_default().split(", ").filter_map(|l| l.split_once(':'));
    let levels = locks.filter(|(name, _)| RELATIONS.contains(name)).filter_map(|(_, level)| match level {
        "RX" => Some(LockLevel::RowExclusive),
        "SUX" => Some(LockLevel::ShareUpdateExclusive),
        "S" => Some(LockLevel::Share),
        "SRX" => Some(LockLevel::ShareRowExclusive),
        "X" => Some(LockLevel::Exclusive),
        "AX" => Some(LockLevel::AccessExclusive),
        _ => None,
    });
    levels.max()
}

/// What a finding says that the measurement denies.
fn differences(finding: &Finding, line: &Line) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, said: String, measured: String| {
        if said != measured {
            found.push(format!("{what} {said}, measured {measured}"));
        }
    };
    differ("class", finding.class.word().to_owned(), line["class"].clone());
    if line["locks"] == "n/a" {
        return found;
    }
    if let Some(state) = line["locks"].strip_prefix("always fails: ") {
        differ("fails with", finding.fails_with.unwrap_or("-").to_owned(), state.to_owned());
        return found;
    }
    let said = finding.locks.first().map(|(level, _)| *level).filter(|level| *level > LockLevel::RowShare);
    differ("lock", format!("{said:?}"), format!("{:?}", lock(line)));
    let there = |cell: &str| !matches!(cell, "" | "-" | "no") && !cell.starts_with("waits");
    differ("rewrites", (!finding.rewrites.is_empty()).to_string(), there(&line["rewrite"]).to_string());
    if !line["scan"].starts_with("waits") && !line["locks"].starts_with("- ;") {
        differ("scans", (!finding.scans.is_empty()).to_string(), there(&line["scan"]).to_string());
    }
    let state = line["bad_data"].split(' ').next().unwrap_or_default();
    let measured = if matches!(state, "ok" | "") { "-" } else { state };
    differ("fails with", finding.fails_with.unwrap_or("-").to_owned(), measured.to_owned());
    let blocks = |impact| matches!(impact, Impact::BlocksWrites | Impact::BlocksAll);
    differ(
        "blocks for long",
        blocks(finding.impact).to_string(),
        matches!(&*line["level"], "L2" | "L3").to_string(),
    );
    let breaks = line["old_app"].starts_with('B');
    if breaks {
        differ(
            "running release works",
            (finding.old_client == OldClient::Works).to_string(),
            "false".to_owned(),
        );
    }
    if matches!(&*line["data_loss"], "none") {
        differ("loses", (finding.data_loss != DataLoss::None).to_string(), "false".to_owned());
    }
    found
}

#[test]
fn findings_are_what_was_measured() {
    let Some(measured) = measured() else {
        eprintln!("skipped: the measured classes are not at hand");
        return;
    };
    let before = before();
    let mut wrong = BTreeSet::new();
    for case in cases().iter().filter(|case| !case.is_lowered()) {
        let expected =
            case.head("expect").next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
        for finding in case.findings(&before).iter().filter(|f| f.code == expected && f.rule == case.rule) {
            let Some(line) = measured.get(finding.code) else { continue };
            let allowed = DEVIATIONS.iter().find(|(code, _)| *code == finding.code);
            let differences = differences(finding, line);
            let other = differences.iter().filter(|d| {
                allowed.is_none_or(|(_, what)| !what.contains(&d.split(' ').next().unwrap_or_default()))
            });
            wrong.extend(other.map(|what| format!("{} ({}): {what}", finding.code, case.shown())));
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_measured_code_is_given_or_said_not_to_be() {
    let Some(measured) = measured() else {
        eprintln!("skipped: the measured classes are not at hand");
        return;
    };
    let given: BTreeSet<&str> = rules().iter().flat_map(|rule| rule.codes).copied().collect();
    for code in measured.keys() {
        let reason = NOT_GIVEN.iter().any(|(not, _)| not == code);
        assert!(given.contains(code.as_str()) != reason, "{code}: a rule or a reason, not both or neither");
    }
    for code in given {
        assert!(measured.contains_key(code) || OWN.contains(&code), "{code} was never measured");
    }
}

/// Facts in which a finding says more than one measured case could show.
const DEVIATIONS: &[(&str, &[&str])] = &[
    // The file is replaced by an empty one: nothing is copied.
    ("ICMS115", &["rewrites", "scans"]),
    // Measured on a table without rows, or partitions without any.
    ("ICMS205", &["scans"]),
    ("ICMS413", &["scans"]),
    // The stronger lock is of the statement's other half, and listed there.
    ("ICMS215", &["lock"]),
    ("ICMS317", &["lock", "fails"]),
    ("ICMS318", &["lock"]),
    ("ICMS604", &["lock"]),
    ("ICMS612", &["lock"]),
    // The measured rows were good ones.
    ("ICMS276", &["fails"]),
    ("ICMS280", &["fails"]),
    ("ICMS306", &["fails"]),
    ("ICMS315", &["fails"]),
    ("ICMS322", &["fails"]),
    ("ICMS328", &["fails"]),
    ("ICMS515", &["fails"]),
    ("ICMS804d", &["fails"]),
    // Measured without an index on the column, which would be built anew.
    ("ICMS279", &["blocks", "fails", "scans"]),
    // Only statements that name the constraint, or raise in the expression, are concerned.
    ("ICMS325", &["running"]),
    ("ICMS326", &["running"]),
    ("ICMS405", &["running"]),
    // What goes along is only known to the server.
    ("ICMS627", &["lock"]),
    ("ICMS827", &["lock"]),
    // It waits for a lock that it does not keep.
    ("ICMS806", &["lock"]),
];
