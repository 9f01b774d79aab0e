//! Every type, with its edges, there and back: one by one, as arrays, copied, prepared and not.

#[path = "../place/mod.rs"]
mod place;
mod queries;
mod rows;
mod vectors;

use std::fmt::Debug;

use features_example::types::lists::{self, NewLists};
use features_example::types::owned::{self, NewOwned};
use features_example::types::plain::{self, NewPlain};
use features_example::types::special::{self, NewSpecial};
use features_example::types::{
    Email, Feeling, Lists, ListsId, Mood, Owned, Parcel, Plain, PlainId, SCHEMA, Scores, Share,
    Special, Work,
};
use icms_client::types::{Decimal, Interval, MacAddr8, Range};
use icms_client::{Error, Find, Model, New, OnDrift, Plan as _, Result, SyncDb, sql};
use place::Place;
use rows::{address, day, decimal, empty, full, largest, lists, smallest};

fn place() -> Place {
    Place::of("types")
}

/// Every way in and out gives the same rows. `same` compares without the key.
fn survives<N, M>(place: &Place, rows: Vec<N>, find: fn() -> Find<M>, same: fn(&M, &M) -> bool)
where
    N: New<Row = M> + Clone,
    M: Model + Debug,
{
    for mut db in [
        place.sync(),
        SyncDb::unprepared(place.driver(), &SCHEMA).unwrap(),
    ] {
        let single: Vec<M> = rows
            .iter()
            .map(|row| db.run(icms_client::Insert::new(row.clone())).unwrap())
            .collect();
        let many = db.run(icms_client::InsertMany::new(rows.clone())).unwrap();
        let copied = db.run(icms_client::Copy::new(rows.clone())).unwrap();
        assert_eq!(copied, rows.len() as u64);
        let all = db.run(find()).unwrap();
        assert_eq!(
            (single.len(), many.len(), all.len()),
            (rows.len(), rows.len(), 3 * rows.len())
        );
        for (at, row) in single.iter().enumerate() {
            for other in [
                &many[at],
                &all[at],
                &all[rows.len() + at],
                &all[2 * rows.len() + at],
            ] {
                assert!(same(row, other), "{row:?}\n{other:?}");
            }
        }
        db.run(sql(format!("TRUNCATE {}", M::TABLE))).unwrap();
    }
}

#[test]
fn numbers_text_and_time_survive() -> Result<()> {
    let place = place();
    let infinite = NewPlain::new()
        .real(f32::INFINITY)
        .double(f64::NEG_INFINITY);
    let rows = vec![smallest(), largest(), NewPlain::new(), infinite];
    let same = |a: &Plain, b: &Plain| {
        Plain {
            id: b.id,
            ..a.clone()
        } == *b
    };
    survives(&place, rows, plain::find, same);
    let db = &mut place.sync();
    // What goes in comes out.
    let new = largest();
    let row = db.run(plain::create(new.clone()))?;
    assert_eq!(
        (row.small, row.int, row.big, row.real, row.double),
        (new.small, new.int, new.big, new.real, new.double)
    );
    assert_eq!(
        (row.decimal, row.money, row.oid, row.flag),
        (new.decimal, new.money, new.oid, new.flag)
    );
    assert_eq!(
        (&row.text, &row.varchar, &row.char, &row.name),
        (&new.text, &new.varchar, &new.char, &new.name)
    );
    assert_eq!(
        (row.byte, &row.bytes, row.uuid),
        (new.byte, &new.bytes, new.uuid)
    );
    assert_eq!(
        (&row.json, &row.jsonb, &row.xml),
        (&new.json, &new.jsonb, &new.xml)
    );
    assert_eq!(
        (&row.bit, &row.varbit, row.date, row.time),
        (&new.bit, &new.varbit, new.date, new.time)
    );
    assert_eq!(
        (row.timetz, row.local, row.moment, row.span),
        (new.timetz, new.local, new.moment, new.span)
    );
    let nan = db.run(plain::create(
        NewPlain::new().real(f32::NAN).double(f64::NAN),
    ))?;
    assert!(nan.real.unwrap().is_nan() && nan.double.unwrap().is_nan());
    // Every column takes a condition.
    let found = plain::find().filter(plain::MONEY.eq(new.money).and(plain::TIMETZ.eq(new.timetz)));
    let found = found.filter(plain::BYTE.eq(i8::MAX).and(plain::BIT.eq("111".to_owned())));
    let found = found.filter(
        plain::CHAR
            .eq("ä€𝄞bc".to_owned())
            .and(plain::SPAN.ge(Interval::days(1))),
    );
    let found = found.filter(
        plain::MONEY
            .is_in([new.money])
            .and(plain::XML.is_not_null()),
    );
    assert_eq!(db.run(found.count())?, 1);
    assert_eq!(db.check_schema(&SCHEMA, OnDrift::Fail)?, []);
    Ok(())
}

