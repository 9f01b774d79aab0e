//! Renames that the author declared.

mod support;

use icms_diagnostic::Severity;
use icms_model::{Hints, ObjectKind, Schema};
use icms_sql::Name;
use support::*;

fn people(name: &str, mail: &str) -> Schema {
    let mut people = table(name, &["id integer!", &format!("{mail} text")]);
    people.primary_key = Some(primary_key(&format!("{name}_pkey"), "id"));
    people.indexes.push(index(&format!("{name}_{mail}_idx"), mail));
    let mut posts = table("posts", &["author integer"]);
    posts.foreign_keys.push(foreign_key("posts_author_fkey", "author", name, "id"));
    let mut schema = schema([people, posts]);
    serial(&mut schema, name, "id", &format!("{name}_id_seq"));
    schema
}

fn both() -> Hints {
    Hints {
        renames: vec![
            renamed(ObjectKind::Table, &["public", "users"], &["public", "people"]),
            renamed(ObjectKind::Column, &["public", "users", "email"], &["public", "people", "mail"]),
        ],
    }
}

#[test]
fn what_follows_a_rename_is_renamed_too() {
    let (before, after) = (people("users", "email"), people("people", "mail"));
    assert_eq!(
        shown(&before, &after, &both()),
        [
            "rename sequence public.people_id_seq: public.users_id_seq → public.people_id_seq",
            "rename table public.people: public.users → public.people",
            "rename column public.people.mail: email → mail",
            "rename primary key public.people.people_pkey: users_pkey → people_pkey",
            "rename index public.people.people_mail_idx: users_email_idx → people_mail_idx",
        ]
    );
    assert_eq!(shown(&after, &before, &both().inverse()).len(), 5);
}

#[test]
fn without_a_hint_it_is_another_table() {
    let found = changes(&people("users", "email"), &people("people", "mail"));
    assert!(found.iter().any(|line| line.starts_with("drop table public.users")));
    assert!(found.iter().any(|line| line.starts_with("create table public.people")));
}

#[test]
fn a_renamed_column_can_change_as_well() {
    let before = schema([table("t", &["key text"])]);
    let after = schema([table("t", &["slug varchar(50)!"])]);
    let hints = Hints {
        renames: vec![renamed(ObjectKind::Column, &["public", "t", "key"], &["public", "t", "slug"])],
    };
    assert_eq!(
        shown(&before, &after, &hints),
        [
            "rename column public.t.slug: key → slug",
            "alter column public.t.slug: text → varchar(50) not null"
        ]
    );
}

#[test]
fn spent_and_contradicted_hints_are_told_apart() {
    let hints = Hints {
        renames: vec![renamed(ObjectKind::Column, &["public", "t", "key"], &["public", "t", "slug"])],
    };
    let severity = |before: &[&str], after: &[&str]| {
        let (before, after) = (schema([table("t", before)]), schema([table("t", after)]));
        compare(&before, &after, &hints).notes.iter().map(|d| d.severity).collect::<Vec<_>>()
    };
    assert_eq!(severity(&["key text"], &["slug text"]), []);
    assert_eq!(severity(&["slug text"], &["slug text"]), [Severity::Note]);
    assert_eq!(severity(&["slug text", "key text"], &["slug text"]), [Severity::Error]);
    assert_eq!(severity(&["key text"], &["slug text", "key text"]), [Severity::Error]);
    assert_eq!(severity(&["kye text"], &["slug text"]), [Severity::Warning]);
    let empty = Schema::empty();
    assert!(compare(&empty, &schema([table("t", &["slug text"])]), &hints).notes.is_empty());
}

#[test]
fn enums_and_their_values_keep_their_columns() {
    let with = |name: &str, values: &str| {
        let mut schema = schema([table("t", &[&format!("a \"{name}\"")])]);
        schema.enums.insert(enumeration(name, values));
        schema
    };
    let hints = Hints {
        renames: vec![
            renamed(ObjectKind::Enum, &["public", "Role"], &["public", "Rank"]),
            renamed(ObjectKind::Enum, &["public", "Role", "USER"], &["public", "Rank", "PERSON"]),
        ],
    };
    assert_eq!(
        shown(&with("Role", "ADMIN,USER"), &with("Rank", "ADMIN,PERSON"), &hints),
        [
            "rename enum public.Rank: public.Role → public.Rank",
            "alter enum public.Rank: (ADMIN, USER) → (ADMIN, PERSON)",
        ]
    );
}

#[test]
fn a_renamed_namespace_takes_its_objects_along() {
    let within = |namespace: &str| {
        let mut thing = table("things", &["a integer"]);
        thing.name.namespace = Name::new(namespace);
        let mut schema = schema([thing]);
        schema.namespaces.insert(icms_model::Namespace { name: Name::new(namespace), comment: None });
        schema
    };
    let hints = Hints { renames: vec![renamed(ObjectKind::Namespace, &["old"], &["new"])] };
    let found = shown(&within("old"), &within("new"), &hints);
    assert_eq!(found, ["rename namespace new: old → new"]);
}
