//! Dates and times in the words of each crate for them: there and back, made up now, and what none of them can hold.

#[path = "../place/mod.rs"]
mod place;

/// The tests of a crate. A module has its client as `db`, its types, and how values are made: `date`, `time`,
/// `local`, `utc`; `LATE` is what 24:00 is read as, if it can be.
macro_rules! tests {
    () => {
        use db::event::{self, EventPatch, NewEvent};
        use db::holiday::{self, HolidayId, NewHoliday};
        use db::visit::{self, NewVisit, VisitPatch};
        use icms_client::types::{Edge, Interval, Multirange, Range};
        use icms_client::{Error, OnDrift, Plan as _, Result, SyncDb, count, now, sql};

        use super::place::Place;

        fn event(date: Date, time: Time) -> NewEvent {
            let (local, moment) = (local(date, time), utc(date, time));
            let zoned = Timetz { time, east: 20_700 };
            let until = |edge| Range::Between(Edge::Open, Edge::Excluded(edge));
            NewEvent::new()
                .day(date)
                .time(time)
                .zoned(zoned)
                .local(local)
                .moment(moment)
                .span(Interval::days(-1))
                .days(vec![date, date])
                .times(vec![time])
                .zones(vec![zoned])
                .locals(vec![local])
                .moments(vec![moment, moment])
                .spans(vec![Interval::months(1), Interval::seconds(1)])
                .season(Range::from(date..))
                .opening(Range::Between(Edge::Open, Edge::Included(local)))
                .shift(until(moment))
                .seasons(Multirange(vec![Range::from(date..)]))
                .openings(Multirange(vec![Range::from(local..)]))
                .shifts(Multirange(vec![until(moment)]))
                .shift_list(vec![until(moment), Range::Empty])
        }

        fn events() -> Vec<NewEvent> {
            [
                (date(-4712, 1, 1), time(0, 0, 0, 0)),
                (date(1969, 12, 31), time(23, 59, 59, 999_999)),
                (date(1999, 12, 31), time(23, 59, 59, 1)),
                (date(2026, 3, 29), time(2, 30, 0, 123_456)),
                (date(9999, 12, 30), time(21, 59, 59, 999_999)),
            ]
            .map(|(date, time)| event(date, time))
            .to_vec()
        }

        #[test]
        fn values_survive_and_mean_the_same_to_the_server() -> Result<()> {
            let place = Place::of("times");
            for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &db::SCHEMA)?] {
                db.run(sql("SET timezone TO 'UTC'"))?;
                for new in events() {
                    let row = db.run(event::create(new.clone()))?;
                    assert_eq!((row.day, row.time, row.zoned), (new.day, new.time, new.zoned));
                    assert_eq!((row.local, row.moment, row.span), (new.local, new.moment, new.span));
                    assert_eq!((Some(&row.days), Some(&row.times)), (new.days.as_ref(), new.times.as_ref()));
                    assert_eq!((Some(&row.zones), Some(&row.locals)), (new.zones.as_ref(), new.locals.as_ref()));
                    assert_eq!((Some(&row.moments), Some(&row.spans)), (new.moments.as_ref(), new.spans.as_ref()));
                    assert_eq!((row.season, row.opening, row.shift), (new.season, new.opening, new.shift));
                    assert_eq!((&row.seasons, &row.openings), (&new.seasons, &new.openings));
                    assert_eq!((&row.shifts, Some(&row.shift_list)), (&new.shifts, new.shift_list.as_ref()));
                    assert_eq!(db.run(event::by_id(row.id))?, Some(row));
                }
                assert_eq!(db.run(event::create_many(events()).count())?, 5);
                assert_eq!(db.run(event::copy(events()))?, 5);
                let texts = (
                    event::DAY.as_text(),
                    event::TIME.as_text(),
                    event::ZONED.as_text(),
                    event::LOCAL.as_text(),
                    event::MOMENT.as_text(),
                );
                let shown = db.run(event::find().select(texts).order_by(event::ID.asc()))?;
                for (at, shown) in shown.into_iter().enumerate() {
                    let (day, time) = [
                        ("4713-01-01", "00:00:00"),
                        ("1969-12-31", "23:59:59.999999"),
                        ("1999-12-31", "23:59:59.000001"),
                        ("2026-03-29", "02:30:00.123456"),
                        ("9999-12-30", "21:59:59.999999"),
                    ][at % 5];
                    let era = if at % 5 == 0 { " BC" } else { "" };
                    let wanted = (
                        Some(format!("{day}{era}")),
                        Some(time.to_owned()),
                        Some(format!("{time}+05:45")),
                        Some(format!("{day} {time}{era}")),
                        Some(format!("{day} {time}+00{era}")),
                    );
                    assert_eq!(shown, wanted);
                }
                db.run(sql("TRUNCATE \"Event\""))?;
            }
            Ok(())
        }

        #[test]
        fn conditions_orders_and_aggregates_take_them() -> Result<()> {
            let place = Place::of("times");
            for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &db::SCHEMA)?] {
                let (day, noon) = (date(2026, 3, 29), time(12, 0, 0, 0));
                let (local, moment) = (local(day, noon), utc(day, noon));
                let row = db.run(event::create(event(day, noon)))?;
                let found = [
                    event::DAY.eq(day),
                    event::TIME.ge(noon),
                    event::ZONED.eq(Timetz { time: noon, east: 20_700 }),
                    event::LOCAL.is_in([Some(local)]),
                    event::MOMENT.between(moment, now::<Timestamptz>().max(moment)),
                    event::DAYS.has(day),
                    event::TIMES.has(noon),
                    event::MOMENTS.has(moment),
                    event::SEASON.includes(day),
                    event::OPENING.includes(local),
                    event::SHIFTS.overlaps(Range::Between(Edge::Open, Edge::Included(moment))),
                    event::SEASONS.includes(day),
                    event::CREATED_AT.between(row.created_at, row.created_at),
                ];
                for (at, condition) in found.into_iter().enumerate() {
                    assert_eq!(db.run(event::find().filter(condition).count())?, 1, "{at}");
                }
                let extremes = (event::DAY.min(), event::TIME.max(), event::LOCAL.max(), event::MOMENT.min());
                let extremes = db.run(event::find().aggregate(extremes))?;
                assert_eq!(extremes, (Some(day), Some(noon), Some(local), Some(moment)));
                let days = event::find().select((event::DAY, count())).group_by(event::DAY);
                assert_eq!(db.run(days)?, [(Some(day), 1)]);
                let page = event::find().after((event::CREATED_AT, event::ID), (row.created_at, row.id));
                assert_eq!(db.run(page)?, []);
                let patch = EventPatch::default().day(None).moment(utc(day, time(0, 0, 0, 0)));
                let row = db.run(event::update(row.id, patch).required())?;
                assert_eq!((row.day, row.moment), (None, Some(utc(day, time(0, 0, 0, 0)))));
                db.run(sql("TRUNCATE \"Event\""))?;
            }
            assert_eq!(place.sync().check_schema(&db::SCHEMA, OnDrift::Fail)?, []);
            Ok(())
        }

        #[test]
        fn rows_belong_together_by_a_date_and_say_when_they_changed() -> Result<()> {
            let place = Place::of("times");
            let db = &mut place.sync();
            let day = HolidayId(date(2026, 12, 25));
            db.run(holiday::create(NewHoliday::new(day)))?;
            let visit = db.run(visit::create(NewVisit::new("Ann").day(day)))?;
            let found = db.run(holiday::find().include(holiday::VISITS))?;
            assert!(found[0].related.contains(&visit));
            let changed = db.run(visit::update(visit.id, VisitPatch::default().name("Bob")).required())?;
            assert!(changed.moment >= visit.moment && changed.lately >= visit.lately);
            // What the server made up is read as what it is.
            let event = db.run(event::create(NewEvent::new()))?;
            let same = "SELECT \"createdAt\" = $1 AND clock_timestamp() - \"createdAt\" < '1 minute' FROM \"Event\"";
            assert_eq!(db.run(sql(same).bind(event.created_at).rows::<(bool,)>())?, [(true,)]);
            // Every type holds the time of UTC, whatever the zone of the session.
            let near = "SELECT count(*) FROM \"Visit\" v, \
                (SELECT clock_timestamp() AS at, clock_timestamp() AT TIME ZONE 'UTC' AS utc) AS now \
                WHERE now.at - v.moment < '1 minute' AND now.at - v.lately < '1 minute' \
                AND now.utc - v.local < '1 minute' AND now.utc - v.\"onDay\" < '1 day 1 minute' \
                AND now.utc - (now.utc::date + v.\"atTime\") < '1 minute'";
            assert_eq!(db.run(sql(near).rows::<(i64,)>())?, [(1,)]);
            Ok(())
        }

        #[test]
        fn what_one_side_cannot_hold_is_an_error() -> Result<()> {
            let place = Place::of("times");
            let db = &mut place.sync();
            let (day, midnight) = (date(-8000, 1, 1), time(0, 0, 0, 0));
            for too_early in [
                NewEvent::new().day(day),
                NewEvent::new().local(local(day, midnight)),
                NewEvent::new().moment(utc(day, midnight)),
                NewEvent::new().season(Range::from(day..)),
                NewEvent::new().moments(vec![utc(day, midnight)]),
            ] {
                let error = db.run(event::create(too_early.clone())).expect_err("year -8000");
                assert!(matches!(error, Error::InvalidValue(_)), "{error}");
                assert!(db.run(event::copy([too_early])).is_err());
            }
            let values = [
                ("day", "infinity"),
                ("day", "-infinity"),
                ("day", "5874897-12-31"),
                ("local", "infinity"),
                ("local", "-infinity"),
                ("local", "294276-12-31 23:59:59.999999"),
                ("moment", "infinity"),
                ("moment", "-infinity"),
                ("moment", "294276-12-31 23:59:59.999999+00"),
                ("zoned", "24:00:00+00"),
                ("days", "{infinity}"),
                ("moments", "{2026-01-01,-infinity}"),
                ("season", "[2026-01-01,infinity)"),
                ("shifts", "{[-infinity,2026-01-01)}"),
            ];
            let late = sql("INSERT INTO \"Event\" (time) VALUES ('24:00') RETURNING id").rows::<(db::EventId,)>();
            let (id,) = db.run(late.first().required())?;
            assert_eq!(db.run(event::by_id(id)).ok().map(|row| row.unwrap().time.unwrap()), LATE);
            for (column, value) in values {
                let insert = format!("INSERT INTO \"Event\" (\"{column}\") VALUES ('{value}') RETURNING id");
                let (id,) = db.run(sql(insert).rows::<(db::EventId,)>().first().required())?;
                let error = db.run(event::by_id(id)).expect_err(value);
                assert!(matches!(error, Error::Database(_)), "{column} {value}: {error}");
                let why = ["value too large to decode", "24:00:00 is no time of day here"];
                assert!(why.iter().any(|why| error.to_string().ends_with(why)), "{column} {value}: {error}");
            }
            Ok(())
        }
    };
}