#[test]
fn what_rust_cannot_hold_is_an_error_and_can_be_read_as_text() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let values = [
        ("date", "infinity"),
        ("local", "-infinity"),
        ("moment", "infinity"),
        ("decimal", "NaN"),
        ("date", "5874897-12-31"),
        ("local", "294276-12-31 23:59:59.999999"),
    ];
    for (column, value) in values {
        let insert = format!("INSERT INTO \"Plain\" ({column}) VALUES ('{value}') RETURNING id");
        let (id,) = db.run(sql(insert).rows::<(PlainId,)>().first().required())?;
        assert!(
            matches!(db.run(plain::by_id(id)), Err(Error::Database(_))),
            "{column} {value}"
        );
        let texts = (
            plain::DATE.as_text(),
            plain::LOCAL.as_text(),
            plain::MOMENT.as_text(),
            plain::DECIMAL.as_text(),
        );
        let (date, local, moment, decimal) = db.run(
            plain::find()
                .filter(plain::ID.eq(id))
                .select(texts)
                .first()
                .required(),
        )?;
        let shown = [
            ("date", date),
            ("local", local),
            ("moment", moment),
            ("decimal", decimal),
        ];
        for (name, shown) in shown {
            assert_eq!(shown, (name == column).then(|| value.to_owned()));
        }
    }
    // More digits than a decimal has.
    let digits = sql("SELECT 1e40::numeric").rows::<(Decimal,)>();
    assert!(db.run(digits).is_err());
    let long =
        sql("SELECT 1.234567890123456789012345678901234567890::numeric").rows::<(Decimal,)>();
    assert!(db.run(long).is_ok_and(|rows| rows[0].0 > Decimal::ONE));
    Ok(())
}

#[test]
fn addresses_ranges_geometry_and_extensions_survive() -> Result<()> {
    let place = place();
    let same = |a: &Special, b: &Special| {
        Special {
            id: b.id,
            ..a.clone()
        } == *b
    };
    survives(
        &place,
        vec![full(), empty(), NewSpecial::new()],
        special::find,
        same,
    );
    let db = &mut place.sync();
    let new = full();
    let row = db.run(special::create(new.clone()))?;
    assert_eq!(
        (row.inet, row.cidr, row.mac, row.mac8),
        (new.inet, new.cidr, new.mac, new.mac8)
    );
    assert_eq!(
        (row.ints, row.bigs, row.decimals),
        (new.ints, new.bigs, new.decimals)
    );
    assert_eq!(
        (row.locals, row.days, row.moments),
        (new.locals, new.days, new.moments)
    );
    assert_eq!(
        (&row.many_ints, &row.many_days, &row.many_times),
        (&new.many_ints, &new.many_days, &new.many_times)
    );
    assert_eq!((&row.document, &row.query), (&new.document, &new.query));
    assert_eq!(
        (row.point, row.line, row.segment, row.r#box),
        (new.point, new.line, new.segment, new.r#box)
    );
    assert_eq!(
        (&row.path, &row.polygon, row.circle),
        (&new.path, &new.polygon, new.circle)
    );
    assert_eq!(
        (&row.citext, &row.hstore, &row.ltree),
        (&new.citext, &new.hstore, &new.ltree)
    );
    // Conditions keep their meaning, prepared or not.
    for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &SCHEMA)?] {
        let mut found = |condition| db.run(special::find().filter(condition).count());
        assert_eq!(
            found(special::CITEXT.eq("ANN".to_owned()))?,
            1,
            "the case does not count"
        );
        assert_eq!(found(special::HSTORE.eq(new.hstore.clone()))?, 1);
        assert_eq!(found(special::LTREE.eq("top.science.äther".to_owned()))?, 1);
        assert_eq!(
            found(
                special::MANY_INTS
                    .includes(6)
                    .and(!special::MANY_INTS.includes(4))
            )?,
            1
        );
        assert_eq!(found(special::MANY_INTS.overlaps(Range::from(3..6)))?, 1);
        assert_eq!(found(special::MANY_INTS.covers(Range::from(1..9)))?, 0);
        assert_eq!(found(special::MANY_INTS.within(Range::from(-9..)))?, 1);
        assert_eq!(found(special::MANY_INTS.within(Range::from(5..6)))?, 0);
        assert_eq!(found(special::MANY_INTS.eq(new.many_ints.clone()))?, 1);
        assert_eq!(found(special::DAYS.includes(day("2026-04-01")))?, 1);
        assert_eq!(
            found(
                special::MAC
                    .eq(new.mac)
                    .and(special::MAC8.gt(MacAddr8([0; 8])))
            )?,
            1
        );
        assert_eq!(
            found(special::CIDR.eq(new.cidr).and(special::INET.eq(new.inet)))?,
            1
        );
        assert_eq!(
            found(special::INET.is_in_network("::/0".parse().unwrap()))?,
            1
        );
        let inet = new.inet.unwrap();
        assert_eq!(found(special::INET.holds_address(inet))?, 1);
        assert_eq!(
            found(special::INET.holds_address("::/0".parse().unwrap()))?,
            0
        );
    }
    Ok(())
}

