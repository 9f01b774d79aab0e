//! Reads the scripts of a folder of migrations and parses them, nothing else: the least that replaying takes.
//! `parse_scripts migrations`

use std::hint::black_box;
use std::path::PathBuf;

use icms_diagnostic::FileId;
use icms_sql::Script;

fn main() -> Result<(), std::io::Error> {
    let folder = std::env::args().nth(1).unwrap_or_default();
    let mut migrations: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    migrations.sort();
    for migration in migrations {
        let text = std::fs::read_to_string(migration.join("migration.sql"))?;
        let script = Script::parse(FileId(0), &text);
        black_box(script.statements.iter().filter(|statement| statement.tree().is_some()).count());
    }
    Ok(())
}
