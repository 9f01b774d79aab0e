//! How long the longest real histories take: splitting, parsing and replaying, each on its own.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use icms_diagnostic::FileId;
use icms_model::Schema;
use icms_replay::Replay;
use icms_sql::Script;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = [root.join("../shared/corpus"), root.join("../../shared/corpus")];
    let Some(folder) = found.into_iter().map(|p| p.join("prisma-history")).find(|p| p.is_dir()) else {
        println!("skipped: no corpus beside the checkout");
        return;
    };
    for project in entries(&folder).into_iter().filter(|path| path.is_dir()) {
        let files = entries(&project.join("migrations")).into_iter().map(|m| m.join("migration.sql"));
        let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file).ok()).collect();
        if texts.len() < 100 {
            continue;
        }
        let split = best(|| texts.iter().map(|text| Script::parse(FileId(0), text)).collect::<Vec<_>>());
        let parse = best(|| {
            let scripts: Vec<Script> = texts.iter().map(|text| Script::parse(FileId(0), text)).collect();
            scripts.iter().flat_map(|s| &s.statements).filter(|s| s.tree().is_some()).count()
        });
        let whole = best(|| {
            let mut replay = Replay::new(Schema::empty());
            for text in &texts {
                for statement in &Script::parse(FileId(0), text).statements {
                    black_box(replay.apply(statement));
                }
            }
            replay.finish()
        });
        let bytes: usize = texts.iter().map(String::len).sum();
        println!(
            "{}: {} files, {} kB: split {split:?}, and parsed {parse:?}, and replayed {whole:?} ({:.1} x parsing)",
            project.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            texts.len(),
            bytes / 1000,
            whole.as_secs_f64() / parse.as_secs_f64()
        );
    }
}

fn best<T>(run: impl Fn() -> T) -> Duration {
    let once = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    paths
}
