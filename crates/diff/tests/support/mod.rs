//! Small schemas in code, and differences as text.

#![allow(dead_code, missing_docs)]

use icms_diff::{Answers, Difference, describe, diff};
use icms_model::{
    Column, DataType, DefaultValue, Deferrable, Enum, Expr, ForeignKey, Hints, Index, IndexKey, IndexState,
    Language, Match, NullsDistinct, ObjectKind, ObjectRef, Pair, PrimaryKey, QualifiedName,
    ReferentialAction, Schema, Sequence, SequenceOptions, SequenceOwner, Table, Unique, Uniqueness,
    Validation,
};
use icms_sql::Name;

pub fn public(name: &str) -> QualifiedName {
    QualifiedName::new("public", name)
}

pub fn data_type(text: &str) -> DataType {
    DataType::parse(text, &|name| public(name.as_str())).expect(text)
}

/// `id bigint!` is a column that refuses NULL; ` = ` gives it a default.
pub fn column(text: &str) -> Column {
    let (rest, default) = text.split_once(" = ").map_or((text, None), |(rest, value)| (rest, Some(value)));
    let (name, of_type) = rest.split_once(' ').expect(text);
    let mut column = Column::new(name, data_type(of_type.trim_end_matches('!')));
    column.not_null = of_type.ends_with('!');
    column.default = default.map(|value| DefaultValue::Expression(Expr::new(value)));
    column
}

pub fn names(text: &str) -> Vec<Name> {
    text.split(',').map(|name| Name::new(name.trim())).collect()
}

pub fn table(name: &str, columns: &[&str]) -> Table {
    let mut table = Table::new(public(name));
    table.columns = columns.iter().map(|c| column(c)).collect();
    table
}

pub fn primary_key(name: &str, columns: &str) -> PrimaryKey {
    let (include, deferrable) = (Vec::new(), Deferrable::No);
    PrimaryKey { name: Name::new(name), columns: names(columns), include, deferrable, comment: None }
}

pub fn unique(name: &str, columns: &str) -> Unique {
    Unique {
        name: Name::new(name),
        columns: names(columns),
        include: Vec::new(),
        nulls: NullsDistinct::Distinct,
        deferrable: Deferrable::No,
        comment: None,
    }
}

pub fn index(name: &str, columns: &str) -> Index {
    Index {
        name: Name::new(name),
        uniqueness: Uniqueness::Plain,
        method: Name::new("btree"),
        keys: names(columns).into_iter().map(IndexKey::column).collect(),
        include: Vec::new(),
        predicate: None,
        options: Vec::new(),
        state: IndexState::Valid,
        comment: None,
    }
}

pub fn unique_index(name: &str, columns: &str) -> Index {
    Index { uniqueness: Uniqueness::Unique(NullsDistinct::Distinct), ..index(name, columns) }
}

pub fn foreign_key(name: &str, columns: &str, references: &str, referenced: &str) -> ForeignKey {
    ForeignKey {
        name: Name::new(name),
        columns: names(columns),
        references: public(references),
        referenced: names(referenced),
        on_update: ReferentialAction::Cascade,
        on_delete: ReferentialAction::Restrict,
        on_delete_columns: Vec::new(),
        matching: Match::Simple,
        deferrable: Deferrable::No,
        validation: Validation::Validated,
        comment: None,
    }
}

pub fn enumeration(name: &str, values: &str) -> Enum {
    Enum { name: public(name), values: names(values), comment: None }
}

pub fn owned_sequence(name: &str, table: &str, column: &str) -> Sequence {
    Sequence {
        name: public(name),
        options: SequenceOptions::ascending(icms_model::Builtin::Int4),
        owner: Some(SequenceOwner { table: public(table), column: Name::new(column) }),
        persistence: icms_model::Persistence::Permanent,
        comment: None,
    }
}

/// A column that counts with a sequence, and that sequence.
pub fn serial(schema: &mut Schema, table: &str, column: &str, sequence: &str) {
    schema.sequences.insert(owned_sequence(sequence, table, column));
    let id = schema.tables.find(&public(table)).expect(table);
    schema.tables.update(id, |t| {
        t.column_mut(column).expect(column).default = Some(DefaultValue::Nextval(public(sequence)));
    });
}

pub fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::empty();
    for table in tables {
        schema.tables.insert(table);
    }
    schema
}

/// The same schema as a `.prisma` file would say it.
pub fn prisma(mut schema: Schema) -> Schema {
    schema.scope.language = Language::Prisma;
    schema
}

pub fn renamed(kind: ObjectKind, before: &[&str], after: &[&str]) -> Pair<ObjectRef> {
    Pair::new(ObjectRef::new(kind, before.iter().copied()), ObjectRef::new(kind, after.iter().copied()))
}

pub fn compare(before: &Schema, after: &Schema, hints: &Hints) -> Difference {
    diff(Pair::new(before, after), hints, &Answers::default())
}

/// Every change on a line of its own.
pub fn shown(before: &Schema, after: &Schema, hints: &Hints) -> Vec<String> {
    let schemas = Pair::new(before, after);
    compare(before, after, hints).changes.iter().map(|c| describe(c, schemas).to_string()).collect()
}

pub fn changes(before: &Schema, after: &Schema) -> Vec<String> {
    shown(before, after, &Hints::default())
}
