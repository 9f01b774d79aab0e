//! Real histories and dumps: the replay must say what a real server says. Runs where the corpus lies beside the checkout.

mod support;

use support::{Judged, corpus, entries, judge, stem};

#[test]
fn prisma_histories() {
    let Some(folder) = corpus("prisma-history") else {
        println!("skipped: no corpus beside the checkout");
        return;
    };
    let mut all = Vec::new();
    for project in entries(&folder).into_iter().filter(|path| path.is_dir()) {
        let migrations = entries(&project.join("migrations")).into_iter().map(|m| m.join("migration.sql"));
        let scripts: Vec<(String, String)> = migrations
            .filter(|file| file.is_file())
            .map(|file| {
                (stem(file.parent().expect("a folder")), std::fs::read_to_string(&file).expect("a script"))
            })
            .collect();
        all.push((project.file_name().expect("a name").to_string_lossy().into_owned(), judge(&scripts)));
    }
    report("histories", &all);
}

#[test]
fn dumps() {
    let Some(folder) = corpus("sql") else {
        println!("skipped: no corpus beside the checkout");
        return;
    };
    let scripts = entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "sql"));
    let all: Vec<_> = scripts
        .map(|file| {
            let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a script")).into_owned();
            (stem(&file), judge(&[(stem(&file), text)]))
        })
        .collect();
    report("dumps", &all);
}

fn report(what: &str, all: &[(String, Judged)]) {
    let mut bad = 0;
    for (name, judged) in all {
        let state = match (judged.agrees(), judged.opaque.is_empty()) {
            (true, true) => "agrees",
            (true, false) => "agrees but for opaque statements",
            (false, true) => "DIFFERS",
            (false, false) => "differs after opaque statements",
        };
        bad += usize::from(!judged.agrees() && judged.opaque.is_empty());
        println!(
            "{name}: {state} ({} statements, {} refused by the server)",
            judged.statements, judged.refused
        );
        judged.opaque.iter().take(10).for_each(|line| println!("    {line}"));
        judged.lenient.iter().take(3).for_each(|line| println!("    ({line})"));
        judged.misses.iter().take(25).for_each(|line| println!("    {line}"));
        if judged.misses.len() > 25 {
            println!("    … {} more", judged.misses.len() - 25);
        }
    }
    let agree = all.iter().filter(|(_, judged)| judged.agrees()).count();
    println!("{what}: {agree} of {} agree, {bad} differ without an opaque statement", all.len());
    assert_eq!(bad, 0, "{what} without opaque statements must agree");
}
