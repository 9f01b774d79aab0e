//! Rows with the smallest, the largest and the most unusual values.

use features_example::types::lists::NewLists;
use features_example::types::plain::NewPlain;
use features_example::types::special::NewSpecial;
use features_example::types::{Address, Mood};
use icms_client::types::chrono::{Date, Time, Timestamp, Timestamptz};
use icms_client::types::{
    Circle, Decimal, Edge, Ends, Hstore, Interval, Json, Line, MacAddr, MacAddr8, Multirange, Path,
    Point, Polygon, Range, Rectangle, Segment, Timetz, TsVector, Uuid,
};

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn local(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn moment(text: &str) -> Timestamptz {
    text.parse().unwrap()
}

pub fn time(text: &str) -> Time {
    text.parse().unwrap()
}

pub fn smallest() -> NewPlain {
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

pub fn largest() -> NewPlain {
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

pub fn full() -> NewSpecial {
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

pub fn empty() -> NewSpecial {
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

pub fn address() -> Address {
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

pub fn lists() -> NewLists {
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
