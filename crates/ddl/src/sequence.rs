//! Sequences as SQL, and the options that identity columns share with them.

use icms_model::{
    Builtin, DataType, LockLevel, Persistence, QualifiedName, Sequence, SequenceOptions, SequenceOwner,
};
use icms_sql::{Name, quote_literal};

use crate::name::qualified;
use crate::{Statement, data_type};

/// `CREATE SEQUENCE`, without its owner, which may not exist yet.
#[must_use]
pub fn create(sequence: &Sequence) -> Statement {
    let unlogged = if sequence.persistence == Persistence::Unlogged { "UNLOGGED " } else { "" };
    let mut sql = format!("CREATE {unlogged}SEQUENCE {}", qualified(&sequence.name));
    if sequence.options.data_type != Builtin::Int8 {
        sql.push_str(&format!(" AS {}", type_word(&sequence.options)));
    }
    let options = different(&defaults(&sequence.options), &sequence.options);
    sql.extend(options.iter().map(|option| format!(" {option}")));
    Statement::new(sql)
}

/// `DROP SEQUENCE`.
#[must_use]
pub fn drop(name: &QualifiedName) -> Statement {
    Statement::new(format!("DROP SEQUENCE {}", qualified(name)))
        .locking(LockLevel::AccessExclusive, [name.clone()])
}

/// `ALTER SEQUENCE … RENAME TO`.
#[must_use]
pub fn rename(from: &QualifiedName, to: &Name) -> Statement {
    altering(from, &format!("RENAME TO {}", to.quoted())).locking(LockLevel::AccessExclusive, [from.clone()])
}

/// `ALTER SEQUENCE … SET SCHEMA`.
#[must_use]
pub fn set_namespace(from: &QualifiedName, to: &Name) -> Statement {
    altering(from, &format!("SET SCHEMA {}", to.quoted())).locking(LockLevel::AccessExclusive, [from.clone()])
}

/// `ALTER SEQUENCE … OWNED BY`.
#[must_use]
pub fn set_owner(name: &QualifiedName, owner: Option<&SequenceOwner>) -> Statement {
    let owner = owner.map_or_else(
        || "NONE".to_owned(),
        |owner| format!("{}.{}", qualified(&owner.table), owner.column.quoted()),
    );
    altering(name, &format!("OWNED BY {owner}"))
}

/// `ALTER SEQUENCE` with what differs; nothing when nothing does. A position outside new bounds is moved first.
#[must_use]
pub fn set_options(
    name: &QualifiedName,
    before: &SequenceOptions,
    after: &SequenceOptions,
) -> Vec<Statement> {
    let mut words = Vec::new();
    let mut from = before.clone();
    if before.data_type != after.data_type {
        words.push(format!("AS {}", type_word(after)));
        // The server moves a bound along that is the old type's own.
        if before.max == SequenceOptions::highest(before.data_type) {
            from.max = SequenceOptions::highest(after.data_type);
        }
        if before.min == SequenceOptions::lowest(before.data_type) {
            from.min = SequenceOptions::lowest(after.data_type);
        }
    }
    words.extend(different(&from, after));
    let alter = (!words.is_empty()).then(|| altering(name, &words.join(" ")));
    bring_in_range(name, before, after).into_iter().chain(alter).collect()
}

/// Moves a position that new bounds would not allow; none where they allow whatever the old ones did.
#[must_use]
pub fn bring_in_range(
    name: &QualifiedName,
    before: &SequenceOptions,
    after: &SequenceOptions,
) -> Vec<Statement> {
    let text = qualified(name);
    let move_to = |bound: i64, outside: &str| {
        Statement::new(format!(
            "SELECT setval({}, {bound}, false) FROM {text} WHERE last_value {outside} {bound}",
            quote_literal(&text)
        ))
    };
    // The target must be allowed by both, or the server refuses the move itself.
    let low = (after.min > before.min).then(|| move_to(after.min.min(before.max), "<"));
    let high = (after.max < before.max).then(|| move_to(after.max.max(before.min), ">"));
    low.into_iter().chain(high).collect()
}

/// `ALTER SEQUENCE … SET LOGGED`.
#[must_use]
pub fn set_persistence(name: &QualifiedName, persistence: Persistence) -> Statement {
    let word = match persistence {
        Persistence::Permanent => "SET LOGGED",
        Persistence::Unlogged => "SET UNLOGGED",
    };
    altering(name, word)
}

/// Lets a sequence go on after the largest value of its column.
#[must_use]
pub fn catch_up(table: &QualifiedName, column: &Name) -> Statement {
    let (table_text, name) = (qualified(table), column.quoted());
    let sequence =
        format!("pg_get_serial_sequence({}, {})", quote_literal(&table_text), quote_literal(column.as_str()));
    Statement::new(format!(
        "SELECT setval({sequence}, max({name})) FROM {table_text} HAVING max({name}) IS NOT NULL"
    ))
    .locking(LockLevel::AccessShare, [table.clone()])
}

fn altering(name: &QualifiedName, what: &str) -> Statement {
    Statement::new(format!("ALTER SEQUENCE {} {what}", qualified(name)))
        .locking(LockLevel::ShareRowExclusive, [name.clone()])
}

fn type_word(options: &SequenceOptions) -> String {
    data_type::written(&DataType::builtin(options.data_type))
}

/// What the server fills in for a sequence of this type and direction.
pub fn defaults(options: &SequenceOptions) -> SequenceOptions {
    let mut defaults = SequenceOptions::ascending(options.data_type);
    if options.increment < 0 {
        (defaults.min, defaults.max) = (SequenceOptions::lowest(options.data_type), -1);
    }
    // The first value is the bound it starts from unless said otherwise.
    defaults.start = if options.increment < 0 { options.max } else { options.min };
    defaults
}

/// The words that turn one into the other.
pub fn different(from: &SequenceOptions, to: &SequenceOptions) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = |differs: bool, text: String| {
        if differs {
            words.push(text);
        }
    };
    word(from.increment != to.increment, format!("INCREMENT BY {}", to.increment));
    word(from.min != to.min, format!("MINVALUE {}", to.min));
    word(from.max != to.max, format!("MAXVALUE {}", to.max));
    word(from.start != to.start, format!("START WITH {}", to.start));
    word(from.cache != to.cache, format!("CACHE {}", to.cache));
    word(from.cycle != to.cycle, if to.cycle { "CYCLE".to_owned() } else { "NO CYCLE".to_owned() });
    words
}