#[test]
fn lists_survive() -> Result<()> {
    let place = place();
    let nothing = NewLists {
        ints: Some(vec![]),
        texts: Some(vec![]),
        mails: Some(vec![]),
        addresses: Some(vec![]),
        moods: Some(vec![]),
        boxes: Some(vec![]),
        ..NewLists::new()
    };
    let same = |a: &Lists, b: &Lists| {
        Lists {
            id: b.id,
            ..a.clone()
        } == *b
    };
    survives(&place, vec![lists()], lists::find, same);
    survives(&place, vec![nothing], lists::find, same);
    let db = &mut place.sync();
    let new = lists();
    let row = db.run(lists::create(new.clone()))?;
    assert_eq!(
        (Some(&row.ints), Some(&row.decimals), Some(&row.monies)),
        (
            new.ints.as_ref(),
            new.decimals.as_ref(),
            new.monies.as_ref()
        )
    );
    assert_eq!(
        (Some(&row.texts), Some(&row.bytes), Some(&row.jsons)),
        (new.texts.as_ref(), new.bytes.as_ref(), new.jsons.as_ref())
    );
    assert_eq!(
        (Some(&row.manies), Some(&row.boxes), Some(&row.documents)),
        (
            new.manies.as_ref(),
            new.boxes.as_ref(),
            new.documents.as_ref()
        )
    );
    assert_eq!(
        (Some(&row.mails), Some(&row.addresses), Some(&row.hstores)),
        (
            new.mails.as_ref(),
            new.addresses.as_ref(),
            new.hstores.as_ref()
        )
    );
    for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &SCHEMA)?] {
        let mut found = |condition| db.run(lists::find().filter(condition).count());
        assert_eq!(found(lists::INTS.has(0))?, 1);
        assert_eq!(found(lists::MAILS.has("c@d"))?, 1);
        assert_eq!(
            found(lists::MAILS.has_every(["c@d".into(), "a@b".into()]))?,
            1
        );
        assert_eq!(found(lists::MOODS.has_some([Mood::Sad]))?, 1);
        assert_eq!(found(lists::MONIES.has(decimal("1.5")))?, 1);
        assert_eq!(found(lists::BITS.has("101"))?, 1);
        // The server cannot compare points, and so no address.
        let compared = lists::ADDRESSES.has(address());
        assert!(matches!(found(compared), Err(Error::Undefined(_))));
    }
    Ok(())
}

#[test]
fn lists_may_hold_null() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let row = db.run(lists::create(lists()))?;
    let some = |id: ListsId| lists::find().filter(lists::ID.eq(id));
    let with = vec![Some("a".to_owned()), None];
    let update = lists::update(row.id, lists::ListsPatch::default());
    let update = update.also(lists::TEXTS.with_nulls().set(with.clone()));
    // The row as a whole cannot hold it.
    assert!(matches!(db.run(update), Err(Error::Database(_))));
    assert_eq!(
        db.run(some(row.id).select(lists::TEXTS.with_nulls()).first())?,
        Some(with)
    );
    let mails = vec![None, Some(Email::from("a@b"))];
    let update = lists::update_many(lists::ID.eq(row.id), lists::ListsPatch::default());
    let update = update.also(lists::MAILS.with_nulls().set(mails.clone()));
    assert_eq!(db.run(update.also(lists::TEXTS.set(vec![])))?, 1);
    assert_eq!(
        db.run(
            some(row.id)
                .select((lists::MAILS.with_nulls(), lists::TEXTS))
                .first()
        )?,
        Some((mails, vec![]))
    );
    // A list that is NULL itself is empty.
    db.run(sql("UPDATE \"Lists\" SET mails = NULL, addresses = NULL"))?;
    assert_eq!(db.run(lists::by_id(row.id).required())?.mails, []);
    Ok(())
}

