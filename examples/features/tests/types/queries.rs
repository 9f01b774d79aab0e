//! Every type in queries of one's own: given, and read as the model reads it.

use features_example::types::lists::{self, NewLists};
use features_example::types::owned::{self, NewOwned};
use features_example::types::plain::{self, NewPlain};
use features_example::types::queries;
use features_example::types::special;
use features_example::types::{
    Email, Feeling, Mood, OwnedId, Parcel, PlainId, SCHEMA, Scores, Share, Work,
};
use icms_client::types::{Hstore, Multirange, Point, Polygon, Range, Rectangle, TsVector};
use icms_client::{Result, SyncDb};

use crate::place;
use crate::rows::{address, decimal, full, largest, lists};

/// The same with prepared statements and without.
fn connections(place: &crate::place::Place) -> [SyncDb; 2] {
    [
        place.sync(),
        SyncDb::unprepared(place.driver(), &SCHEMA).unwrap(),
    ]
}

#[test]
fn models_whose_columns_travel_as_text_are_read_whole() -> Result<()> {
    let place = place();
    for mut db in connections(&place) {
        let plain = db.run(plain::create(largest()))?;
        assert_eq!(db.run(queries::plain_by_id(plain.id))?, Some(plain.clone()));
        let special = db.run(special::create(full()))?;
        assert_eq!(db.run(queries::special_by_id(special.id))?, special);
        let row = db.run(lists::create(lists()))?;
        assert_eq!(db.run(queries::lists_by_id(row.id))?, row);
        let added = db.run(queries::add_plain(
            decimal("1.50"),
            "<a/>",
            "101",
            None,
            "a",
        ))?;
        assert_eq!(
            (added.money, added.xml.as_deref(), added.bit.as_deref()),
            (Some(decimal("1.50")), Some("<a/>"), Some("101"))
        );
        db.run(plain::delete(plain.id))?;
    }
    Ok(())
}

#[test]
fn the_server_orders_and_adds_what_it_knows() -> Result<()> {
    let place = place();
    for mut db in connections(&place) {
        for money in ["9.00", "10.00", "100.00"] {
            db.run(plain::create(
                NewPlain::new().money(decimal(money)).xml("<b/>"),
            ))?;
        }
        let rows = db.run(queries::by_money(decimal("9.50")))?;
        let monies: Vec<_> = rows.iter().map(|row| row.money).collect();
        assert_eq!(monies, [decimal("100.00"), decimal("10.00")]);
        assert_eq!(db.run(queries::total())?, Some(decimal("119.00")));
        let added = db.run(queries::added(decimal("10"), decimal("9")))?;
        let added: Vec<_> = added
            .into_iter()
            .map(|row| (row.bit.unwrap(), row.money))
            .collect();
        assert_eq!(
            added,
            [
                ("010".to_owned(), Some(decimal("9.00"))),
                ("101".to_owned(), Some(decimal("10.00")))
            ]
        );
        let xml = db.run(queries::all_xml())?;
        assert_eq!(xml.len(), 4);
        assert_eq!(
            (xml[3].kept.as_str(), xml[3].xml.as_deref()),
            ("none", None)
        );
        db.run(plain::delete_many(plain::ID.gt(PlainId(0))))?;
    }
    Ok(())
}

