//! Dates and times as `chrono` has them.

use ::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// `date`
pub type Date = NaiveDate;
/// `time`
pub type Time = NaiveTime;
/// `timetz`
pub type Timetz = super::Timetz<Time>;
/// `timestamp`
pub type Timestamp = NaiveDateTime;
/// `timestamptz`
pub type Timestamptz = DateTime<Utc>;

super::calendar! {
    Timestamptz: Utc::now(),
    Timestamp: Utc::now().naive_utc(),
    Date: Utc::now().date_naive(),
    Time: Utc::now().time(),
}