#[test]
fn domains_and_composite_types_survive() -> Result<()> {
    let place = place();
    let parcel = Parcel {
        weight: decimal("1.500"),
        to: Some(address()),
        stamps: vec![Mood::Sad, Mood::Happy],
    };
    let new = NewOwned::new("ann@x".into())
        .work(Work("ann@work".into()))
        .share(Share(decimal("0.1250")))
        .feeling(Feeling(Mood::Happy))
        .scores(Scores(vec![1, -1]))
        .home(address())
        .parcel(parcel.clone());
    let same = |a: &Owned, b: &Owned| {
        Owned {
            id: b.id,
            mail: b.mail.clone(),
            ..a.clone()
        } == *b
    };
    place.driver().batch_execute("ALTER TABLE \"Owned\" DROP CONSTRAINT IF EXISTS \"Owned_mail_key\"; DROP INDEX IF EXISTS \"Owned_mail_key\"").unwrap();
    let bare = NewOwned::new("bob@x".into());
    let nested = NewOwned::new("c@x".into()).parcel(Parcel {
        to: None,
        stamps: vec![],
        ..parcel.clone()
    });
    survives(&place, vec![new.clone(), bare, nested], owned::find, same);
    for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &SCHEMA)?] {
        let row = db.run(owned::create(new.clone()))?;
        assert_eq!(
            (&row.mail, &row.work, &row.share),
            (&new.mail, &new.work, &new.share)
        );
        assert_eq!((&row.feeling, &row.scores), (&new.feeling, &new.scores));
        assert_eq!((&row.home, &row.parcel), (&new.home, &new.parcel));
        let mut found = |condition| db.run(owned::find().filter(condition).count());
        assert_eq!(
            found(owned::MAIL.eq("ann@x").and(owned::MAIL.contains("n@")))?,
            1
        );
        assert_eq!(
            found(owned::MAIL.is_in(["ann@x", "x@y"].map(Email::from)))?,
            1
        );
        assert_eq!(found(owned::SHARE.gt(Share(decimal("0.1"))))?, 1);
        assert_eq!(found(owned::FEELING.eq(Feeling(Mood::Happy)))?, 1);
        assert_eq!(found(owned::WORK.is_not_null())?, 1);
        assert_eq!(found(owned::FEELING.eq_column(owned::FEELING))?, 1);
        assert_eq!(found(owned::FEELING.le_column(owned::FEELING))?, 1);
        let extremes = (
            owned::FEELING.min(),
            owned::MAIL.max(),
            owned::SHARE.max(),
            owned::FEELING.count_distinct(),
        );
        let same = owned::find().filter(owned::MAIL.eq("ann@x"));
        assert_eq!(
            db.run(same.aggregate(extremes))?,
            (new.feeling.clone(), Some(new.mail.clone()), new.share, 1)
        );
        assert_eq!(db.run(owned::by_mail("ann@x".into()).required())?, row);
        let patch = owned::OwnedPatch::default().home(None).mail("new@x".into());
        let share = owned::SHARE.increment(decimal("0.25"));
        let row = db.run(owned::update(row.id, patch).also(share).required())?;
        assert_eq!(
            (row.home, row.share),
            (None, Some(Share(decimal("0.3750"))))
        );
        // The checks of a domain hold.
        let bad = NewOwned::new("nobody".into());
        assert!(matches!(
            db.run(owned::create(bad)),
            Err(Error::Check { .. })
        ));
        db.run(sql("TRUNCATE \"Owned\""))?;
    }
    // An attribute that was added later is left out, and written as NULL.
    place
        .driver()
        .batch_execute("ALTER TYPE \"Address\" ADD ATTRIBUTE country text CASCADE")
        .unwrap();
    let db = &mut place.sync();
    let row = db.run(owned::create(new))?;
    assert_eq!(row.home, Some(address()));
    assert_eq!(db.check_schema(&SCHEMA, OnDrift::Fail)?, []);
    Ok(())
}
