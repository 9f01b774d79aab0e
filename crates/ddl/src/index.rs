//! Indexes as SQL.

use icms_model::{
    Index, IndexKey, KeyPart, LockLevel, NullsDistinct, NullsOrder, QualifiedName, SortOrder, Uniqueness,
};
use icms_sql::Name;

use crate::name::{self, qualified};
use crate::{Statement, Transaction, expression, options};

/// Whether writers may go on while an index is built or dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Building {
    /// They wait.
    Blocking,
    /// They go on; outside any transaction only.
    Concurrently,
}

impl Building {
    const fn word(self) -> &'static str {
        match self {
            Self::Blocking => "",
            Self::Concurrently => " CONCURRENTLY",
        }
    }

    const fn transaction(self) -> Transaction {
        match self {
            Self::Blocking => Transaction::Allowed,
            Self::Concurrently => Transaction::Forbidden,
        }
    }

    const fn lock(self, blocking: LockLevel) -> LockLevel {
        match self {
            Self::Blocking => blocking,
            Self::Concurrently => LockLevel::ShareUpdateExclusive,
        }
    }
}

/// `CREATE INDEX`.
#[must_use]
pub fn create(index: &Index, table: &QualifiedName, building: Building) -> Statement {
    let (unique, nulls) = match index.uniqueness {
        Uniqueness::Plain => ("", ""),
        Uniqueness::Unique(NullsDistinct::Distinct) => (" UNIQUE", ""),
        Uniqueness::Unique(NullsDistinct::NotDistinct) => (" UNIQUE", " NULLS NOT DISTINCT"),
    };
    let using =
        if index.method == *"btree" { String::new() } else { format!(" USING {}", index.method.quoted()) };
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let place = format!("INDEX{} {} ON {}", building.word(), index.name.quoted(), qualified(table));
    let (include, with) = (name::include(&index.include), options::with(&index.options));
    let predicate = index
        .predicate
        .as_ref()
        .map(|p| format!("\n    WHERE {}", icms_sql::preimage(p.text())))
        .unwrap_or_default();
    let keys = keys.join(", ");
    Statement::new(format!("CREATE{unique} {place}{using} ({keys}){include}{nulls}{with}{predicate}"))
        .locking(building.lock(LockLevel::Share), [table.clone()])
        .in_transaction(building.transaction())
}

/// `DROP INDEX`.
#[must_use]
pub fn drop(index: &QualifiedName, table: &QualifiedName, building: Building) -> Statement {
    Statement::new(format!("DROP INDEX{} {}", building.word(), qualified(index)))
        .locking(building.lock(LockLevel::AccessExclusive), [table.clone()])
        .in_transaction(building.transaction())
}

/// `ALTER INDEX … RENAME TO`, of indexes that no constraint owns.
#[must_use]
pub fn rename(from: &QualifiedName, to: &Name) -> Statement {
    Statement::new(format!("ALTER INDEX {} RENAME TO {}", qualified(from), to.quoted()))
        .locking(LockLevel::ShareUpdateExclusive, [from.clone()])
}

/// `ALTER INDEX … SET (…)` and `RESET (…)`.
#[must_use]
pub fn set_options(name: &QualifiedName, before: &Index, after: &Index) -> Vec<Statement> {
    let one = |what: String| {
        Statement::new(format!("ALTER INDEX {} {what}", qualified(name)))
            .locking(LockLevel::ShareUpdateExclusive, [name.clone()])
    };
    options::changes(&before.options, &after.options).into_iter().map(one).collect()
}

fn key(key: &IndexKey) -> String {
    let mut text = match &key.part {
        KeyPart::Column(column) => column.quoted().into_owned(),
        KeyPart::Expression(expression) => expression::key(expression),
    };
    if let Some(collation) = &key.collation {
        text.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    if let Some(class) = &key.operator_class {
        text.push_str(&format!(" {}", class.quoted()));
        if !key.operator_class_options.is_empty() {
            text.push_str(&format!(" ({})", options::assignments(&key.operator_class_options)));
        }
    }
    if key.order == SortOrder::Descending {
        text.push_str(" DESC");
    }
    if key.nulls != key.order.default_nulls() {
        text.push_str(match key.nulls {
            NullsOrder::First => " NULLS FIRST",
            NullsOrder::Last => " NULLS LAST",
        });
    }
    text
}
