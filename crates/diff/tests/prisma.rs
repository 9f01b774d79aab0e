//! Comparing with Prisma's idea of equality.

mod support;

use icms_model::{
    DefaultValue, Expr, Identity, IdentityKind, KeyPart, NullsOrder, Schema, SequenceOptions, Text,
};
use icms_sql::Name;
use support::*;

fn same(database: &Schema, file: Schema) {
    let file = prisma(file);
    assert_eq!(changes(database, &file), [""; 0]);
    assert_eq!(changes(&file, database), [""; 0], "the way back");
}

#[test]
fn autoincrement_is_serial_or_identity() {
    let columns = ["id integer!"];
    let mut file = schema([table("t", &columns)]);
    serial(&mut file, "t", "id", "t_id_seq");
    let mut by_another_name = schema([table("t", &columns)]);
    serial(&mut by_another_name, "t", "id", "legacy_seq");
    same(&by_another_name, file.clone());

    let mut identity = table("t", &columns);
    identity.columns[0].identity = Some(Identity {
        kind: IdentityKind::ByDefault,
        options: SequenceOptions::ascending(icms_model::Builtin::Int4),
        sequence: public("t_id_seq"),
    });
    same(&schema([identity]), file.clone());

    let plain = schema([table("t", &columns)]);
    assert_eq!(
        changes(&plain, &prisma(file)),
        [
            "create sequence public.t_id_seq: integer from 1 by 1 in 1..2147483647 owned by public.t.id",
            "alter column public.t.id: integer not null → \
             integer not null default nextval(public.t_id_seq)",
        ]
    );
}

#[test]
fn a_unique_constraint_is_a_unique_index() {
    let (mut database, mut file) = (table("t", &["a text", "b text"]), table("t", &["a text", "b text"]));
    database.uniques.push(unique("t_a_key", "a"));
    file.indexes.push(unique_index("t_a_key", "a"));
    same(&schema([database.clone()]), schema([file.clone()]));

    file.indexes[0].name = Name::new("t_a_unique");
    let after = prisma(schema([file.clone()]));
    assert_eq!(
        changes(&schema([database.clone()]), &after),
        ["rename unique public.t.t_a_unique: t_a_key → t_a_unique"]
    );
    file.indexes[0] = unique_index("t_a_key", "a,b");
    assert_eq!(
        changes(&schema([database]), &prisma(schema([file]))),
        ["drop unique public.t.t_a_key: unique (a)", "create index public.t.t_a_key: unique (a, b)"]
    );
}

#[test]
fn what_the_language_cannot_say_is_left_alone() {
    let file = table("t", &["a text", "n integer = 0"]);
    let mut database = file.clone();
    database.comment = Some(Text::from("a comment"));
    database.persistence = icms_model::Persistence::Unlogged;
    database.options = vec![("fillfactor".into(), "70".into())];
    database.columns[0].collation = Some(icms_model::QualifiedName::new("pg_catalog", "C"));
    let mut partial = index("partial", "a");
    partial.predicate = Some(Expr::new("n > 0"));
    let mut expression = index("expression", "a");
    expression.keys[0].part = KeyPart::Expression(Expr::new("lower(a)"));
    let mut covering = index("covering", "a");
    covering.include = names("n");
    let mut exotic = index("exotic", "a");
    exotic.method = Name::new("hnsw");
    database.indexes.extend([partial.clone(), expression, covering, exotic]);
    same(&schema([database.clone()]), schema([file.clone()]));

    database.indexes.push(index("plain", "a"));
    assert_eq!(
        changes(&schema([database.clone()]), &prisma(schema([file.clone()]))),
        ["drop index public.t.plain: (a)"]
    );

    let mut speaks = file;
    partial.name = Name::new("another");
    partial.predicate = Some(Expr::new("n > 9"));
    speaks.indexes.extend([index("plain", "a"), partial]);
    assert_eq!(
        changes(&schema([database]), &prisma(schema([speaks]))),
        ["create index public.t.another: (a) where n > 9", "drop index public.t.partial: (a) where n > 0",]
    );
}

#[test]
fn an_index_of_the_same_name_is_not_made_twice() {
    let (mut database, mut file) = (table("t", &["a text"]), table("t", &["a text"]));
    let mut flattened = index("t_a_idx", "a");
    flattened.keys[0].nulls = NullsOrder::First;
    flattened.predicate = Some(Expr::new("a IS NOT NULL"));
    database.indexes.push(flattened);
    file.indexes.push(index("t_a_idx", "a"));
    same(&schema([database]), schema([file]));
}

#[test]
fn both_shapes_of_join_tables_are_equal() {
    let columns = ["A integer!", "B integer!"];
    let (mut old, mut new) = (table("_AToB", &columns), table("_AToB", &columns));
    old.indexes.extend([unique_index("_AToB_AB_unique", "A,B"), index("_AToB_B_index", "B")]);
    new.primary_key = Some(primary_key("_AToB_AB_pkey", "A,B"));
    new.indexes.push(index("_AToB_B_index", "B"));
    same(&schema([old]), schema([new]));
}

#[test]
fn defaults_have_several_spellings() {
    for (database, file) in [
        ("a timestamp(3) = CURRENT_TIMESTAMP", "a timestamp(3) = now()"),
        ("a text[] = ARRAY[]::text[]", "a text[] = '{}'::text[]"),
        ("a timestamp(3)", "a timestamp"),
        ("a timestamp = '1970-01-01 00:00:00'::timestamp", "a timestamp = '1970-01-01 00:00:00 +00:00'"),
        ("a text[]!", "a text[]"),
    ] {
        same(&schema([table("t", &[database])]), schema([table("t", &[file])]));
    }
    let mut unspecified = table("t", &["a text"]);
    unspecified.columns[0].default = Some(DefaultValue::Unspecified);
    same(&schema([table("t", &["a text = gen_random_uuid()"])]), schema([unspecified]));
}

#[test]
fn tables_and_columns_are_managed() {
    let database = schema([table("a", &["x text", "y text"]), table("b", &["x text"])]);
    let file = prisma(schema([table("a", &["x text"])]));
    assert_eq!(changes(&database, &file), ["drop table public.b: (x text)", "drop column public.a.y: text"]);
}

#[test]
fn a_type_of_public_needs_no_namespace_in_front() {
    let column = |default: &str| {
        let mut table = table("t", &["a text[]"]);
        table.name.namespace = Name::new("sales");
        table.columns[0].default = Some(DefaultValue::Expression(Expr::new(default)));
        schema([table])
    };
    same(&column("ARRAY['A']::\"Kind\"[]"), column("ARRAY['A']::public.\"Kind\"[]"));
    let other = prisma(column("ARRAY['A']::other.\"Kind\"[]"));
    assert_eq!(changes(&column("ARRAY['A']::\"Kind\"[]"), &other).len(), 1);
}
