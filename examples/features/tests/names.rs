//! Names that Rust, the standard library and the client itself use: each works as any other.

mod place;

use features_example::names::{
    SCHEMA, book, category, field, link, new_visit, table, visit, 名前_,
};
use icms_client::OnDrift;
use place::Place;

#[test]
fn every_name_is_a_name() {
    let place = Place::of_names();
    let mut db = place.sync();
    assert_eq!(db.check_schema(&SCHEMA, OnDrift::Fail).unwrap(), []);

    let new = field::NewField::new("k", "p", "q", "n", "u")
        .default_(true)
        .clone_("c")
        .r#type(1)
        .self_(2);
    let row = db.run(field::create(new.clone())).unwrap();
    assert_eq!(
        (row.default, row.r#type, row.self_),
        (true, Some(1), Some(2))
    );
    assert_eq!(db.run(field::by_new("n")).unwrap().as_ref(), Some(&row));
    assert_eq!(
        db.run(field::by_parameter("q")).unwrap().as_ref(),
        Some(&row)
    );
    let patch = field::FieldPatch::default().new_("m").default_(false);
    let changed = db.run(field::update("k", "p", row.update, patch)).unwrap();
    assert_eq!(
        changed.map(|row| (row.new, row.update)),
        Some(("m".into(), 2))
    );
    assert!(db.run(field::delete("k", "p")).unwrap().is_some());
}

#[test]
fn models_called_like_types_are_related() {
    let place = Place::of_names();
    let mut db = place.sync();
    let day = icms_client::now();
    let of = db.run(table::create(table::NewTable::new(day))).unwrap();
    db.run(link::create(link::NewLink::new().table_id(of.id)))
        .unwrap();
    let found = db.run(link::find().include(link::TABLE)).unwrap();
    assert_eq!(found[0].related.as_ref().map(|table| table.id), Some(of.id));

    let of = db.run(visit::create(visit::NewVisit::new())).unwrap();
    db.run(new_visit::create(new_visit::NewNewVisit::new(
        1.into(),
        of.id,
    )))
    .unwrap();
    let found = db.run(visit::find().include(visit::NEW_VISIT)).unwrap();
    assert_eq!(
        found[0].related.as_ref().map(|new| new.visit_id),
        Some(of.id)
    );
}

#[test]
fn relations_called_like_columns_and_names_without_case() {
    let place = Place::of_names();
    let mut db = place.sync();
    db.run(category::create(category::NewCategory::new(7.into())))
        .unwrap();
    db.run(book::create(
        book::NewBook::new(1.into()).category(7.into()),
    ))
    .unwrap();
    let found = db.run(
        book::find()
            .filter(book::CATEGORY.eq(category::CategoryId(7)))
            .include(book::CATEGORY_RELATION),
    );
    assert!(found.unwrap()[0].related.is_some());

    db.run(名前_::create(名前_::New名前::new("山"))).unwrap();
    assert!(db.run(名前_::by_名前("山")).unwrap().is_some());
}
