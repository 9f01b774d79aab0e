//! Join tables that two lists say: those of Prisma's implicit many-to-many relations, in both shapes it gave them.

use icms_model::{
    Column, ForeignKey, Index, IndexKey, ObjectKind, PrimaryKey, QualifiedName, ReferentialAction, Table,
    Uniqueness,
};
use icms_sql::{MAX_IDENTIFIER, Name};
use icms_syntax::Dialect;

use crate::writer::Writer;

/// A join table and what it joins.
#[derive(Debug, Clone)]
pub(crate) struct Join {
    /// The table.
    pub table: QualifiedName,
    /// The relation's name: the table's without its `_`.
    pub name: String,
    /// The table behind `A`.
    pub a: QualifiedName,
    /// The table behind `B`.
    pub b: QualifiedName,
}

/// What a table joins, when it is exactly such a table.
pub(crate) fn read(writer: &Writer<'_>, table: &Table) -> Option<Join> {
    let name = table.name.name.as_str().strip_prefix('_')?;
    let [first, second] = table.columns.as_slice() else { return None };
    let targets: Vec<QualifiedName> = [(first, "A"), (second, "B")]
        .into_iter()
        .filter_map(|(column, word)| target(writer, table, column, word))
        .collect();
    let [a, b] = targets.as_slice() else { return None };
    let model = |name| writer.names.block(ObjectKind::Table, name);
    let ordered = model(a)? <= model(b)? && a.namespace == table.name.namespace;
    let plain = table.uniques.is_empty()
        && table.checks.is_empty()
        && table.options.is_empty()
        && table.comment.is_none()
        && table.persistence == icms_model::Persistence::Permanent
        && table.foreign_keys.len() == 2;
    (ordered && plain && has_key(writer, table)).then(|| Join {
        table: table.name.clone(),
        name: name.to_owned(),
        a: a.clone(),
        b: b.clone(),
    })
}

/// The table behind a column, when column and key are as Prisma makes them.
fn target(writer: &Writer<'_>, table: &Table, column: &Column, word: &str) -> Option<QualifiedName> {
    let key = table.foreign_keys.iter().find(|key| matches!(key.columns.as_slice(), [c] if *c == *word))?;
    let other = writer.schema.tables.named(&key.references)?;
    let [id] = other.primary_key.as_ref()?.columns.as_slice() else { return None };
    let mut wanted = Column::new(word, other.column(id.as_str())?.data_type.clone());
    wanted.not_null = true;
    let same = *column == wanted && *key == foreign_key(table, word, &key.references, id);
    same.then(|| key.references.clone())
}

fn foreign_key(table: &Table, column: &str, references: &QualifiedName, id: &Name) -> ForeignKey {
    ForeignKey {
        name: cut(table, &format!("_{column}_fkey")),
        columns: vec![Name::new(column)],
        references: references.clone(),
        referenced: vec![id.clone()],
        on_update: ReferentialAction::Cascade,
        on_delete: ReferentialAction::Cascade,
        on_delete_columns: Vec::new(),
        matching: icms_model::Match::Simple,
        deferrable: icms_model::Deferrable::No,
        validation: icms_model::Validation::Validated,
        comment: None,
    }
}

/// The primary key of today, or the unique index that Prisma made before it; the latter is Prisma's to say alone.
fn has_key(writer: &Writer<'_>, table: &Table) -> bool {
    let columns = || vec![Name::new("A"), Name::new("B")];
    let on_b = index(cut(table, "_B_index"), Uniqueness::Plain, &[Name::new("B")]);
    let unique = Uniqueness::Unique(icms_model::NullsDistinct::Distinct);
    let on_both = index(cut(table, "_AB_unique"), unique, &columns());
    let today = PrimaryKey {
        name: cut(table, "_AB_pkey"),
        columns: columns(),
        include: Vec::new(),
        deferrable: icms_model::Deferrable::No,
        comment: None,
    };
    match (&table.primary_key, table.indexes.as_slice()) {
        (Some(key), [index]) => *key == today && *index == on_b,
        (None, [one, two]) if writer.dialect == Dialect::Prisma => {
            (*one == on_b && *two == on_both) || (*one == on_both && *two == on_b)
        }
        _ => false,
    }
}

fn index(name: Name, uniqueness: Uniqueness, columns: &[Name]) -> Index {
    Index {
        name,
        uniqueness,
        method: Name::new("btree"),
        keys: columns.iter().cloned().map(IndexKey::column).collect(),
        include: Vec::new(),
        predicate: None,
        options: Vec::new(),
        state: icms_model::IndexState::Valid,
        comment: None,
    }
}

/// The table's name with a suffix, in 63 characters.
fn cut(table: &Table, suffix: &str) -> Name {
    let kept: String = table.name.name.as_str().chars().take(MAX_IDENTIFIER - suffix.len()).collect();
    Name::new(format!("{kept}{suffix}"))
}
