//! What an ordinary role lacks is said before anything is done.

#![allow(clippy::unwrap_used)]

use icms_connect::{Purpose, Session};
use icms_embedded::testing::TestServer;
use icms_introspect::{Intent, Privilege, missing_privileges};
use icms_model::{ObjectKind, ObjectRef, QualifiedName};

fn table(name: &str) -> ObjectRef {
    ObjectRef::qualified(ObjectKind::Table, &QualifiedName::new("public", name))
}

#[test]
fn an_owner_lacks_nothing_and_a_guest_all() {
    let owned = TestServer::shared().role("owner");
    owned.execute(
        "CREATE SCHEMA shop; CREATE TABLE t (id integer); CREATE TYPE level AS ENUM ('low');
         CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT 1 AS one",
    );
    let column = ObjectRef::member(ObjectKind::Column, &QualifiedName::new("public", "t"), &"id".into());
    let intent = Intent {
        changes: [
            column,
            table("not there yet"),
            ObjectRef::new(ObjectKind::Enum, ["public", "level"]),
            ObjectRef::new(ObjectKind::Function, ["public", "f(integer)"]),
            ObjectRef::new(ObjectKind::View, ["public", "v"]),
            ObjectRef::new(ObjectKind::Namespace, ["shop"]),
        ]
        .into(),
        creates_in: ["shop".into(), "not there yet".into()].into(),
        creates: [ObjectRef::new(ObjectKind::Namespace, ["fresh"])].into(),
    };
    let mut session = owned.session();
    assert_eq!(missing_privileges(&mut session, &intent).unwrap(), []);

    session.batch_execute("REVOKE ALL ON SCHEMA shop FROM PUBLIC").unwrap();
    let guest = TestServer::shared().role("guest");
    let there = guest.with_database(owned.database().unwrap());
    let mut session = Session::open(&there, Purpose::Write).unwrap();
    let missing = missing_privileges(&mut session, &intent).unwrap();
    let kinds: Vec<_> = missing.iter().map(|m| (m.privilege, m.object.to_string())).collect();
    let expected = [
        (Privilege::Owner, "namespace shop"),
        (Privilege::Owner, "enum public.level"),
        (Privilege::Owner, "table public.t"),
        (Privilege::Owner, "function public.f(integer)"),
        (Privilege::Owner, "view public.v"),
        (Privilege::CreateInNamespace, "namespace shop"),
        (Privilege::CreateInDatabase, "namespace fresh"),
    ];
    assert_eq!(kinds, expected.map(|(privilege, object)| (privilege, object.to_owned())));
    let text = missing[2].to_string();
    assert!(text.contains("does not own the table public.t; its owner is owner_"), "{text}");
}
