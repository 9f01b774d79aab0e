//! Dates and times as `time` has them.

use ::time::{OffsetDateTime, PrimitiveDateTime};

/// `date`
pub type Date = ::time::Date;
/// `time`
pub type Time = ::time::Time;
/// `timetz`
pub type Timetz = super::Timetz<Time>;
/// `timestamp`
pub type Timestamp = PrimitiveDateTime;
/// `timestamptz`
pub type Timestamptz = OffsetDateTime;

super::calendar! {
    Timestamptz: Self::now_utc(),
    Timestamp: utc(Timestamptz::now_utc()),
    Date: Timestamptz::now_utc().date(),
    Time: Timestamptz::now_utc().time(),
}

const fn utc(moment: Timestamptz) -> Timestamp {
    Timestamp::new(moment.date(), moment.time())
}
