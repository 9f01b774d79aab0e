//! Every type, with its edges, there and back: one by one, as arrays, copied, prepared and not.

mod place;

use std::fmt::Debug;

use features_example::types::lists::{self, NewLists};
use features_example::types::owned::{self, NewOwned};
use features_example::types::plain::{self, NewPlain};
use features_example::types::special::{self, NewSpecial};
use features_example::types::{
    Address, Email, Feeling, Lists, ListsId, Mood, Owned, Parcel, Plain, PlainId, SCHEMA, Scores,
    Share, Special, Work,
};
use icms_client::types::{
    Circle, Date, Decimal, Edge, Ends, Hstore, Interval, Json, Line, MacAddr, MacAddr8, Multirange,
    Path, Point, Polygon, Range, Rectangle, Segment, Time, Timestamp, Timestamptz, Timetz,
    TsVector, Uuid,
};
use icms_client::{Error, Find, Model, New, OnDrift, Plan as _, Result, SyncDb, sql};
use place::Place;

const BY_HAND: &str = r#"
    CREATE DOMAIN "Email" AS text CHECK (VALUE ~ '@');
    CREATE DOMAIN "Share" AS numeric(5, 4);
    CREATE DOMAIN "Feeling" AS "Mood";
    CREATE DOMAIN "Work" AS "Email" CHECK (VALUE ~ 'work');
    CREATE DOMAIN "Scores" AS integer[];
    CREATE TYPE "Address" AS (street text, city text, post_code integer, mail "Email", mood "Mood", point point, tags text[]);
    CREATE TYPE "Bill" AS (amount money);
    CREATE TYPE "Parcel" AS (weight numeric(8, 3), "to" "Address", stamps "Mood"[]);
"#;

fn place() -> Place {
    Place::of("types", BY_HAND)
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

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn local(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamptz {
    text.parse().unwrap()
}

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

fn smallest() -> NewPlain {
    NewPlain::new()
        .small(i16::MIN)
        .int(i32::MIN)
        .big(i64::MIN)
        .real(f32::MIN)
        .double(f64::MIN)
        .decimal(decimal("-999999999999999999.9999999999"))
        .money(decimal("-92233720368547758.08"))
        .oid(0)
        .flag(false)
        .text("")
        .varchar("")
        .char("a")
        .byte(i8::MIN)
        .name("")
        .bytes(vec![])
        .uuid(Uuid::nil())
        .json(Json::Null)
        .jsonb(Json::Null)
        .xml("")
        .bit("000")
        .varbit("")
        .date(day("-4712-01-01"))
        .time(time("00:00:00"))
        .timetz(Timetz {
            time: time("00:00:00"),
            east: -57_599,
        })
        .local(local("-4712-01-01T00:00:00"))
        .moment(moment("-4712-01-01T00:00:00Z"))
        .span(Interval {
            months: i32::MIN,
            days: i32::MIN,
            microseconds: i64::MIN,
        })
}

fn largest() -> NewPlain {
    let text = "ä€𝄞\u{1}\"'\\{},()\n";
    NewPlain::new()
        .small(i16::MAX)
        .int(i32::MAX)
        .big(i64::MAX)
        .real(f32::MAX)
        .double(f64::MAX)
        .decimal(decimal("999999999999999999.9999999999"))
        .money(decimal("92233720368547758.07"))
        .oid(u32::MAX)
        .flag(true)
        .text(text.repeat(10_000))
        .varchar("ä€𝄞bc")
        .char("ä€𝄞bc")
        .byte(i8::MAX)
        .name("n".repeat(63))
        .bytes((0..=u8::MAX).collect::<Vec<u8>>().repeat(1_000))
        .uuid(Uuid::max())
        .json("{\"b\": 1, \"a\": [1.5, null, \"x\"]}".parse().unwrap())
        .jsonb("{\"b\": 1, \"a\": [1.5, null, \"x\"]}".parse().unwrap())
        .xml("<a b=\"c\">ä</a>")
        .bit("111")
        .varbit("10".repeat(1_000))
        .date(day("+262142-12-31"))
        .time(time("23:59:59.999999"))
        .timetz(Timetz {
            time: time("23:59:59.999999"),
            east: 57_599,
        })
        .local(local("+262142-12-31T23:59:59.999999"))
        .moment(moment("+262142-12-31T23:59:59.999999Z"))
        .span(Interval {
            months: i32::MAX,
            days: i32::MAX,
            microseconds: i64::MAX,
        })
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
    // More digits than a decimal has; 24 o'clock.
    let (text,) = db.run(
        sql("SELECT (10::numeric ^ 40)::text")
            .rows::<(String,)>()
            .first()
            .required(),
    )?;
    assert_eq!(text.len(), 41 + 17);
    let digits = sql("SELECT 1e40::numeric").rows::<(Decimal,)>();
    assert!(db.run(digits).is_err());
    let long =
        sql("SELECT 1.234567890123456789012345678901234567890::numeric").rows::<(Decimal,)>();
    assert!(db.run(long).is_ok_and(|rows| rows[0].0 > Decimal::ONE));
    Ok(())
}

fn full() -> NewSpecial {
    let corner = Point {
        x: -1.5,
        y: f64::MAX,
    };
    let square = [
        Point { x: 0.0, y: 0.0 },
        Point { x: 1.0, y: 0.0 },
        Point { x: 1.0, y: 1.0 },
    ];
    let spring = Range::Between(
        Edge::Included(day("2026-03-01")),
        Edge::Excluded(day("2026-06-01")),
    );
    let hours = Range::Between(Edge::Excluded(moment("2026-01-01T08:00:00Z")), Edge::Open);
    NewSpecial::new()
        .inet("::1/128".parse().unwrap())
        .cidr("10.0.0.0/8".parse().unwrap())
        .mac(MacAddr([0xff; 6]))
        .mac8("08:00:2b:01:02:03:04:05".parse::<MacAddr8>().unwrap())
        .ints(Range::from(i32::MIN..i32::MAX))
        .bigs(Range::Between(Edge::Open, Edge::Excluded(i64::MAX)))
        .decimals(Range::Between(
            Edge::Excluded(decimal("-1.5")),
            Edge::Included(decimal("1.5")),
        ))
        .locals(Range::Between(Edge::Open, Edge::Open))
        .days(spring)
        .moments(hours)
        .many_ints(Multirange(vec![
            Range::from(1..3),
            Range::from(5..9),
            Range::from(20..),
        ]))
        .many_days(Multirange(vec![spring]))
        .many_times(Multirange(vec![hours]))
        .document(TsVector("'fat':2,4B 'rat'".to_owned()))
        .query("'fat' & !'rat'")
        .point(corner)
        .line(Line {
            a: 1.0,
            b: -2.0,
            c: 0.5,
        })
        .segment(Segment {
            start: corner,
            end: Point::default(),
        })
        .r#box(Rectangle {
            high: Point { x: 2.0, y: 2.0 },
            low: Point { x: -1.0, y: -1.0 },
        })
        .path(Path {
            ends: Ends::Joined,
            points: square.to_vec(),
        })
        .polygon(Polygon(square.to_vec()))
        .circle(Circle {
            center: corner,
            radius: 0.0,
        })
        .citext("Ann")
        .hstore(Hstore(
            [
                ("a".to_owned(), Some("\"b\"".to_owned())),
                ("n".to_owned(), None),
            ]
            .into(),
        ))
        .ltree("top.science.äther")
}

