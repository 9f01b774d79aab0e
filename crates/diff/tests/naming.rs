//! Names of migrations.

mod support;

use icms_diff::{is_meaningless, name_for};
use icms_model::{Hints, ObjectKind, Pair, Schema};
use support::*;

fn named_with(before: &Schema, after: &Schema, hints: &Hints) -> String {
    let name = name_for(&compare(before, after, hints).changes, Pair::new(before, after));
    assert!(name.len() <= 50 && !is_meaningless(&name), "{name}");
    name
}

fn named(before: &[&[&str]], after: &[&[&str]]) -> String {
    let build = |tables: &[&[&str]]| schema(tables.iter().map(|t| table(t[0], &t[1..])));
    named_with(&build(before), &build(after), &Hints::default())
}

#[test]
fn tables_speak_for_what_comes_with_them() {
    let users: &[&str] = &["users", "id integer"];
    assert_eq!(
        named(&[users], &[users, &["ContentAttachment", "id integer"]]),
        "create_content_attachment_table"
    );
    assert_eq!(named(&[users, &["tags", "a text"]], &[users]), "drop_tags_table");
    let one = ["a", "b", "c"].map(|n| ["menu_".to_owned() + n, "id integer".to_owned()]);
    let one: Vec<Vec<&str>> = one.iter().map(|t| t.iter().map(String::as_str).collect()).collect();
    let after: Vec<&[&str]> = std::iter::once(users).chain(one.iter().map(Vec::as_slice)).collect();
    assert_eq!(named(&[users], &after), "create_menu_tables");
    assert_eq!(named(&[], &after), "create_initial_schema");
}

#[test]
fn columns_are_named_with_their_table() {
    let users: &[&str] = &["users", "id integer"];
    assert_eq!(named(&[users], &[&["users", "id integer", "phone text"]]), "add_phone_to_users");
    assert_eq!(
        named(
            &[users],
            &[&[
                "users",
                "id integer",
                "verified_at date",
                "verification_token text",
                "verification_sent_at date"
            ]]
        ),
        "add_user_verification_fields"
    );
    assert_eq!(named(&[&["users", "id integer", "phone text"]], &[users]), "drop_phone_from_users");
    assert_eq!(named(&[users], &[&["users", "id bigint"]]), "change_users_id_type");
    assert_eq!(named(&[users], &[&["users", "id integer!"]]), "require_users_id");
    assert_eq!(
        named(&[users], &[&["users", "id bigint", "phone text"], &["posts", "id bigint"]]),
        "create_posts_table_and_more"
    );
    assert_eq!(
        named(&[users], &[&["users", "id integer", "phone text"], &["tags", "id bigint"]]),
        "create_tags_table_and_add_phone_to_users"
    );
}

#[test]
fn the_rest_is_named_by_what_it_is() {
    let plain = schema([table("users", &["email text"])]);
    let mut indexed = table("users", &["email text"]);
    indexed.indexes.push(index("users_email_idx", "email"));
    assert_eq!(named_with(&plain, &schema([indexed]), &Hints::default()), "add_users_email_index");

    let role = |values: &str| {
        let mut schema = Schema::empty();
        schema.enums.insert(enumeration("Role", values));
        schema
    };
    assert_eq!(named_with(&role("A"), &role("A,EDITOR"), &Hints::default()), "add_editor_to_role");

    let hints =
        Hints { renames: vec![renamed(ObjectKind::Table, &["public", "users"], &["public", "people"])] };
    let after = schema([table("people", &["email text"])]);
    assert_eq!(named_with(&plain, &after, &hints), "rename_users_to_people");
}

#[test]
fn long_names_are_cut_at_a_word() {
    let long = "a_table_whose_name_is_much_longer_than_anybody_would_ever_want";
    let name = named(&[&["t", "a text"]], &[&["t", "a text"], &[long, "a text"]]);
    assert_eq!(name, "create_a_table_whose_name_is_much_longer_than");
}
