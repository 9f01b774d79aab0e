//! Names that say nothing.

use super::words::snake;

/// Words that say nothing about what changes, alone or together.
const EMPTY_WORDS: [&str; 75] = [
    "a",
    "add",
    "added",
    "adds",
    "alter",
    "altered",
    "and",
    "asdf",
    "bar",
    "baz",
    "bug",
    "bugs",
    "change",
    "changed",
    "changes",
    "cleanup",
    "column",
    "columns",
    "commit",
    "create",
    "created",
    "data",
    "database",
    "db",
    "ddl",
    "delete",
    "deleted",
    "dev",
    "drop",
    "dummy",
    "edit",
    "edits",
    "field",
    "fields",
    "final",
    "fix",
    "fixed",
    "fixes",
    "foo",
    "hotfix",
    "index",
    "indexes",
    "issue",
    "migrate",
    "migration",
    "migrations",
    "minor",
    "misc",
    "model",
    "models",
    "modify",
    "more",
    "my",
    "name",
    "new",
    "patch",
    "remove",
    "schema",
    "schemas",
    "some",
    "sql",
    "stuff",
    "table",
    "tables",
    "temp",
    "test",
    "testing",
    "the",
    "things",
    "tmp",
    "unnamed",
    "untitled",
    "update",
    "updated",
    "updates",
];
const MORE_EMPTY_WORDS: [&str; 11] =
    ["wip", "work", "todo", "try", "version", "save", "stuffs", "random", "latest", "tweak", "tweaks"];

/// Whether a name would tell a reader nothing: `update_schema`, `fix_bug`, `changes`, `test2`, `wip`.
#[must_use]
pub fn is_meaningless(name: &str) -> bool {
    let words = snake(name);
    words
        .split('_')
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .all(|word| word.len() < 2 || EMPTY_WORDS.contains(&word) || MORE_EMPTY_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_meaningless;

    #[test]
    fn only_names_that_say_nothing_are_meaningless() {
        for name in [
            "update_schema",
            "fix_bug",
            "changes",
            "migration",
            "test",
            "WIP",
            "test2",
            "add-fields",
            "v2",
            "",
            "x",
        ] {
            assert!(is_meaningless(name), "{name}");
        }
        for name in
            ["init", "add_user_verification_fields", "update_users", "fix_slug_length", "create_users_table"]
        {
            assert!(!is_meaningless(name), "{name}");
        }
    }
}
