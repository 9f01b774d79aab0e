//! What dates and times can do, whichever crate they come from.

/// A type that can hold the time now.
pub trait Now {
    /// The time now, in UTC where the type has no zone.
    #[must_use]
    fn now() -> Self;
}

/// `calendar! { Timestamptz: now, Timestamp: now, Date: now, Time: now }`: the types of one crate, and how each says what
/// the time is.
#[allow(unused_macros, reason = "without a crate of dates nothing names it")]
macro_rules! calendar {
    (@ $($name:ty: $now:expr),*) => { $(
        impl $crate::types::Now for $name {
            fn now() -> Self {
                $now
            }
        }
        impl $crate::Comparable for $name {}
        impl $crate::Extreme for $name {}
        impl $crate::Present for $name {}
        $crate::key::key!($name);
    )* };
    (
        Timestamptz: $timestamptz:expr,
        Timestamp: $timestamp:expr,
        Date: $date:expr,
        Time: $time:expr $(,)?
    ) => {
        $crate::types::calendar!(@ Timestamptz: $timestamptz, Timestamp: $timestamp, Date: $date, Time: $time);
        impl $crate::column::range::Bound for Timestamptz {
            const CAST: &'static str = "::timestamptz";
        }
        impl $crate::column::range::Bound for Timestamp {
            const CAST: &'static str = "::timestamp";
        }
        impl $crate::column::range::Bound for Date {
            const CAST: &'static str = "::date";
        }
    };
}
#[allow(unused_imports, reason = "without a crate of dates nothing names it")]
pub(super) use calendar;
