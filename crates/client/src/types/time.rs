//! Dates and times in the words of the crate that the features choose: `chrono` unless `jiff` or `time` is on.

#[cfg(not(any(feature = "chrono", feature = "jiff", feature = "time")))]
compile_error!("icms-client needs one of the features `chrono`, `jiff`, `time`");

#[cfg(feature = "jiff")]
mod chosen {
    /// `date`
    pub type Date = jiff::civil::Date;
    /// `time`
    pub type Time = jiff::civil::Time;
    /// `timestamp`
    pub type Timestamp = jiff::civil::DateTime;
    /// `timestamptz`
    pub type Timestamptz = jiff::Timestamp;

    /// The time now.
    #[must_use]
    pub fn now() -> Timestamptz {
        Timestamptz::now()
    }

    /// The time now, in UTC.
    pub(crate) fn now_in_utc() -> Timestamp {
        jiff::tz::TimeZone::UTC.to_datetime(now())
    }

    /// The date now, in UTC.
    #[must_use]
    pub fn today() -> Date {
        now_in_utc().date()
    }
}

#[cfg(all(feature = "time", not(feature = "jiff")))]
mod chosen {
    /// `date`
    pub type Date = time::Date;
    /// `time`
    pub type Time = time::Time;
    /// `timestamp`
    pub type Timestamp = time::PrimitiveDateTime;
    /// `timestamptz`
    pub type Timestamptz = time::OffsetDateTime;

    /// The time now.
    #[must_use]
    pub fn now() -> Timestamptz {
        Timestamptz::now_utc()
    }

    /// The time now, in UTC.
    pub(crate) fn now_in_utc() -> Timestamp {
        let now = now();
        Timestamp::new(now.date(), now.time())
    }

    /// The date now, in UTC.
    #[must_use]
    pub fn today() -> Date {
        now().date()
    }
}

#[cfg(not(any(feature = "jiff", feature = "time")))]
mod chosen {
    /// `date`
    pub type Date = chrono::NaiveDate;
    /// `time`
    pub type Time = chrono::NaiveTime;
    /// `timestamp`
    pub type Timestamp = chrono::NaiveDateTime;
    /// `timestamptz`
    pub type Timestamptz = chrono::DateTime<chrono::Utc>;

    /// The time now.
    #[must_use]
    pub fn now() -> Timestamptz {
        chrono::Utc::now()
    }

    /// The time now, in UTC.
    pub(crate) fn now_in_utc() -> Timestamp {
        now().naive_utc()
    }

    /// The date now, in UTC.
    #[must_use]
    pub fn today() -> Date {
        now().date_naive()
    }
}

pub(crate) use chosen::now_in_utc;
pub use chosen::{Date, Time, Timestamp, Timestamptz, now, today};
