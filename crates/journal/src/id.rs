//! Migration ids: whole folder names.

use std::fmt;

/// `20261122104500_add_user_verification_fields`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MigrationId(String);

impl MigrationId {
    /// From a folder's name.
    pub fn new(folder: impl Into<String>) -> Self {
        Self(folder.into())
    }

    /// The folder's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the time stamp: `add_user_verification_fields`.
    #[must_use]
    pub fn title(&self) -> &str {
        self.0.split_once('_').map_or(&self.0, |(_, title)| title)
    }
}

impl fmt::Display for MigrationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a new migration: the time in UTC as `yyyymmddhhmmss`, moved forward one second at a time until it
/// sorts after `latest`. `seconds` counts from 1970-01-01 00:00 UTC.
#[must_use]
pub fn timestamp_id(seconds: u64, title: &str, latest: Option<&MigrationId>) -> MigrationId {
    let after = |stamp: &str| latest.is_none_or(|l| l.as_str().get(..14).is_none_or(|last| last < stamp));
    let mut at = seconds;
    loop {
        let stamp = utc_stamp(at);
        // A latest id from the far future must not keep us here: two days on, take what there is.
        if after(&stamp) || at > seconds + 172_800 {
            return MigrationId(format!("{stamp}_{title}"));
        }
        at += 1;
    }
}

/// The time in UTC as `yyyymmddhhmmss`; `seconds` counts from 1970-01-01 00:00 UTC.
///
/// Days to a civil date after Howard Hinnant's algorithm, proleptic Gregorian calendar.
#[must_use]
pub fn utc_stamp(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}{:02}{:02}{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_the_time_and_sort_after_the_latest() {
        assert_eq!(timestamp_id(0, "init", None).as_str(), "19700101000000_init");
        assert_eq!(timestamp_id(951_782_400, "leap", None).as_str(), "20000229000000_leap");
        let latest = MigrationId::new("20000229000001_other");
        assert_eq!(timestamp_id(951_782_400, "leap", Some(&latest)).as_str(), "20000229000002_leap");
        assert_eq!(latest.title(), "other");
    }
}
