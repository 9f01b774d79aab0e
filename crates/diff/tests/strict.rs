//! Comparing with everything in view.

mod support;

use icms_diff::{Answers, Place, Verdict, diff};
use icms_model::change::{CheckChange, ObjectChange};
use icms_model::{Change, Check, Expr, Hints, Inheritance, Pair, Schema, Text, Validation};
use icms_sql::Name;
use support::*;

fn users() -> Schema {
    let mut users = table("users", &["id bigint!", "email text!", "age integer"]);
    users.primary_key = Some(primary_key("users_pkey", "id"));
    users.uniques.push(unique("users_email_key", "email"));
    users.indexes.push(index("users_age_idx", "age"));
    schema([users])
}

#[test]
fn equal_schemas_do_not_differ() {
    assert!(changes(&users(), &users()).is_empty());
    assert!(changes(&users(), &users().clone()).is_empty());
}

#[test]
fn the_order_of_columns_does_not_count() {
    let mut after = users();
    let id = after.tables.find(&public("users")).unwrap();
    after.tables.update(id, |t| t.columns.reverse());
    assert!(changes(&users(), &after).is_empty());
}

#[test]
fn a_table_takes_its_members_along() {
    let mut after = users();
    let mut posts = table("posts", &["id bigint!", "author bigint"]);
    posts.comment = Some(Text::from("what people write"));
    posts.foreign_keys.push(foreign_key("posts_author_fkey", "author", "users", "id"));
    posts.indexes.push(index("posts_author_idx", "author"));
    after.tables.insert(posts);
    assert_eq!(
        changes(&users(), &after),
        [
            "create table public.posts: (id bigint not null, author bigint)",
            "create index public.posts.posts_author_idx: (author)",
            "create foreign key public.posts.posts_author_fkey: \
             (author) references users (id) on update cascade on delete restrict",
            "create comment on table public.posts: what people write",
        ]
    );
}

#[test]
fn the_way_back_is_the_inverse() {
    let mut after = users();
    let id = after.tables.find(&public("users")).unwrap();
    after.tables.update(id, |t| {
        t.columns.retain(|c| c.name != "age");
        t.indexes.clear();
        t.columns.push(column("name varchar(20) = 'x'"));
        t.column_mut("email").unwrap().data_type = data_type("varchar(99)");
        t.uniques[0].columns = names("email,name");
        t.comment = Some(Text::from("people"));
    });
    after.tables.insert(table("gone", &["id integer"]));
    after.enums.insert(enumeration("Role", "A,B"));
    let before = users();
    let mut there: Vec<_> = compare(&before, &after, &Hints::default())
        .changes
        .into_iter()
        .map(|c| format!("{:?}", c.inverse()))
        .collect();
    let mut back: Vec<_> =
        compare(&after, &before, &Hints::default()).changes.iter().map(|c| format!("{c:?}")).collect();
    there.sort();
    back.sort();
    assert_eq!(there.len(), 9);
    assert_eq!(there, back);
}

#[test]
fn members_that_differ_in_their_name_alone_are_renamed() {
    let mut after = users();
    let id = after.tables.find(&public("users")).unwrap();
    after.tables.update(id, |t| {
        t.primary_key.as_mut().unwrap().name = Name::new("pk_users");
        t.uniques[0].name = Name::new("one_mail_each");
        t.indexes[0].name = Name::new("by_age");
    });
    assert_eq!(
        changes(&users(), &after),
        [
            "rename primary key public.users.pk_users: users_pkey → pk_users",
            "rename unique public.users.one_mail_each: users_email_key → one_mail_each",
            "rename index public.users.by_age: users_age_idx → by_age",
        ]
    );
}

#[test]
fn a_key_that_differs_is_made_anew() {
    let mut after = users();
    let id = after.tables.find(&public("users")).unwrap();
    after.tables.update(id, |t| t.primary_key.as_mut().unwrap().columns = names("id,email"));
    assert_eq!(
        changes(&users(), &after),
        [
            "drop primary key public.users.users_pkey: primary key (id)",
            "create primary key public.users.users_pkey: primary key (id, email)",
        ]
    );
}