mod chrono {
    use features_example::times_of_chrono as db;
    use icms_client::types::chrono::{Date, Time, Timestamp, Timestamptz, Timetz};

    const LATE: Option<Time> = Some(Time::MIN);

    fn date(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap()
    }

    fn time(hour: u32, minute: u32, second: u32, micro: u32) -> Time {
        Time::from_hms_micro_opt(hour, minute, second, micro).unwrap()
    }

    fn utc(date: Date, time: Time) -> Timestamptz {
        local(date, time).and_utc()
    }

    fn local(date: Date, time: Time) -> Timestamp {
        date.and_time(time)
    }

    tests!();
}

mod jiff {
    use features_example::times_of_jiff as db;
    use icms_client::types::jiff::{Date, Time, Timestamp, Timestamptz, Timetz};

    const LATE: Option<Time> = None;

    fn date(year: i16, month: i8, day: i8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn time(hour: i8, minute: i8, second: i8, micro: i32) -> Time {
        Time::new(hour, minute, second, micro * 1_000).unwrap()
    }

    fn utc(date: Date, time: Time) -> Timestamptz {
        format!("{}Z", local(date, time)).parse().unwrap()
    }

    fn local(date: Date, time: Time) -> Timestamp {
        date.to_datetime(time)
    }

    tests!();
}

mod time {
    use features_example::times_of_time as db;
    use icms_client::types::time::{Date, Time, Timestamp, Timestamptz, Timetz};

    const LATE: Option<Time> = Some(Time::MIDNIGHT);

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date::from_calendar_date(year, month.try_into().unwrap(), day).unwrap()
    }

    fn time(hour: u8, minute: u8, second: u8, micro: u32) -> Time {
        Time::from_hms_micro(hour, minute, second, micro).unwrap()
    }

    fn utc(date: Date, time: Time) -> Timestamptz {
        local(date, time).assume_utc()
    }

    fn local(date: Date, time: Time) -> Timestamp {
        date.with_time(time)
    }

    tests!();
}