#[test]
fn ranges_geometry_and_extensions() -> Result<()> {
    let place = place();
    for mut db in connections(&place) {
        let many = Multirange(vec![Range::from(1..3), Range::from(5..9)]);
        let corner = Point { x: 1.0, y: 2.0 };
        let hstore: Hstore = [("a", "b")].into_iter().collect();
        let triangle = Polygon(vec![Point::default(), corner, Point { x: 3.0, y: 0.0 }]);
        let row = db.run(queries::add_special(
            many.clone(),
            Range::Empty,
            TsVector("'a':1".to_owned()),
            "'a' & 'b'",
            corner,
            triangle.clone(),
            "Ann",
            hstore.clone(),
            "top.science",
        ))?;
        assert_eq!(
            (row.many_ints, row.polygon, row.hstore),
            (Some(many), Some(triangle), Some(hstore))
        );
        assert_eq!(
            (row.document, row.query.as_deref(), row.ltree.as_deref()),
            (
                Some(TsVector("'a':1".to_owned())),
                Some("'a' & 'b'"),
                Some("top.science")
            )
        );
        let new = full();
        let (at, square) = (new.point.unwrap(), new.r#box.unwrap());
        let special = db.run(special::create(new))?;
        let everywhere = Rectangle {
            high: Point { x: 9.0, y: 9.0 },
            low: Point { x: -9.0, y: -9.0 },
        };
        let places = db.run(queries::places(at, everywhere))?;
        assert_eq!(
            (places.len(), places[0].r#box, places[0].circle),
            (1, Some(square), special.circle)
        );
        db.run(special::delete(special.id))?;
    }
    Ok(())
}

#[test]
fn types_of_the_schema_are_what_they_are_in_models() -> Result<()> {
    let place = place();
    for mut db in connections(&place) {
        let parcel = Parcel {
            weight: decimal("1.500"),
            to: Some(address()),
            stamps: vec![Mood::Sad],
        };
        let mail = Email::from("ann@x.io");
        let added = db.run(queries::add_owned(
            mail.clone(),
            Some(Work("ann@work".into())),
            Some(Share(decimal("0.5000"))),
            Some(Feeling(Mood::Happy)),
            Some(Scores(vec![1, 2])),
            Some(address()),
            Some(parcel.clone()),
        ))?;
        assert_eq!((&added.mail, added.home), (&mail, Some(address())));
        let row = db.run(queries::owned_by_mail(mail.clone()))?;
        assert_eq!(row, db.run(owned::by_id(added.id))?);
        let found = db.run(queries::owned_by_values(
            vec![Mood::Happy],
            Scores(vec![1, 2]),
            Share(decimal("0.5")),
            address(),
            vec![mail.clone()],
        ))?;
        assert_eq!(
            (found[0].id, &found[0].scores),
            (added.id, &Scores(vec![1, 2]))
        );
        let parts = db.run(queries::parts_of_home(added.id))?;
        assert_eq!(
            (parts.mail.as_deref(), parts.mood),
            (Some("a@b"), Some(Mood::Sad))
        );
        assert_eq!((parts.homes, parts.parcel), (vec![address()], Some(parcel)));
        let all = db.run(queries::mails_of_all())?;
        assert_eq!(
            (all.mails, all.feelings),
            (vec![mail], Some(vec![Feeling(Mood::Happy)]))
        );
        db.run(owned::delete(added.id))?;
        let nothing = db.run(queries::add_owned(
            "b@x".into(),
            None,
            None,
            None,
            None,
            None,
            None,
        ))?;
        assert_eq!(nothing.home, None);
        assert_eq!(
            db.run(owned::create(NewOwned::new("c@x".into())))?.mail,
            "c@x".into()
        );
        db.run(owned::delete_many(owned::ID.gt(OwnedId(0))))?;
    }
    Ok(())
}

#[test]
fn lists_of_everything() -> Result<()> {
    let place = place();
    for mut db in connections(&place) {
        let id = db.run(lists::create(NewLists::new()))?.id;
        let new = lists();
        let changed = db.run(queries::set_lists(
            new.monies.clone().unwrap(),
            new.xmls.clone().unwrap(),
            new.bits.clone().unwrap(),
            new.documents.clone().unwrap(),
            new.mails.clone().unwrap(),
            new.addresses.clone().unwrap(),
            new.hstores.clone().unwrap(),
            new.manies.clone().unwrap(),
            id,
        ))?;
        let row = db.run(queries::lists_by_id(id))?;
        assert_eq!(
            (changed, &row.monies, &row.mails),
            (1, &new.monies.unwrap(), &new.mails.unwrap())
        );
        assert_eq!(
            (&row.addresses, &row.bits),
            (&new.addresses.unwrap(), &new.bits.unwrap())
        );
        assert_eq!(db.run(queries::with_mail(vec!["c@d".into()]))?, [id]);
        db.run(lists::delete(id))?;
    }
    Ok(())
}