#[test]
fn columns_list_what_of_them_differs() {
    let mut after = users();
    let id = after.tables.find(&public("users")).unwrap();
    after.tables.update(id, |t| *t.column_mut("age").unwrap() = column("age bigint! = 18"));
    assert_eq!(
        changes(&users(), &after),
        ["alter column public.users.age: integer → bigint not null default 18"]
    );
}

#[test]
fn the_order_of_enum_values_counts() {
    let (mut before, mut after) = (Schema::empty(), Schema::empty());
    before.enums.insert(enumeration("Role", "A,B"));
    after.enums.insert(enumeration("Role", "B,A"));
    assert_eq!(changes(&before, &after), ["alter enum public.Role: (A, B) → (B, A)"]);
    assert!(changes(&before, &prisma(after)).is_empty());
}

fn checked(text: &str, validation: Validation) -> Schema {
    let mut things = table("things", &["a integer"]);
    things.checks.push(Check {
        name: Name::new("positive"),
        expression: Expr::new(text),
        validation,
        inheritance: Inheritance::Inherited,
        comment: None,
    });
    schema([things])
}

#[test]
fn only_a_server_can_tell_some_expressions_apart() {
    let before = checked("f(a) > 0", Validation::Validated);
    let after = checked("f(a) > (0 + 0)", Validation::Validated);
    let schemas = Pair::new(&before, &after);
    let first = diff(schemas, &Hints::default(), &Answers::default());
    assert_eq!(first.changes.len(), 2);
    assert_eq!(first.undecided.len(), 1);
    assert_eq!(first.undecided[0].place, Place::Check);

    let mut answers = Answers::default();
    answers.give(first.undecided[0].clone(), Verdict::Equal);
    let second = diff(schemas, &Hints::default(), &answers);
    assert!(second.changes.is_empty() && second.undecided.is_empty());

    answers.give(first.undecided[0].clone(), Verdict::Different);
    let third = diff(schemas, &Hints::default(), &answers);
    assert_eq!(third.changes.len(), 2);
    assert!(third.undecided.is_empty());
}

#[test]
fn a_check_can_be_validated_in_place() {
    let (open, closed) = (checked("a > 0", Validation::NotValid), checked("a > 0", Validation::Validated));
    let found = compare(&open, &closed, &Hints::default());
    assert!(matches!(found.changes.as_slice(), [Change::Check(CheckChange::Alter(..))]));
    let back = compare(&closed, &open, &Hints::default());
    assert!(matches!(
        back.changes.as_slice(),
        [Change::Check(ObjectChange::Drop(_)), Change::Check(ObjectChange::Create(_))]
    ));
}

#[test]
fn what_one_side_does_not_speak_of_is_left_alone() {
    let mut before = users();
    before.tables.insert(table("ledger", &["id integer"]));
    let mut elsewhere = table("users", &["id integer"]);
    elsewhere.name.namespace = Name::new("auth");
    let mut outward = foreign_key("users_auth_fkey", "id", "users", "id");
    outward.references.namespace = Name::new("auth");
    let id = before.tables.find(&public("users")).unwrap();
    before.tables.update(id, |t| t.foreign_keys.push(outward));
    before.tables.insert(elsewhere);
    before.namespaces.insert(icms_model::Namespace { name: Name::new("auth"), comment: None });
    let mut after = users();
    after.scope.namespaces = Some([Name::new("public")].into());
    after.scope.external = [public("ledger")].into();
    assert!(changes(&before, &after).is_empty());
}

#[test]
fn an_unmanaged_name_is_not_created_over() {
    let mut before = Schema::empty();
    before.note_unmanaged(icms_model::Unmanaged {
        kind: "partitioned table".into(),
        name: "public.events".into(),
        table: None,
        definition: None,
        depends: Vec::new(),
    });
    let found = compare(&before, &schema([table("events", &["id integer"])]), &Hints::default());
    assert!(found.changes.is_empty());
    assert_eq!(found.notes.iter().count(), 1);
}
