//! Migrations that stand before what they need: named, and put where they work.
//!
//! Only Prisma's folders can be wrong this way: their order is that of their names. Ours say what they stand upon.

use std::path::Path;

use icms_diagnostic::{Diagnostic, Span};
use icms_journal::{Dialect, Migration, MigrationId};
use icms_model::effect::{Action, Opaque};
use icms_model::{ObjectRef, Schema};
use icms_replay::Replay;
use icms_sql::Script;

use crate::codes;

/// A migration that needs what only a later one creates.
struct Misplaced {
    /// Its place in the order.
    at: usize,
    /// The statement that would fail.
    statement: Span,
    /// What is not there yet.
    needs: ObjectRef,
    /// The place of the migration that creates it.
    creator: usize,
    /// The statement that creates it.
    creation: Span,
}

/// The order in which the migrations work, by position, and a warning for each one that had to move; none when no
/// order that is found makes a difference.
pub(crate) fn repaired(
    migrations: &[Migration],
    scripts: &[Script],
    folder: &Path,
) -> Option<(Vec<usize>, Vec<Diagnostic>)> {
    if migrations.iter().any(|m| m.dialect != Dialect::Prisma) {
        return None;
    }
    let mut order: Vec<usize> = (0..scripts.len()).collect();
    let mut names: Vec<String> = migrations.iter().map(|m| m.id.to_string()).collect();
    let mut warnings = Vec::new();
    // A migration moves behind each of those it needs at most.
    for _ in 0..scripts.len() {
        let Some(found) = first(&order.iter().filter_map(|at| scripts.get(*at)).collect::<Vec<_>>()) else {
            break;
        };
        let old = names.remove(found.at);
        let moved = order.remove(found.at);
        // Taking it out moved its creator one place forward, so that this is the place behind it.
        let creator = names.get(found.creator - 1).cloned().unwrap_or_default();
        let new = name_between(&old, &creator, names.get(found.creator).map(String::as_str));
        warnings.push(warning(&found, &old, &creator, &new, folder));
        order.insert(found.creator, moved);
        names.insert(found.creator, new);
    }
    (!warnings.is_empty()).then_some((order, warnings))
}

/// The first migration, in this order, that needs something which a later one creates.
fn first(scripts: &[&Script]) -> Option<Misplaced> {
    let mut replay = Replay::new(Schema::empty());
    let mut missing: Vec<(usize, Span, ObjectRef)> = Vec::new();
    for (at, script) in scripts.iter().enumerate() {
        for statement in &script.statements {
            for effect in replay.apply(statement).effects {
                if matches!(effect.action, Action::Opaque(Opaque::MissingObject(_))) {
                    missing.push((at, statement.span(), effect.object));
                    continue;
                }
                let waiting =
                    missing.iter().find(|(before, _, o)| *before < at && o.path == effect.object.path);
                if let (Some((before, span, object)), false) =
                    (waiting, matches!(effect.action, Action::Opaque(_) | Action::Session))
                {
                    return Some(Misplaced {
                        at: *before,
                        statement: *span,
                        needs: object.clone(),
                        creator: at,
                        creation: statement.span(),
                    });
                }
            }
        }
    }
    None
}

fn warning(found: &Misplaced, old: &str, creator: &str, new: &str, folder: &Path) -> Diagnostic {
    let message = format!("`{old}` needs the {}, which only the later `{creator}` creates", found.needs);
    let folder = folder.display();
    let help = format!(
        "no empty database can run this history, and it was read with that migration behind `{creator}`. Rename its \
         folder, in {folder}:\n  git mv {old} {new}\nand its row in every database that has it:\n  UPDATE \
         _prisma_migrations SET migration_name = '{new}'\n  WHERE migration_name = '{old}';"
    );
    Diagnostic::warning(codes::MISPLACED, message)
        .at(found.statement)
        .label(found.creation, "created here")
        .help(help)
}

/// A name like `old` that sorts behind one folder and before the next.
fn name_between(old: &str, before: &str, next: Option<&str>) -> String {
    let fits = |name: &String| name.as_str() > before && next.is_none_or(|next| name.as_str() < next);
    let title = title(old);
    let stamped = stamp_after(before).map(|stamp| format!("{stamp}_{title}"));
    stamped.filter(fits).unwrap_or_else(|| format!("{before}_{title}"))
}

/// `add_photo` of `20250810064512_add_photo`.
fn title(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.trim_start_matches('_') {
        "" => name,
        title => title,
    }
}

/// The stamp of a folder's name and one second, or one.
fn stamp_after(name: &str) -> Option<String> {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let stamp = name.get(..digits)?;
    let next = stamp.parse::<u64>().ok()?.checked_add(if is_last_second(stamp) { 41 } else { 1 })?;
    Some(format!("{next:0digits$}"))
}

/// The last second of a minute that is not the last of its hour: the next stamp is 41 higher.
fn is_last_second(stamp: &str) -> bool {
    stamp.len() == 14 && stamp.ends_with("59") && !stamp.ends_with("5959")
}

/// Where a script that stands in the folder of migrations by itself belongs.
pub(crate) fn loose(name: &str, last: Option<&MigrationId>, folder: &Path) -> Diagnostic {
    let stem = name.strip_suffix(".sql").unwrap_or(name);
    let last = last.map_or("0", MigrationId::as_str);
    let place = name_between(stem, last, None);
    let folder = folder.display();
    let help = format!(
        "nothing runs it, and it is not part of what was read here. If databases should have it, in {folder}:\n  \
         mkdir {place}\n  git mv {name} {place}/migration.sql\nelse remove it"
    );
    Diagnostic::warning(codes::LOOSE_SCRIPT, format!("`{name}` is in no folder of its own")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_between_their_neighbours() {
        assert_eq!(
            name_between("20250101000000_add_flags", "20250723032350_tables", Some("20250724022743_x")),
            "20250723032351_add_flags"
        );
        assert_eq!(name_between("1_a", "20250723032359_b", None), "20250723032400_a");
        assert_eq!(name_between("0001_z", "0009_b", Some("0010_c")), "0009_b_z");
        assert_eq!(name_between("0001_a", "init", None), "init_a");
    }
}