fn empty() -> NewSpecial {
    NewSpecial::new()
        .inet("0.0.0.0/0".parse().unwrap())
        .cidr("::/0".parse().unwrap())
        .mac(MacAddr([0; 6]))
        .mac8(MacAddr8([0; 8]))
        .ints(Range::Empty)
        .bigs(Range::Empty)
        .decimals(Range::Empty)
        .locals(Range::Empty)
        .days(Range::Empty)
        .moments(Range::Empty)
        .many_ints(Multirange::default())
        .many_days(Multirange::default())
        .many_times(Multirange(vec![Range::Between(Edge::Open, Edge::Open)]))
        .document(TsVector::default())
        .path(Path {
            ends: Ends::Open,
            points: vec![Point {
                x: f64::INFINITY,
                y: f64::NEG_INFINITY,
            }],
        })
        .citext("")
        .hstore(Hstore::default())
        .ltree("")
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
    }
    Ok(())
}

fn address() -> Address {
    Address {
        street: "Main \"street\", (1)".to_owned(),
        city: None,
        zip: Some(i32::MIN),
        mail: Some("a@b".into()),
        mood: Some(Mood::Sad),
        point: Some(Point { x: 1.0, y: 2.0 }),
        tags: vec!["x".to_owned(), String::new()],
    }
}

fn lists() -> NewLists {
    NewLists::new()
        .ints(vec![i32::MIN, 0, i32::MAX])
        .decimals(vec![decimal("-1.5000000000"), decimal("0.0000000000")])
        .monies(vec![decimal("1.50"), decimal("-0.01")])
        .flags(vec![true, false])
        .texts(vec![
            String::new(),
            "{,}\"\\NULL".to_owned(),
            "NULL".to_owned(),
        ])
        .bytes(vec![vec![], vec![0, 255]])
        .uuids(vec![Uuid::nil(), Uuid::max()])
        .jsons(vec![Json::Null, Json::Bool(true)])
        .xmls(vec!["<a/>".to_owned()])
        .bits(vec![String::new(), "101".to_owned()])
        .moments(vec![moment("2026-01-01T00:00:00Z")])
        .spans(vec![Interval::days(1), Interval::default()])
        .inets(vec!["10.0.0.1/8".parse().unwrap()])
        .macs(vec![MacAddr([1; 6])])
        .ranges(vec![Range::Empty, Range::from(1..2)])
        .manies(vec![
            Multirange::default(),
            Multirange(vec![Range::from(1..2), Range::from(4..5)]),
        ])
        .documents(vec![TsVector("'a' 'b'".to_owned())])
        .points(vec![Point { x: 1.0, y: -1.0 }])
        .boxes(vec![
            Rectangle {
                high: Point { x: 1.0, y: 1.0 },
                low: Point::default(),
            },
            Rectangle {
                high: Point { x: 2.0, y: 2.0 },
                low: Point::default(),
            },
        ])
        .moods(vec![Mood::Happy, Mood::Sad])
        .hstores(vec![[("a", "b")].into_iter().collect(), Hstore::default()])
        .mails(vec!["a@b".into(), "c@d".into()])
        .addresses(vec![
            address(),
            Address {
                city: Some("x".to_owned()),
                tags: vec![],
                ..address()
            },
        ])
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
        assert_eq!(found(owned::MAIL.is_in(["ann@x".into(), "x@y".into()]))?, 1);
        assert_eq!(found(owned::SHARE.gt(Share(decimal("0.1"))))?, 1);
        assert_eq!(found(owned::FEELING.eq(Feeling(Mood::Happy)))?, 1);
        assert_eq!(found(owned::WORK.is_not_null())?, 1);
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
