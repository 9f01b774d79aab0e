//! Dates and times as `jiff` has them.

use ::jiff::civil;
use ::jiff::tz::TimeZone;

/// `date`
pub type Date = civil::Date;
/// `time`
pub type Time = civil::Time;
/// `timetz`
pub type Timetz = super::Timetz<Time>;
/// `timestamp`
pub type Timestamp = civil::DateTime;
/// `timestamptz`
pub type Timestamptz = ::jiff::Timestamp;

super::calendar! {
    Timestamptz: Self::now(),
    Timestamp: TimeZone::UTC.to_datetime(Timestamptz::now()),
    Date: TimeZone::UTC.to_datetime(Timestamptz::now()).date(),
    Time: TimeZone::UTC.to_datetime(Timestamptz::now()).time(),
}
