//! Times and intervals in the text that their output functions give, as far as that is certain.

/// Whether a type keeps the zone that its literal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Kept,
    Ignored,
}

/// `2020-01-01` as `2020-01-01 00:00:00`, `2020-01-01T10:00:00.500Z` as `2020-01-01 10:00:00.5+00`. A zone that is kept
/// must be UTC, and must be named: without one the session's decides.
pub(super) fn stamp(text: &str, zone: Zone) -> Option<String> {
    let text = text.trim();
    let date = text.get(..10).filter(|d| is_date(d))?;
    let rest = text.get(10..)?;
    let rest = rest.strip_prefix(['T', ' ']).unwrap_or(rest);
    let time_end = rest.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(rest.len());
    let (time, named) = rest.split_at(time_end);
    let utc = matches!(named.trim(), "Z" | "+00" | "+00:00" | "+0000" | "UTC");
    let understood = utc || (zone == Zone::Ignored && named.is_empty());
    if !understood {
        return None;
    }
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let clock = match clock.len() {
        0 => "00:00:00".to_owned(),
        5 if is_short_time(clock) => format!("{clock}:00"),
        8 if clock_seconds(clock).is_some_and(|s| s < 86_400) => clock.to_owned(),
        _ => return None,
    };
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    let shift = if zone == Zone::Kept { "+00" } else { "" };
    (fraction.len() <= 6).then(|| format!("{date} {clock}{dot}{fraction}{shift}"))
}

fn is_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// True for `10:00`, to which the server adds the seconds.
pub(super) fn is_short_time(text: &str) -> bool {
    let two = |s: &str, most: u32| s.len() == 2 && s.parse::<u32>().is_ok_and(|n| n < most);
    text.split_once(':').is_some_and(|(hour, minute)| two(hour, 24) && two(minute, 60))
}

/// `1 hour` as `01:00:00`, `2 weeks` as `14 days`: whole, positive amounts of named units, or what is printed already.
pub(super) fn interval(text: &str) -> Option<String> {
    let (mut months, mut days, mut seconds) = (0_u64, 0_u64, 0_u64);
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some(time) = clock_seconds(word) {
            seconds = seconds.checked_add(time)?;
            continue;
        }
        let amount: u64 = word.parse().ok().filter(|n| *n < 1_000_000)?;
        match words.next()?.to_ascii_lowercase().trim_end_matches('s') {
            "year" => months += amount * 12,
            "month" | "mon" => months += amount,
            "week" => days += amount * 7,
            "day" => days += amount,
            "hour" => seconds += amount * 3600,
            "minute" | "min" => seconds += amount * 60,
            "second" | "sec" => seconds += amount,
            _ => return None,
        }
    }
    Some(printed(months, days, seconds))
}

fn clock_seconds(word: &str) -> Option<u64> {
    let mut parts = word.split(':');
    let mut part = || parts.next().and_then(|p| p.parse::<u64>().ok());
    let (hours, minutes, seconds) = (part()?, part()?, part()?);
    (hours < 1_000_000 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

fn printed(months: u64, days: u64, seconds: u64) -> String {
    let mut parts = Vec::new();
    let mut unit = |n: u64, name: &str| {
        if n > 0 {
            parts.push(format!("{n} {name}{}", if n == 1 { "" } else { "s" }));
        }
    };
    unit(months / 12, "year");
    unit(months % 12, "mon");
    unit(days, "day");
    if seconds > 0 || parts.is_empty() {
        parts.push(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_server_prints() {
        for (text, shown) in [
            ("1 day", "1 day"),
            ("30 days", "30 days"),
            ("1 hour", "01:00:00"),
            ("90 minutes", "01:30:00"),
            ("14 months 2 weeks 01:00:05", "1 year 2 mons 14 days 01:00:05"),
            ("24:00:00", "24:00:00"),
            ("0 days", "00:00:00"),
        ] {
            assert_eq!(interval(text).as_deref(), Some(shown));
        }
        assert_eq!(stamp("1970-01-01T00:00:00.000Z", Zone::Kept).as_deref(), Some("1970-01-01 00:00:00+00"));
        assert_eq!(
            stamp("1970-01-01 00:00:00 +00:00", Zone::Ignored).as_deref(),
            Some("1970-01-01 00:00:00")
        );
        assert_eq!(stamp("2020-01-01", Zone::Ignored).as_deref(), Some("2020-01-01 00:00:00"));
        assert_eq!(stamp("2020-01-01", Zone::Kept), None);
        assert_eq!(stamp("2020-01-01 10:00+02", Zone::Kept), None);
        assert_eq!(interval("-1 day"), None);
        assert_eq!(interval("1.5 hours"), None);
        assert!(is_short_time("12:00") && !is_short_time("12:00:00") && !is_short_time("25:00"));
    }
}
